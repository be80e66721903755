"""Read a document as the configuration says: the phrasebook, the directory and the reckoning of the working folder."""

from __future__ import annotations

from pathlib import Path

from tracker.minutes.draft import Draft
from tracker.minutes.likeness import Gists
from tracker.minutes.phrasebook import load_phrasebook
from tracker.minutes.reader import read_minutes
from tracker.settings.model import Settings


def read(settings: Settings, path: Path) -> Draft:
    """The draft of a document; nothing is stored.

    Raises BadInput when the document cannot be read, ConfigError when the configuration is wrong.
    """
    return read_minutes(
        path, settings.directory(), load_phrasebook(settings.home), settings.reckoning(), settings.basis_order
    )


def gists(settings: Settings) -> Gists:
    """What tells duties apart, by the phrases and the directory of the working folder."""
    return Gists(load_phrasebook(settings.home), settings.directory())
