"""PDF files: ruled tables by their cells, the gate for text layers, scans and pictures by OCR."""

from __future__ import annotations

import io
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.minutes.formats.files import line, pdf, png, written
from tests.minutes.gold import phrasebook
from tests.minutes.layouts.reading import items, only, read
from tests.minutes.texts import directory
from tracker.domain.due import Reckoning
from tracker.domain.errors import BadInput
from tracker.minutes.formats import ocr
from tracker.minutes.formats.quality import trust
from tracker.minutes.formats.ruled import Rule, grids
from tracker.minutes.reader import read_minutes

pytest.importorskip("pypdfium2")

COLUMNS = (50, 80, 180, 400, 540)
ROWS = (700, 680, 640, 600)
CELLS = [
    ["No", "Item", "Decision", "Responsible"],
    ["1", "Roads", "Mend the road at the bridge|by 30 June 2024.", "Executive|Engineer"],
    ["2", "Boats", "Send the list of boats.", "DC Bogura"],
]


def ruled_table() -> str:
    drawn = "".join(line(COLUMNS[0], y, COLUMNS[-1], y) for y in ROWS)
    drawn += "".join(line(x, ROWS[0], x, ROWS[-1]) for x in COLUMNS)
    for top, row in zip(ROWS, CELLS, strict=False):
        for left, text in zip(COLUMNS, row, strict=False):
            drawn += "".join(written(left + 4, top - 14 - 12 * n, part) for n, part in enumerate(text.split("|")))
    return drawn


PAGE = (
    written(50, 780, "Minutes of the meeting of the roads committee")
    + written(50, 760, "Chair: Mr. Rahim Uddin")
    + written(50, 740, "Date: 5 May 2024")
    + ruled_table()
    + written(50, 560, "There being no other business the meeting was closed by the chair.")
)


def test_a_ruled_table_is_read_cell_by_cell_with_its_page() -> None:
    made = pdf(PAGE)
    assert items(made, ".pdf") == [
        ("1", "Mend the road at the bridge by 30 June 2024.", "Executive Engineer", None),
        ("2", "Send the list of boats.", "DC Bogura", None),
    ]
    meeting = only(made, ".pdf")
    assert [text.text for text in meeting.header][1:] == ["Chair: Mr. Rahim Uddin", "Date: 5 May 2024"]
    assert meeting.items[0].place.page == 1
    assert not read(made, ".pdf").machine_read


def test_borders_drawn_as_boxes_make_the_same_table() -> None:
    boxes = "".join(
        f"{left} {bottom} {right - left} {top - bottom} re S\n"
        for top, bottom in pairwise(ROWS)
        for left, right in pairwise(COLUMNS)
    )
    assert len(items(pdf(PAGE + boxes), ".pdf")) == 2


def across(y: float, start: float = 0, end: float = 100) -> Rule:
    return Rule(True, y, start, end)


def down(x: float, start: float = 0, end: float = 60) -> Rule:
    return Rule(False, x, start, end)


def test_cells_without_a_rule_between_them_are_one() -> None:
    (grid,) = grids([across(0), across(20, 50, 100), across(60), down(0), down(50), down(100)])
    assert grid.rows[0][0] == grid.rows[1][0]
    assert grid.rows[0][1] != grid.rows[1][1]


def test_an_underline_or_a_lone_box_is_no_table() -> None:
    assert grids([across(10)]) == []
    assert grids([across(0), across(60), down(0), down(100)]) == []


@pytest.mark.parametrize(
    ("text", "trusted"),
    [
        ("সভার সিদ্ধান্ত অনুযায়ী জেলা প্রশাসক প্রতিবেদন প্রেরণ করবেন এবং কাজ শেষ করতে হবে।", True),
        ("The minutes of the meeting and the list of those present", True),
        ("িবষয় ৈতৰ্মািসক িসদ্ধান্ত বাস্তবায়েনর জন্য জেলা প্রশাসক", False),
        ("স ভা র সি দ্ধা ন্ত অ নু যা য়ী জে লা প্র শা স ক কা জ ক র তে হ বে", False),
        ("(cid:12)(cid:7) সভার সিদ্ধান্ত জেলা প্রশাসক", False),
        ("সভা\0র সিদ্ধান্ত", False),
        ("", False),
    ],
)
def test_a_text_layer_with_broken_letters_is_not_trusted(text: str, trusted: bool) -> None:
    assert (trust(text) >= 0.999) == trusted


FONT = Path("/usr/share/fonts/truetype/noto/NotoSansBengali-Regular.ttf")
SCAN = [
    ["ক্রম", "বিষয়", "সিদ্ধান্ত", "বাস্তবায়নকারী"],
    ["১", "ব্যানার", "আগামী ১০ দিনের মধ্যে নতুন\nব্যানার প্রস্তুত করতে হবে।", "জেলা প্রশাসক (সকল),\nরংপুর বিভাগ"],
    ["২", "প্রচার", "প্রচারের প্রতিবেদন প্রতি\nমাসে পাঠাতে হবে।", "জেলা প্রশাসক,\nদিনাজপুর"],
]


@lru_cache(maxsize=1)
def scan(tilt: float = 0.7) -> Any:
    """A page as a scanner gives it: a title, a date and a ruled table in Bengali, a little askew."""
    from PIL import Image, ImageDraw, ImageFont

    page = Image.new("L", (2480, 1500), 255)
    draw = ImageDraw.Draw(page)
    font = ImageFont.truetype(str(FONT), 46, layout_engine=ImageFont.Layout.RAQM)
    draw.text((700, 120), "সেবা সপ্তাহ বিষয়ক সভার কার্যবিবরণী", font=font)
    draw.text((200, 240), "সভার তারিখ: ১২ মার্চ ২০২৪", font=font)
    xs, ys = (200, 380, 760, 1560, 2280), (380, 480, 680, 880)
    for y in ys:
        draw.line((xs[0], y, xs[-1], y), fill=0, width=4)
    for x in xs:
        draw.line((x, ys[0], x, ys[-1]), fill=0, width=4)
    for y, row in zip(ys, SCAN, strict=False):
        for x, text in zip(xs, row, strict=False):
            draw.text((x + 20, y + 16), text, font=font, spacing=18)
    return page.rotate(tilt, fillcolor=255, resample=Image.Resampling.BICUBIC)


def can_read_pictures() -> bool:
    try:
        from PIL import features
    except ImportError:
        return False
    return not ocr.missing_programs() and FONT.exists() and bool(features.check("raqm"))


pictures = pytest.mark.skipif(
    not can_read_pictures(), reason="Tesseract with ben, hin and eng, or the font, is missing"
)


@pictures
@pytest.mark.parametrize("suffix", [".png", ".pdf"])
def test_a_scanned_bengali_table_is_read_and_marked_as_read_by_a_machine(suffix: str) -> None:
    if suffix == ".png":
        data = png(scan())
    else:
        file = io.BytesIO()
        scan().save(file, "PDF", resolution=300)
        data = file.getvalue()
    found = read(data, suffix)
    assert found.machine_read
    assert found.source.format == ("image" if suffix == ".png" else "pdf")
    assert found.text.split("\n")[:2] == ["সেবা সপ্তাহ বিষয়ক সভার কার্যবিবরণী", "সভার তারিখ: ১২ মার্চ ২০২৪"]
    wanted = [text.replace("\n", " ") for row in SCAN for text in row]
    cells = [text for row in found.text.split("\n")[2:] for text in row.split("\t")]
    right = [text for text, got in zip(wanted, cells, strict=True) if got == text]
    assert len(right) >= 10, cells  # of 12: a lone letter or digit (ক্রম, ২) is what the program mistakes
    assert set(wanted) - set(right) <= {"ক্রম", "২"}
    (first, second) = found.meetings[0].items
    assert first.decision == "আগামী ১০ দিনের মধ্যে নতুন ব্যানার প্রস্তুত করতে হবে।"
    assert "জেলা প্রশাসক (সকল)" in (first.implementer or "")
    assert "প্রতি মাসে পাঠাতে হবে" in second.decision


@pictures
def test_what_a_machine_read_waits_for_a_person_and_says_so(tmp_path: Path) -> None:
    """Fault 106: a scan is no document without decisions, and none of its decisions binds by itself."""
    file = tmp_path / "minutes.png"
    file.write_bytes(png(scan()))
    draft = read_minutes(file, directory(), phrasebook(), Reckoning())
    assert draft.decisions
    assert all("machine_read" in one.review for one in draft.decisions)
    assert "read from pictures by a machine" in draft.notes[0]


@pictures
def test_a_damaged_picture_is_refused() -> None:
    with pytest.raises(BadInput, match="damaged"):
        read(png(scan())[:5000], ".png")


def test_without_the_programs_a_picture_is_refused_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    ocr.installed_languages.cache_clear()
    try:
        with pytest.raises(BadInput) as caught:
            read(b"\x89PNG\r\n\x1a\n" + bytes(50), ".png")
        assert "tesseract-ocr-ben" in caught.value.hint
        with pytest.raises(BadInput, match="pictures of its pages") as caught:
            read(pdf(line(0, 0, 100, 100)), ".pdf")
        assert "tesseract-ocr-ben" in caught.value.hint
    finally:
        ocr.installed_languages.cache_clear()
