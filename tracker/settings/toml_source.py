"""A TOML file with the place of each key, and a reader of its tables that collects all that is wrong."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.domain.errors import ConfigError

if TYPE_CHECKING:
    from tracker.settings.toml_lines import Key


@dataclass(frozen=True, eq=False)
class TomlSource:
    """A parsed TOML file: `data` with every string in NFC, and the `text` that it was read from."""

    path: Path
    data: Mapping[str, Any]
    text: str

    @cached_property
    def lines(self) -> Mapping[tuple[Key, ...], int]:
        """The line of each key: looked for only when there is something to tell."""
        from tracker.settings.toml_lines import key_lines

        try:
            return key_lines(self.text)
        except RecursionError:
            return {}

    @classmethod
    def load(cls, path: Path) -> TomlSource:
        """Reads and parses a file.

        Raises ConfigError (`file:line: what`) when it cannot be read, is no UTF-8 or no TOML.
        """
        try:
            raw = path.read_bytes()
        except OSError as trouble:
            what = f"{path}: cannot be read ({trouble.strerror or trouble})"
            raise ConfigError(what, hint="check its name and rights") from None
        try:
            text = unicodedata.normalize("NFC", raw.decode("utf-8-sig")).replace("\r\n", "\n")
        except UnicodeDecodeError as trouble:
            line = raw.count(b"\n", 0, trouble.start) + 1
            raise _broken(path, line, "is not UTF-8") from None
        try:
            data = tomllib.loads(text)
            return cls(path, data, text)
        except tomllib.TOMLDecodeError as trouble:
            raise _broken(path, *_line_and_reason(str(trouble), text)) from None
        except RecursionError:
            raise _broken(path, 1, "is nested too deeply") from None

    def line_of(self, *keys: Key) -> int:
        """The line (from 1) of a key, or of the nearest table around it; `("office", 2, "parent")`."""
        while keys:
            if keys in self.lines:
                return self.lines[keys]
            keys = keys[:-1]
        return 1

    def at(self, *keys: Key) -> str:
        """`file:line` of a key."""
        return f"{self.path}:{self.line_of(*keys)}"

    def checked(self) -> CheckedTable:
        """The whole document as a table to be read with checks."""
        return CheckedTable(self, self.data)


def _broken(path: Path, line: int, what: str) -> ConfigError:
    return ConfigError(f"{path}:{line}: {what}", hint="mend the file", problems=(f"{path}:{line}: {what}",))


def _line_and_reason(message: str, text: str) -> tuple[int, str]:
    """tomllib says "Invalid value (at line 3, column 5)" or "(at end of document)"."""
    reason, _, where = message.rpartition(" (at ")
    digits = where.removeprefix("line ").partition(",")[0]
    line = int(digits) if digits.isdecimal() else text.rstrip("\n").count("\n") + 1
    return line, f"is not valid TOML: {reason or message}"


@dataclass(slots=True)
class CheckedTable:
    """Reads one table key by key; what is wrong goes to `problems` as `file:line: what`.

    All tables of a file share one list of problems. A key that nobody asked for is unknown: `finish` reports
    those. Every method gives a usable value even after a problem, so that all problems are found at once.
    """

    source: TomlSource
    data: Mapping[str, Any]
    path: tuple[Key, ...] = ()
    problems: list[str] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)

    def problem(self, what: str, *keys: Key) -> None:
        """Notes a problem at a key below this table (or at the table itself)."""
        self.problems.append(f"{self.source.at(*self.path, *keys)}: {what}")

    def has(self, key: str) -> bool:
        """Whether the key is there (and known from now on)."""
        self.asked.add(key)
        return key in self.data

    def _take(self, key: str, wanted: type | tuple[type, ...], name: str, required: bool) -> Any:
        if not self.has(key):
            if required:
                self.problem(f"{self._title()} needs `{key}` ({name})")
            return None
        value = self.data[key]
        if not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool):
            self.problem(f"`{key}` must be {name}, not {value!r:.60}", key)
            return None
        return value

    def _title(self) -> str:
        names = [str(k) for k in self.path if isinstance(k, str)]
        return f"[{'.'.join(names)}]" if names else "the file"

    def text(self, key: str, default: str = "", *, required: bool = False) -> str:
        """A string, stripped; control characters are refused, and an empty one if it is required."""
        value = self._take(key, str, "a text in quotes", required)
        if value is None:
            return default
        value = value.strip()
        if any(unicodedata.category(c) == "Cc" for c in value):
            self.problem(f"`{key}` holds a line break or control character", key)
            return default
        if required and not value:
            self.problem(f"`{key}` must not be empty", key)
        return str(value)

    def integer(self, key: str, default: int, *, low: int | None = None, high: int | None = None) -> int:
        """A whole number between `low` and `high` (both included)."""
        value = self._take(key, int, "a whole number", required=False)
        if value is None:
            return default
        if (low is not None and value < low) or (high is not None and value > high):
            bounds = f"{low} to {high}" if high is not None else f"{low} or more"
            self.problem(f"`{key}` must be {bounds}, not {value}", key)
            return default
        return int(value)

    def flag(self, key: str, default: bool) -> bool:
        """true or false."""
        value = self._take(key, bool, "true or false", required=False)
        return default if value is None else bool(value)

    def value(self, key: str, wanted: type | tuple[type, ...], name: str, *, required: bool = False) -> Any:
        """A value of another type (a date); None when missing or wrong. `name` says the type in words."""
        return self._take(key, wanted, name, required)

    def choice(self, key: str, choices: Collection[str], default: str, *, required: bool = False) -> str:
        """One of the given words."""
        value = self.text(key, default, required=required)
        if value in choices or (value == default and key not in self.data) or (required and not value):
            return value
        self.problem(f"`{key}` must be {_one_of(choices)}, not {value!r}{_meant(value, choices)}", key)
        return default

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings; blanks at the ends are dropped, empty entries and other types are problems."""
        found: list[str] = []
        for index, item in enumerate(self._take(key, list, "a list of texts", required=False) or ()):
            if not isinstance(item, str) or not item.strip():
                self.problem(f"`{key}` must hold texts in quotes, not {item!r:.60}", key, index)
            elif any(unicodedata.category(c) == "Cc" for c in item.strip()):
                self.problem(f"`{key}` holds a line break or control character", key, index)
            else:
                found.append(item.strip())
        return tuple(found)

    def table(self, key: str, *, required: bool = False) -> CheckedTable:
        """A table below this one ({} when missing)."""
        value = self._take(key, dict, f"a table [{key}]", required)
        return CheckedTable(self.source, value or {}, (*self.path, key), self.problems)

    def tables(self, key: str) -> Iterator[CheckedTable]:
        """The tables of an array of tables, `[[key]]`."""
        for index, item in enumerate(self._take(key, list, f"tables [[{key}]]", required=False) or ()):
            if isinstance(item, dict):
                yield CheckedTable(self.source, item, (*self.path, key, index), self.problems)
            else:
                self.problem(f"`{key}` must hold tables, not {item!r:.60}", key, index)

    def finish(self) -> None:
        """Reports the keys of this table that nobody asked for."""
        for key in self.data:
            if key not in self.asked:
                self.problem(f"unknown key `{key}` in {self._title()}{_meant(key, self.asked)}", key)

    def refuse(self, message: str, hint: str) -> None:
        """Raises ConfigError with all problems, in the order of their lines, if there are any."""
        if self.problems:
            lines = sorted(dict.fromkeys(self.problems), key=_line_number)
            raise ConfigError(f"{self.source.path}: {message}", hint=hint, problems=tuple(lines))


def _line_number(problem: str) -> int:
    for part in problem.split(":")[1:3]:
        if part.isdecimal():
            return int(part)
    return 0


def _one_of(choices: Collection[str]) -> str:
    return " or ".join(sorted(choices)) if len(choices) <= 12 else "a known name"


def _meant(word: str, known: Collection[str]) -> str:
    import difflib  # only a mistake needs it, and every command pays for what is imported

    near = difflib.get_close_matches(word, known, n=1)
    return f"; did you mean `{near[0]}`?" if near else ""
