"""A directory and the phrases compiled for reading: every known name and cue word in one trie."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tracker.domain.offices import Directory, Names, Office
from tracker.minutes.implementers.folding import fold_word, folded_name, joined, words_of
from tracker.minutes.implementers.names import NameForms, folded_set, split_wing
from tracker.minutes.implementers.near import SHORTEST, NearNames
from tracker.minutes.implementers.territory import Territory
from tracker.minutes.implementers.tokens import CUES, Ending, Entry, Sort
from tracker.minutes.implementers.trie import Trie
from tracker.minutes.phrasebook import Phrasebook

SECTION = "implementers"


class Lexicon:
    """All that is known about the words of implementers' texts, compiled once for a directory and a phrasebook."""

    def __init__(self, directory: Directory, book: Phrasebook) -> None:
        self.directory = directory
        self.book = book
        self.endings = _endings(book)
        self.levels = _levels(book)
        self._forms = NameForms(
            folded_set(book.words(SECTION, Sort.CONJUNCTION)),
            _equal_words(_groups(book, "equal_words")),
            [folded_name(word) for word in book.words(SECTION, "plural")],
        )
        self.conjunctions = folded_set(book.words(SECTION, Sort.CONJUNCTION))
        self.numbers = _numbers(book)
        self.trie: Trie[Entry] = Trie()
        self.post_words = folded_set(book.words(SECTION, "post_words"))
        self.modifiers = folded_set(book.words(SECTION, "modifiers"))
        self._names: dict[str, set[str]] = {kind.id: set() for kind in directory.kinds}
        self._add_cues()
        self._add_kinds()
        self._add_equal_posts()
        self.heads = self._level_heads()
        self.territory = Territory(directory, self._levels_of_kinds())
        self._sites = self._places()
        for form, codes in self._sites.items():
            self.trie.add(form, Entry(Sort.PLACE, self.territory.in_order(codes)))
        self._near_kinds = NearNames(self._long_kind_names())
        self._near_places = NearNames(self._long_place_names())

    # ---- cue words

    def _add_cues(self) -> None:
        for sort in CUES:
            for words in self.book.words(SECTION, sort):
                self.trie.add(joined(self._forms.words(words)), Entry(sort))
        for level, words in self.levels.items():
            for word in words["words"]:
                self.trie.add(folded_name(word), Entry(Sort.LEVEL, (level,)))

    # ---- posts

    def _add_kinds(self) -> None:
        stems: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for kind in self.directory.kinds:
            for name in _all(kind.names):
                self._add_post(name, kind.id)
                stem, wing = split_wing(name)
                if wing:
                    for form in self._forms.forms(stem):
                        stems[form][kind.id].extend(self._forms.forms(wing))
        for form, kinds in stems.items():
            pairs = [(kind, wing) for kind, wings in kinds.items() for wing in dict.fromkeys(wings)]
            self.trie.add(form, Entry(Sort.STEM, tuple(k for k, _ in pairs), tuple(w for _, w in pairs)))

    def _add_post(self, name: str, kind: str) -> None:
        for form, plural in self._forms.post_forms(name):
            known = [e for e in self.trie.get(form) if e.sort is Sort.KIND]
            entry = Entry(Sort.KIND, (kind,), plural=plural)
            if known and kind not in known[0].ids:
                entry = Entry(Sort.KIND, (*known[0].ids, kind), plural=plural)
                self.trie.remove(form, known[0])
            if not known or kind not in known[0].ids:
                self.trie.add(form, entry)
            if not plural:
                self._names.setdefault(kind, set()).add(form)

    def _add_equal_posts(self) -> None:
        """Posts that are the same everywhere get each other's names, unless another kind of the directory has them."""
        for group in _groups(self.book, "equal_posts"):
            forms = {form for name in group for form in self._forms.forms(name)}
            kinds = [kind for kind, names in self._names.items() if names & forms]
            if len(kinds) != 1:
                continue
            for name in group:
                taken = {e for form in self._forms.forms(name) for e in self.trie.get(form)}
                if not any(e.sort is Sort.KIND and e.ids != (kinds[0],) for e in taken):
                    self._add_post(name, kinds[0])

    def _level_heads(self) -> dict[str, str]:
        """The kind that heads each level (the Deputy Commissioner a district), where the directory has exactly one."""
        heads: dict[str, str] = {}
        for level, words in self.levels.items():
            forms = {form for name in words["heads"] for form in self._forms.forms(name)}
            kinds = [kind for kind, names in self._names.items() if names & forms]
            if len(kinds) == 1:
                heads[level] = kinds[0]
        return heads

    def _levels_of_kinds(self) -> dict[str, str]:
        """The level of each kind: that which it heads, else that whose word is in one of its names.

        Under "" stands the level of the body by the words of its place, for a body that is no office.
        """
        found: dict[str, str] = {}
        for level, words in self.levels.items():
            marks = folded_set((*words["words"], *words["adjectives"]))
            for kind in self.directory.kinds:
                if any(marks.intersection(self._forms.words(name)) for name in _all(kind.names)):
                    found.setdefault(kind.id, level)
            if any(marks.intersection(self._forms.words(p)) for p in self.directory.body.place.values()):
                found.setdefault("", level)
        return found | {kind: level for level, kind in self.heads.items()}

    # ---- places and the offices' own names

    def _places(self) -> dict[str, set[str]]:
        sites: dict[str, set[str]] = defaultdict(set)
        levels = [folded_name(w) for words in self.levels.values() for w in words["words"]]
        centres = [folded_name(w) for w in self.book.words(SECTION, "centres")]
        for office in self.directory.offices:
            for place in (*office.place.values(), *self._own_names(office)):
                for form in self._forms.place_forms(place, levels, centres):
                    sites[form].add(office.code)
        for place in self.directory.body.place.values():
            for form in self._forms.place_forms(place, levels, centres):
                sites[form].add(self.directory.body.code)
        self._add_lone_centre(sites, centres)
        return sites

    def _add_lone_centre(self, sites: dict[str, set[str]], centres: Iterable[str]) -> None:
        """Where only one place of the directory is a centre (X Sadar), the bare word means it."""
        for centre in centres:
            centred = {frozenset(c) for f, c in sites.items() if f != centre and (f.endswith(centre) or f.startswith(centre))}
            if len(centred) == 1 and centre not in sites:
                sites[centre] = set(next(iter(centred)))

    def _own_names(self, office: Office) -> Iterator[str]:
        """An office's further names become names of the office; one without a post in it is one of its place too."""
        for name in _all(office.names):
            for form in self._forms.forms(name):
                known = [e for e in self.trie.get(form) if e.sort is Sort.OFFICE]
                codes = tuple(dict.fromkeys((*(code for e in known for code in e.ids), office.code)))
                for entry in known:
                    self.trie.remove(form, entry)
                self.trie.add(form, Entry(Sort.OFFICE, codes))
            if not any(post in folded_name(name) for post in self._names[office.kind]):
                yield name

    @property
    def only_kind(self) -> str | None:
        """The one kind that all active offices besides the body have, if it is one."""
        kinds = {o.kind for o in self.directory.offices if o.active and o.code != self.directory.body.code}
        return next(iter(kinds)) if len(kinds) == 1 else None

    # ---- slips

    def _long_kind_names(self) -> Iterator[tuple[str, str]]:
        for kind in self.directory.kinds:
            for name in _all(kind.names):
                if len(folded_name(name)) >= 2 * SHORTEST:
                    yield from ((form, kind.id) for form, plural in self._forms.post_forms(name) if not plural)

    def _long_place_names(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        for office in self.directory.offices:
            for place in (*office.place.values(), *_all(office.names)):
                if sum(word.end - word.start for word in words_of(place)) >= SHORTEST:
                    form = folded_name(place)
                    yield form, self.territory.in_order(self._sites.get(form, {office.code}))

    def near_entry(self, form: str) -> Entry | None:
        """The only name of a place or post one slip away from a folded form; None if there is none or several."""
        places, kinds = self._near_places.near(form), self._near_kinds.near(form)
        if len(places) + len(kinds) != 1:
            return None
        return Entry(Sort.PLACE, next(iter(places))) if places else Entry(Sort.KIND, (next(iter(kinds)),))


def _all(names: Names) -> Iterator[str]:
    for of_language in names.values():
        yield from of_language


def _groups(book: Phrasebook, key: str) -> list[list[str]]:
    return [group for language in book.languages for group in book.section(language, SECTION).get(key, ())]


def _equal_words(groups: Iterable[Iterable[str]]) -> dict[str, tuple[str, ...]]:
    equal: dict[str, tuple[str, ...]] = {}
    for group in groups:
        folded = tuple(dict.fromkeys(folded_name(word) for word in group))
        equal |= {word: tuple(dict.fromkeys((*equal.get(word, ()), *folded))) for word in folded}
    return equal


def _numbers(book: Phrasebook) -> dict[str, int]:
    words: dict[str, int] = {}
    for language in book.languages:
        table: Mapping[str, int] = book.section(language, SECTION).get("numbers", {})
        words |= {fold_word(word): number for word, number in table.items()}
    return words


def _levels(book: Phrasebook) -> dict[str, dict[str, tuple[str, ...]]]:
    """The levels of all languages together: `words` for the area, `adjectives` of it, `heads` its first post."""
    levels: dict[str, dict[str, tuple[str, ...]]] = {}
    for language in book.languages:
        tables: Mapping[str, Mapping[str, Any]] = book.section(language, SECTION).get("levels", {})
        for level, table in tables.items():
            known = levels.setdefault(level, {"words": (), "adjectives": (), "heads": ()})
            for key in known:
                known[key] = (*known[key], *table.get(key, ()))
    return levels


def _endings(book: Phrasebook) -> dict[str, Ending]:
    """Every ending a name can have: a case, a plural, a plural and a case (folded, as left over from a word)."""
    cases = {case: [fold_word(w) for w in book.words(SECTION, case)] for case in ("genitive", "dative", "locative")}
    plurals = [fold_word(word) for word in book.words(SECTION, "plural")]
    endings = {word: Ending(False, case) for case, words in cases.items() for word in words}
    endings |= {fold_word(word): Ending(True, "genitive") for word in book.words(SECTION, "plural_genitive")}
    for plural in plurals:
        endings[plural] = Ending(True)
        for case, words in cases.items():
            endings |= {plural + word: Ending(True, case) for word in words}
    return endings
