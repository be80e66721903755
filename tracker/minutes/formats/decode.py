"""Bytes to text: which encoding it is, what was repaired, and what is refused with the place of the fault."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from tracker.domain.errors import BadInput
from tracker.minutes.draft import DocumentWarning
from tracker.minutes.formats.dropped import Cleaner
from tracker.minutes.script import BENGALI, DEVANAGARI

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_-]{2,30})""", re.IGNORECASE)
# Bengali and Devanagari in UTF-8 begin with the bytes E0 A4 to E0 A7; read as Windows-1252 those are these pairs.
_TWICE = re.compile("à[¤¥¦§]")
# UTF-8 read as Latin-4 or a like page: the letters before the second byte differ, the runs of them do not.
_NATIVE = re.compile(f"[{BENGALI}{DEVANAGARI}]")
_OF_OURS = re.compile(f"[\\s -~{BENGALI}{DEVANAGARI}\u2010-\u203a]")
_HINT = "save the file again as UTF-8 (in an editor: Save as, encoding UTF-8)"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A cleaned text, what was noticed about its encoding, and what was dropped from it without loss."""

    text: str
    warnings: tuple[DocumentWarning, ...] = ()
    notes: tuple[str, ...] = ()


def decode(data: bytes, name: str) -> Decoded:
    """The text of a file's bytes, cleaned.

    UTF-8 (with or without a mark) is read as it is; UTF-16 and UTF-32 with a mark, a page's declared charset, and
    UTF-8 that was encoded twice are converted with a warning. Raises BadInput with the offset for everything else.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _finished(_converted(data, encoding, name), (_changed(encoding.upper()),))
    if (unmarked := unmarked_utf16(data)) is not None:
        raise BadInput(f"{name} seems to be {unmarked} without a byte order mark", hint=_HINT)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as trouble:
        return _declared(data, trouble, name)
    if (better := _decoded_twice(text)) is not None:
        return _finished(better, (_changed("UTF-8 that was encoded twice"),))
    return _finished(text, ())


def _converted(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as trouble:
        raise BadInput(f"{name} is broken {encoding.upper()} (byte {trouble.start})", hint=_HINT) from None


def unmarked_utf16(data: bytes) -> str | None:
    """Which UTF-16 a text without its mark is in: blanks and line ends have their zero byte on one side only, and what
    is decoded is nearly all letters of our scripts."""
    start = data[:4096]
    for encoding, zeros, others in (("utf-16-le", start[1::2], start[::2]), ("utf-16-be", start[::2], start[1::2])):
        if zeros.count(0) * 16 < max(len(zeros), 16) or others.count(0):
            continue
        text = start[: len(start) // 2 * 2].decode(encoding, "replace")
        if len(_OF_OURS.findall(text)) * 10 >= len(text) * 9:
            return encoding.upper()
    return None


def _changed(encoding: str) -> DocumentWarning:
    return DocumentWarning("converted_encoding", f"the file is {encoding}; it was converted to UTF-8")


def _declared(data: bytes, trouble: UnicodeDecodeError, name: str) -> Decoded:
    found = _CHARSET.search(data[:4096])
    encoding = found[1].decode("ascii").lower() if found else ""
    if encoding and encoding not in ("utf-8", "utf8"):
        try:
            return _finished(data.decode(encoding), (_changed(encoding),))
        except (LookupError, UnicodeDecodeError):
            pass
    if b"\0" in data[:4096]:
        raise BadInput(
            f"{name} is not a text file", hint="minutes are read as .txt .md .html .docx .odt .pdf or images"
        )
    bad = data[trouble.start : trouble.start + 4].hex(" ")
    line = data.count(b"\n", 0, trouble.start) + 1
    raise BadInput(f"{name} is not UTF-8: byte {trouble.start} (line {line}) is {bad}", hint=_HINT) from None


def _decoded_twice(text: str) -> str | None:
    """The text with its UTF-8 bytes read as UTF-8, if they had been read as Windows-1252 or Latin-1 before."""
    if _NATIVE.search(text) or len(_TWICE.findall(text[:20_000])) < 3:
        return None
    try:
        return b"".join(_single_byte(c) for c in text).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return None


def _single_byte(letter: str) -> bytes:
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")


def _finished(text: str, warnings: tuple[DocumentWarning, ...]) -> Decoded:
    cleaner = Cleaner()
    cleaned = cleaner.clean(text)
    return Decoded(cleaned, warnings + cleaner.warnings, cleaner.notes)
