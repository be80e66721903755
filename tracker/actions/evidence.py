"""Taking in evidence, giving it back, and checking that what is kept is what was handed in."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert

from tracker.domain.errors import BadInput, Refused
from tracker.domain.evidence import DEFAULT_TYPES, HEAD, display_name, extension_of, looks_like
from tracker.settings.model import Settings
from tracker.store.engine import Store
from tracker.store.evidence import EvidenceFolder, opened_source
from tracker.store.queries.evidence import evidence_in_use
from tracker.store.tables import evidence


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that lies in the folder of evidence: what people call it, its SHA-256 and size in bytes."""

    name: str
    sha256: str
    size: int


def folder_of(settings: Settings) -> EvidenceFolder:
    """The folder of evidence of a working folder."""
    return EvidenceFolder(settings.home, settings.evidence.folder)


def store_files(settings: Settings, files: Sequence[Path]) -> tuple[Stored, ...]:
    """Look at every file, then take all of them in: nothing is kept when one cannot be taken.

    It happens before the record knows of them, so that the record never names a file that is not there. Raises BadInput
    for what is no file of an allowed type and size, ConfigError when the folder of evidence cannot be used.
    """
    limit, types = settings.evidence.max_bytes, settings.evidence.types or DEFAULT_TYPES
    folder = folder_of(settings)
    with ExitStack() as stack:
        opened = [(path, stack.enter_context(opened_source(path, limit))) for path in files]
        for path, descriptor in opened:
            _check_type(path, os.pread(descriptor, HEAD, 0), types)
        stored = []
        for path, descriptor in opened:
            blob = folder.take_in(descriptor, path, limit)
            stored.append(Stored(display_name(os.fsdecode(path.name)), blob.sha256, blob.size))
        return tuple(stored)


def _check_type(path: Path, head: bytes, types: Sequence[str]) -> None:
    extension = extension_of(path.name)
    if extension not in types:
        raise BadInput(
            f"{path}: files of the type “{extension or 'none'}” are not taken",
            hint=f"taken are {', '.join(types)}: [evidence] types in config/tracker.toml",
        )
    if not looks_like(extension, head):
        raise BadInput(
            f"{path}: its first bytes are not those of a {extension} file",
            hint="give it the ending of what it is, or save it anew",
        )


def record_files(conn: Connection, submission_id: int, files: Sequence[Stored]) -> None:
    """Name the files in the record, for a submission."""
    rows = [{"submission_id": submission_id, "name": f.name, "sha256": f.sha256, "size": f.size} for f in files]
    if rows:
        conn.execute(insert(evidence), rows)


@dataclass(frozen=True, slots=True)
class EvidenceCheck:
    """What checking all evidence found: how many files, those changed or missing ("NO/K name"), and unused ones."""

    files: int
    changed: tuple[str, ...]
    missing: tuple[str, ...]
    unused: int


def check_evidence(store: Store, settings: Settings) -> EvidenceCheck:
    """Hash every file that the record names anew. `unused` counts files that no record names: refused submissions."""
    with store.read_only() as conn:
        rows = evidence_in_use(conn)
    folder = folder_of(settings)
    now: dict[str, str | None] = {}
    changed, missing = [], []
    for row in rows:
        if row.sha256 not in now:
            now[row.sha256] = folder.digest(row.sha256)
        if now[row.sha256] is None:
            missing.append(_called(row))
        elif now[row.sha256] != row.sha256:
            changed.append(_called(row))
    unused = sum(1 for name in folder.names() if name not in now)
    return EvidenceCheck(len(rows), tuple(changed), tuple(missing), unused)


def _called(row: Any) -> str:
    return f"{row.occurrence_id}/{row.k} {row.name}"


def read_back(settings: Settings, row: Any) -> bytes:
    """The bytes of a file that the record names (see `queries.evidence`).

    Raises Refused when it is missing, or is not what was handed in.
    """
    with folder_of(settings).opened(row.sha256) as descriptor:
        data = _read_all(descriptor)
    if hashlib.sha256(data).hexdigest() != row.sha256:
        raise Refused(
            f"the file of evidence {_called(row)} was changed after it was handed in",
            hint="put the right one back from a copy of the folder of evidence",
        )
    return data


def _read_all(descriptor: int) -> bytes:
    with os.fdopen(os.dup(descriptor), "rb") as file:
        return file.read()
