"""What a PDF page holds: its text inside a box, as two programs read it, and the lines drawn on it."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from tracker.minutes.formats.ruled import Box, Rule

_TIMEOUT = 60
_THIN = 3.0
_LEAST_RULE = 8.0


class Layer(Protocol):
    """A program's reading of a document's text layer."""

    def whole(self) -> str:
        """All of the text, page after page."""

    def text(self, page: int, box: Box) -> str:
        """The text inside a box of a page (counted from 0), lines apart by "\\n"."""


class PdfiumLayer:
    """The text layer as PDFium reads it."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._pages: dict[int, tuple[Any, float]] = {}

    def _page(self, number: int) -> tuple[Any, float]:
        if number not in self._pages:
            page = self._document[number]
            self._pages = {number: (page.get_textpage(), page.get_height())}
        return self._pages[number]

    def whole(self) -> str:
        """All of the text, page after page."""
        return "\n".join(self._page(n)[0].get_text_bounded() for n in range(len(self._document)))

    def text(self, page: int, box: Box) -> str:
        """The text inside a box."""
        words, height = self._page(page)
        found = words.get_text_bounded(box.left, height - box.bottom, box.right, height - box.top)
        return str(found).replace("\r\n", "\n")


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    box: Box


class _PopplerLayer:
    """The text layer as pdftotext reads it, word by word with their places."""

    def __init__(self, pages: list[list[_Word]]) -> None:
        self._pages = pages

    def whole(self) -> str:
        """All of the text, page after page."""
        return "\n".join(" ".join(w.text for w in page) for page in self._pages)

    def text(self, page: int, box: Box) -> str:
        """The words whose middle lies inside a box, line by line."""
        if page >= len(self._pages):
            return ""
        inside = [
            w for w in self._pages[page] if box.holds((w.box.left + w.box.right) / 2, (w.box.top + w.box.bottom) / 2)
        ]
        return in_lines([(w.text, w.box) for w in inside])


def in_lines(words: list[tuple[str, Box]]) -> str:
    """Words with their boxes as lines of text, from top to bottom and left to right."""
    lines: list[list[tuple[str, Box]]] = []
    for text, box in sorted(words, key=lambda w: w[1].top + w[1].bottom):
        middle = (box.top + box.bottom) / 2
        last = lines[-1][-1][1] if lines else None
        if last is not None and last.top <= middle <= last.bottom:
            lines[-1].append((text, box))
        else:
            lines.append([(text, box)])
    return "\n".join(" ".join(t for t, _ in sorted(line, key=lambda w: w[1].left)) for line in lines)


def poppler_layer(data: bytes) -> Layer | None:
    """pdftotext's reading; None where it is not installed or fails."""
    program = shutil.which("pdftotext")
    if program is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603
            [program, "-bbox", "-enc", "UTF-8", "-", "-"], input=data, capture_output=True, timeout=_TIMEOUT
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return _PopplerLayer(list(_poppler_pages(done.stdout))) if done.returncode == 0 else None


def _poppler_pages(page_xml: bytes) -> Iterator[list[_Word]]:
    from lxml import html

    root = html.fromstring(page_xml, parser=html.HTMLParser(encoding="utf-8"))
    for page in root.iter("page"):
        words = []
        for word in page.iter("word"):
            left, top, right, bottom = (float(word.get(k, "0")) for k in ("xmin", "ymin", "xmax", "ymax"))
            words.append(_Word(word.text or "", Box(left, top, right, bottom)))
        yield words


def drawn_rules(page: Any, height: float) -> list[Rule]:
    """The straight lines of a page's drawings, thin bars and the edges of boxes included; y grows downwards."""
    import pypdfium2.raw as raw

    rules: list[Rule] = []
    for item in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=4):
        points: list[tuple[float, float]] = []
        matrix = item.get_matrix()
        for start, x, y in _segments(item, raw):
            px, py = matrix.on_point(x, y)
            if start:
                rules += _rules_of(points, height)
                points = []
            points.append((px, py))
        rules += _rules_of(points, height)
        if len(rules) > 20_000:
            break
    return rules


def _segments(item: Any, raw: Any) -> Iterator[tuple[bool, float, float]]:
    """The points of a path; the first of each subpath is marked, and a closed one returns to it."""
    x, y = ctypes.c_float(), ctypes.c_float()
    first = (0.0, 0.0)
    for n in range(min(raw.FPDFPath_CountSegments(item.raw), 5000)):
        segment = raw.FPDFPath_GetPathSegment(item.raw, n)
        if not raw.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        begins = raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO
        if begins:
            first = (x.value, y.value)
        yield begins, x.value, y.value
        if raw.FPDFPathSegment_GetClose(segment):
            yield False, *first


def _rules_of(points: list[tuple[float, float]], height: float) -> Iterator[Rule]:
    """The axis-parallel lines of one subpath; a box thinner than a few points is one line."""
    if len(points) < 2:
        return
    xs, ys = [p[0] for p in points], [height - p[1] for p in points]
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    if len(points) > 3 and bottom - top <= _THIN < right - left:
        yield Rule(True, (top + bottom) / 2, left, right)
    elif len(points) > 3 and right - left <= _THIN < bottom - top:
        yield Rule(False, (left + right) / 2, top, bottom)
    else:
        for (x1, y1), (x2, y2) in zip(zip(xs, ys, strict=True), list(zip(xs, ys, strict=True))[1:], strict=False):
            if abs(y1 - y2) <= 1 and abs(x1 - x2) >= _LEAST_RULE:
                yield Rule(True, (y1 + y2) / 2, min(x1, x2), max(x1, x2))
            elif abs(x1 - x2) <= 1 and abs(y1 - y2) >= _LEAST_RULE:
                yield Rule(False, (x1 + x2) / 2, min(y1, y2), max(y1, y2))
