"""Files that were handed in, kept under their SHA-256 in folders of two levels; nothing in them is ever run or shown.

Every folder is opened below the one above it and without following links, so that none leads out of the working folder.
"""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tracker.domain.errors import BadInput, ConfigError, Refused

CHUNK = 1 << 20
_ABANDONED = 3600
"""Seconds after which a temporary file belongs to a process that died."""
_TEMPORARY = ".part-"
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC
_FOLDER = _READ | os.O_DIRECTORY


@dataclass(frozen=True, slots=True)
class Blob:
    """What is kept: the SHA-256 of the bytes (hex), and how many they are."""

    sha256: str
    size: int


@contextmanager
def opened_source(path: Path, limit: int) -> Iterator[int]:
    """A descriptor of a file to take in: a regular one, not empty, of at most `limit` bytes.

    Symbolic links, pipes, devices and folders are refused without waiting for what they would give. Raises BadInput.
    """
    hint = "name a file of its own: PDF, picture or document"
    try:
        descriptor = os.open(path, _READ | os.O_NONBLOCK)
    except (OSError, ValueError) as error:
        reason = "is a symbolic link" if getattr(error, "errno", 0) == errno.ELOOP else _reason(error)
        raise BadInput(f"{path}: {reason}", hint=hint) from None
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise BadInput(f"{path}: is not a file (a folder, pipe or device)", hint=hint)
        if found.st_size == 0:
            raise BadInput(f"{path}: is empty", hint="a file of 0 bytes proves nothing; name another")
        if found.st_size > limit:
            raise _too_big(path, limit)
        yield descriptor
    finally:
        os.close(descriptor)


def _too_big(path: Path, limit: int) -> BadInput:
    return BadInput(
        f"{path}: is larger than {limit // (1 << 20)} MB",
        hint="hand in a smaller file, or a --link; the limit is [evidence] max_file_mb in config/tracker.toml",
    )


@dataclass(frozen=True, slots=True)
class EvidenceFolder:
    """The folder `folder` below the working folder `home`."""

    home: Path
    folder: Path

    def take_in(self, descriptor: int, path: Path, limit: int) -> Blob:
        """Copy an open file (see `opened_source`) to its place; the same bytes twice are one blob.

        Written to a temporary file, synced and renamed, so that a blob is whole or not there. Raises BadInput when it
        grew beyond `limit` meanwhile, ConfigError when the folder is a link or leads out of the working folder.
        """
        with self._root(make=True) as root:
            _sweep(root)
            name = f"{_TEMPORARY}{secrets.token_hex(16)}"
            target = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o666, dir_fd=root)
            try:
                try:
                    blob = _copy(descriptor, target, path, limit)
                finally:
                    os.close(target)
                self._settle(root, name, blob)
            except BaseException:
                with suppress(FileNotFoundError):
                    os.unlink(name, dir_fd=root)
                raise
        return blob

    def _settle(self, root: int, name: str, blob: Blob) -> None:
        with _below(root, *_levels(blob.sha256), make=True) as place:
            if _digest_of(place, blob.sha256) == blob.sha256:
                os.unlink(name, dir_fd=root)
                return
            os.replace(name, blob.sha256, src_dir_fd=root, dst_dir_fd=place)
            os.fsync(place)

    @contextmanager
    def opened(self, sha256: str) -> Iterator[int]:
        """A descriptor of a blob's bytes. Raises Refused when it is not there."""
        try:
            with self._root(make=False) as root, _below(root, *_levels(sha256), make=False) as place:
                descriptor = os.open(sha256, _READ, dir_fd=place)
        except FileNotFoundError:
            raise Refused(
                f"the file {sha256} is not in {self.folder}", hint="put it back from a copy of that folder"
            ) from None
        try:
            yield descriptor
        finally:
            os.close(descriptor)

    def digest(self, sha256: str) -> str | None:
        """The SHA-256 that the blob's bytes have now, None when it is not there."""
        try:
            with self._root(make=False) as root, _below(root, *_levels(sha256), make=False) as place:
                return _digest_of(place, sha256)
        except FileNotFoundError:
            return None

    def names(self) -> Iterator[str]:
        """Every blob in the folder by its name."""
        if not self.folder.is_dir():
            return
        for path in sorted(self.folder.glob("??/??/*")):
            yield path.name

    @contextmanager
    def _root(self, *, make: bool) -> Iterator[int]:
        try:
            levels = self.folder.relative_to(self.home).parts
        except ValueError:
            raise self._leads_out("is not below the working folder") from None
        if ".." in levels or not levels:
            raise self._leads_out("is not below the working folder")
        home = os.open(self.home, _FOLDER & ~os.O_NOFOLLOW)
        try:
            with _below(home, *levels, make=make) as root:
                yield root
        except OSError as error:
            if error.errno not in (errno.ENOTDIR, errno.ELOOP):
                raise
            raise self._leads_out("has a symbolic link or a file in its path") from None
        finally:
            os.close(home)

    def _leads_out(self, reason: str) -> ConfigError:
        return ConfigError(
            f"the folder of evidence {self.folder} {reason}",
            hint="name a plain folder of the working folder: [evidence] folder in config/tracker.toml",
        )


def _levels(sha256: str) -> tuple[str, str]:
    return sha256[:2], sha256[2:4]


@contextmanager
def _below(parent: int, *levels: str, make: bool) -> Iterator[int]:
    """A descriptor of the folder at `levels` below `parent`, each level itself and no link."""
    here = os.dup(parent)
    try:
        for level in levels:
            if make:
                with suppress(FileExistsError):
                    os.mkdir(level, dir_fd=here)
                    os.fsync(here)
            following = os.open(level, _FOLDER, dir_fd=here)
            os.close(here)
            here = following
        yield here
    finally:
        os.close(here)


def _copy(source: int, target: int, path: Path, limit: int) -> Blob:
    digest, size = hashlib.sha256(), 0
    os.lseek(source, 0, os.SEEK_SET)
    while chunk := os.read(source, CHUNK):
        size += len(chunk)
        if size > limit:
            raise _too_big(path, limit)
        digest.update(chunk)
        view = memoryview(chunk)
        while view:
            view = view[os.write(target, view) :]
    os.fsync(target)
    return Blob(digest.hexdigest(), size)


def _digest_of(place: int, name: str) -> str | None:
    try:
        descriptor = os.open(name, _READ | os.O_NONBLOCK, dir_fd=place)
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ELOOP):
            return None
        raise
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return ""
        digest = hashlib.sha256()
        while chunk := os.read(descriptor, CHUNK):
            digest.update(chunk)
        return digest.hexdigest()
    finally:
        os.close(descriptor)


def _sweep(root: int) -> None:
    """Remove temporary files of processes that died long ago."""
    for name in os.listdir(root):
        if name.startswith(_TEMPORARY):
            with suppress(FileNotFoundError):
                if time.time() - os.stat(name, dir_fd=root, follow_symlinks=False).st_mtime > _ABANDONED:
                    os.unlink(name, dir_fd=root)


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror or str(error)).lower() if isinstance(error, OSError) else str(error)
