"""A document's layout: which meetings it holds, and how each shows its decisions."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tracker.minutes.draft import Source
from tracker.minutes.formats import extract
from tracker.minutes.formats.files import load
from tracker.minutes.layouts.meetings import meetings_of
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.raw import RawDocument
from tracker.minutes.script import language_of


def read_raw(path: Path, book: Phrasebook) -> RawDocument:
    """A file as its layout shows it: meetings, items, dialogue, prose.

    Raises BadInput, naming the file and the way out, when it cannot be read.
    """
    loaded = load(path)
    found = extract(loaded)
    source = Source(loaded.name, hashlib.sha256(loaded.data).hexdigest(), found.format, language_of(found.text))
    meetings = meetings_of(found.blocks, book)
    return RawDocument(source, found.text, meetings, found.warnings, found.machine_read, found.notes)
