"""A directory and the phrases compiled for reading: every known name and cue word in one trie."""

from __future__ import annotations

from tracker.domain.offices import Directory
from tracker.minutes.implementers.companions import Companions
from tracker.minutes.implementers.folding import folded_name, joined
from tracker.minutes.implementers.names import NameForms
from tracker.minutes.implementers.near import NearNames
from tracker.minutes.implementers.posts import Posts, all_names
from tracker.minutes.implementers.sites import Sites
from tracker.minutes.implementers.territory import Territory
from tracker.minutes.implementers.tokens import CUES, Entry, Sort
from tracker.minutes.implementers.trie import Trie
from tracker.minutes.implementers.vocabulary import SECTION, Vocabulary
from tracker.minutes.phrasebook import Phrasebook


class Lexicon:
    """All that is known about the words of implementers' texts, compiled once for a directory and a phrasebook."""

    def __init__(self, directory: Directory, book: Phrasebook) -> None:
        self.directory = directory
        self.words = Vocabulary(book)
        self.trie: Trie[Entry] = Trie()
        self._forms = NameForms(self.words)
        self._add_cues(book)
        posts = Posts(directory, self.words, self._forms, self.trie)
        self.heads = posts.level_heads()
        self.siblings = posts.siblings()
        self.territory = Territory(directory, self._levels_of_kinds())
        sites = Sites(directory, self.words, self._forms, posts.names, self.territory, self.trie)
        self.companions = Companions(directory, self.words, self._forms)
        self._near_posts = NearNames(posts.long_names())
        self._near_places = NearNames(sites.long_names())
        self.near_initials = self._near_posts.initials | self._near_places.initials

    def _add_cues(self, book: Phrasebook) -> None:
        for sort in CUES:
            for word in book.words(SECTION, sort):
                self.trie.add(joined(self._forms.words(word)), Entry(sort))
        for level, words in self.words.levels.items():
            for word in words["words"]:
                self.trie.add(folded_name(word), Entry(Sort.LEVEL, (level,)))

    def _levels_of_kinds(self) -> dict[str, str]:
        """The level of each kind: that which it heads, else that whose word is in one of its names.

        Under "" stands the level of the body by the words of its place, for a body that is no office.
        """
        found: dict[str, str] = {}
        for level, words in self.words.levels.items():
            marks = {folded_name(word) for key in ("words", "adjectives") for word in words[key]}
            for kind in self.directory.kinds:
                if any(marks.intersection(self._forms.words(name)) for name in all_names(kind.names)):
                    found.setdefault(kind.id, level)
            if any(marks.intersection(self._forms.words(p)) for p in self.directory.body.place.values()):
                found.setdefault("", level)
        return found | {kind: level for level, kind in self.heads.items()}

    @property
    def only_kind(self) -> str | None:
        """The one kind that all active offices besides the body have, if it is one."""
        kinds = {o.kind for o in self.directory.offices if o.active and o.code != self.directory.body.code}
        return next(iter(kinds)) if len(kinds) == 1 else None

    def means_nothing(self, text: str) -> bool:
        """Whether a cell is empty: blanks, punctuation, dashes, or a word that says so ("N/A")."""
        form = folded_name(text)
        return not form or form in self.words.nothing

    def near_entry(self, form: str) -> Entry | None:
        """The only name of a place or post one slip away from a folded form; None if there is none or several."""
        places, kinds = self._near_places.near(form), self._near_posts.near(form)
        if len(places) + len(kinds) != 1:
            return None
        return Entry(Sort.PLACE, next(iter(places))) if places else Entry(Sort.KIND, (next(iter(kinds)),))
