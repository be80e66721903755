"""PDF files: the text layer where it can be trusted, cell by cell in ruled tables; else the pages by OCR."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tracker.domain.errors import BadInput
from tracker.minutes.draft import DocumentWarning
from tracker.minutes.formats.blocks import EMPTY, Cell, Extract, Writer
from tracker.minutes.formats.grid import tidy, unwrapped
from tracker.minutes.formats.pdf_layers import Layer, PdfiumLayer, poppler_layer
from tracker.minutes.formats.quality import trust
from tracker.minutes.formats.ruled import Box, Grid, grids
from tracker.minutes.script import clean

MAX_PAGES = 300
TRUSTED = 0.999
_PDF_HINT = "install what reads PDFs: pip install 'tracker[pdf]' (and, for scans, pip install 'tracker[ocr]')"


def read_pdf(data: bytes, name: str) -> Extract:
    """The paragraphs and ruled tables of a PDF. A scan, or a text layer with broken letters, is read by OCR and
    marked as read by a machine.

    Raises BadInput for a damaged or locked file, for too many pages, and where a program that is needed is missing.
    """
    document = _opened(data, name)
    try:
        pages = len(document)
        if pages > MAX_PAGES:
            raise BadInput(f"{name} has {pages} pages; up to {MAX_PAGES} are read", hint="export the minutes alone")
        layers: list[Layer] = [PdfiumLayer(document)]
        if (poppler := poppler_layer(data)) is not None:
            layers.append(poppler)
        rated = sorted(((trust(layer.whole()), -n) for n, layer in enumerate(layers)), reverse=True)
        best, at = rated[0]
        if best < TRUSTED and _needs_ocr(layers[-at].whole(), best):
            return _by_ocr(document, layers[-at].whole(), name)
        return _written(document, layers[-at], doubtful=best < TRUSTED)
    finally:
        document.close()


def _opened(data: bytes, name: str) -> Any:
    try:
        import pypdfium2
    except ImportError:
        raise BadInput(f"{name} is a PDF, and no PDF reader is installed", hint=_PDF_HINT) from None
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as trouble:
        locked = "password" in str(trouble).lower()
        if locked:
            raise BadInput(f"{name} is locked with a password", hint="print it to a new PDF without one") from None
        raise BadInput(f"{name} is a damaged PDF", hint="download or export it again") from None


def _needs_ocr(text: str, rating: float) -> bool:
    """Whether the letters themselves are in doubt, rather than a sound text merely unlike minutes."""
    return rating == 0.0 or len(text.split()) < 20


def _by_ocr(document: Any, layer_text: str, name: str) -> Extract:
    from tracker.minutes.formats.ocr import missing_programs, read_pages

    if missing := missing_programs():
        what = "holds pictures of its pages" if not layer_text.strip() else "has a text layer with broken letters"
        raise BadInput(f"{name} {what}, and no program that reads them is installed", hint=missing)
    return read_pages((page.render(scale=300 / 72).to_pil() for page in document), "pdf", name)


def _written(document: Any, layer: Layer, doubtful: bool) -> Extract:
    writer = Writer()
    for number, page in enumerate(document, 1):
        _page(layer, number - 1, page, writer)
    text = writer.text
    warnings: tuple[DocumentWarning, ...] = ()
    return Extract("pdf", text, tuple(writer.blocks), warnings, machine_read=doubtful)


def _page(layer: Layer, at: int, page: Any, writer: Writer) -> None:
    width, height = page.get_size()
    top = 0.0
    for grid in grids(layer_rules(page, height)):
        _lines(layer.text(at, Box(0, top, width, grid.box.top)), writer, at + 1)
        writer.table(_rows(layer, at, grid), at + 1)
        top = grid.box.bottom
    _lines(layer.text(at, Box(0, top, width, height)), writer, at + 1)


def _lines(text: str, writer: Writer, page: int) -> None:
    for line in unwrapped(clean(text).text.split("\n")):
        writer.paragraph(line, page)


def _rows(layer: Layer, at: int, grid: Grid) -> list[Sequence[Cell]]:
    cells: dict[Box, Cell] = {}
    for box in (b for row in grid.rows for b in row):
        if box not in cells:
            text = tidy(clean(layer.text(at, box)).text)
            cells[box] = Cell(_flowing(text)) if text else EMPTY
    return [[cells[box] for box in row] for row in grid.rows]


def _flowing(text: str) -> str:
    """A cell's text with the line ends that only its width made turned into blanks."""
    from tracker.minutes.formats.grid import rejoined

    return rejoined(text.split("\n"))


def layer_rules(page: Any, height: float) -> list[Any]:
    """The rules drawn on a page."""
    from tracker.minutes.formats.pdf_layers import drawn_rules

    return drawn_rules(page, height)
