"""Places that share a word in a list: "১ ও ৩ নং ওয়ার্ড", "Zones 1 and 3", "জামালপুর ও শেরপুর সড়ক বিভাগ"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from tracker.domain.offices import Directory, Office
from tracker.minutes.implementers.folding import folded_name, joined
from tracker.minutes.implementers.names import NameForms
from tracker.minutes.implementers.tokens import LISTS, Ending, Entry, Sort, Token
from tracker.minutes.implementers.vocabulary import Vocabulary

_Group = Mapping[str, set[str]]
"""What tells places of one pattern apart (a number, or the words before the shared ones) → the offices there."""

_LONGEST_HEAD = 3
_LONGEST_RANGE = 30
_HYPHEN = 3
"""A number so near before a place, with no mark between, begins a range: "১-৩ নং ওয়ার্ড"."""
_HEADS = frozenset({Sort.WORD, Sort.PLACE})
_AFTER_NUMBER = LISTS | {Sort.CLOSE, Sort.OPEN, Sort.BREAK, Sort.GLUE}


class Companions:
    """The directory's places that differ in a number only, or in their first words only."""

    def __init__(self, directory: Directory, words: Vocabulary, forms: NameForms) -> None:
        self._words = words
        self._forms = forms
        self._serial = re.compile(f"([0-9]+)(?:{'|'.join(sorted(words.serials)) or '(?!)'})?")
        self._to = frozenset(folded_name(word) for word in words.book.words("dates", "to"))
        self.shared: dict[str, set[str]] = defaultdict(set)
        """The words that all places of a kind share ("অনুষদ", "ওয়ার্ড")."""
        self.numbered = self._groups(directory, self._by_number)
        self.tailed = self._groups(directory, self._by_tail)

    def _groups(
        self, directory: Directory, patterns: Callable[[Office], Iterator[tuple[str, str]]]
    ) -> dict[str, list[_Group]]:
        """For each office the groups of places that it belongs to, of its own kind and with at least two places."""
        found: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for office in directory.offices:
            for shared, own in patterns(office):
                found[office.kind, shared][own].add(office.code)
        groups: dict[str, list[_Group]] = defaultdict(list)
        of_kind = Counter(office.kind for office in directory.offices)
        for (kind, shared), group in found.items():
            codes = {code for own in group.values() for code in own} if len(group) > 1 else set()
            for code in codes:
                groups[code].append(group)
            if codes and len(codes) == of_kind[kind]:
                self.shared[kind].add(shared)
        return dict(groups)

    def _by_number(self, office: Office) -> Iterator[tuple[str, str]]:
        for place in office.place.values():
            words = self._forms.words(place)
            numbers = [m[1] for word in words if (m := self._serial.fullmatch(word))]
            if len(numbers) == 1:
                rest = (w for w in words if not self._serial.fullmatch(w) and w not in self._words.serials)
                yield joined(sorted(rest)), str(int(numbers[0]))

    def _by_tail(self, office: Office) -> Iterator[tuple[str, str]]:
        for place in office.place.values():
            words = self._forms.words(place)
            for cut in range(1, len(words)):
                head, tail = joined(words[:cut]), joined(words[cut:])
                if tail not in self._words.centres and not head[:1].isdecimal() and not tail[-1:].isdecimal():
                    yield tail, head

    def is_shared_by(self, word: str, kinds: Sequence[str], *, owned: bool) -> bool:
        """Whether all places of one of the kinds share the word, which ends in a genitive where it is `owned`."""
        shared = set().union(*(self.shared.get(kind, ()) for kind in kinds))
        return bool(shared) and any(
            stem in shared and ending.case == ("genitive" if owned else "") for stem, ending in self._words.stems(word)
        )

    def joins_range(self, token: Token) -> bool:
        """Whether a word stands between the ends of a range: "১ থেকে ৩ নং ওয়ার্ড"."""
        return token.folded in self._to

    def number_in(self, tokens: Sequence[Token], behind: int) -> tuple[str, int]:
        """The number that ends before an index ("১", "১ নং", "১নং"), and where it begins; "" when none does."""
        last = tokens[behind - 1]
        if last.sort is Sort.WORD and last.folded in self._words.serials and behind > 1:
            before = tokens[behind - 2]
            return (before.folded, behind - 2) if before.sort is Sort.NUMBER else ("", behind)
        if last.sort is Sort.NUMBER:
            return last.folded, behind - 1
        serial = self._serial.fullmatch(last.folded) if last.sort is Sort.WORD else None
        return (str(int(serial[1])), behind - 1) if serial else ("", behind)


def with_companions(tokens: Sequence[Token], known: Companions) -> list[Token]:
    """Each number or first word listed beside a place with the words that they share becomes a place too.

    A number that the directory has no such place for becomes an unknown word: a person must look.
    """
    found = _with_all(tokens, known)
    if not any(t.sort is Sort.PLACE and _is_shared(t, known) for t in found):
        return found
    for at in range(len(found) - 1, 0, -1):
        if found[at].sort is Sort.PLACE:
            _take_before(found, at, known)
    at = 0
    while at < len(found):
        if found[at].sort is Sort.PLACE and found[at].folded[-1:].isdecimal():
            _take_behind(found, at, known)
        at += 1
    return found


def _with_all(tokens: Sequence[Token], known: Companions) -> list[Token]:
    """"Of all faculties" beside the Dean, and "all faculties" behind him, say no more than "all"."""
    found = list(tokens)
    for at in range(1, len(found)):
        if found[at].sort is not Sort.WORD or found[at - 1].sort not in (Sort.ALL, Sort.EACH):
            continue
        owner = found[at + 1 : at + 2]
        holder = [t for t in found[max(0, at - 3) : at - 2] if at > 2 and found[at - 2].sort in (Sort.COMMA, Sort.OPEN)]
        for post, owned in ((owner, True), (holder, False)):
            if post and post[0].sort is Sort.KIND and known.is_shared_by(found[at].folded, post[0].ids, owned=owned):
                found[at] = replace(found[at], sort=Sort.GLUE)
    return found


def _is_shared(token: Token, known: Companions) -> bool:
    return any(code in known.numbered or code in known.tailed for code in token.ids)


def _take_before(found: list[Token], at: int, known: Companions) -> None:
    groups = _groups_of(found[at], known.numbered)
    if groups and found[at - 1].sort is Sort.NUMBER and found[at].start - found[at - 1].end <= _HYPHEN:
        found[at - 1 : at] = _range(found[at - 1], _own(found[at], groups), groups)
    elif groups and at >= 2 and known.joins_range(found[at - 1]):
        number, start = known.number_in(found, at - 1)
        if number:
            found[start:at] = _range(replace(found[start], folded=number), _own(found[at], groups), groups)
    elif at >= 2 and found[at - 1].sort in LISTS:
        number, start = known.number_in(found, at - 1) if groups else ("", at)
        if number:
            span = replace(found[start], end=found[at - 2].end)
            found[start : at - 1] = [_place(span, _at(number, groups))]
        else:
            _take_head(found, at, known)


def _take_behind(found: list[Token], at: int, known: Companions) -> None:
    groups = _groups_of(found[at], known.numbered)
    if not groups or at + 1 >= len(found):
        return
    near = found[at + 1]
    if near.sort is Sort.NUMBER and near.start - found[at].end <= _HYPHEN and _ends(found, at + 2):
        first = replace(near, folded=_own(found[at], groups))
        found[at + 1 : at + 2] = [*_range(first, near.folded, groups)[1:], _place(near, _at(near.folded, groups))]
    elif near.sort in LISTS and at + 2 < len(found) and found[at + 2].sort is Sort.NUMBER and _ends(found, at + 3):
        found[at + 2] = _place(found[at + 2], _at(found[at + 2].folded, groups))


def _ends(found: Sequence[Token], at: int) -> bool:
    """Whether a number is all that stands there: no thing is counted, no month follows."""
    return at >= len(found) or found[at].sort in _AFTER_NUMBER or found[at].sort is Sort.NUMBER


def _take_head(found: list[Token], at: int, known: Companions) -> None:
    groups = _groups_of(found[at], known.tailed)
    for start in range(max(0, at - 1 - _LONGEST_HEAD), at - 1) if groups else ():
        if any(token.sort not in _HEADS for token in found[start : at - 1]):
            continue
        codes = _at(joined(token.folded for token in found[start : at - 1]), groups)
        if codes:
            also = found[start].ids if start == at - 2 and found[start].sort is Sort.PLACE else ()
            found[start : at - 1] = [_place(replace(found[start], end=found[at - 2].end), {*codes, *also})]
            return


def _groups_of(token: Token, groups: Mapping[str, list[_Group]]) -> list[_Group]:
    return [group for code in token.ids for group in groups.get(code, ())]


def _own(token: Token, groups: Sequence[_Group]) -> str:
    """The number of a place itself."""
    return next((n for group in groups for n, codes in group.items() if codes.intersection(token.ids)), "0")


def _at(own: str, groups: Sequence[_Group]) -> set[str]:
    return {code for group in groups for code in group.get(own, ())}


def _range(first: Token, last: str, groups: Sequence[_Group]) -> list[Token]:
    """Places from a number up to the one before `last`, each with a conjunction behind it."""
    numbers = range(int(first.folded), int(last)) if last.isdecimal() else range(0)
    if not 0 < len(numbers) <= _LONGEST_RANGE:
        return [_place(first, set())]
    places = [_place(first, _at(str(n), groups)) for n in numbers]
    join = Token(Sort.CONJUNCTION, first.end, first.end)
    return [token for place in places for token in (place, join)]


def _place(token: Token, codes: set[str]) -> Token:
    if not codes:
        return replace(token, sort=Sort.WORD, entry=None, folded=f"{token.folded}?")
    return replace(token, sort=Sort.PLACE, entry=Entry(Sort.PLACE, tuple(sorted(codes))), ending=Ending())
