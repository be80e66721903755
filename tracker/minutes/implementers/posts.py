"""The names of a directory's posts, put into the trie: full names, stems before a wing, parts before a shared noun."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from tracker.domain.offices import Directory, Names
from tracker.minutes.implementers.folding import folded_name
from tracker.minutes.implementers.names import NameForms, split_wing
from tracker.minutes.implementers.near import SHORTEST
from tracker.minutes.implementers.tokens import Entry, Sort
from tracker.minutes.implementers.trie import Trie
from tracker.minutes.implementers.vocabulary import Vocabulary


class Posts:
    """Adds all names of the directory's kinds to a trie; `names` are the folded names of each kind."""

    def __init__(self, directory: Directory, words: Vocabulary, forms: NameForms, trie: Trie[Entry]) -> None:
        self._words = words
        self._forms = forms
        self._trie = trie
        self._stems: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
        self._long: dict[str, str] = {}
        self.names: dict[str, set[str]] = {kind.id: set() for kind in directory.kinds}
        for kind in directory.kinds:
            for name in all_names(kind.names):
                self._add(name, kind.id)
        self._add_equal_posts()
        self._add_departments(directory)
        self._add_offices_of_heads(directory)
        for form, kinds in self._stems.items():
            pairs = [(kind, wing) for kind, wings in kinds.items() for wing in wings]
            trie.add(form, Entry(Sort.STEM, tuple(k for k, _ in pairs), tuple(w for _, w in pairs)))

    def _add(self, name: str, kind: str) -> None:
        words = self._forms.words(name)
        office = not self._words.office_words.isdisjoint(words)
        for form, plural in self._forms.post_forms(name):
            self._put(form, kind, plural=plural, office=office)
            if not plural and len(form) >= 2 * SHORTEST and min(map(len, words)) > 1:
                self._long[form] = kind
        for form in self._forms.office_forms(name):
            self._put(form, kind, plural=False, office=True)
        self._add_stem(name, kind)
        if len(words) > 1 and words[-1] in self._words.unit_words:
            self._trie.add(folded_name(" ".join(words[:-1])), Entry(Sort.PART, (kind,), (words[-1],)))

    def _put(self, form: str, kind: str, *, plural: bool, office: bool) -> None:
        known = next((e for e in self._trie.get(form) if e.sort is Sort.KIND), None)
        if known and kind in known.ids:
            return
        if known:
            self._trie.remove(form, known)
        ids = (*known.ids, kind) if known else (kind,)
        self._trie.add(form, Entry(Sort.KIND, ids, plural=plural, office=office))
        if not plural:
            self.names[kind].add(form)

    def _add_stem(self, name: str, kind: str) -> None:
        stem, wing = split_wing(name)
        for form in self._forms.forms(stem) if wing else ():
            self._stems[form][kind] |= dict.fromkeys(self._forms.forms(wing))

    def _add_equal_posts(self) -> None:
        """Posts that are the same everywhere get each other's names, unless another kind of the directory has them.

        Letters that several posts share (सीएमओ is a town's officer or a district's physician) do not tell which it is.
        """
        for group in self._words.equal_posts:
            kinds = self._having([name for name in group if folded_name(name) not in self._words.shared_letters])
            if len(kinds) != 1:
                continue
            for name in group:
                taken = [e for form in self._forms.forms(name) for e in self._trie.get(form) if e.sort is Sort.KIND]
                if all(entry.ids == (kinds[0],) for entry in taken):
                    self._add(name, kinds[0])

    def _add_departments(self, directory: Directory) -> None:
        """A short name that is no person's ("HR", "पीएचई") also with the word for a department, unless taken."""
        for kind in directory.kinds:
            for name in all_names(kind.names):
                words = self._forms.words(name)
                if len(words) != 1 or words[0] in self._words.post_words or words[0] in self._words.unit_words:
                    continue
                for unit in self._words.departments:
                    both = f"{name} {unit}"
                    if name.isascii() == unit.isascii() and not self._trie.get(folded_name(both)):
                        self._add(both, kind.id)

    def _add_offices_of_heads(self, directory: Directory) -> None:
        """An office stands for its head: "Deputy Director, District Food Office" is also "District Food Office",
        unless another kind has that name or that wing."""
        wings: dict[str, tuple[str, set[str]]] = {}
        for kind in directory.kinds:
            for name in all_names(kind.names):
                wing = split_wing(name)[1]
                words = self._forms.words(wing)
                if len(words) > 2 and not self._words.office_words.isdisjoint((words[0], words[-1])):
                    wings.setdefault(folded_name(wing), (wing, set()))[1].add(kind.id)
        for wing, kinds in wings.values():
            if len(kinds) == 1 and not self._having([wing]):
                self._add(wing, kinds.pop())

    def _having(self, names: Sequence[str]) -> list[str]:
        forms = {form for name in names for form in self._forms.forms(name)}
        return [kind for kind, known in self.names.items() if known & forms]

    def level_heads(self) -> dict[str, str]:
        """The kind that heads each level (the Deputy Commissioner a district), where exactly one kind does."""
        found = {level: self._having(words["heads"]) for level, words in self._words.levels.items()}
        return {level: kinds[0] for level, kinds in found.items() if len(kinds) == 1}

    def siblings(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """For each kind that shares a stem with others: the folded wings of that stem, with the kinds of each."""
        found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
        for kinds in self._stems.values():
            wings: dict[str, tuple[str, ...]] = {}
            for kind, names in kinds.items() if len(kinds) > 1 else ():
                for wing in names:
                    wings[wing] = tuple(dict.fromkeys((*wings.get(wing, ()), kind)))
            for kind in kinds if wings else ():
                found[kind] |= wings
        return dict(found)

    def long_names(self) -> Iterator[tuple[str, str]]:
        """The names that may have a slip, each with its kind."""
        yield from self._long.items()


def all_names(names: Names) -> Iterator[str]:
    """The names in all languages."""
    for of_language in names.values():
        yield from of_language
