"""Small texts as the reader's own types."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory

from tracker.domain.due import Reckoning
from tracker.domain.offices import Directory
from tracker.minutes.draft import Draft, Place
from tracker.minutes.phrasebook import load_phrasebook
from tracker.minutes.raw import Line
from tracker.minutes.reader import read_minutes
from tracker.settings.directory import load_directory

SURMA = load_directory(Path(__file__).parents[1] / "samples" / "cases" / "offices.toml")
"""A division with four districts: their deputy commissioners and civil surgeons."""


def nfc(text: str) -> str:
    """The text as the layouts hand it on."""
    return unicodedata.normalize("NFC", text)


def lines(*texts: str) -> tuple[Line, ...]:
    """Lines numbered from 1."""
    return tuple(Line(nfc(text), Place(number)) for number, text in enumerate(texts, 1))


def draft_of(text: str) -> Draft:
    """What is understood of a plain text, with the division of the samples."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "minutes.txt")
        path.write_text(text, "utf-8")
        return read_minutes(path, directory(), load_phrasebook(), Reckoning())


def directory() -> Directory:
    """The division of the samples."""
    return SURMA
