"""How often something is done, as a discussion tells it, against what the decision says."""

from __future__ import annotations

from tracker.domain.deadlines import DeadlineRule, Kind, Unit
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.phrases.entries import patterns_of
from tracker.minutes.phrases.lattice import Lattice
from tracker.minutes.phrases.matching import Hit, hits
from tracker.minutes.phrases.named_days import Bearings
from tracker.minutes.phrases.rules import reading_of
from tracker.minutes.phrases.words import WORD, Token
from tracker.minutes.sentences import sentences

_LEAST_STEM = 3
_STEM = 5


def frequency_in(text: str, book: Phrasebook) -> frozenset[Unit]:
    """The frequencies that an NFC text names ("quarterly", "every six months"); empty when it names none."""
    patterns = patterns_of(book)
    lattice = Lattice(text, patterns.lexicon)
    return frozenset(unit for _, unit in _frequencies(lattice, hits(lattice, patterns.cells)))


def conflicts(rule: DeadlineRule, decision: str, discussion: str, book: Phrasebook) -> bool:
    """Whether the discussion names another frequency than the rule for what the decision is about.

    Only sentences count that share words with the decision: a discussion may tell how often something else is done.
    Of an adjective ("monthly weighing") the word that it describes must be shared. One sentence that names the
    decision's own frequency settles the matter.
    """
    patterns = patterns_of(book)
    own = Lattice(decision, patterns.lexicon)
    wanted = _stems(own, hits(own, patterns.sentences))
    other = False
    for sentence in sentences(discussion):
        lattice = Lattice(sentence, patterns.lexicon)
        found = hits(lattice, patterns.cells)
        shared = bool(wanted & _stems(lattice, found))
        named = {
            unit
            for hit, unit in _frequencies(lattice, found)
            if (_described(lattice, hit) in wanted if hit.entry.cell else shared)
        }
        if rule.every in named:
            return False
        other = other or bool(named)
    return other


def _frequencies(lattice: Lattice, found: list[Hit]) -> list[tuple[Hit, Unit]]:
    out = []
    for hit in found:
        if hit.entry.kind != Kind.EVERY:
            continue
        rule = reading_of(hit, lattice.text, (0, 0), Bearings(None), None).rule
        if rule.every is not None:
            out.append((hit, rule.every))
    return out


def _described(lattice: Lattice, hit: Hit) -> str:
    """The stem of the word after an adjective of frequency; "" when there is none."""
    following = lattice.tokens[hit.after] if hit.after < len(lattice.tokens) else None
    return following.key[:_STEM] if following is not None and _is_content(following, lattice) else ""


def _stems(lattice: Lattice, found: list[Hit]) -> set[str]:
    """The beginnings of the words that say what is done, without deadlines and words that every decision has."""
    covered = {at for hit in found for at in range(hit.first, hit.after)}
    return {
        token.key[:_STEM]
        for at, token in enumerate(lattice.tokens)
        if at not in covered and _is_content(token, lattice)
    }


def _is_content(token: Token, lattice: Lattice) -> bool:
    if token.kind != WORD or len(token.key) < _LEAST_STEM or lattice.lexicon.is_in("deadlines.common", token.key):
        return False
    return not any(symbol in ("{unit}", "{freq}") for symbol, _ in lattice.lexicon.meanings.get(token.key, ()))
