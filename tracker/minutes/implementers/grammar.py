"""From the tokens of one statement to its claims: which post, all or some of them, where, and who is left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from tracker.minutes.implementers.claims import Claim, Join, PlaceUse
from tracker.minutes.implementers.lexicon import Lexicon
from tracker.minutes.implementers.simplify import is_post_word, simplified
from tracker.minutes.implementers.tokens import HEADS, Sort, Token

_COUNTS = frozenset({Sort.ALL, Sort.EACH, Sort.REST, Sort.NUMBER, Sort.CLASSIFIER, Sort.EXCEPT})


@dataclass(slots=True)
class Phrase:
    """The tokens between two separators; `join` is how it is joined to the phrase before it."""

    join: Join
    bracket: bool
    tokens: list[Token] = field(default_factory=list)

    def has(self, *sorts: Sort) -> bool:
        return any(t.sort in sorts for t in self.tokens)

    @property
    def span(self) -> tuple[int, int]:
        return self.tokens[0].start, self.tokens[-1].end


def claims_of(tokens: Sequence[Token], lexicon: Lexicon) -> list[Claim]:
    """The claims of one statement (a text without strong separators), in order."""
    if any(t.sort is Sort.RELATIVE for t in tokens):  # "those DCs who have not …": which ones, a person must say
        return [Claim(tokens[0].start, tokens[-1].end, vague=True)]
    parser = _Parser(lexicon)
    for phrase in _phrases(simplified(tokens, lexicon)):
        parser.take(phrase)
    parser.finish()
    if any(t.sort is Sort.ALTERNATIVE for t in tokens):
        for claim in parser.claims:
            claim.alternative = True
    return parser.claims


def _phrases(tokens: Sequence[Token]) -> Iterator[Phrase]:
    phrase = Phrase(Join.NONE, False)
    depth = 0
    for token in tokens:
        if token.sort in (Sort.COMMA, Sort.SLASH, Sort.CONJUNCTION, Sort.ALTERNATIVE, Sort.OPEN, Sort.CLOSE):
            join = phrase.join
            if phrase.tokens:
                yield phrase
                join = Join.NONE
            depth += (token.sort is Sort.OPEN) - (token.sort is Sort.CLOSE and depth > 0)
            if token.sort in (Sort.SLASH, Sort.CONJUNCTION, Sort.ALTERNATIVE):
                join = Join.AND
            elif token.sort is Sort.COMMA and join is Join.NONE:
                join = Join.COMMA
            phrase = Phrase(join, depth > 0)
        elif token.sort is not Sort.GLUE:
            phrase.tokens.append(token)
    if phrase.tokens:
        yield phrase


class _Parser:
    """Takes phrase after phrase; what modifies a post goes to the claim before it, or waits for the one to come."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.claims: list[Claim] = []
        self.waiting: list[Phrase] = []

    @property
    def last(self) -> Claim | None:
        return self.claims[-1] if self.claims else None

    def take(self, phrase: Phrase) -> None:
        """Understands one phrase in the light of those before it."""
        if phrase.has(Sort.WORD, Sort.OFFICE_WORD):
            self.unknown(phrase)
        elif phrase.has(*HEADS):
            self.heads(phrase)
        elif phrase.has(Sort.NOBODY):
            if phrase.bracket and self.last:
                self.last.vague = True
            else:
                self.claims.append(Claim(*phrase.span, vague=True, join=phrase.join))
        elif self.last is None:
            self.waiting.append(phrase)
        else:
            self.modify(self.last, phrase)

    # ---- words that the directory does not know

    def unknown(self, phrase: Phrase) -> None:
        posts = any(is_post_word(t, self.lexicon) for t in phrase.tokens)
        last = self.last
        if phrase.has(*HEADS) or last is None or (posts and not last.unknown) or phrase.has(Sort.NOBODY):
            vague = phrase.has(Sort.NOBODY) and not phrase.has(*HEADS)
            self.claims.append(Claim(*phrase.span, unknown=not vague, vague=vague, join=phrase.join))
            self.waiting.clear()
        elif last.unknown or posts:
            last.end = phrase.span[1]
        elif phrase.bracket:
            last.unknown = True
        else:
            last.unknown_place = True

    # ---- posts

    def heads(self, phrase: Phrase) -> None:
        if phrase.bracket and self.last and self._repeats(phrase, self.last):
            return
        pieces = list(_one_head_each(phrase.tokens))
        kinds = {t.ids for piece in pieces for t in piece if t.sort in HEADS}
        for number, piece in enumerate(pieces):
            join = phrase.join if number == 0 else Join.NONE
            head = next(t for t in piece if t.sort in HEADS)
            if self._is_address(head, join):
                self.modify_places(self.last, piece, join)
                continue
            claim = self.claim(piece, head, join)
            claim.doubtful = claim.doubtful or len(kinds) > 1
            if number == 0:
                self.take_waiting(claim, phrase)
                self._doubt_list(claim, phrase.join)
            self.claims.append(claim)

    def _doubt_list(self, claim: Claim, join: Join) -> None:
        """"SP, Kurigram and Gaibandha DC": the first place can belong to either post."""
        last = self.last
        if last and join is Join.AND and claim.before and last.behind and last.kinds != claim.kinds:
            last.doubtful = claim.doubtful = True

    def _repeats(self, phrase: Phrase, claim: Claim) -> bool:
        """Whether a bracket only says the post again: "Upazila Nirbahi Officer (UNO)"."""
        return all(t.sort in HEADS and t.ids == claim.kinds for t in phrase.tokens)

    def _is_address(self, head: Token, join: Join) -> bool:
        """Whether an office named behind a comma is where the post before it sits: "Director, the DC's Office"."""
        last = self.last
        if last is None or join is not Join.COMMA or not head.office or last.office or last.places or last.every:
            return False
        if last.unknown:
            return True
        above = {c for k in head.ids for c in self.lexicon.territory.of_kind(k)}
        return any(
            self.lexicon.territory.above(c) & above for k in last.kinds for c in self.lexicon.territory.of_kind(k)
        )

    def claim(self, tokens: Sequence[Token], head: Token, join: Join) -> Claim:
        claim = Claim(tokens[0].start, tokens[-1].end, join=join, plural=head.plural, office=head.office)
        if head.sort is Sort.SELF:
            claim.offices = (self.lexicon.territory.body,)
        elif head.sort is Sort.OFFICE:
            claim.offices = head.ids
        else:
            claim.kinds = tuple(dict.fromkeys(head.ids))
            claim.stem = head.sort is Sort.STEM
            claim.union = bool(head.parts)
        at = tokens.index(head)
        self.quantify(claim, tokens[:at], ahead=True)
        self.quantify(claim, tokens[at + 1 :], ahead=False)
        claim.before = list(self._uses(tokens[:at], Join.NONE))
        claim.behind = list(self._uses(tokens[at + 1 :], Join.NONE))
        if claim.stem and len(claim.kinds) > 1 and (claim.every or claim.plural):
            claim.union, claim.stem = True, False
        return claim

    def quantify(self, claim: Claim, tokens: Sequence[Token], *, ahead: bool) -> None:
        """Takes "all", counts, exceptions and the areas of the body from the words on one side of a post."""
        before: Token | None = None
        for token in tokens:
            if token.sort in (Sort.ALL, Sort.EACH):
                claim.every = True
                claim.every_before = claim.every_before or ahead
            elif token.sort is Sort.REST:
                claim.rest = True
            elif token.sort is Sort.NOBODY:
                claim.vague = True
            elif token.sort is Sort.EXCEPT:
                claim.excludes = True
                claim.excluded += self._uses(token.parts, Join.AND)
            elif token.sort is Sort.NUMBER:
                count = int(token.folded)
                claim.doubtful = claim.doubtful or claim.number not in (None, count)
                claim.number = count
            elif token.sort is Sort.LEVEL:
                self._level(claim, token, counted=before is not None and before.sort in _COUNTS)
            before = token

    def _level(self, claim: Claim, token: Token, *, counted: bool) -> None:
        """"Of all districts" is all of the kind; "in the Division", "of this district" is the body's own area."""
        territory = self.lexicon.territory
        if counted or token.plural:
            claim.every = True
        elif territory.level(territory.body) not in (None, token.ids[0]):
            claim.doubtful = True

    def _uses(self, tokens: Sequence[Token], join: Join) -> Iterator[PlaceUse]:
        for token in tokens:
            if token.sort is Sort.PLACE:
                yield PlaceUse(token.ids, token.level, join)

    # ---- what modifies a post

    def modify(self, claim: Claim, phrase: Phrase) -> None:
        """A phrase of places, "all", counts and exceptions behind a post."""
        if phrase.has(Sort.LEVEL) and (claim.settled or phrase.join is Join.AND):
            self.claims += bare_claims(phrase.tokens, self.lexicon, phrase.join)
            return
        if phrase.join is Join.AND and not phrase.has(Sort.PLACE, Sort.EXCEPT):  # "the DC and all"
            self.claims.append(Claim(*phrase.span, vague=True, join=Join.AND))
            return
        late_all = phrase.has(Sort.ALL, Sort.EACH) and bool(claim.places) and not phrase.bracket
        claim.doubtful = claim.doubtful or (late_all and not phrase.has(Sort.EXCEPT))
        self.quantify(claim, phrase.tokens, ahead=False)
        self.modify_places(claim, phrase.tokens, phrase.join)

    def modify_places(self, claim: Claim | None, tokens: Sequence[Token], join: Join) -> None:
        if claim is not None:
            claim.behind += self._uses(tokens, join)
            claim.end = tokens[-1].end

    def take_waiting(self, claim: Claim, phrase: Phrase) -> None:
        """Places, "all" and exceptions that stand in phrases of their own before the first post."""
        if self.waiting and phrase.join is Join.AND and not claim.before:  # "Kurigram and the DC of Rangpur"
            self.claims += bare_claims([t for p in self.waiting for t in p.tokens], self.lexicon)
        elif self.waiting:
            claim.start = self.waiting[0].span[0]
            claim.before = [replace(use, join=phrase.join) for use in claim.before[:1]] + claim.before[1:]
            for waiting in reversed(self.waiting):
                self.quantify(claim, waiting.tokens, ahead=True)
                claim.before = [*self._uses(waiting.tokens, waiting.join), *claim.before]
        self.waiting.clear()

    def finish(self) -> None:
        """What still waits for a post at the end is a claim by places or levels alone."""
        if self.waiting:
            self.claims += bare_claims([t for p in self.waiting for t in p.tokens], self.lexicon)


def _one_head_each(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Several posts without a separator: each gets the words before it; a possessor ("the DC's …") is dropped."""
    heads = [i for i, t in enumerate(tokens) if t.sort in HEADS]
    start = 0
    for position, at in enumerate(heads):
        final = position == len(heads) - 1
        end = len(tokens) if final else at + 1
        if not final and tokens[at].ending.case == "genitive" and _only_counts(tokens[at + 1 : heads[position + 1]]):
            start = end
            continue
        if not final:  # "K1 P1 K2 P2": the place stands behind its post if the first thing said is a post
            while heads[0] == 0 and end < heads[position + 1] and tokens[end].sort is Sort.PLACE:
                end += 1
        yield list(tokens[start:end])
        start = end


def _only_counts(tokens: Sequence[Token]) -> bool:
    return all(t.sort in _COUNTS or t.sort is Sort.HERE for t in tokens)


def bare_claims(tokens: Sequence[Token], lexicon: Lexicon, join: Join = Join.NONE) -> list[Claim]:
    """Places or levels without a post: "all districts", "Kurigram District", or just "Kurigram".

    The post is the one that heads the level named, else the only kind of office that there is besides the body.
    """
    level = next((t.ids[0] for t in reversed(tokens) if t.sort is Sort.LEVEL), None)
    level = level or next((t.level for t in tokens if t.sort is Sort.PLACE and t.level), None)
    kind = lexicon.heads.get(level) if level else lexicon.only_kind
    claim = Claim(tokens[0].start, tokens[-1].end, kinds=(kind,) if kind else (), join=join)
    parser = _Parser(lexicon)
    parser.quantify(claim, tokens, ahead=True)
    claim.behind = [PlaceUse(t.ids, t.level, Join.AND) for t in tokens if t.sort is Sort.PLACE]
    nothing_said = level is None and not claim.behind
    claim.vague = claim.vague or nothing_said or kind is None
    departments = level in lexicon.words.department_levels and not any(t.level == level for t in tokens)
    unsure = level is None and any(len(use.codes) != 1 for use in claim.behind)
    claim.doubtful = claim.doubtful or unsure or departments
    return [claim]
