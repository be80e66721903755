"""OpenDocument texts: paragraphs, lists and tables in order, merged cells, without notes and tracked deletions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tracker.domain.errors import BadInput
from tracker.minutes.bijoy import from_bijoy, is_bijoy_font
from tracker.minutes.draft import DocumentWarning
from tracker.minutes.formats.blocks import EMPTY, Cell, Extract, Writer
from tracker.minutes.formats.dropped import Cleaner
from tracker.minutes.formats.grid import laid_out, tidy
from tracker.minutes.formats.package import Package

MAX_REPEAT = 64
_SKIPPED = frozenset(
    (
        "tracked-changes",
        "note",
        "annotation",
        "annotation-end",
        "sequence-decls",
        "forms",
        "variable-decls",
        "bookmark",
    )
)
_ENCRYPTED = "encryption-data"


def read_odt(data: bytes, name: str) -> Extract:
    """The paragraphs and tables of an ODT file. Raises BadInput for a damaged, encrypted or harmful package."""
    package = Package(data, name)
    if package.has("META-INF/manifest.xml") and any(
        _tag(e) == _ENCRYPTED for e in package.xml("META-INF/manifest.xml").iter()
    ):
        raise BadInput(f"{name} is encrypted", hint="save it without a password")
    root = package.xml("content.xml")
    reader = _Document(_fonts(package, root), _bullets(root))
    body = next((e for b in root if _tag(b) == "body" for e in b if _tag(e) == "text"), None)
    if body is None:
        raise BadInput(f"{name} is no text document", hint="export the minutes as .odt or .docx")
    reader.read(body)
    if not reader.writer.blocks and any(n.startswith("Pictures/") for n in package.names()):
        raise BadInput(f"{name} holds no text, only pictures of it", hint="read the pictures (needs the ocr extra)")
    return Extract("odt", reader.writer.text, tuple(reader.writer.blocks), reader.warnings, reader.cleaner.notes)


def _tag(element: Any) -> str:
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def _attribute(element: Any, name: str) -> str:
    return next((str(v) for k, v in element.attrib.items() if k.rpartition("}")[2] == name), "")


def _fonts(package: Package, content: Any) -> dict[str, str]:
    """The font of each style that names one."""
    roots = [content] + ([package.xml("styles.xml")] if package.has("styles.xml") else [])
    fonts: dict[str, str] = {}
    for root in roots:
        for style in root.iter():
            if _tag(style) != "style":
                continue
            own = next((e for e in style if _tag(e) == "text-properties"), None)
            if own is not None and (font := _attribute(own, "font-name") or _attribute(own, "font-family")):
                fonts[_attribute(style, "name")] = font
    return fonts


def _bullets(content: Any) -> frozenset[str]:
    """The list styles whose first level is a bullet or nothing."""
    found = set()
    for style in content.iter():
        if _tag(style) == "list-style":
            first = next((e for e in style if _attribute(e, "level") == "1"), None)
            if first is not None and _tag(first) != "list-level-style-number":
                found.add(_attribute(style, "name"))
    return frozenset(found)


class _Document:
    def __init__(self, fonts: dict[str, str], bullets: frozenset[str]) -> None:
        self.writer = Writer()
        self.cleaner = Cleaner()
        self._fonts = fonts
        self._bullets = bullets
        self._converted = ""

    @property
    def warnings(self) -> tuple[DocumentWarning, ...]:
        """What was converted from an old font's code, and what was dropped."""
        message = "text in an old Bengali font (Bijoy/SutonnyMJ) was converted to Unicode"
        converted = (DocumentWarning("legacy_encoding", message, self._converted),) if self._converted else ()
        return (*converted, *self.cleaner.warnings)

    def read(self, container: Any) -> None:
        for child in container:
            tag = _tag(child)
            if tag in ("p", "h"):
                self.writer.paragraph(self._text(child))
            elif tag == "list":
                for mark, text in self._entries(child):
                    self.writer.paragraph(f"{mark} {text}")
            elif tag == "table":
                self._table(child)
            elif tag and tag not in _SKIPPED:
                self.read(child)

    def _text(self, element: Any) -> str:
        return self.cleaner.clean("".join(self._pieces(element, ""))).strip()

    def _pieces(self, element: Any, font: str) -> Iterator[str]:
        font = self._fonts.get(_attribute(element, "style-name"), font)
        yield self._shown(element.text or "", font)
        for child in element:
            tag = _tag(child)
            if tag == "s":
                count = _attribute(child, "c")
                yield " " * (min(int(count), 200) if count.isdecimal() else 1)
            elif tag == "tab":
                yield "\t"
            elif tag == "line-break":
                yield "\n"
            elif tag and tag not in _SKIPPED:
                yield from self._pieces(child, font)
            yield self._shown(child.tail or "", font)

    def _shown(self, text: str, font: str) -> str:
        if not text.strip() or not is_bijoy_font(font):
            return text
        shown = from_bijoy(text)
        self._converted = self._converted or shown.strip()[:80]
        return shown

    def _entries(self, element: Any, level: int = 0) -> Iterator[tuple[str, str]]:
        """The entries of a list with their marks; only the first level counts, deeper ones are drawn as bullets."""
        bulleted = level > 0 or _attribute(element, "style-name") in self._bullets
        count = 0
        for item in element:
            start = _attribute(item, "start-value")
            count = int(start) if start.isdecimal() else count + 1
            mark = "•" if bulleted else f"{count}."
            if _tag(item) == "list-header":
                mark = ""
            for child in item:
                if _tag(child) in ("p", "h"):
                    yield mark, self._text(child)
                    mark = ""
                elif _tag(child) == "list":
                    yield from self._entries(child, level + 1)

    def _table(self, table: Any) -> None:
        rows = list(_rows(table))
        widths = [len(_cells(row)) for row in rows]
        if laid_out(widths, any(_tag(e) == "table" for row in rows for c in _cells(row) for e in c)):
            for row in rows:
                for cell in _cells(row):
                    self.read(cell)
            return
        self.writer.table(self._resolved(rows))

    def _resolved(self, rows: list[Any]) -> Iterator[list[Cell]]:
        covered: dict[int, tuple[Cell, int]] = {}
        for row in rows:
            line: list[Cell] = []
            for element in row:
                tag = _tag(element)
                if tag not in ("table-cell", "covered-table-cell"):
                    continue
                for _ in range(_number(element, "number-columns-repeated")):
                    self._place(element, tag, line, covered)
            yield line

    def _place(self, element: Any, tag: str, line: list[Cell], covered: dict[int, tuple[Cell, int]]) -> None:
        at = len(line)
        if tag == "covered-table-cell":
            cell, left = covered.pop(at, (EMPTY, 0))
            if left > 1:
                covered[at] = (cell, left - 1)
            line.append(cell)
            return
        cell = self._cell(element)
        across, down = _number(element, "number-columns-spanned"), _number(element, "number-rows-spanned")
        line.append(cell)
        for column in range(at, at + across):
            # The cell itself stands in the first column of this row; the other places are covered cells.
            left = down - 1 if column == at else down
            if left:
                covered[column] = (cell, left)

    def _cell(self, element: Any) -> Cell:
        lines: list[str] = []
        parts: list[str] = []
        for child in element:
            tag = _tag(child)
            if tag in ("p", "h"):
                text = self._text(child)
                lines.append(text)
                if parts and text:
                    parts[-1] += "\n" + text
            elif tag == "list":
                for mark, text in self._entries(child):
                    lines.append(f"{mark} {text}".strip())
                    if mark and mark != "•":
                        parts.append(text)
                    elif parts:
                        parts[-1] += "\n" + f"{mark} {text}".strip()
            elif tag == "table":
                for row in _rows(child):
                    lines.append("  ".join(" ".join(self._cell(c).text.split()) for c in _cells(row)))
        text = tidy("\n".join(lines))
        return Cell(text, tuple(map(tidy, parts))) if text else EMPTY


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        tag = _tag(child)
        if tag == "table-row":
            yield child
        elif tag in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(child)


def _cells(row: Any) -> list[Any]:
    return [e for e in row if _tag(e) == "table-cell"]


def _number(element: Any, name: str) -> int:
    text = _attribute(element, name)
    return min(max(int(text), 1), MAX_REPEAT * 16) if text.isdecimal() else 1
