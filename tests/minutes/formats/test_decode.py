"""Encodings: read, converted with a warning, or refused with the place of the fault (fault 107)."""

from __future__ import annotations

import pytest

from tests.minutes.layouts.reading import read
from tracker.domain.errors import BadInput
from tracker.minutes.formats.decode import decode

TEXT = "সভার সিদ্ধান্তসমূহ\nতারিখ: ৫ মে ২০২৪\nবৈঠকে প্রতিবেদন দিতে হবে।\n"


def codes(data: bytes) -> list[str]:
    return [w.code for w in decode(data, "x.txt").warnings]


def test_utf8_with_and_without_a_mark_is_read_without_a_warning() -> None:
    for data in (TEXT.encode(), b"\xef\xbb\xbf" + TEXT.encode()):
        assert decode(data, "x.txt").text == TEXT
        assert codes(data) == []


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_other_unicode_encodings_with_a_mark_are_converted_and_named(encoding: str) -> None:
    data = TEXT.encode(encoding)
    assert decode(data, "x.txt").text == TEXT
    assert codes(data) == ["converted_encoding"]
    assert read(data).text == TEXT


def test_invalid_utf8_is_refused_with_its_offset_and_line() -> None:
    with pytest.raises(BadInput, match=r"byte 5 \(line 2\) is ff") as caught:
        decode(b"abc\nd\xff\n", "old.txt")
    assert "old.txt" in caught.value.message
    assert "UTF-8" in caught.value.hint


def test_a_page_that_declares_another_charset_is_converted() -> None:
    page = "<html><head><meta charset='windows-1252'></head><body>caf\u00e9</body></html>".encode("cp1252")
    assert "café" in decode(page, "x.html").text


@pytest.mark.parametrize("wrong", ["cp1252", "latin-1"])
def test_utf8_encoded_twice_is_repaired_and_named(wrong: str) -> None:
    twice = TEXT.encode("utf-8").decode(wrong, errors="surrogateescape" if wrong == "latin-1" else "ignore")
    if wrong == "cp1252":
        twice = "".join(
            chr(b) if b in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes([b]).decode("cp1252") for b in TEXT.encode()
        )
    data = twice.encode("utf-8")
    assert decode(data, "x.txt").text == TEXT
    assert codes(data) == ["converted_encoding"]


def test_french_is_not_taken_for_utf8_encoded_twice() -> None:
    text = "à la réunion, à côté de l'hôtel"
    assert decode(text.encode(), "x.txt").text == text


def test_controls_and_overrides_are_dropped_and_reported() -> None:
    found = decode("সভা\u202eর\x00 কাজ\x07\n".encode(), "x.txt")
    assert found.text == "সভার কাজ\n"
    (warning,) = found.warnings
    assert warning.code == "characters_dropped"
    assert "U+202E" in warning.message
    assert "U+0007" in warning.message


def test_signs_that_show_nothing_are_dropped_and_noted() -> None:
    found = decode("সভা\u200bর\ufeff কাজ".encode(), "x.txt")
    assert found.text == "সভার কাজ"
    assert found.warnings == ()
    assert len(found.notes) == 2
