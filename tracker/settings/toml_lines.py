"""Where each key of a TOML text stands: the parser of the standard library keeps no line numbers."""

from __future__ import annotations

import re
from bisect import bisect_right

Key = str | int
"""A step into a TOML document: a key of a table, or the index of an array's entry (from 0)."""

_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*+")
_STRING = re.compile(
    r'"""(?:[^\\"]|\\.|"(?!""))*"{3,5}' r"|'''(?:[^']|'(?!''))*'{3,5}" r'|"(?:[^\\"\n]|\\.)*"' r"|'[^'\n]*'",
    re.DOTALL,
)
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_PLAIN = re.compile(r"[^,\]}\n#]*")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))", re.DOTALL)


def key_lines(text: str) -> dict[tuple[Key, ...], int]:
    """The line (from 1) of every key, table header and array entry of a *valid* TOML text."""
    return _Scan(text).run()


class _Scan:
    """One pass over a text that the parser has already accepted: nothing is checked again."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.starts = [0, *(m.end() for m in re.finditer("\n", text))]
        self.lines: dict[tuple[Key, ...], int] = {}
        self.last: dict[tuple[Key, ...], int] = {}

    def run(self) -> dict[tuple[Key, ...], int]:
        table: tuple[Key, ...] = ()
        self.skip_blank()
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self.header()
            else:
                self.pair(table)
            self.skip_blank()
        return self.lines

    def skip_blank(self) -> None:
        found = _BLANK.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def mark(self, path: tuple[Key, ...], start: int) -> None:
        self.lines.setdefault(path, bisect_right(self.starts, start))

    def header(self) -> tuple[Key, ...]:
        start = self.at
        array = self.text.startswith("[[", start)
        self.at += 2 if array else 1
        names = self.dotted()
        self.at = self.text.index("]", self.at) + (2 if array else 1)
        path: tuple[Key, ...] = ()
        for depth, name in enumerate(names):
            path = (*path, name)
            self.mark(path, start)
            if array and depth == len(names) - 1:
                self.last[path] = self.last.get(path, -1) + 1
            if path in self.last:
                path = (*path, self.last[path])
                self.mark(path, start)
        return path

    def dotted(self) -> list[str]:
        names: list[str] = []
        while True:
            self.skip_blank()
            names.append(self.key())
            self.skip_blank()
            if self.text[self.at] != ".":
                return names
            self.at += 1

    def key(self) -> str:
        quoted = self.text[self.at] in "\"'"
        found = (_STRING if quoted else _BARE_KEY).match(self.text, self.at)
        if found is None:
            raise ValueError(f"no key at character {self.at}")
        self.at = found.end()
        word = found.group()
        if not quoted:
            return word
        return word[1:-1] if word[0] == "'" else _ESCAPE.sub(_unescape, word[1:-1])

    def pair(self, table: tuple[Key, ...]) -> None:
        start, path = self.at, table
        for name in self.dotted():
            path = (*path, name)
            self.mark(path, start)
        self.at += 1  # the equals sign
        self.value(path)

    def value(self, path: tuple[Key, ...]) -> None:
        self.skip_blank()
        first = self.text[self.at]
        if first == "[":
            self.array(path)
        elif first == "{":
            self.inline_table(path)
        else:
            found = (_STRING if first in "\"'" else _PLAIN).match(self.text, self.at)
            self.at = found.end() if found else self.at + 1

    def array(self, path: tuple[Key, ...]) -> None:
        self.at += 1
        index = 0
        while not self.closes("]"):
            entry = (*path, index)
            self.mark(entry, self.at)
            self.value(entry)
            index += 1

    def inline_table(self, path: tuple[Key, ...]) -> None:
        self.at += 1
        while not self.closes("}"):
            self.pair(path)

    def closes(self, bracket: str) -> bool:
        """Passes blanks and one comma; True when the bracket stood there (and was passed)."""
        self.skip_blank()
        if self.text[self.at] == ",":
            self.at += 1
            self.skip_blank()
        if self.text[self.at] != bracket:
            return False
        self.at += 1
        return True


def _unescape(found: re.Match[str]) -> str:
    code = found.group(1) or found.group(2)
    simple = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}
    return chr(int(code, 16)) if code else simple.get(found.group(3), found.group(3))
