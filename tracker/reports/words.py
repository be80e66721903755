"""The words of printed lists and summaries, by language: files beside the templates, which an office may change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from tracker.domain.errors import ConfigError
from tracker.domain.numerals import format_date, in_script
from tracker.reports.listing import Group
from tracker.reports.table import harmless
from tracker.settings.resources import resource
from tracker.settings.toml_source import TomlSource

FOLDER = Path("templates/reports")

Names = Mapping[str, str]
"""Words by language code."""


def words_of(file: str, language: str, home: Path | None) -> Mapping[str, Any]:
    """The words of a language, from a file of the user's own folder before the packaged one. Raises ConfigError."""
    path = resource(str(FOLDER / file), home)
    words = TomlSource.load(path).data.get(language)
    if not isinstance(words, dict):
        raise ConfigError(f"{path}: has no words for the language {language!r}", hint=f"add a table [{language}]")
    return words


def in_words(names: Names | None, language: str) -> str:
    """The words in that language, else in English, else in any, on one line."""
    names = names or {}
    return harmless(names.get(language) or names.get("en") or next((n for n in names.values() if n), ""))


class ListWords(NamedTuple):
    """How lists are worded in a language. What lists.toml does not know is shown as it is."""

    language: str
    words: Mapping[str, Any]

    @classmethod
    def load(cls, language: str, home: Path | None) -> ListWords:
        """The words of lists.toml. Raises ConfigError."""
        return cls(language, words_of("lists.toml", language, home))

    def title(self, name: str) -> str:
        """What a list is called."""
        return self._known("titles", name)

    def heading(self, key: str) -> str:
        """A column's heading; of words by language ("office_name_bn") with the language behind it."""
        base, _, language = key.rpartition("_")
        if language in ("bn", "en", "hi") and base in self.words.get("keys", {}):
            return f"{self._known('keys', base)} ({language})"
        return self._known("keys", key)

    def value(self, key: str, value: Any) -> str:
        """A value as a page shows it: dates, digits and known words in the language."""
        if value is None:
            return ""
        if isinstance(value, bool):
            return self._known("values", "yes" if value else "no")
        if isinstance(value, date):
            return format_date(value, self.language)
        if isinstance(value, Mapping):
            return in_words(value, self.language)
        if isinstance(value, list | tuple):
            return "; ".join(self.value(key, each) for each in value)
        if isinstance(value, int) or key in ("item", "number"):
            return in_script(harmless(str(value)), self.language)
        return harmless(self._known("values", str(value)) if key in _WORDED else str(value))

    def figures(self, group: Group) -> Iterator[tuple[str, int]]:
        """A group's figures one by one under their headings."""
        for key, value in group.item().items():
            if isinstance(value, Mapping):
                for name, number in value.items():
                    yield in_script(self._known("values", name), self.language), number
            else:
                yield self.heading(key), value

    def _known(self, table: str, name: str) -> str:
        return str(self.words.get(table, {}).get(name, name.replace("_", " ") if table == "keys" else name))


_WORDED = frozenset({"state", "standing", "kind", "role", "outcome", "verdict", "group"})
"""Keys whose values are words of this program's own."""
