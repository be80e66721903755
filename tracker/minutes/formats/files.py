"""A path to bytes and a format, with the limits that keep any file harmless."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from tracker.domain.errors import BadInput
from tracker.minutes.formats.decode import unmarked_utf16

MAX_BYTES = 50 * 1024 * 1024
_KINDS = ".txt .md .html .docx .odt .pdf .png .jpg .tif"
_SUFFIXES = {
    **dict.fromkeys((".txt", ".text", ".md", ".markdown", ".tsv", ".json", ".csv"), "text"),
    **dict.fromkeys((".htm", ".html", ".xhtml"), "html"),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".tif", ".tiff"), "image"),
    ".docx": "docx",
    ".odt": "odt",
    ".pdf": "pdf",
}
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\r\f\v\x1b")
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file's bytes and the format that they and its suffix say: text, html, docx, odt, pdf or image."""

    name: str
    data: bytes
    format: str


def load(path: Path, max_bytes: int = MAX_BYTES) -> Loaded:
    """Reads a file of at most `max_bytes`; its content decides the format, the suffix only where it cannot.

    Raises BadInput for a missing or unreadable file, a folder or device, a file without a byte or of too many, and
    for the kinds that cannot be read (old Word files, encrypted files, spreadsheets, archives, programs).
    """
    name = _shown(path)
    try:
        info = path.stat()
        if stat.S_ISDIR(info.st_mode):
            raise BadInput(f"{name} is a folder", hint="give the path of one document")
        if not stat.S_ISREG(info.st_mode):
            raise BadInput(f"{name} is not a file", hint="give the path of one document")
        with path.open("rb") as file:
            if info.st_size > max_bytes:
                raise BadInput(_too_large(name, info.st_size, max_bytes), hint="split it, or export the minutes alone")
            data = file.read(max_bytes + 1)
    except OSError as trouble:
        raise _unreadable(path, name, trouble) from None
    except ValueError:
        raise BadInput(f"{name} is no file name", hint="give the path of one document") from None
    if len(data) > max_bytes:
        raise BadInput(_too_large(name, len(data), max_bytes), hint="split it, or export the minutes alone")
    if not data:
        raise BadInput(f"{name} is empty", hint="check that the export or download was complete")
    return Loaded(name, data, _format(data, path.suffix.lower(), name))


def _shown(path: Path) -> str:
    """The file's name fit for any terminal: bytes that are no text are shown escaped."""
    return path.name.encode("utf-8", "backslashreplace").decode("utf-8") or str(path)


def _too_large(name: str, size: int, limit: int) -> str:
    return f"{name} is {size / 1048576:.0f} MB; documents up to {limit / 1048576:.0f} MB are read"


def _unreadable(path: Path, name: str, trouble: OSError) -> BadInput:
    if isinstance(trouble, FileNotFoundError):
        return BadInput(f"there is no file {name}", hint=f"looked for {_shown_path(path)}")
    return BadInput(f"{name} cannot be read: {trouble.strerror or trouble}", hint="check the permissions of the file")


def _shown_path(path: Path) -> str:
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _format(data: bytes, suffix: str, name: str) -> str:
    if data.startswith(b"PK\x03\x04"):
        return _package_format(data, suffix, name)
    if data.startswith(_OLE):
        raise BadInput(
            f"{name} is an old Word file (.doc) or an encrypted document",
            hint="open it in Word or LibreOffice and save it as .docx without a password",
        )
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_IMAGES):
        return "image"
    wanted = _SUFFIXES.get(suffix, "text")
    if wanted in ("docx", "odt", "pdf", "image"):
        raise BadInput(
            f"{name} is no {suffix} file: its content is something else or cut off",
            hint="download or export it again",
        )
    if _is_binary(data) and unmarked_utf16(data) is None:
        raise BadInput(f"{name} is not a document that can be read", hint=f"minutes are read as {_KINDS}")
    return wanted


def _package_format(data: bytes, suffix: str, name: str) -> str:
    if b"word/document" in data or suffix == ".docx":
        return "docx"
    if b"application/vnd.oasis.opendocument.text" in data[:200] or suffix == ".odt":
        return "odt"
    raise BadInput(f"{name} is an archive or an office file of another kind", hint=f"minutes are read as {_KINDS}")


def _is_binary(data: bytes) -> bool:
    """A NUL or many control characters near the start, and no mark of UTF-16 or UTF-32."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):
        return False
    head = data[:8192]
    return (len(head) - len(head.translate(None, _CONTROLS))) * 20 > len(head)
