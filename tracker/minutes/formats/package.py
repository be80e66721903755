"""Zip packages (DOCX, ODT) opened with care: members counted, sizes believed only after unpacking, no DTD."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from itertools import pairwise
from typing import Any

from tracker.domain.errors import BadInput

MAX_MEMBERS = 2_000
MAX_MEMBER = 48 * 1024 * 1024
MAX_TOTAL = 200 * 1024 * 1024
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_WIDE = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E", re.IGNORECASE)
_CHUNK = 1 << 20
_RESAVE = "open it in Word or LibreOffice and save it again as .docx"


class Package:
    """An office document's members, each read at most once and never written anywhere."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        self._read = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError) as trouble:
            raise BadInput(f"{name} is damaged: {trouble}", hint="download or export it again") from None
        self._check()

    def _check(self) -> None:
        infos = self._zip.infolist()
        names = [i.filename for i in infos]
        if len(infos) > MAX_MEMBERS:
            raise BadInput(f"{self._name} packs {len(infos)} files (at most {MAX_MEMBERS} are read)", hint=_RESAVE)
        if any(n.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", n) or ":" in n for n in names):
            raise BadInput(f"{self._name} packs a file with a path that leads outside", hint=_RESAVE)
        if len(set(names)) < len(names):
            raise BadInput(f"{self._name} packs two files of one name", hint=_RESAVE)
        if any(i.flag_bits & 1 for i in infos):
            raise BadInput(f"{self._name} is encrypted", hint="save it without a password")
        if sum(i.file_size for i in infos) > MAX_TOTAL:
            raise BadInput(f"{self._name} unpacks to more than {MAX_TOTAL >> 20} MB", hint=_RESAVE)
        spans = sorted((i.header_offset, i.header_offset + i.compress_size) for i in infos if i.file_size)
        if any(b[0] < a[1] for a, b in pairwise(spans)):
            raise BadInput(f"{self._name} packs files that overlap", hint=_RESAVE)

    def has(self, member: str) -> bool:
        """Whether the package holds a member of this name."""
        return member in self._zip.NameToInfo

    def names(self) -> list[str]:
        """The names of all members."""
        return self._zip.namelist()

    def read(self, member: str) -> bytes:
        """A member's bytes. Raises BadInput when it is missing, damaged, or larger than it may be."""
        parts: list[bytes] = []
        size = 0
        try:
            with self._zip.open(member) as file:
                while chunk := file.read(_CHUNK):
                    size += len(chunk)
                    self._read += len(chunk)
                    if size > MAX_MEMBER or self._read > MAX_TOTAL:
                        raise BadInput(f"{self._name} unpacks to more than can be read", hint=_RESAVE)
                    parts.append(chunk)
        except KeyError:
            raise BadInput(f"{self._name} has no {member} inside: it is no such document", hint=_RESAVE) from None
        except (
            zipfile.BadZipFile,
            OSError,
            EOFError,
            ValueError,
            NotImplementedError,
            RuntimeError,
            zlib.error,
        ) as trouble:
            raise BadInput(
                f"{self._name} is damaged at {member}: {trouble}", hint="download or export it again"
            ) from None
        return b"".join(parts)

    def xml(self, member: str) -> Any:
        """A member's XML root. Raises BadInput for a document type declaration and for XML that is not well-formed."""
        from lxml import etree

        data = self.read(member)
        if _DECLARATION.search(data) or _WIDE.search(data[:4096]):
            raise BadInput(f"{self._name} declares entities in {member}, which no office program writes", hint=_RESAVE)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as trouble:
            raise BadInput(f"{self._name} cannot be read at {member}: {trouble}", hint=_RESAVE) from None
