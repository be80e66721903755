"""The folder of evidence: whole files by their hash, nothing that leads out of it, nothing that is no file."""

from __future__ import annotations

import hashlib
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tracker.domain.errors import BadInput, ConfigError, Refused
from tracker.store.evidence import Blob, EvidenceFolder, opened_source

LIMIT = 1 << 20


@pytest.fixture
def folder(tmp_path: Path) -> EvidenceFolder:
    home = tmp_path / "office"
    home.mkdir()
    return EvidenceFolder(home, home / "var/evidence")


def take(folder: EvidenceFolder, path: Path, limit: int = LIMIT) -> Blob:
    with opened_source(path, limit) as descriptor:
        return folder.take_in(descriptor, path, limit)


def made(tmp_path: Path, data: bytes, name: str = "x.pdf") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def test_a_file_lies_under_its_hash_in_two_levels(folder: EvidenceFolder, tmp_path: Path) -> None:
    blob = take(folder, made(tmp_path, b"proof"))
    assert blob == Blob(hashlib.sha256(b"proof").hexdigest(), 5)
    place = folder.folder / blob.sha256[:2] / blob.sha256[2:4] / blob.sha256
    assert place.read_bytes() == b"proof"
    assert not place.stat().st_mode & 0o111
    assert folder.digest(blob.sha256) == blob.sha256
    with folder.opened(blob.sha256) as descriptor:
        assert os.read(descriptor, 100) == b"proof"


def test_fault_89_the_same_bytes_at_once_are_one_blob(folder: EvidenceFolder, tmp_path: Path) -> None:
    paths = [made(tmp_path, b"same" * 100_000, f"{n}.pdf") for n in range(8)]
    with ThreadPoolExecutor(8) as pool:
        blobs = set(pool.map(lambda path: take(folder, path), paths))
    assert len(blobs) == 1
    assert list(folder.names()) == [blob.sha256 for blob in blobs]
    assert [p.name for p in folder.folder.iterdir() if p.name.startswith(".")] == []


def test_a_blob_that_went_bad_is_mended_by_handing_it_in_again(folder: EvidenceFolder, tmp_path: Path) -> None:
    path = made(tmp_path, b"proof")
    blob = take(folder, path)
    place = folder.folder / blob.sha256[:2] / blob.sha256[2:4] / blob.sha256
    place.write_bytes(b"forged")
    assert folder.digest(blob.sha256) != blob.sha256
    take(folder, path)
    assert folder.digest(blob.sha256) == blob.sha256


def test_fault_121_what_is_no_file_is_refused(tmp_path: Path) -> None:
    target = made(tmp_path, b"secret", "secret.pdf")
    link, fifo, folder = tmp_path / "link.pdf", tmp_path / "fifo.pdf", tmp_path / "folder.pdf"
    link.symlink_to(target)
    os.mkfifo(fifo)
    folder.mkdir()
    empty = made(tmp_path, b"", "empty.pdf")
    cases = {
        link: "symbolic link",
        fifo: "is not a file",
        folder: "is not a file",
        Path("/dev/zero"): "is not a file",
        empty: "is empty",
        tmp_path / "nowhere.pdf": "no such file",
        tmp_path / "nul\0.pdf": "null",
    }
    for path, words in cases.items():
        with pytest.raises(BadInput, match=words), opened_source(path, LIMIT):
            pass


def test_a_sparse_file_of_2_gb_is_refused_before_it_is_read(tmp_path: Path) -> None:
    huge = tmp_path / "huge.pdf"
    with huge.open("wb") as file:
        file.truncate(2 << 30)
    with pytest.raises(BadInput, match="larger than 1 MB"), opened_source(huge, LIMIT):
        pass


def test_a_file_that_grows_while_it_is_read_is_refused(folder: EvidenceFolder, tmp_path: Path) -> None:
    path = made(tmp_path, b"x" * 10)
    with opened_source(path, 20) as descriptor:
        path.write_bytes(b"x" * 30)
        with pytest.raises(BadInput, match="larger"):
            folder.take_in(descriptor, path, 20)
    assert list(folder.folder.iterdir()) == []


@pytest.mark.parametrize("level", ["var", "var/evidence", "hash"])
def test_a_folder_that_is_a_link_is_refused(folder: EvidenceFolder, tmp_path: Path, level: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    path = made(tmp_path, b"proof")
    named = f"var/evidence/{hashlib.sha256(b'proof').hexdigest()[:2]}" if level == "hash" else level
    place = folder.home / named
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(elsewhere)
    with pytest.raises(ConfigError, match="symbolic link"):
        take(folder, path)
    assert list(elsewhere.iterdir()) == []


def test_a_folder_outside_of_the_working_folder_is_refused(folder: EvidenceFolder, tmp_path: Path) -> None:
    for outside in (tmp_path / "other", folder.home, folder.home / ".." / "other"):
        with pytest.raises(ConfigError, match="not below the working folder"):
            take(EvidenceFolder(folder.home, outside), made(tmp_path, b"proof"))


def test_what_a_process_that_died_left_is_swept(folder: EvidenceFolder, tmp_path: Path) -> None:
    folder.folder.mkdir(parents=True)
    old, new = folder.folder / ".part-old", folder.folder / ".part-new"
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (time.time() - 7200,) * 2)
    take(folder, made(tmp_path, b"proof"))
    assert not old.exists()
    assert new.exists()


def test_a_blob_that_is_not_there_is_named(folder: EvidenceFolder) -> None:
    assert folder.digest("ab" * 32) is None
    assert list(folder.names()) == []
    with pytest.raises(Refused, match="is not in"), folder.opened("ab" * 32):
        pass
