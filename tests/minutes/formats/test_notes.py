"""What a document loses on the way in is said: with its letters (107 to 113), in every format that has any."""

from __future__ import annotations

import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.minutes.formats.files import docx, odt, paragraph
from tests.minutes.layouts.reading import items, read
from tests.minutes.texts import directory, draft_of
from tracker.domain.errors import BadInput
from tracker.minutes.raw import RawDocument
from tracker.minutes.script import latin_digits

TEXT = "সভার কার্যবিবরণী\n১। নকশা ১০ দিনের মধ্যে পাঠাতে হবে।\n২। তালিকা পাঠাতে হবে।\n"
HINDI = (
    "dyDVj dk;kZy; esa fnukad 12 twu dks cSBd gqbZA cSBd esa fu.kZ; fy;k x;k fd lHkh vf/kdkjh fu/kkZfjr le; ij "
    "izfrosnu Hkstsa vkSj ftyk dk;kZy; dks lwfpr djsaA v/;{k us dgk fd yafcr izdj.kksa dk fujkdj.k ,d lIrkg esa fd;k tk,A"
)


def codes(document: RawDocument) -> list[str]:
    return [warning.code for warning in document.warnings]


def test_kruti_dev_text_is_refused_with_the_way_out() -> None:
    """Fault 107."""
    with pytest.raises(BadInput, match="Kruti Dev") as caught:
        read(HINDI)
    assert "Unicode" in caught.value.hint
    with pytest.raises(BadInput, match="Kruti Dev"):
        read(docx(paragraph(HINDI)), ".docx")


@pytest.mark.parametrize(
    "text",
    [
        "The DC shall send ls and dk codes to the office of the DC by 5 May 2024 and inform the chair of it.",
        "gS gS gS gS gS gS gS gS",
        "ls -l\ndk ds dh\n" + "Every officer shall keep the list of files that is stored in the office. " * 9,
        TEXT,
    ],
)
def test_other_latin_words_are_not_taken_for_kruti_dev(text: str) -> None:
    """Fault 107, the other side."""
    assert read(text).text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [TEXT, "Minutes of the meeting\n1. The DC shall send the list within 10 days.\n"])
def test_utf16_without_its_mark_is_named(encoding: str, text: str) -> None:
    """Fault 107."""
    with pytest.raises(BadInput, match=encoding.upper()) as caught:
        read(text.encode(encoding))
    assert "UTF-8" in caught.value.hint


@pytest.mark.parametrize("data", [b"\xff\xfeabc", b"\x00\x00\xfe\xffab"])
def test_broken_utf16_and_utf32_are_refused_with_the_offset(data: bytes) -> None:
    """Fault 107."""
    with pytest.raises(BadInput, match=r"broken UTF-(16|32) \(byte \d+\)"):
        read(data)


def test_lone_surrogates_in_a_file_are_refused_with_their_offset() -> None:
    """Fault 108: they are no UTF-8."""
    with pytest.raises(BadInput, match="byte 0"):
        read("\ud83d".encode("utf-8", "surrogatepass"))


def test_lone_surrogates_named_by_a_page_are_dropped_or_shown_escaped() -> None:
    """Fault 108: an entity can name one; nothing that cannot be written comes out."""
    for page in ("<html><body><p>ক&#xD800;খ</p></body></html>", "<html><body><p>ক&#55357;খ</p></body></html>"):
        read(page, ".html").text.encode("utf-8")


@pytest.mark.parametrize("sign", ["\x00", "\x01", "\x1b", "\x7f", "\x84", "\x9b"])
def test_controls_are_dropped_and_reported(sign: str) -> None:
    """Fault 109: the text is the same on both databases, for no NUL ever reaches them."""
    found = read(TEXT.replace("নকশা", f"নক{sign}শা"))
    assert codes(found) == ["characters_dropped"]
    assert f"U+{ord(sign):04X}" in found.warnings[0].message
    assert found.text == TEXT


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\u0085", "\x0b", "\x0c", "\r", "\r\n"])
def test_every_line_end_is_one(end: str) -> None:
    """Fault 109."""
    assert read(TEXT.replace("\n", end)).text == TEXT


@pytest.mark.parametrize("suffix", [".txt", ".docx", ".odt"])
def test_turned_directions_are_dropped_and_reported_in_every_format(suffix: str) -> None:
    """Fault 110."""
    words = "নকশা \u202eপাঠাতে\u202c হবে\u2066।"
    made = {
        ".txt": words.encode(),
        ".docx": docx(paragraph(words)),
        ".odt": odt(f"<text:p>{words}</text:p>"),
    }[suffix]
    found = read(made, suffix)
    assert codes(found) == ["characters_dropped"]
    assert found.text.strip() == "নকশা পাঠাতে হবে।"


@pytest.mark.parametrize("suffix", [".txt", ".docx", ".odt"])
def test_signs_that_show_nothing_are_dropped_with_a_note_and_no_warning(suffix: str) -> None:
    """Fault 110."""
    words = "\ufeffনক\u200bশা\u00ad পাঠাতে হবে।"
    made = {
        ".txt": ("ক\n" + words).encode(),
        ".docx": docx(paragraph(words)),
        ".odt": odt(f"<text:p>{words}</text:p>"),
    }[suffix]
    found = read(made, suffix)
    assert codes(found) == []
    assert {note.split()[2] for note in found.notes} == {"U+FEFF", "U+200B", "U+00AD"}


def test_joiners_stay_for_they_belong_to_the_words() -> None:
    """Fault 110."""
    assert "র\u200d্যাব ক্\u200cষ" in read("র\u200d্যাব ক্\u200cষ").text


@pytest.mark.parametrize("form", ("NFC", "NFD"))
def test_both_forms_of_a_letter_name_one_office(form: Literal["NFC", "NFD"]) -> None:
    """Fault 111."""
    row = "১\tখাল\tতালিকা ১০ দিনের মধ্যে পাঠাতে হবে।\tজেলা প্রশাসক, হাওরগঞ্জ ও বাঁশখালী\n"
    text = "সভার তারিখ : ৫ মে ২০২৪\n\nক্রমিক\tবিষয়\tসিদ্ধান্ত\tবাস্তবায়নকারী\n" + row
    (one,) = draft_of(unicodedata.normalize(form, text)).decisions
    assert len(one.implementers) == 2
    assert one.review == ()


def test_names_that_look_alike_are_told_by_the_directory() -> None:
    """Fault 111: `tracker offices check` warns (see tests/settings); in minutes such names are ambiguous or exact."""
    assert len({office.code for office in directory().offices}) == len(directory().offices)


ACCEPTED = "0123456789০১২৩৪৫৬৭৮৯०१२३४५६७८९٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹" + "".join(chr(0xFF10 + n) for n in range(10))


@given(st.sampled_from(ACCEPTED))
def test_the_digits_that_are_understood(digit: str) -> None:
    """Fault 112: Latin, Bengali, Devanagari, Arabic, Persian and full-width digits."""
    assert latin_digits(digit) == str(unicodedata.digit(digit))


@pytest.mark.parametrize("digit", ["²", "①", "௧", "੧", "𝟏"])
def test_other_digits_are_no_numbers(digit: str) -> None:
    """Fault 112: a superscript or another script's digit never makes a deadline."""
    text = f"সভার তারিখ : ৫ মে ২০২৪\n\nক্রমিক\tসিদ্ধান্ত\tবাস্তবায়নকারী\n১\tতালিকা {digit} দিনের মধ্যে দিতে হবে।\tজেলা প্রশাসক, টেকনগর\n"
    (one,) = draft_of(text).decisions
    assert one.first_due_on is None
    assert one.review


def test_digits_of_two_scripts_in_one_number_are_read_and_warned_of() -> None:
    """Fault 112."""
    text = "সভার তারিখ : ৫ মে ২০২৪\n\nক্রমিক\tসিদ্ধান্ত\tবাস্তবায়নকারী\n১\tতালিকা 1৫ দিনের মধ্যে দিতে হবে।\tজেলা প্রশাসক, টেকনগর\n"
    draft = draft_of(text)
    assert draft.decisions[0].deadline is not None
    assert draft.decisions[0].deadline.amount == 15
    assert "mixed_digits" in [warning.code for warning in draft.warnings]


def test_a_pile_of_marks_is_cut_and_reported() -> None:
    """Fault 113."""
    found = read("ক" + "\u0301" * 10_000 + " খ")
    assert len(found.text) < 20
    assert codes(found) == ["characters_dropped"]


def test_a_name_of_a_million_letters_names_nobody() -> None:
    """Fault 113."""
    long = "জেলা প্রশাসক" + "ক" * 1_000_000
    text = f"সভার তারিখ : ৫ মে ২০২৪\n\nক্রমিক\tসিদ্ধান্ত\tবাস্তবায়নকারী\n১\tতালিকা ৫ দিনের মধ্যে দিতে হবে।\t{long}\n"
    (one,) = draft_of(text).decisions
    assert one.implementers == ()
    assert one.review


def test_items_survive_what_is_dropped() -> None:
    found = items("\u200bক্রমিক\tসিদ্ধান্ত\u200b\tবাস্তবায়নকারী\n১\tনকশা\u00ad পাঠাতে হবে।\tজেলা\u00a0প্রশাসক\n")
    assert found == [("1", "নকশা পাঠাতে হবে।", "জেলা প্রশাসক", None)]
