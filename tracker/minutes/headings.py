"""What the columns of a table hold, told from their headings; the wordings are `[headings]` of the phrase files."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, floor

from rapidfuzz import fuzz, process

from tracker.minutes.formats.blocks import Row
from tracker.minutes.numbering import number_of
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.remember import per_text
from tracker.minutes.script import WORD, fold, skeleton
from tracker.minutes.wordings import finder

ROLES = ("number", "subject", "discussion", "decision", "implementer", "deadline", "progress", "other")
MAX_HEADING = 90
_LIKENESS = 84
_SHORTEST = _LIKENESS / (200 - _LIKENESS)
"""How long the shorter of two such like texts must be, for one letter of the longer."""
_BRACKETS = re.compile(r"\([^()\n]{0,60}\)|\[[^\[\]\n]{0,60}\]")
_WORDS = re.compile(f"[{WORD}#]+")
_NUMERIC = re.compile(r"[\W\d]*")


@dataclass(frozen=True, slots=True)
class Heading:
    """The roles of one heading cell (several where it joins them), and whether its wording is known as it stands.

    `previous` is true where it speaks of an earlier meeting.
    """

    roles: frozenset[str] = frozenset()
    exact: bool = False
    previous: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """The roles of a table's columns, left to right, and its kind: decisions, follow_up or other."""

    roles: tuple[frozenset[str], ...]
    kind: str

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.roles)

    def of(self, role: str) -> tuple[int, ...]:
        """The columns that have a role."""
        return tuple(i for i, roles in enumerate(self.roles) if role in roles)


_CELL = "\x1f"
"""Between the cells of a row that are looked up as one text; no document's text holds it."""


@dataclass(frozen=True)
class _Vocabulary:
    exact: dict[str, str]
    names: tuple[str, ...]
    joiner: re.Pattern[str]
    cut: re.Pattern[str]


@lru_cache(maxsize=8)
def _vocabulary(book: Phrasebook) -> _Vocabulary:
    exact: dict[str, str] = {}
    for role in ROLES:
        for word in book.words("headings", role):
            exact.setdefault(_key(word), role)
    joiners = "|".join(re.escape(fold(w)) for w in book.words("headings", "joiners"))
    cuts = "|".join(re.escape(fold(w)) for w in book.words("headings", "cuts"))
    return _Vocabulary(
        exact,
        tuple(sorted(exact, key=len)),
        re.compile(rf"[/&,+\n;|]|(?<![{WORD}])(?:{joiners or '(?!)'})(?![{WORD}])"),
        re.compile(rf"(?<![{WORD}])(?:{cuts or '(?!)'})(?![{WORD}])"),
    )


def _key(text: str) -> str:
    return skeleton(text) or fold(text).strip()


def heading_of(text: str, book: Phrasebook) -> Heading:
    """The roles that a heading's words say; none for a text that is no known heading."""
    return _heading_of(text, book) if text and len(text) <= MAX_HEADING else Heading()


@per_text
def _heading_of(text: str, book: Phrasebook) -> Heading:
    if exact := _exact_roles(text, book):
        return _heading(exact, True, text, book)
    if not skeleton(text) and _NUMERIC.fullmatch(fold(text).replace("#", "x")):
        return Heading()
    words, bare = _vocabulary(book), _BRACKETS.sub(" ", text)
    roles = {role for piece in _pieces(bare, words) if (role := _last_known(piece, words))}
    if not roles and (role := _alike(_key(bare), words)):
        roles = {role}
    return _heading(roles, False, text, book)


@per_text
def _exact_roles(text: str, book: Phrasebook) -> tuple[str, ...]:
    """The roles of a heading whose wording is known as it stands, or as several known ones joined."""
    words = _vocabulary(book)
    if role := words.exact.get(_key(text)):
        return (role,)
    found = [words.exact.get(_key(piece), "") for piece in _pieces(_BRACKETS.sub(" ", text), words)]
    return tuple(found) if found and all(found) else ()


def _pieces(text: str, words: _Vocabulary) -> list[str]:
    return [piece for piece in words.joiner.split(fold(text)) if piece.strip()]


def _heading(roles: Iterable[str], exact: bool, text: str, book: Phrasebook) -> Heading:
    known = frozenset(roles)
    return Heading(known, exact, bool(known and finder(book, "follow_up", "previous").search(text)))


def _last_known(piece: str, words: _Vocabulary) -> str | None:
    """The role of the last known words of a phrase: the head of a Bengali or Hindi one, and of an English one that
    was cut at "of" or "for"."""
    tokens = _WORDS.findall(words.cut.split(piece, maxsplit=1)[0])
    if len(tokens) > 8:
        return None
    letters = [skeleton(token) for token in tokens]
    for end in range(len(tokens), 0, -1):
        for start in range(max(end - 4, 0), end):
            key = "".join(letters[start:end]) or _key(" ".join(tokens[start:end]))
            if len(key) > 1 and (role := words.exact.get(key)):
                return role
    return None


def _alike(key: str, words: _Vocabulary) -> str | None:
    if len(key) < 6:
        return None
    size = len(key)
    least, most = ceil(size * _SHORTEST), floor(size / _SHORTEST)
    names = words.names[bisect_left(words.names, least, key=len) : bisect_right(words.names, most, key=len)]
    best = process.extractOne(key, names, scorer=fuzz.ratio, score_cutoff=_LIKENESS)
    return words.exact[best[0]] if best else None


def columns_of(texts: list[str], book: Phrasebook) -> Columns | None:
    """The columns that a row of headings names; None when the row is no heading row.

    At least two cells, and most of those with words, must be known headings, two of them word for word. A row that
    begins with a number is an item.
    """
    return _columns_of(_CELL.join(texts), book)


@per_text
def _columns_of(joined: str, book: Phrasebook) -> Columns | None:
    texts = joined.split(_CELL)
    filled = [t for t in texts if t.strip()]
    if len(filled) < 2 or number_of(filled[0]):
        return None
    if len(filled) == 2 and not all(len(text) <= MAX_HEADING and _exact_roles(text, book) for text in filled):
        return None
    if (heads := _mostly_known(texts, len(filled) // 3, book)) is None:
        return None
    known = [h for h in heads if h.roles]
    exact = sum(h.exact for h in known)
    if len(known) < 2 or exact < (2 if len(known) < len(filled) else 1):
        return None
    if len(filled) == 2 and not any("decision" in h.roles for h in heads):
        return None
    return _settled(heads)


def _mostly_known(texts: list[str], most_unknown: int, book: Phrasebook) -> list[Heading] | None:
    """What each cell heads; None as soon as more than so many cells with words are no known headings."""
    for text in sorted(texts, key=len, reverse=True):
        if text.strip() and not heading_of(text, book).roles:
            most_unknown -= 1
            if most_unknown < 0:
                return None
    return [heading_of(text, book) for text in texts]


def _settled(heads: list[Heading]) -> Columns | None:
    roles = [set(h.roles) for h in heads]
    current = [i for i, h in enumerate(heads) if "decision" in h.roles and not h.previous]
    earlier = [i for i, h in enumerate(heads) if "decision" in h.roles and h.previous]
    for i in earlier if current else ():
        roles[i] = {"discussion"}
    everything = set().union(*roles)
    if current and "implementer" not in everything and (last := _department_behind(roles, current)) is not None:
        roles[last] = {"implementer"}
    if not current and not earlier:
        if "implementer" in everything and "subject" in everything and not everything & {"progress", "other"}:
            for own in roles:
                if "subject" in own:
                    own.add("decision")
        else:
            return Columns(tuple(map(frozenset, roles)), "other") if len(everything) > 1 else None
    kind = "follow_up" if earlier and not current else "decisions"
    return Columns(tuple(map(frozenset, roles)), kind)


def _department_behind(roles: Sequence[set[str]], decisions: Sequence[int]) -> int | None:
    """The one column behind the decision that would be a second subject ("विषय | निर्णय | विभाग"): who acts."""
    behind = [i for i in range(decisions[-1] + 1, len(roles)) if roles[i] == {"subject"}]
    ahead = any("subject" in own for own in roles[: decisions[0]])
    return behind[0] if ahead and len(behind) == 1 else None


def is_counted(texts: list[str]) -> bool:
    """Whether a row only counts its columns: 1, 2, 3 …"""
    if len(texts) < 2 or max(map(len, texts)) > 4:
        return False
    return [_NOT_DIGIT.sub("", fold(t)) for t in texts] == [str(n) for n in range(1, len(texts) + 1)]


_NOT_DIGIT = re.compile(r"\D+")


def joined_headings(upper: Row, lower: Row) -> Iterator[str]:
    """Two rows as one row of headings, cell above cell."""
    for i in range(max(len(upper.cells), len(lower.cells))):
        cells = [row.cells[i] for row in (upper, lower) if i < len(row.cells)]
        texts = [c.text for n, c in enumerate(cells) if c.text and c not in cells[:n]]
        yield " ".join(texts)
