"""HTML pages, and HTML that stands in JSON or loose in text: what a reader of the page sees, in order."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from tracker.domain.errors import BadInput
from tracker.minutes.formats.blocks import EMPTY, Cell, Extract, Writer
from tracker.minutes.script import clean

MAX_DEPTH = 200
MAX_SPAN = 1000
_PAGE = re.compile(
    r"\s*(?:<!doctype\s+html|<html\b|<\?xml[^>]{0,200}\?>\s*(?:<!doctype\s+html|<html\b))", re.IGNORECASE
)
_ESCAPED = re.compile(r"<\\/\w")
_ENTITY_DECLARATION = re.compile(r"<!ENTITY\b", re.IGNORECASE)
_SILENT = frozenset(
    [
        "script",
        "style",
        "head",
        "title",
        "nav",
        "footer",
        "aside",
        "noscript",
        "template",
        "iframe",
        "object",
        "svg",
        "math",
        "button",
        "select",
        "option",
        "textarea",
        "input",
        "audio",
        "video",
        "canvas",
        "map",
        "meta",
        "link",
        "base",
    ]
)
_BLOCK = frozenset(
    [
        "p",
        "div",
        "li",
        "ol",
        "ul",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "article",
        "main",
        "center",
        "blockquote",
        "dl",
        "dt",
        "dd",
        "tr",
        "td",
        "th",
        "table",
        "caption",
        "pre",
        "hr",
        "address",
        "fieldset",
        "figure",
        "figcaption",
        "body",
        "html",
        "thead",
        "tbody",
        "tfoot",
    ]
)
_ASIDES = frozenset(
    [
        "nav",
        "navbar",
        "menu",
        "footer",
        "sidebar",
        "breadcrumb",
        "breadcrumbs",
        "copyright",
        "cookie",
        "share",
        "social",
        "comments",
    ]
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def is_page(text: str) -> bool:
    """Whether the text is an HTML page, or JSON that holds one."""
    start = text[:2000]
    return bool(_PAGE.match(start)) or (start.lstrip()[:1] in "{[" and bool(_ESCAPED.search(text[:200_000])))


def markup_blocks(text: str, format_name: str = "html") -> Extract:
    """The paragraphs and tables of a page. Menus, scripts, page headers and footers, forms and hidden elements are
    left out; inline markup never breaks a word; an entity declaration is refused.

    Raises BadInput when the page cannot be parsed or is nested beyond any document.
    """
    if _ENTITY_DECLARATION.search(text[:100_000]):
        raise BadInput(
            "the page declares entities of its own, which can hide or multiply text",
            hint="open it in a browser and save it again as HTML or plain text",
        )
    body = _parse(_unescaped(text))
    writer = Writer()
    if body is not None:
        _Page(writer).read(body)
    return Extract(format_name, writer.text, tuple(writer.blocks))


def _unescaped(text: str) -> str:
    if text.lstrip()[:1] in ("{", "[") and _ESCAPED.search(text):
        try:
            return "\n".join(s for s in _strings(json.loads(text)) if "<" in s)
        except (ValueError, RecursionError):
            plainer = text.replace("\\/", "/").replace('\\"', '"')
            return re.sub(r"\\[rnt]", " ", plainer)
    return text


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield clean(value).text
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)


def _parse(text: str) -> Any:
    from lxml import etree, html

    if not text.strip():
        return None
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        page = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as trouble:
        if "empty" in str(trouble).lower():
            return None
        raise BadInput(f"the HTML cannot be read: {trouble}", hint="save the page again, or as plain text") from None
    if _depth(page) > MAX_DEPTH:
        raise BadInput(
            f"the page nests its elements more than {MAX_DEPTH} deep",
            hint="copy the minutes into a text file",
        )
    bodies = page.findall("body")
    return bodies[0] if bodies else page


def _depth(root: Any) -> int:
    from lxml import etree

    deepest = depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _silent(element: Any) -> bool:
    if not isinstance(element.tag, str) or element.tag in _SILENT:
        return True
    style = element.get("style")
    if element.get("hidden") is not None or (style and _HIDDEN.search(style)):
        return True
    names = f"{element.get('class', '')} {element.get('id', '')}".lower().split()
    return not _ASIDES.isdisjoint(names) and element.tag != "body" and not _has_table(element)


def _has_table(element: Any) -> bool:
    return next(element.iter("table"), None) is not None


class _Page:
    """Walks a page once, collecting inline text until a block begins or ends."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._inline: list[str] = []

    def read(self, element: Any) -> None:
        """Everything below an element, in order."""
        self._inside(element)
        self._flush()

    def _flush(self) -> None:
        text = _tidy("".join(self._inline))
        self._inline.clear()
        if text:
            self._writer.paragraph(text)

    def _inside(self, element: Any) -> None:
        self._inline.append(_flat(element.text))
        ordinal = 0
        for child in element:
            if not _silent(child):
                if child.tag == "li":
                    ordinal += 1
                self._child(child, _marker(element, child, ordinal))
            self._inline.append(_flat(child.tail))

    def _child(self, child: Any, marker: str) -> None:
        if child.tag == "br":
            self._inline.append("\n")
        elif child.tag == "table":
            self._flush()
            self._table(child)
        elif child.tag in _BLOCK:
            self._flush()
            self._inline.append(marker)
            if child.tag == "pre" and not _has_table(child):
                self._inline.append("".join(child.itertext()))
            else:
                self._inside(child)
            self._flush()
        else:
            self._inside(child)

    def _table(self, table: Any) -> None:
        rows = list(_own_rows(table))
        if _is_page_layout(rows):
            for row in rows:
                for cell in _own_cells(row):
                    self._inside(cell)
                    self._flush()
            return
        caption = next((c for c in table if c.tag == "caption"), None)
        if caption is not None:
            self._inside(caption)
            self._flush()
        self._writer.table(_resolved(rows))


def _own_rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _own_cells(row: Any) -> list[Any]:
    return [c for c in row if c.tag in ("td", "th")]


def _is_page_layout(rows: list[Any]) -> bool:
    """A table that only places other tables on the page: it holds one, and has no more than two columns of its own."""
    cells = [_own_cells(row) for row in rows]
    return max(map(len, cells), default=0) <= 2 and any(_has_table(c) for row in cells for c in row)


def _resolved(rows: list[Any]) -> Iterator[list[Cell]]:
    """The rows with merged cells in every place that they cover."""
    hanging: dict[int, tuple[Cell, int]] = {}
    for row in rows:
        line: list[Cell] = []
        for element in _own_cells(row):
            _hang(line, hanging)
            cell = _cell(element)
            for _ in range(_span(element, "colspan", 60)):
                if (down := _span(element, "rowspan", MAX_SPAN)) > 1:
                    hanging[len(line)] = (cell, down - 1)
                line.append(cell)
        _hang(line, hanging)
        yield line


def _hang(line: list[Cell], hanging: dict[int, tuple[Cell, int]]) -> None:
    while len(line) in hanging:
        cell, left = hanging.pop(len(line))
        if left > 1:
            hanging[len(line)] = (cell, left - 1)
        line.append(cell)


def _span(element: Any, name: str, most: int) -> int:
    try:
        return min(max(int(element.get(name, "1")), 1), most)
    except ValueError:
        return 1


def _cell(element: Any) -> Cell:
    lines: list[str] = []
    _cell_text(element, lines)
    text = _tidy("".join(lines))
    lists = [e for e in element.iter("ol") if not _silent(e)]
    parts = tuple(_tidy(_text_of(li)) for li in lists[0] if li.tag == "li") if len(lists) == 1 else ()
    return Cell(text, tuple(p for p in parts if p)) if text else EMPTY


def _text_of(element: Any) -> str:
    lines: list[str] = []
    _cell_text(element, lines)
    return "".join(lines)


def _cell_text(element: Any, out: list[str]) -> None:
    out.append(_flat(element.text))
    ordinal = 0
    for child in element:
        if not _silent(child):
            block = child.tag in _BLOCK
            if child.tag == "li":
                ordinal += 1
            out.append("\n" if block or child.tag == "br" else "")
            out.append(_marker(element, child, ordinal))
            _cell_text(child, out)
            out.append("\n" if block and child.tag not in ("td", "th") else "\t" if block else "")
        out.append(_flat(child.tail))


def _marker(parent: Any, child: Any, ordinal: int) -> str:
    """The number or bullet that a browser draws before a list entry."""
    if child.tag != "li":
        return ""
    return f"{ordinal}. " if parent.tag == "ol" else "• "


def _flat(text: str | None) -> str:
    return re.sub(r"[\s\u00a0]+", " ", text) if text else ""


def _tidy(text: str) -> str:
    lines = (re.sub(r"[ \u00a0]+", " ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
