"""Directories of several kinds of bodies, and tables of phrases with what they mean there."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from tracker.domain.offices import Directory
from tracker.minutes.phrasebook import Phrasebook, load_phrasebook
from tracker.settings.directory import load_directory

HERE = Path(__file__).parent


@cache
def directory_of(name: str) -> Directory:
    """One of the directories in this folder."""
    return load_directory(HERE / "directories" / f"{name}.toml")


@cache
def packaged_book() -> Phrasebook:
    """The packaged phrases."""
    return load_phrasebook()


@pytest.fixture(scope="session")
def book() -> Phrasebook:
    """The packaged phrases."""
    return packaged_book()
