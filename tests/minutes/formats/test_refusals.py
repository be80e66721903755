"""Files that cannot be read: each refused in one line that names it, with the way out (faults 92 to 98, 106)."""

from __future__ import annotations

import io
import os
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from tests.minutes.formats.files import docx, odt, package, paragraph
from tests.minutes.layouts.reading import BOOK, items, read
from tracker.domain.errors import BadInput
from tracker.minutes.formats.files import load
from tracker.minutes.layouts import read_raw


def refusal(content: bytes, suffix: str) -> BadInput:
    with pytest.raises(BadInput) as caught:
        read(content, suffix)
    assert "\n" not in caught.value.message
    assert caught.value.hint
    return caught.value


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"no file nowhere\.txt"):
        read_raw(tmp_path / "nowhere.txt", BOOK)


def test_a_folder_and_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(BadInput, match="folder"):
        read_raw(tmp_path, BOOK)
    with pytest.raises(BadInput, match="not a file"):
        read_raw(tmp_path / "pipe.txt", BOOK)


def test_a_name_with_a_nul_or_bytes_that_are_no_text(tmp_path: Path) -> None:
    """Fault 108."""
    with pytest.raises(BadInput):
        read_raw(Path("a\0b.txt"), BOOK)
    with pytest.raises(BadInput) as caught:
        read_raw(tmp_path / os.fsdecode(b"no\xff.txt"), BOOK)
    caught.value.message.encode("utf-8")


def test_an_empty_file() -> None:
    """Fault 92."""
    assert "empty" in refusal(b"", ".txt").message


def test_a_document_without_a_word_is_read_as_one() -> None:
    assert items(b" \n\n\t \n") == []
    assert read(docx(paragraph("")), ".docx").text == ""


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".pdf", ".png"])
def test_a_file_that_is_not_what_its_name_says(suffix: str) -> None:
    """Fault 92."""
    assert f"no {suffix} file" in refusal("সভার কার্যবিবরণী".encode(), suffix).message


def test_a_binary_file_with_the_name_of_a_text() -> None:
    """Fault 92."""
    assert "not a document" in refusal(bytes(range(256)) * 40, ".txt").message


def test_an_old_word_file() -> None:
    """Fault 92."""
    old = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
    for suffix in (".doc", ".docx"):
        assert "docx" in refusal(old, suffix).hint


def test_a_spreadsheet_or_any_archive() -> None:
    """Fault 92."""
    assert "archive" in refusal(package({"xl/workbook.xml": "<x/>"}), ".xlsx").message


def test_a_word_file_cut_off() -> None:
    """Fault 92."""
    assert "damaged" in refusal(docx(paragraph("সভা"))[:-40], ".docx").message


def test_a_damaged_member() -> None:
    """Fault 92."""
    whole = bytearray(docx(paragraph("সভার কার্যবিবরণী " * 50)))
    at = whole.find(b"word/document.xml") + 40
    whole[at : at + 20] = bytes(20)
    assert "damaged" in refusal(bytes(whole), ".docx").message


def test_a_word_file_without_its_document() -> None:
    """Fault 92."""
    assert "word/document.xml" in refusal(package({"[Content_Types].xml": "<Types/>"}), ".docx").message


def test_an_encrypted_member() -> None:
    """Fault 92."""
    whole = bytearray(docx(paragraph("সভা")))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := whole.find(signature, at + 1)) >= 0:
            whole[at + flags] |= 1
    assert "encrypted" in refusal(bytes(whole), ".docx").message


def test_an_encrypted_odt() -> None:
    """Fault 92."""
    manifest = "<m:manifest xmlns:m='urn:m'><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"
    assert "encrypted" in refusal(odt("", **{"META-INF__manifest_xml": manifest}), ".odt").message


def test_a_zip_bomb_is_refused_within_bounded_memory() -> None:
    """Fault 93."""
    bomb = docx("", **{"word__huge_xml": b"", "customXml__item_xml": b"0" * (220 << 20)})
    tracemalloc.start()
    assert "unpacks to more" in refusal(bomb, ".docx").message
    assert tracemalloc.get_traced_memory()[1] < 64 << 20
    tracemalloc.stop()


def test_a_member_that_is_larger_than_it_says() -> None:
    """Fault 94."""
    body = paragraph("ক" * 4000)
    whole = bytearray(docx(body))
    at = whole.find(b"PK\x01\x02")
    while at >= 0:
        if whole[at + 46 : at + 63] == b"word/document.xml":
            whole[at + 24 : at + 28] = struct.pack("<I", 10)
        at = whole.find(b"PK\x01\x02", at + 1)
    refusal(bytes(whole), ".docx")


def test_too_many_members() -> None:
    """Fault 93."""
    assert "packs 3" in refusal(docx("", **{f"junk__{n}": b"" for n in range(3000)}), ".docx").message


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "C:\\x", "word\\..\\..\\x"])
def test_a_member_with_a_path_that_leads_outside(name: str) -> None:
    """Fault 94."""
    assert "outside" in refusal(package({"word/document.xml": "<x/>", name: "x"}), ".docx").message


def test_two_members_of_one_name() -> None:
    """Fault 94."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", "<a/>")
        archive.writestr("word/document.xml", "<b/>")
    assert "one name" in refusal(file.getvalue(), ".docx").message


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!doctype x SYSTEM "http://127.0.0.1/x.dtd">',
    ],
)
def test_a_document_type_declaration(declaration: str) -> None:
    """Fault 95."""
    data = package({"word/document.xml": f"<?xml version='1.0'?>{declaration}<x>&y;</x>"})
    assert "entities" in refusal(data, ".docx").message


def test_a_declaration_in_another_encoding() -> None:
    """Fault 95."""
    text = "<?xml version='1.0' encoding='utf-16'?><!DOCTYPE x [<!ENTITY y 'z'>]><x>&y;</x>"
    refusal(package({"word/document.xml": text.encode("utf-16")}), ".docx")


def test_an_entity_in_a_web_page() -> None:
    """Fault 95."""
    assert "entities" in refusal(b"<!DOCTYPE html [<!ENTITY x 'y'>]><html><body>&x;</body></html>", ".html").message


def test_nesting_beyond_any_document() -> None:
    """Fault 96."""
    nested = "<w:tbl><w:tr><w:tc>" * 5000 + paragraph("x") + "</w:tc></w:tr></w:tbl>" * 5000
    refusal(docx(nested), ".docx")


def test_deeply_nested_web_pages_are_refused_or_read() -> None:
    """Fault 96."""
    for depth in (150, 5000):
        page = ("<html><body>" + "<div>" * depth + "সভা" + "</div>" * depth + "</body></html>").encode()
        try:
            read(page, ".html")
        except BadInput as refused:
            assert refused.hint


def test_a_word_file_of_pictures_is_a_scan_and_not_without_decisions() -> None:
    """Fault 106."""
    assert "pictures" in refusal(docx(paragraph(""), word__media__image1=b"\x89PNG"), ".docx").message


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """Fault 98."""
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(200 << 20)
    tracemalloc.start()
    with pytest.raises(BadInput, match="200 MB"):
        load(path)
    assert tracemalloc.get_traced_memory()[1] < 1 << 20
    tracemalloc.stop()


def test_a_locked_or_damaged_pdf() -> None:
    assert "damaged PDF" in refusal(b"%PDF-1.4\nnothing\n%%EOF", ".pdf").message
