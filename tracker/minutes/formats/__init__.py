"""Files of every format become paragraphs and table rows in reading order."""

from __future__ import annotations

from dataclasses import replace

from tracker.domain.errors import BadInput
from tracker.minutes.bijoy import legacy_converter
from tracker.minutes.draft import DocumentWarning
from tracker.minutes.formats.blocks import Extract
from tracker.minutes.formats.decode import decode
from tracker.minutes.formats.files import Loaded
from tracker.minutes.krutidev import is_krutidev


def extract(loaded: Loaded) -> Extract:
    """The blocks of a loaded file, in Unicode.

    Raises BadInput, naming the file and the fault, when it cannot be read.
    """
    found = _by_format(loaded)
    if is_krutidev(found.text):
        raise BadInput(
            f"{loaded.name} is Hindi in the code of old fonts (Kruti Dev), whose letters are no Unicode text",
            hint="convert it to Unicode (Mangal) first, and read it again",
        )
    convert = legacy_converter(found.text)
    if convert is None:
        return found
    converted = found.mapped(convert)
    lines = zip(found.text.split("\n"), converted.text.split("\n"), strict=True)
    first = next((after for before, after in lines if before != after), "")
    message = "text in the code of old Bengali fonts (Bijoy/SutonnyMJ) was converted to Unicode"
    return replace(
        converted,
        warnings=(*converted.warnings, DocumentWarning("legacy_encoding", message, first.strip()[:80])),
    )


def _by_format(loaded: Loaded) -> Extract:
    if loaded.format == "docx":
        from tracker.minutes.formats.docx import read_docx

        return read_docx(loaded.data, loaded.name)
    if loaded.format == "odt":
        from tracker.minutes.formats.odt import read_odt

        return read_odt(loaded.data, loaded.name)
    if loaded.format == "pdf":
        from tracker.minutes.formats.pdf import read_pdf

        return read_pdf(loaded.data, loaded.name)
    if loaded.format == "image":
        from tracker.minutes.formats.ocr import read_image

        return read_image(loaded.data, loaded.name)
    return _textual(loaded)


def _textual(loaded: Loaded) -> Extract:
    from tracker.minutes.formats.markup import markup_blocks
    from tracker.minutes.formats.text import read_text

    decoded = decode(loaded.data, loaded.name)
    extract = markup_blocks(decoded.text) if loaded.format == "html" else read_text(decoded.text)
    return replace(extract, warnings=decoded.warnings + extract.warnings, notes=decoded.notes + extract.notes)
