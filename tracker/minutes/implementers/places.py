"""The places that a text names, for checks that count them."""

from __future__ import annotations

import unicodedata

from tracker.domain.offices import Directory
from tracker.minutes.implementers.compiled import lexicon_for
from tracker.minutes.implementers.lexer import tokens_of
from tracker.minutes.implementers.reading import Match
from tracker.minutes.implementers.tokens import Sort
from tracker.minutes.phrasebook import Phrasebook


def places_named(text: str, directory: Directory, book: Phrasebook) -> list[Match]:
    """Every mention of a place of the directory, in the text's order, in any of its spellings.

    `codes` are the offices (and the body) that have the place, in the directory's order.
    """
    text = unicodedata.normalize("NFC", text)
    tokens = tokens_of(text, lexicon_for(directory, book))
    found = [token for token in tokens if token.sort is Sort.PLACE]
    return [Match((t.start, t.end), text[t.start : t.end], t.ids) for t in found]
