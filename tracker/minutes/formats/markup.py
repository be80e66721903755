"""HTML pages, and HTML that stands in JSON or loose in text: what a reader of the page sees, in order."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from tracker.domain.errors import BadInput
from tracker.minutes.formats.blocks import Extract, Writer
from tracker.minutes.formats.elements import (
    BLOCK,
    flat,
    has_table,
    is_page_layout,
    marker,
    own_cells,
    own_rows,
    resolved,
    silent,
)
from tracker.minutes.formats.grid import tidy
from tracker.minutes.script import clean

MAX_DEPTH = 200
_PAGE = re.compile(
    r"\s*(?:<!doctype\s+html|<html\b|<\?xml[^>]{0,200}\?>\s*(?:<!doctype\s+html|<html\b))", re.IGNORECASE
)
_ESCAPED = re.compile(r"<\\/\w")
_ENTITY_DECLARATION = re.compile(r"<!ENTITY\b", re.IGNORECASE)


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
        text = tidy("".join(self._inline))
        self._inline.clear()
        if text:
            self._writer.paragraph(text)

    def _inside(self, element: Any) -> None:
        self._inline.append(flat(element.text))
        ordinal = 0
        for child in element:
            if not silent(child):
                if child.tag == "li":
                    ordinal += 1
                self._child(child, marker(element, child, ordinal))
            self._inline.append(flat(child.tail))

    def _child(self, child: Any, marker: str) -> None:
        if child.tag == "br":
            self._inline.append("\n")
        elif child.tag == "table":
            self._flush()
            self._table(child)
        elif child.tag in BLOCK:
            self._flush()
            self._inline.append(marker)
            if child.tag == "pre" and not has_table(child):
                self._inline.append("".join(child.itertext()))
            else:
                self._inside(child)
            self._flush()
        else:
            self._inside(child)

    def _table(self, table: Any) -> None:
        rows = list(own_rows(table))
        if is_page_layout(rows):
            for row in rows:
                for cell in own_cells(row):
                    self._inside(cell)
                    self._flush()
            return
        caption = next((c for c in table if c.tag == "caption"), None)
        if caption is not None:
            self._inside(caption)
            self._flush()
        self._writer.table(resolved(rows))
