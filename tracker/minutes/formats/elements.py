"""Elements of a web page: which are seen, what a table's cells hold, what a browser draws before a list's entries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from tracker.minutes.formats.blocks import EMPTY, Cell
from tracker.minutes.formats.grid import laid_out, tidy

MAX_SPAN = 1000
MAX_WIDTH = 512
_SILENT = frozenset(
    [
        "script", "style", "head", "title", "nav", "footer", "aside", "noscript", "template", "iframe",
        "object", "svg", "math", "button", "select", "option", "textarea", "input", "audio", "video", "canvas",
        "map", "meta", "link", "base",
    ]
)  # fmt: skip
BLOCK = frozenset(
    [
        "p", "div", "li", "ol", "ul", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "main",
        "center", "blockquote", "dl", "dt", "dd", "tr", "td", "th", "table", "caption", "pre", "hr", "address",
        "fieldset", "figure", "figcaption", "body", "html", "thead", "tbody", "tfoot",
    ]
)  # fmt: skip
_ASIDES = frozenset(
    [
        "nav", "navbar", "menu", "footer", "sidebar", "breadcrumb", "breadcrumbs", "copyright", "cookie",
        "share", "social", "comments",
    ]
)  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def has_table(element: Any) -> bool:
    """Whether a table stands in an element."""
    return next(element.iter("table"), None) is not None


def own_rows(table: Any) -> Iterator[Any]:
    """The rows of a table, without those of tables inside it."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def own_cells(row: Any) -> list[Any]:
    """The cells of a row."""
    return [c for c in row if c.tag in ("td", "th")]


def is_page_layout(rows: Sequence[Any]) -> bool:
    """Whether a table only places other tables on the page."""
    cells = [own_cells(row) for row in rows]
    return laid_out([len(own) for own in cells], any(has_table(c) for own in cells for c in own))


def resolved(rows: list[Any]) -> Iterator[list[Cell]]:
    """The rows with merged cells in every place that they cover."""
    hanging: dict[int, tuple[Cell, int]] = {}
    for row in rows:
        line: list[Cell] = []
        for element in own_cells(row):
            _hang(line, hanging)
            cell = _cell(element)
            for _ in range(min(_span(element, "colspan", 60), MAX_WIDTH - len(line))):
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
    text = tidy("".join(lines))
    lists = [e for e in element.iter("ol") if not silent(e)]
    parts = tuple(tidy(_text_of(li)) for li in lists[0] if li.tag == "li") if len(lists) == 1 else ()
    return Cell(text, tuple(p for p in parts if p)) if text else EMPTY


def _text_of(element: Any) -> str:
    lines: list[str] = []
    _cell_text(element, lines)
    return "".join(lines)


def _cell_text(element: Any, out: list[str]) -> None:
    out.append(flat(element.text))
    ordinal = 0
    for child in element:
        if not silent(child):
            block = child.tag in BLOCK
            if child.tag == "li":
                ordinal += 1
            out.append("\n" if block or child.tag == "br" else "")
            out.append(marker(element, child, ordinal))
            _cell_text(child, out)
            out.append("\n" if block and child.tag not in ("td", "th") else "\t" if block else "")
        out.append(flat(child.tail))


def marker(parent: Any, child: Any, ordinal: int) -> str:
    """The number or bullet that a browser draws before a list entry."""
    if child.tag != "li":
        return ""
    return f"{ordinal}. " if parent.tag == "ol" else "• "


def flat(text: str | None) -> str:
    return re.sub(r"[\s\u00a0]+", " ", text) if text else ""


def silent(element: Any) -> bool:
    """Whether an element and all in it is left out: not shown, or a menu, footer or form."""
    if not isinstance(element.tag, str) or element.tag in _SILENT:
        return True
    style = element.get("style")
    if element.get("hidden") is not None or (style and _HIDDEN.search(style)):
        return True
    names = f"{element.get('class', '')} {element.get('id', '')}".lower().split()
    return not _ASIDES.isdisjoint(names) and element.tag != "body" and not has_table(element)
