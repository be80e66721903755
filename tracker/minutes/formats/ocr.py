"""Pictures of pages: set straight, ruled tables cut into cells, all pieces of a page read by Tesseract in one go."""

from __future__ import annotations

import io
import shutil
import subprocess
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tracker.domain.errors import BadInput
from tracker.minutes.formats.blocks import EMPTY, Cell, Extract, Writer
from tracker.minutes.formats.grid import rejoined, tidy, unwrapped
from tracker.minutes.formats.pictures import NEAR_PIXELS, cropped, dark_rules, prepared, stacked, straightened
from tracker.minutes.formats.ruled import Box, grids
from tracker.minutes.script import clean, language_of

LANGUAGES: tuple[str, ...] = ("ben", "hin", "eng")
MAX_PAGES = 20
MAX_PIXELS = 60_000_000
_TIMEOUT = 120
_GAP = 60
_MOST_AGAIN = 12
_APT = "apt install tesseract-ocr tesseract-ocr-ben tesseract-ocr-hin"
_PIP = "pip install 'tracker[ocr]'"


def missing_programs() -> str:
    """What must be installed before pictures can be read, as a sentence; "" when all is there."""
    wanted = []
    try:
        import PIL  # noqa: F401
    except ImportError:
        wanted.append(_PIP)
    if not set(LANGUAGES) <= installed_languages():
        wanted.append(_APT)
    return f"install it with: {' and '.join(wanted)}" if wanted else ""


@lru_cache(maxsize=1)
def installed_languages() -> frozenset[str]:
    """The languages that Tesseract can read here."""
    program = shutil.which("tesseract")
    if program is None:
        return frozenset()
    done = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=30)  # noqa: S603
    return frozenset((done.stdout + done.stderr).split())


def read_image(data: bytes, name: str) -> Extract:
    """The text and ruled tables of a PNG, JPEG or TIFF picture, marked as read by a machine.

    Raises BadInput for a damaged or huge picture, and where Tesseract or one of its languages is missing.
    """
    if missing := missing_programs():
        raise BadInput(f"{name} is a picture, and no program that reads pictures is installed", hint=missing)
    return read_pages(_frames(data, name), "image", name)


def _frames(data: bytes, name: str) -> Iterator[Any]:
    from PIL import Image, ImageSequence, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data)) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise BadInput(f"{name} has more than {MAX_PIXELS // 10**6} million pixels", hint="scan at 300 dpi")
            for frame in ImageSequence.Iterator(picture):
                yield frame.copy()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as trouble:
        raise BadInput(f"{name} is a damaged picture: {trouble}", hint="scan or export it again") from None


def read_pages(pages: Iterable[Any], format_name: str, name: str) -> Extract:
    """The text of page pictures, one after the other."""
    writer = Writer()
    languages = LANGUAGES
    for number, page in enumerate(pages, 1):
        if number > MAX_PAGES:
            raise BadInput(
                f"{name} has more than {MAX_PAGES} pages to be read as pictures", hint="give the minutes' pages alone"
            )
        picture = straightened(prepared(page))
        if languages == LANGUAGES:
            languages = _language(picture)
        _page(picture, number, writer, languages)
    if not writer.blocks:
        raise BadInput(f"{name} shows no text that could be read", hint="scan it again, straight and at 300 dpi")
    note = "read from pictures by a machine: letters and digits must be compared with the paper"
    return Extract(format_name, writer.text, tuple(writer.blocks), notes=(note,), machine_read=True)


def _language(picture: Any) -> tuple[str, ...]:
    """The one language to read a paper in: read in several at once, Bengali comes out as Latin here and there."""
    text = " ".join(line for _, line in tesseract(picture, LANGUAGES, "3"))
    if len(text) < 40:
        return LANGUAGES
    return ({"bn": "ben", "hi": "hin", "en": "eng"}[language_of(text)],)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of the page that is read by itself: a band of text, or a cell (its box stands for it in the table)."""

    box: Box
    cell: bool


def _page(picture: Any, number: int, writer: Writer, languages: tuple[str, ...]) -> None:
    tables = grids(dark_rules(picture), NEAR_PIXELS)
    pieces: list[_Piece] = []
    top = 0.0
    for grid in tables:
        pieces.append(_Piece(Box(0, top, picture.width, grid.box.top), False))
        pieces += [_Piece(box, True) for box in dict.fromkeys(b for row in grid.rows for b in row)]
        top = grid.box.bottom
    pieces.append(_Piece(Box(0, top, picture.width, picture.height), False))
    texts = dict(zip(pieces, _read(picture, pieces, languages), strict=True))
    bands = iter([p for p in pieces if not p.cell])
    for grid in tables:
        _lines(texts[next(bands)], writer, number)
        cells = {p.box: Cell(rejoined(texts[p].split("\n"))) if texts[p] else EMPTY for p in pieces if p.cell}
        writer.table([[cells[box] for box in row] for row in grid.rows], number)
    _lines(texts[next(bands)], writer, number)


def _lines(text: str, writer: Writer, page: int) -> None:
    for line in unwrapped(text.split("\n")):
        writer.paragraph(line, page)


def _read(picture: Any, pieces: Sequence[_Piece], languages: tuple[str, ...]) -> list[str]:
    """The text of each piece. The pieces are put one below the other on a sheet, so that Tesseract starts once; the
    few that it passes over there are read again by themselves."""
    crops = [cropped(picture, p.box, inset=8 if p.cell else 0) for p in pieces]
    sheet, spans = stacked(crops, _GAP)
    lines: list[list[str]] = [[] for _ in pieces]
    starts = [a for a, _ in spans]
    for middle, text in tesseract(sheet, languages, "6"):
        lines[max(bisect_right(starts, middle) - 1, 0)].append(text)
    passed_over = [i for i, own in enumerate(lines) if not own and min(crops[i].size) > 8]
    for i in passed_over[:_MOST_AGAIN]:
        alone, _ = stacked([crops[i]], _GAP)
        lines[i] = [text for _, text in tesseract(alone, languages, "7")]
    return [tidy(clean("\n".join(own)).text) for own in lines]


def tesseract(sheet: Any, languages: tuple[str, ...], mode: str) -> Iterator[tuple[float, str]]:
    """Each line that Tesseract reads on a picture: the height of its middle, and its words."""
    file = io.BytesIO()
    sheet.save(file, "PNG")
    program = shutil.which("tesseract") or "tesseract"
    command = [program, "stdin", "stdout", "-l", "+".join(languages), "--psm", mode, "--dpi", "300", "tsv"]
    try:
        done = subprocess.run(command, input=file.getvalue(), capture_output=True, timeout=_TIMEOUT)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise BadInput("reading the picture took too long", hint="scan the page again at 300 dpi") from None
    lines: dict[tuple[str, ...], list[tuple[float, str]]] = {}
    for row in done.stdout.decode("utf-8", "replace").split("\n")[1:]:
        fields = row.split("\t")
        if len(fields) == 12 and fields[0] == "5" and fields[11].strip():
            middle = float(fields[7]) + float(fields[9]) / 2
            lines.setdefault(tuple(fields[1:5]), []).append((middle, fields[11].strip()))
    for words in lines.values():
        yield sum(m for m, _ in words) / len(words), " ".join(text for _, text in words)
