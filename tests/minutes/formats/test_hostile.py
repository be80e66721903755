"""Documents that are too large, too deep, or made to mislead: within limits or refused (faults 93 to 98, 106)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.minutes.formats.files import cell, docx, package, paragraph, table
from tests.minutes.layouts.reading import items, read
from tracker.domain.errors import BadInput

MEASURE = """
import re, sys
from pathlib import Path
from tracker.domain.errors import BadInput
from tracker.minutes.layouts import read_raw
from tracker.minutes.phrasebook import load_phrasebook
try:
    found = read_raw(Path(sys.argv[1]), load_phrasebook())
    print("read", sum(len(m.items) for m in found.meetings))
except BadInput as refusal:
    print("refused", refusal.message)
print(int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) >> 10)
"""


measured = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs /proc to measure memory")


def reading(file: Path) -> tuple[str, int]:
    """What a process of its own said of a file, and the most memory that it took (MB)."""
    done = subprocess.run([sys.executable, "-c", MEASURE, str(file)], capture_output=True, text=True, check=True)
    said, peak = done.stdout.splitlines()
    return said, int(peak)


HEAD = "ক্রম\tবিষয়\tআলোচনা\tসিদ্ধান্ত\tবাস্তবায়নকারী\n"
ROW = "{0}\tবিষয়\tআলোচনা হয়।\tতালিকা {0} দিনের মধ্যে দিতে হবে।\tজেলা প্রশাসক, রংপুর\n"


@measured
def test_a_table_of_five_thousand_rows_is_read_whole_in_bounded_memory(tmp_path: Path) -> None:
    """Fault 97."""
    file = tmp_path / "minutes.txt"
    file.write_text(HEAD + "".join(ROW.format(n) for n in range(1, 5001)), "utf-8")
    said, peak = reading(file)
    assert said == "read 5000"
    assert peak < 300


@measured
def test_an_enormous_word_table_is_read_or_refused_in_bounded_memory(tmp_path: Path) -> None:
    """Fault 97: 100,000 rows of ten cells."""
    row = "<w:tr>" + "".join(cell(text) for text in "abcdefghij") + "</w:tr>"
    file = tmp_path / "minutes.docx"
    file.write_bytes(docx(f"<w:tbl>{row * 100_000}</w:tbl>"))
    said, peak = reading(file)
    assert said.startswith(("read", "refused"))
    assert peak < 1000


def test_a_merged_cell_is_read_once() -> None:
    """Fault 97."""
    wide = cell("সিদ্ধান্তসমূহ বাস্তবায়ন করতে হবে।", '<w:gridSpan w:val="3"/>')
    rows = [["ক্রম", "বিষয়", "সিদ্ধান্ত", "বাস্তবায়নকারী"], ["১", wide]]
    assert read(docx(table(rows)), ".docx").text.count("সিদ্ধান্তসমূহ") == 1


def test_an_archive_inside_an_archive_is_left_alone() -> None:
    """Fault 93: nothing unpacks what a document only carries."""
    inner = package({"word/document.xml": "0" * 1_000_000})
    found = read(docx(paragraph("১। নকশা পাঠাতে হবে।"), word__embeddings__inner=inner), ".docx")
    assert "নকশা" in found.text
    assert "000" not in found.text


def test_members_that_share_their_bytes_are_refused() -> None:
    """Fault 94: two entries of the directory that point at one place."""
    whole = bytearray(docx(paragraph("সভা"), word__aaaaaaaa_xml="<x/>"))
    entries = []
    at = -1
    while (at := whole.find(b"PK\x01\x02", at + 1)) >= 0:
        entries.append(at)
    whole[entries[1] + 42 : entries[1] + 46] = whole[entries[0] + 42 : entries[0] + 46]
    with pytest.raises(BadInput, match=r"overlap|damaged"):
        read(bytes(whole), ".docx")


def test_a_template_elsewhere_is_never_fetched(tmp_path: Path) -> None:
    """Fault 95: relations to other places are not followed."""
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        f'Target="{(tmp_path / "pipe").as_uri()}" TargetMode="External"/></Relationships>'
    )
    found = read(docx(paragraph("১। নকশা পাঠাতে হবে।"), **{"word___rels__settings_xml_rels": relations}), ".docx")
    assert "নকশা" in found.text


def test_five_thousand_nested_tables_are_refused() -> None:
    """Fault 96."""
    body = "<w:tbl><w:tr><w:tc>" * 5_000 + paragraph("ক") + "</w:tc></w:tr></w:tbl>" * 5_000
    with pytest.raises(BadInput):
        read(docx(body), ".docx")


@measured
def test_a_file_of_two_hundred_megabytes_is_refused_unread(tmp_path: Path) -> None:
    """Fault 98."""
    file = tmp_path / "minutes.txt"
    with file.open("wb") as out:
        out.truncate(200 << 20)
    said, peak = reading(file)
    assert said.startswith("refused") and "200 MB" in said
    assert peak < 200


@measured
def test_a_line_of_megabytes_is_read_in_bounded_memory(tmp_path: Path) -> None:
    """Fault 98: one line of 6 MB."""
    file = tmp_path / "minutes.txt"
    file.write_text("১। নকশা পাঠাতে হবে। " * (7 << 14), "utf-8")
    said, peak = reading(file)
    assert said.startswith(("read", "refused"))
    assert peak < 600


def test_rows_and_merged_cells_survive_together() -> None:
    """Fault 97."""
    rows = [["ক্রম", "সিদ্ধান্ত", "বাস্তবায়নকারী"], *([str(n), f"তালিকা {n} দিতে হবে।", "জেলা প্রশাসক"] for n in range(1, 301))]
    assert [n for n, *_ in items(docx(table(rows)), ".docx")] == [str(n) for n in range(1, 301)]
