"""The wordings of minutes, as data: config/phrases/{bn,en,hi}.toml, which a clerk can extend."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracker.domain.errors import ConfigError
from tracker.domain.offices import LANGUAGES
from tracker.settings.resources import resource


@dataclass(frozen=True, eq=False)
class Phrasebook:
    """The phrase files by language code, as parsed TOML with every string in NFC.

    Compared and hashed by identity, so that what is compiled from it can be cached.
    """

    languages: Mapping[str, Mapping[str, Any]]

    def section(self, language: str, name: str) -> Mapping[str, Any]:
        """A top-level table of one language ({} when the file has none)."""
        found: Mapping[str, Any] = self.languages.get(language, {}).get(name, {})
        return found

    def words(self, section: str, key: str) -> tuple[str, ...]:
        """The list `key` of the table `section`, of all languages one after the other, longest wording first."""
        found = [w for language in self.languages for w in self.section(language, section).get(key, ())]
        return tuple(sorted(dict.fromkeys(found), key=len, reverse=True))


def load_phrasebook(home: Path | None = None) -> Phrasebook:
    """The phrase files, each the user's copy if there is one, else the packaged one.

    Raises ConfigError naming file and line when a file is no TOML or not UTF-8.
    """
    return Phrasebook({language: _load(resource(f"config/phrases/{language}.toml", home)) for language in LANGUAGES})


def _load(path: Path) -> Mapping[str, Any]:
    try:
        data: Mapping[str, Any] = tomllib.loads(unicodedata.normalize("NFC", path.read_text("utf-8-sig")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as trouble:
        raise ConfigError(f"{path}: {trouble}", hint="mend the file, or remove it to use the packaged one") from None
    return data
