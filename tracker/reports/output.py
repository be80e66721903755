"""Where a list or a page goes: standard output, or a file that appears whole or stays as it was."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, TextIO

from tracker.domain.errors import BadInput

STANDARD_OUTPUT = "-"


@contextmanager
def opened(output: str, *, newline: str | None = None) -> Iterator[TextIO]:
    """Standard output for "-", else a file that appears whole at the end of the block, or stays as it was.

    Raises BadInput when the path is a folder, its folder is missing, or the disk refuses.
    """
    if output == STANDARD_OUTPUT:
        yield sys.stdout
        return
    with opened_bytes(output) as file:
        out = TextIOWrapper(file, encoding="utf-8", newline=newline)
        try:
            yield out
            out.flush()
        finally:
            with suppress(ValueError):  # where the file was closed with its block
                out.detach()


@contextmanager
def opened_bytes(output: str) -> Iterator[BinaryIO]:
    """The same for bytes; a terminal is refused, which would show them as they are not meant."""
    if output == STANDARD_OUTPUT:
        if sys.stdout.isatty():
            raise BadInput("this format is not for a terminal", hint="name a file: --output FILE")
        yield sys.stdout.buffer
        return
    path = Path(output)
    try:
        if path.is_dir():
            raise BadInput(f"{output} is a folder", hint="name a file in it, or - for standard output")
        target = path.resolve() if path.is_symlink() else path
        if path.exists() and not path.is_file():  # /dev/null, a named pipe: there is nothing to replace
            with path.open("wb") as out:
                yield out
            return
        with _replacing(target) as out:
            yield out
    except OSError as trouble:
        raise BadInput(
            f"{output} cannot be written ({trouble.strerror or trouble})",
            hint="name a file in a folder that you may write to; an old file was left as it was",
        ) from trouble


@contextmanager
def _replacing(target: Path) -> Iterator[BinaryIO]:
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
