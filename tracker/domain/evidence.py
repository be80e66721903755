"""Evidence that an office hands in: which files and links are taken, and what a file is called for people."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from urllib.parse import urlsplit

from tracker.domain.errors import BadInput

HEAD = 1024
"""Bytes from a file's beginning that its type is seen by."""

LONGEST_NAME = 120
LONGEST_LINK = 2000

_ZIP = (0, (b"PK\x03\x04",))
_OLE = (0, (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",))
_JPEG = (0, (b"\xff\xd8\xff",))
_TIFF = (0, (b"II*\0", b"MM\0*"))

SIGNATURES: Mapping[str, tuple[int, tuple[bytes, ...]] | None] = {
    "pdf": (0, (b"%PDF-",)),
    "jpg": _JPEG,
    "jpeg": _JPEG,
    "png": (0, (b"\x89PNG\r\n\x1a\n",)),
    "gif": (0, (b"GIF87a", b"GIF89a")),
    "webp": (8, (b"WEBP",)),
    "heic": (4, (b"ftyp",)),
    "tif": _TIFF,
    "tiff": _TIFF,
    "docx": _ZIP,
    "xlsx": _ZIP,
    "pptx": _ZIP,
    "odt": _ZIP,
    "ods": _ZIP,
    "doc": _OLE,
    "xls": _OLE,
    "txt": None,
    "csv": None,
}
"""Types that can be told by their beginning: where, and what it must be; None: text in UTF-8."""

DEFAULT_TYPES = ("pdf", "jpg", "jpeg", "png", "webp", "tif", "tiff", "docx", "xlsx", "odt", "ods", "doc", "xls", "txt")


def extension_of(name: str) -> str:
    """ "pdf" of "Order.PDF"; "" when there is none."""
    stem, dot, extension = name.rpartition(".")
    return extension.casefold() if dot and stem else ""


def looks_like(extension: str, head: bytes) -> bool:
    """Whether the first `HEAD` bytes (or all, of a shorter file) are those of such a file."""
    signature = SIGNATURES[extension]
    if signature is None:
        return _is_text(head)
    start, beginnings = signature
    return any(head.startswith(beginning, start) for beginning in beginnings)


def _is_text(head: bytes) -> bool:
    if b"\0" in head:
        return False
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return len(head) == HEAD and error.start > HEAD - 4  # a letter that was cut
    return True


def display_name(name: str) -> str:
    """What people call the file: the last part of its path, in NFC, without control and turning characters, cut.

    It is shown, never used to open anything.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rstrip("/").rpartition("/")[2]
    plain = "".join(c for c in last if unicodedata.category(c) not in ("Cc", "Cs", "Co", "Cn", "Zl", "Zp"))
    shown = "".join(c for c in plain if unicodedata.category(c) != "Cf" or c in "\u200c\u200d").strip(" .")
    if len(shown) > LONGEST_NAME:
        extension = extension_of(shown)[:10]
        shown = f"{shown[: LONGEST_NAME - len(extension) - 2]}….{extension}" if extension else shown[:LONGEST_NAME]
    return shown or "file"


def check_link(link: str) -> str:
    """The link itself when it is a plain web address. Raises BadInput for any other scheme, or none."""
    try:
        parts = urlsplit(link)
        host = parts.hostname
    except ValueError:
        parts, host = None, None
    odd = any(c.isspace() or unicodedata.category(c) in ("Cc", "Cf", "Cs") for c in link)
    if parts is None or parts.scheme.casefold() not in ("http", "https") or not host or odd:
        raise BadInput(f"{ascii(link)[:120]} is not a web address", hint="a link begins with https:// or http://")
    if len(link) > LONGEST_LINK:
        raise BadInput(f"a link of {len(link)} characters is too long", hint=f"at most {LONGEST_LINK} are kept")
    return link
