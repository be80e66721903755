"""The lexicon of a directory, compiled once and kept while the same directory is read with."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from tracker.domain.offices import Directory
from tracker.minutes.implementers.lexicon import Lexicon
from tracker.minutes.phrasebook import Phrasebook

KEPT = 8
"""So many lexicons are kept; a process reads with one or two."""

_kept: OrderedDict[tuple[int, int], Lexicon] = OrderedDict()
_lock = Lock()


def lexicon_for(directory: Directory, book: Phrasebook) -> Lexicon:
    """The compiled lexicon of these very objects; it holds them, so that their identities stay theirs."""
    key = (id(directory), id(book))
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
        lexicon = _kept[key] = Lexicon(directory, book)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
        return lexicon
