"""The names of a directory's places, each with the offices that have it, and the offices' own names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from tracker.domain.offices import Directory, Office
from tracker.minutes.implementers.folding import folded_name, words_of
from tracker.minutes.implementers.names import NameForms
from tracker.minutes.implementers.near import SHORTEST
from tracker.minutes.implementers.posts import all_names
from tracker.minutes.implementers.territory import Territory
from tracker.minutes.implementers.tokens import Entry, Sort
from tracker.minutes.implementers.trie import Trie
from tracker.minutes.implementers.vocabulary import Vocabulary


class Sites:
    """Adds places and own names to a trie. `posts` are the folded names of each kind."""

    def __init__(
        self,
        directory: Directory,
        words: Vocabulary,
        forms: NameForms,
        posts: Mapping[str, set[str]],
        territory: Territory,
        trie: Trie[Entry],
    ) -> None:
        self._directory = directory
        self._words = words
        self._forms = forms
        self._posts = posts
        self._trie = trie
        self._territory = territory
        self._codes: dict[str, set[str]] = defaultdict(set)
        self._add_places()
        for office in directory.offices:
            self._add_own_names(office)
        self._add_centres()
        for form, codes in self._codes.items():
            trie.add(form, Entry(Sort.PLACE, territory.in_order(codes)))

    def _place_forms(self, place: str) -> Iterator[str]:
        return self._forms.place_forms(place, self._words.level_words, self._words.centres)

    def _add_places(self) -> None:
        for office in self._directory.offices:
            for place in office.place.values():
                for form in self._place_forms(place):
                    self._codes[form].add(office.code)
        for place in self._directory.body.place.values():
            for form in self._place_forms(place):
                self._codes[form].add(self._directory.body.code)

    def _add_own_names(self, office: Office) -> None:
        """Another spelling of the place is a name of the place; every other further name is one of the office."""
        for language, names in office.names.items():
            place = office.place.get(language, "")
            for name in names:
                if _respells(name, place) and not self._holds_post(name, office):
                    for form in self._forms.forms(name):
                        self._codes[form] |= self._codes[folded_name(place)]
                else:
                    self._add_own_name(name, office)

    def _add_own_name(self, name: str, office: Office) -> None:
        placelike = not self._holds_post(name, office)
        for form in self._forms.forms(name):
            known = [e for e in self._trie.get(form) if e.sort is Sort.OFFICE]
            codes = tuple(dict.fromkeys((*(code for e in known for code in e.ids), office.code)))
            for entry in known:
                self._trie.remove(form, entry)
            self._trie.add(form, Entry(Sort.OFFICE, codes, placelike=placelike))

    def _holds_post(self, name: str, office: Office) -> bool:
        return any(post in folded_name(name) for post in self._posts[office.kind])

    def _add_centres(self) -> None:
        """The bare word for a centre (Sadar) means every such place: one, or as many as an area must choose from."""
        for centre in self._words.centres:
            centred = [codes for form, codes in self._codes.items() if form != centre and form.endswith(centre)]
            if centred and centre not in self._codes:
                self._codes[centre] = set().union(*centred)

    def long_names(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The names that may have a slip, each with the offices that have it."""
        for office in self._directory.offices:
            for place in (*office.place.values(), *all_names(office.names)):
                words = words_of(place)
                if sum(w.end - w.start for w in words) >= SHORTEST and min(len(w.folded) for w in words) > 1:
                    form = folded_name(place)
                    yield form, self._territory.in_order(self._codes.get(form, {office.code}))


def _respells(name: str, place: str) -> bool:
    """Whether a further name of an office only spells its place in another way (Chittagong, Chattogram)."""
    mine, its = words_of(name), words_of(place)
    return len(mine) == len(its) and [w.folded[:1] for w in mine] == [w.folded[:1] for w in its]
