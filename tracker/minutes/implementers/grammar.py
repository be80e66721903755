"""From the tokens of one statement to its claims: which post, all or some of them, where, and who is left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tracker.minutes.implementers.bare import bare_claim
from tracker.minutes.implementers.claims import Claim, Join
from tracker.minutes.implementers.lexicon import Lexicon
from tracker.minutes.implementers.phrases import Phrase, phrases
from tracker.minutes.implementers.quantify import COUNTS, quantify, uses
from tracker.minutes.implementers.simplify import is_post_word, simplified
from tracker.minutes.implementers.tokens import HEADS, Sort, Token


def claims_of(tokens: Sequence[Token], lexicon: Lexicon) -> list[Claim]:
    """The claims of one statement (a text without strong separators), in order."""
    if any(t.sort is Sort.RELATIVE for t in tokens):  # "those DCs who have not …": a person must say which
        return [Claim(tokens[0].start, tokens[-1].end, vague=True)]
    parser = _Parser(lexicon)
    for phrase in phrases(simplified(tokens, lexicon)):
        parser.take(phrase)
    claims = parser.finish()
    for claim in claims:
        claim.alternative = any(t.sort is Sort.ALTERNATIVE for t in tokens)
    return claims


class _Parser:
    """Takes phrase after phrase: what modifies a post goes to the claim before it, or waits for the one to come."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.territory = lexicon.territory
        self.claims: list[Claim] = []
        self.waiting: list[Phrase] = []
        self.addressed: Claim | None = None

    @property
    def last(self) -> Claim | None:
        return self.claims[-1] if self.claims else None

    def take(self, phrase: Phrase) -> None:
        """Understands one phrase in the light of those before it."""
        if phrase.has(Sort.WORD, Sort.OFFICE_WORD):
            self.unknown(phrase)
        elif phrase.has(*HEADS):
            self.heads(phrase)
        elif phrase.has(Sort.NOBODY) and not (phrase.bracket and self.last):
            self.claims.append(Claim(*phrase.span, vague=True, join=phrase.join))
        elif self.last is None:
            self.waiting.append(phrase)
        else:
            self.modify(self.last, phrase)

    def finish(self) -> list[Claim]:
        """All claims; what still waits for a post is one by its areas alone."""
        if self.waiting:
            self.claims.append(bare_claim(self.waiting_tokens(), self.lexicon))
        return self.claims

    def waiting_tokens(self) -> list[Token]:
        return [token for phrase in self.waiting for token in phrase.tokens]

    # ---- words that the directory does not know

    def unknown(self, phrase: Phrase) -> None:
        """A post that the directory lacks, or words that make another post or place of the one before them."""
        posts = any(is_post_word(t, self.lexicon) for t in phrase.tokens)
        last = self.last
        if phrase.has(*HEADS, Sort.NOBODY) or last is None or (posts and not last.unknown):
            vague = phrase.has(Sort.NOBODY) and not phrase.has(*HEADS)
            claim = Claim(*phrase.span, unknown=not vague, vague=vague, join=phrase.join)
            word = max(i for i, t in enumerate(phrase.tokens) if t.sort in (Sort.WORD, Sort.OFFICE_WORD))
            claim.behind = list(uses(phrase.tokens[word:], Join.NONE))
            self.claims.append(claim)
            self.waiting.clear()
        elif last.unknown or posts:
            last.end = phrase.span[1]
        elif phrase.bracket:
            last.unknown = True
        elif phrase.join is Join.AND or (phrase.join is Join.LINE and self.complete(last, phrase)):
            self.claims.append(Claim(*phrase.span, unknown=True, join=phrase.join))
        else:
            last.unknown_place = True

    def complete(self, claim: Claim, phrase: Phrase) -> bool:
        """Whether a line of unknown words behind a post cannot be its place."""
        several = max((len(self.territory.of_kind(kind)) for kind in claim.kinds), default=0) > 1
        return bool(claim.places) or not (several or phrase.has(Sort.LEVEL))

    # ---- posts

    def heads(self, phrase: Phrase) -> None:
        """One claim for each post of the phrase."""
        if phrase.bracket and self.last and _repeats(phrase, self.last):
            return
        if self.addressed is not None and self.addressed is self.last and not self.last.places:
            self.last.doubtful = True  # "Director, the DC's Office, SP": the middle one may be a party as well
        pieces = list(_one_head_each(phrase.tokens))
        several = len({t.ids for piece in pieces for t in piece if t.sort in HEADS}) > 1
        for number, piece in enumerate(pieces):
            join = Join.NONE if number else phrase.join
            head = next(t for t in piece if t.sort in HEADS)
            if self.is_address(head, join):
                self.claims[-1].doubtful |= join is Join.LINE  # a line of its own may as well name one more office
                self.modify_places(self.claims[-1], piece, join)
                self.addressed = self.last
                continue
            claim = self.claim(piece, head, join)
            aside = phrase.bracket and phrase.join is Join.NONE and self.last is not None  # "the DC (the ADC)"
            claim.doubtful = claim.doubtful or several or aside
            if number == 0:
                self.take_waiting(claim)
                self.doubt_list(claim)
            self.claims.append(claim)

    def claim(self, tokens: Sequence[Token], head: Token, join: Join) -> Claim:
        """The claim of a post with the words around it."""
        claim = Claim(tokens[0].start, tokens[-1].end, join=join, plural=head.plural, office=head.office)
        if head.sort is Sort.SELF:
            claim.offices = (self.territory.body,)
        elif head.sort is Sort.OFFICE:
            claim.offices = head.ids
        else:
            claim.kinds = tuple(dict.fromkeys(head.ids))
        at = tokens.index(head)
        quantify(claim, tokens[:at], self.territory, ahead=True)
        quantify(claim, tokens[at + 1 :], self.territory, ahead=False)
        claim.before = list(uses(tokens[:at], Join.NONE))
        claim.behind = list(uses(tokens[at + 1 :], Join.NONE))
        stem = head.sort is Sort.STEM
        claim.union = bool(head.parts) or (stem and len(claim.kinds) > 1 and (claim.every or claim.plural))
        claim.stem = stem and not claim.union
        return claim

    def is_address(self, head: Token, join: Join) -> bool:
        """Whether an office named behind a comma is where the post before it sits: "Director, the DC's Office"."""
        last = self.last
        if last is None or join not in (Join.COMMA, Join.LINE) or not head.office:
            return False
        if last.office or last.places or last.every or last.plural:
            return False
        if last.unknown:
            return True
        seats = {code for kind in head.ids for code in self.territory.of_kind(kind)}
        return any(self.territory.sits_in(c, seats) for kind in last.kinds for c in self.territory.of_kind(kind))

    def take_waiting(self, claim: Claim) -> None:
        """Places, "all" and exceptions that stand in phrases of their own before the first post."""
        if self.waiting and claim.join is Join.AND and not claim.before:  # "Kurigram and the DC of Rangpur"
            self.claims.append(bare_claim(self.waiting_tokens(), self.lexicon))
        elif self.waiting:
            claim.start = self.waiting[0].span[0]
            claim.before = [replace(use, join=claim.join) for use in claim.before[:1]] + claim.before[1:]
            for waiting in reversed(self.waiting):
                quantify(claim, waiting.tokens, self.territory, ahead=True)
                claim.before = [*uses(waiting.tokens, waiting.join), *claim.before]
        self.waiting.clear()

    def doubt_list(self, claim: Claim) -> None:
        """In "Commissioner, Rangpur and Dinajpur DC" the first place can belong to either post, unless the first post
        needs it to be understood."""
        last = self.last
        if last is None or claim.join is not Join.AND or not (claim.before and last.behind):
            return
        needed = not last.every and max((len(self.territory.of_kind(k)) for k in last.kinds), default=0) > 1
        place = set(last.behind[-1].codes)
        fits = any(c in place for kind in claim.kinds for c in self.territory.of_kind(kind)) or claim.every
        if last.kinds != claim.kinds and fits and not needed:
            last.doubtful = claim.doubtful = True

    # ---- what modifies a post

    def modify(self, claim: Claim, phrase: Phrase) -> None:
        """A phrase of places, "all", counts and exceptions behind a post."""
        if phrase.has(Sort.LEVEL) and (claim.settled or phrase.join is Join.AND):
            self.claims.append(bare_claim(phrase.tokens, self.lexicon, phrase.join))
            return
        if phrase.join is Join.AND and not phrase.has(Sort.PLACE, Sort.EXCEPT):  # "the DC and all"
            self.claims.append(Claim(*phrase.span, vague=True, join=Join.AND))
            return
        late = phrase.has(Sort.ALL, Sort.EACH) and not phrase.bracket and not phrase.has(Sort.EXCEPT)
        claim.doubtful = claim.doubtful or (late and bool(claim.places))
        quantify(claim, phrase.tokens, self.territory, ahead=False)
        self.modify_places(claim, phrase.tokens, phrase.join)

    def modify_places(self, claim: Claim, tokens: Sequence[Token], join: Join) -> None:
        claim.behind += uses(tokens, join)
        claim.end = tokens[-1].end


def _repeats(phrase: Phrase, claim: Claim) -> bool:
    """Whether a bracket only says the post again: "Upazila Nirbahi Officer (UNO)"."""
    return all(t.sort in HEADS and t.ids == claim.kinds for t in phrase.tokens)


def _one_head_each(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Several posts without a separator: each gets the words before it; a possessor ("the DC's …") is dropped."""
    heads = [i for i, t in enumerate(tokens) if t.sort in HEADS]
    start = 0
    for at, following in zip(heads, [*heads[1:], len(tokens)], strict=True):
        final = following == len(tokens) and at == heads[-1]
        end = len(tokens) if final else at + 1
        if not final and tokens[at].ending.case == "genitive" and _only_counts(tokens[at + 1 : following]):
            start = end
            continue
        # "K1 P1 K2 P2": each place stands behind its post if the first thing said is a post.
        while not final and heads[0] == 0 and end < following and tokens[end].sort is Sort.PLACE:
            end += 1
        yield list(tokens[start:end])
        start = end


def _only_counts(tokens: Sequence[Token]) -> bool:
    return all(t.sort in COUNTS or t.sort is Sort.HERE for t in tokens)
