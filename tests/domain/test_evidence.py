"""What is taken as evidence: types by their first bytes, names for people alone, plain web addresses."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.errors import BadInput
from tracker.domain.evidence import (
    DEFAULT_TYPES,
    HEAD,
    LONGEST_NAME,
    SIGNATURES,
    check_link,
    display_name,
    extension_of,
    looks_like,
)


def test_the_usual_types_can_be_told() -> None:
    assert set(DEFAULT_TYPES) <= set(SIGNATURES)


@pytest.mark.parametrize(
    ("extension", "head", "right"),
    [
        ("pdf", b"%PDF-1.7\n", True),
        ("pdf", b"<html>%PDF-", False),
        ("jpg", b"\xff\xd8\xff\xe0..JFIF", True),
        ("png", b"\xff\xd8\xff\xe0..JFIF", False),
        ("webp", b"RIFF\x10\0\0\0WEBPVP8 ", True),
        ("docx", b"PK\x03\x04rest", True),
        ("docx", b"MZ\x90\0", False),
        ("txt", "প্রদর্শন করা হয়েছে".encode(), True),
        ("txt", b"\xff\xfe\x00\x01", False),
        ("txt", ("ক" * HEAD).encode()[:HEAD], True),
        ("txt", b"", True),
    ],
)
def test_a_type_is_seen_by_its_first_bytes(extension: str, head: bytes, right: bool) -> None:
    assert looks_like(extension, head) is right


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),  # fault 120
        ("/etc/shadow", "shadow"),
        ("C:\\Windows\\order.pdf", "order.pdf"),
        ("order\0.pdf", "order.pdf"),
        ("..", "file"),
        ("", "file"),
        ("evil\u202efdp.exe", "evilfdp.exe"),
        ("line\nbreak\x1b[31m.pdf", "linebreak[31m.pdf"),
        ("অফিস আদেশ.pdf", "অফিস আদেশ.pdf"),
        ("ক্\u200dষ.pdf", "ক্\u200dষ.pdf"),
    ],
)
def test_fault_120_a_name_is_only_display_text(name: str, shown: str) -> None:
    assert display_name(name) == unicodedata.normalize("NFC", shown)


def test_fault_120_a_name_of_300_letters_is_cut_and_keeps_its_ending() -> None:
    shown = display_name("ক" * 300 + ".pdf")
    assert len(shown) <= LONGEST_NAME
    assert extension_of(shown) == "pdf"


@given(st.text(max_size=400))
def test_fault_120_no_name_leads_anywhere(name: str) -> None:
    shown = display_name(name)
    assert shown
    assert len(shown) <= LONGEST_NAME
    assert not set(shown) & set("/\\\0\n\r\x1b")
    assert shown not in (".", "..")


@pytest.mark.parametrize("link", ["https://a.example/x?y=1", "HTTP://a.example", "https://rangpur.gov.bd/প্রমাণক"])
def test_a_web_address_is_taken(link: str) -> None:
    assert check_link(link) == link


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "file:///etc/passwd", "a.example", "https://", "https://a b", "https://a\u202e", "http://[", ""],
)
def test_anything_else_is_no_link(link: str) -> None:
    with pytest.raises(BadInput, match="not a web address"):
        check_link(link)


def test_a_link_without_end_is_refused() -> None:
    with pytest.raises(BadInput, match="too long"):
        check_link("https://a.example/" + "x" * 5000)
