"""Word documents: paragraphs and tables in true order, merged cells, automatic numbers, old Bengali fonts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tracker.domain.errors import BadInput
from tracker.minutes.formats.blocks import EMPTY, Cell, Extract, Writer
from tracker.minutes.formats.grid import laid_out, tidy
from tracker.minutes.formats.package import Package
from tracker.minutes.formats.word_lists import Lists
from tracker.minutes.formats.word_text import Texts

MAX_COLUMNS = 64
_SKIPPED = frozenset(("del", "moveFrom", "instrText", "delText", "sectPr", "pPr", "rPr", "tblPr", "tblGrid"))


def read_docx(data: bytes, name: str) -> Extract:
    """The paragraphs and tables of a DOCX file; headers, footers, notes, deleted and hidden text are left out.

    Raises BadInput for a damaged, encrypted or harmful package, and for pictures of text without any text (a scan).
    """
    package = Package(data, name)
    root = package.xml(_main_part(package))
    texts = Texts(_optional(package, "word/styles.xml"), name)
    reader = _Document(texts, Lists(_optional(package, "word/numbering.xml")))
    body = next((e for e in root if _tag(e) == "body"), None)
    if body is not None:
        reader.read(body)
    if not reader.writer.blocks and any(n.startswith("word/media/") for n in package.names()):
        raise BadInput(
            f"{name} holds no text, only pictures of it",
            hint="save the pictures as PNG, or the scan as PDF, and read that (needs the ocr extra)",
        )
    return Extract("docx", reader.writer.text, tuple(reader.writer.blocks), texts.warnings, texts.notes)


def _optional(package: Package, member: str) -> Any | None:
    return package.xml(member) if package.has(member) else None


def _main_part(package: Package) -> str:
    if package.has("word/document.xml"):
        return "word/document.xml"
    if package.has("_rels/.rels"):
        for relation in package.xml("_rels/.rels"):
            if str(relation.get("Type", "")).endswith("/officeDocument"):
                return str(relation.get("Target", "")).lstrip("/")
    return "word/document.xml"


def _tag(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


class _Document:
    """Walks the body once, so that list numbers count as Word counts them."""

    def __init__(self, texts: Texts, lists: Lists) -> None:
        self.writer = Writer()
        self._texts = texts
        self._lists = lists

    def read(self, container: Any) -> None:
        for kind, element in _blocks(container):
            if kind == "tbl":
                self._table(element)
                continue
            for text in self._paragraph(element)[0]:
                self.writer.paragraph(text)

    def _paragraph(self, element: Any) -> tuple[list[str], str]:
        """The paragraph's text with its list mark, then the text boxes anchored in it; and the text of a numbered
        paragraph without its number ("" for any other)."""
        text, boxes = self._texts.of(element)
        mark, counts = self._mark(element)
        lines = [f"{mark} {text}".strip() if mark else text]
        for box in boxes:
            for kind, inner in _blocks(box):
                lines += self._paragraph(inner)[0] if kind == "p" else self._flat(inner)
        return [line for line in lines if line.strip()], text.strip() if counts else ""

    def _mark(self, element: Any) -> tuple[str, bool]:
        number, level = self._texts.numbering(element)
        return self._lists.label(number, level) if number else ("", False)

    def _table(self, table: Any) -> None:
        rows = [list(_cells(row)) for row in _rows(table)]
        if laid_out([len(cells) for cells in rows], any(_nested(c) for cells in rows for c in cells)):
            for cells in rows:
                for cell in cells:
                    self.read(cell)
            return
        self.writer.table(self._resolved(table))

    def _resolved(self, table: Any) -> Iterator[list[Cell]]:
        above: dict[int, Cell] = {}
        for row in _rows(table):
            line: list[Cell] = [EMPTY] * _grid_skip(row, "gridBefore")
            for element in _cells(row):
                span, merge = _spans(element)
                at = len(line)
                cell = above[at] if merge == "continue" and at in above else self._cell(element)
                for column in range(at, min(at + span, MAX_COLUMNS)):
                    line.append(cell)
                    if merge:
                        above[column] = cell
                    else:
                        above.pop(column, None)
            yield line

    def _cell(self, element: Any) -> Cell:
        lines: list[str] = []
        parts: list[str] = []
        for kind, inner in _blocks(element):
            if kind == "tbl":
                lines += self._flat(inner)
                continue
            own, numbered = self._paragraph(inner)
            lines += own
            if numbered:
                parts.append(numbered)
            elif parts and own:
                parts[-1] += "\n" + "\n".join(own)
        text = tidy("\n".join(lines))
        return Cell(text, tuple(map(tidy, parts))) if text else EMPTY

    def _flat(self, table: Any) -> list[str]:
        """A table inside a cell as lines of text."""
        found = []
        for row in _rows(table):
            texts = [" ".join(self._cell(c).text.split()) for c in _cells(row)]
            found.append("  ".join(t for t in texts if t))
        return [line for line in found if line]


def _blocks(container: Any) -> Iterator[tuple[str, Any]]:
    """The paragraphs and tables directly in a body, cell or text box, through content controls and insertions."""
    for child in container:
        tag = _tag(child)
        if tag in ("p", "tbl"):
            yield tag, child
        elif tag not in _SKIPPED and len(child):
            yield from _blocks(child)


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        tag = _tag(child)
        if tag == "tr":
            if not any(_tag(e) == "del" for p in child if _tag(p) == "trPr" for e in p):
                yield child
        elif tag in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _rows(child)


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        tag = _tag(child)
        if tag == "tc":
            yield child
        elif tag in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _cells(child)


def _nested(cell: Any) -> bool:
    return any(kind == "tbl" for kind, _ in _blocks(cell))


def _value(element: Any, default: str = "") -> str:
    return next((str(v) for k, v in element.attrib.items() if k.rpartition("}")[2] == "val"), default)


def _spans(cell: Any) -> tuple[int, str]:
    """How many columns a cell takes, and whether it begins ("restart") or continues a merge downwards ("" neither)."""
    span, merge = 1, ""
    for properties in cell:
        if _tag(properties) != "tcPr":
            continue
        for element in properties:
            if _tag(element) == "gridSpan":
                span = min(max(int(v), 1), MAX_COLUMNS) if (v := _value(element, "1")).isdecimal() else 1
            elif _tag(element) == "vMerge":
                merge = _value(element, "continue")
    return span, merge


def _grid_skip(row: Any, name: str) -> int:
    for properties in row:
        if _tag(properties) == "trPr":
            for element in properties:
                if _tag(element) == name and (v := _value(element, "0")).isdecimal():
                    return min(int(v), MAX_COLUMNS)
    return 0
