"""Word and OpenDocument texts: true order, merged cells, automatic numbers, what is hidden or deleted."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.minutes.formats.files import NUMBERED, NUMBERING, W, cell, docx, odt, paragraph, run, table
from tests.minutes.layouts.reading import items, only, read
from tracker.domain.errors import BadInput

HEADS = ["ক্রম", "বিষয়", "সিদ্ধান্ত", "বাস্তবায়নে"]
DOWN = '<w:vMerge w:val="restart"/>'
MORE = "<w:vMerge/>"


def wide(span: int) -> str:
    return f'<w:gridSpan w:val="{span}"/>'


def test_paragraphs_and_tables_in_true_order_with_merged_cells() -> None:
    body = (
        paragraph("সভার কার্যবিবরণী")
        + table([["সভাপতি", "জনাব ক"]])
        + table(
            [
                HEADS,
                [cell("ক. প্রশাসন", wide(4))],
                [cell("১", DOWN), cell("সেতু", DOWN), "(১) নকশা দিতে হবে।", "প্রকৌশলী"],
                [cell("", MORE), cell("", MORE), "(২) ব্যয় জানাতে হবে।", cell("ডিসি", DOWN)],
                ["২", "খাল", "তালিকা দিতে হবে।", cell("", MORE)],
            ]
        )
        + paragraph("স্মারক নং ১২")
    )
    assert items(docx(body), ".docx") == [
        ("1.1", "নকশা দিতে হবে।", "প্রকৌশলী", None),
        ("1.2", "ব্যয় জানাতে হবে।", "ডিসি", None),
        ("2", "তালিকা দিতে হবে।", "ডিসি", None),
    ]
    meeting = only(docx(body), ".docx")
    assert [line.text for line in meeting.header] == ["সভার কার্যবিবরণী", "সভাপতি\tজনাব ক"]
    assert [line.text for line in meeting.closing] == ["স্মারক নং ১২"]
    assert meeting.items[0].section == "ক. প্রশাসন"


def numbered(text: str) -> str:
    return paragraph(text, NUMBERED)


def test_numbers_that_word_draws_count_items_and_parts() -> None:
    rows = [
        HEADS,
        [cell(numbered("")), "সেতু", f"<w:tc>{paragraph('নকশা দিতে হবে।')}</w:tc>", "প্রকৌশলী"],
        [cell(numbered("")), "খাল", "তালিকা দিতে হবে।", "ডিসি"],
    ]
    made = docx(table(rows), word__numbering_xml=NUMBERING)
    assert [(n, d) for n, d, _, _ in items(made, ".docx")] == [("1", "নকশা দিতে হবে।"), ("2", "তালিকা দিতে হবে।")]


def test_a_word_list_in_a_cell_gives_parts_even_where_its_numbers_go_on() -> None:
    def listed(*texts: str) -> str:
        return f"<w:tc>{''.join(map(numbered, texts))}</w:tc>"

    rows = [
        HEADS,
        ["১", "সেতু", listed("নকশা দিতে হবে।", "ব্যয় জানাতে হবে।"), "প্রকৌশলী"],
        ["২", "খাল", listed("তালিকা দিতে হবে।", "খনন করতে হবে।"), "ডিসি"],
    ]
    made = docx(table(rows), word__numbering_xml=NUMBERING)
    assert [n for n, *_ in items(made, ".docx")] == ["1.1", "1.2", "2.1", "2.2"]


def test_resolutions_numbered_by_word() -> None:
    body = paragraph("সভায় নিম্নরূপ সিদ্ধান্তসমূহ গৃহীত হয়:") + numbered("বাতি লাগাতে হবে।") + numbered("পুকুর কাটতে হবে।")
    made = docx(body, word__numbering_xml=NUMBERING)
    assert [(n, d) for n, d, _, _ in items(made, ".docx")] == [("1", "বাতি লাগাতে হবে।"), ("2", "পুকুর কাটতে হবে।")]


def test_deleted_and_hidden_text_is_left_out_and_inserted_text_stays() -> None:
    body = (
        f"<w:p>{run('এক')}<w:del>{run('দুই')}</w:del><w:ins>{run(' তিন')}</w:ins>{run('চার', '<w:vanish/>')}"
        f"<w:r><w:fldChar/><w:instrText>PAGE</w:instrText></w:r><w:hyperlink>{run(' পাঁচ')}</w:hyperlink></w:p>"
    )
    assert read(docx(body), ".docx").text == "এক তিন পাঁচ"


def test_words_split_over_runs_stay_whole() -> None:
    assert read(docx(f"<w:p>{run('সিদ্')}{run('ধান্ত')}</w:p>"), ".docx").text == "সিদ্ধান্ত"


def test_content_controls_and_text_boxes_are_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('বাক্স')}</w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    both = (
        f"<mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    body = f"<w:sdt><w:sdtContent>{paragraph('ভিতরে')}</w:sdtContent></w:sdt><w:p><w:r>{both}</w:r></w:p>"
    assert read(docx(body), ".docx").text == "ভিতরে\nবাক্স"


def test_a_table_inside_a_cell_is_part_of_its_text() -> None:
    inner = table([["জেলা", "সংখ্যা"], ["রংপুর", "৫"]])
    rows = [HEADS, ["১", f"<w:tc>{paragraph('সেতু')}{inner}</w:tc>", "নকশা দিতে হবে।", "ডিসি"]]
    made = docx(table(rows))
    assert items(made, ".docx") == [("1", "নকশা দিতে হবে।", "ডিসি", None)]
    assert "রংপুর" in only(made, ".docx").items[0].subject


def test_runs_in_an_old_bengali_font_are_converted_with_a_warning() -> None:
    font = '<w:rFonts w:ascii="SutonnyMJ" w:hAnsi="SutonnyMJ"/>'
    body = f"<w:p>{run('wm×všÍ: ', font)}{run('Date', '')}</w:p>"
    found = read(docx(body), ".docx")
    assert found.text == "সিদ্ধান্ত: Date"
    assert [w.code for w in found.warnings] == ["legacy_encoding"]


def test_an_old_font_named_by_a_style() -> None:
    styles = (
        f'<w:styles {W}><w:style w:styleId="Base"><w:rPr><w:rFonts w:ascii="SutonnyMJ"/></w:rPr></w:style>'
        '<w:style w:styleId="Own"><w:basedOn w:val="Base"/></w:style></w:styles>'
    )
    body = paragraph("Ki‡Z n‡e", '<w:pStyle w:val="Own"/>')
    assert read(docx(body, word__styles_xml=styles), ".docx").text == "করতে হবে"


def test_text_in_kruti_dev_is_refused_by_name() -> None:
    font = '<w:rFonts w:ascii="Kruti Dev 010"/>'
    with pytest.raises(BadInput, match="Kruti Dev 010"):
        read(docx(f"<w:p>{run('cSBd', font)}</w:p>"), ".docx")


def odt_cell(text: str, properties: str = "") -> str:
    inner = text if text.startswith("<") else f"<text:p>{text}</text:p>"
    return f"<table:table-cell {properties}>{inner}</table:table-cell>"


def test_opendocument_tables_with_merged_cells_and_lists() -> None:
    covered = "<table:covered-table-cell/>"
    two = 'table:number-rows-spanned="2"'
    listed = "<text:list>" + "".join(
        f"<text:list-item><text:p>{t}</text:p></text:list-item>" for t in ("নকশা দিতে হবে।", "ব্যয় জানাতে হবে।")
    )
    rows = [
        "".join(map(odt_cell, HEADS)),
        odt_cell("১", two) + odt_cell("সেতু", two) + odt_cell(f"{listed}</text:list>") + odt_cell("প্রকৌশলী"),
        covered * 2 + odt_cell("মেরামত করতে হবে।") + odt_cell("ডিসি"),
        odt_cell("খ. উন্নয়ন", 'table:number-columns-spanned="4"') + covered * 3,
        "".join(map(odt_cell, ["২", "খাল", "তালিকা দিতে হবে।", "ডিসি"])),
    ]
    body = (
        "<text:tracked-changes><text:p>মুছে ফেলা</text:p></text:tracked-changes>"
        "<text:h>সভার কার্যবিবরণী</text:h><text:p>সভাপতি:<text:tab/>জনাব<text:s/>ক</text:p>"
        + "<table:table>"
        + "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
        + "</table:table>"
    )
    made = odt(body)
    assert [(n, d) for n, d, _, _ in items(made, ".odt")] == [
        ("1.1", "নকশা দিতে হবে।"),
        ("1.2", "ব্যয় জানাতে হবে।"),
        ("1.3", "মেরামত করতে হবে।"),
        ("2", "তালিকা দিতে হবে।"),
    ]
    meeting = only(made, ".odt")
    assert [line.text for line in meeting.header] == ["সভার কার্যবিবরণী", "সভাপতি:\tজনাব ক"]
    assert meeting.items[-1].section == "খ. উন্নয়ন"


MARKS = st.sampled_from(
    ["<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>", "</w:t>", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>",
     "<w:tcPr><w:gridSpan w:val='99'/></w:tcPr>", "<w:tcPr><w:vMerge/></w:tcPr>", "<w:br/>", "<w:tab/>", "১। ", "সিদ্ধান্ত",
     "<w:pPr><w:numPr><w:numId w:val='7'/></w:numPr></w:pPr>", "<w:sdt>", "</w:sdt>", "&#x202e;", "x"]
)  # fmt: skip
BLOCKS = st.recursive(
    st.sampled_from(["ক্রম", "সিদ্ধান্ত", "১", "কাজ করতে হবে।", "", "বাস্তবায়নে", "x" * 300]).map(paragraph),
    lambda inner: st.lists(
        st.lists(st.tuples(inner, st.sampled_from(["", DOWN, MORE, wide(3), wide(0)])), max_size=4), max_size=4
    ).map(lambda rows: table([[f"<w:tc><w:tcPr>{p}</w:tcPr>{c}</w:tc>" for c, p in row] for row in rows])),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(MARKS, max_size=40))
def test_no_word_markup_raises_anything_but_a_refusal(marks: list[str]) -> None:
    try:
        read(docx("".join(marks), word__numbering_xml=NUMBERING), ".docx")
    except BadInput as refused:
        assert refused.message


@settings(max_examples=150, deadline=None)
@given(st.lists(BLOCKS, max_size=5))
def test_every_well_formed_word_file_is_read(blocks: list[str]) -> None:
    read(docx("".join(blocks)), ".docx")
