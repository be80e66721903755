"""Decision tables in plain text: markups, fragments, headings, merged and missing cells."""

from __future__ import annotations

import pytest

from tests.minutes.layouts.reading import decisions, items, only
from tests.minutes.texts import nfc

HEAD = "জেলা সমন্বয় কমিটির সভার কার্যবিবরণী\nসভাপতি\tজনাব আলী হায়দার\nসভার তারিখ\t৮ মে ২০২৪\n\n"

FOUR = [
    ("1", "সেতুর নকশা ১৫ দিনের মধ্যে দিতে হবে।", "নির্বাহী প্রকৌশলী", None),
    ("2", "খালের তালিকা পাঠাতে হবে।", "জেলা প্রশাসক (সকল)", None),
]

MARKUPS = {
    "tabs": "ক্রম\tবিষয়\tসিদ্ধান্ত\tবাস্তবায়নকারী\n"
    "০১\tসেতু\tসেতুর নকশা ১৫ দিনের মধ্যে দিতে হবে।\tনির্বাহী প্রকৌশলী\n"
    "০২\tখাল\tখালের তালিকা পাঠাতে হবে।\tজেলা প্রশাসক (সকল)\n",
    "paragraph cells": "<p>ক্রমিক নং</p>\t<p>আলোচ্য বিষয়</p>\t<p>গৃহীত সিদ্ধান্ত</p>\t<p>বাস্তবায়নে</p>\n"
    "<p>১।</p>\t<p>সেতু</p>\t<p>সেতুর নকশা ১৫ দিনের মধ্যে দিতে হবে।</p>\t<p>নির্বাহী&nbsp;প্রকৌশলী</p>\n"
    "<p>২।</p>\t<p>খাল</p>\t<p>খালের তালিকা <b>পা</b>ঠাতে হবে।</p>\t<p>জেলা প্রশাসক (সকল)</p>\n",
    "header and rule": "ক্রম\tবিষয়\tসিদ্ধান্ত\tবাস্তবায়নকারী\n"
    "১.\tসেতু\tসেতুর নকশা ১৫ দিনের মধ্যে দিতে হবে।\tনির্বাহী প্রকৌশলী\n-----\t--\t--\t--\n\n"
    "২.\tখাল\tখালের তালিকা পাঠাতে হবে।\tজেলা প্রশাসক (সকল)\n----\t---\t---\t---\n",
    "pipes": "| ক্রঃ নং | আলোচ্য সূচী | সিদ্ধান্ত সমূহ | বাস্তবায়নকারী কর্তৃপক্ষ |\n"
    "| ১ | সেতু | সেতুর নকশা ১৫ দিনের মধ্যে দিতে হবে। | নির্বাহী প্রকৌশলী |\n"
    "| ২ | খাল | খালের তালিকা পাঠাতে হবে। | জেলা প্রশাসক (সকল) |\n",
    "pipes without an edge": "ক্রম | বিষয় | সিদ্ধান্ত | দায়িত্ব\n---|---|---|---\n"
    "১ | সেতু | সেতুর নকশা ১৫ দিনের মধ্যে দিতে হবে। | নির্বাহী প্রকৌশলী\n"
    "২ | খাল | খালের তালিকা পাঠাতে হবে। | জেলা প্রশাসক (সকল)\n",
    "one cell a line": "ক্রমিক নং |\nবিষয় |\nসিদ্ধান্ত |\nবাস্তবায়নে |\n০১ |\nসেতু |\n"
    "সেতুর নকশা ১৫ দিনের মধ্যে\nদিতে হবে। |\nনির্বাহী প্রকৌশলী |\n০২ |\n|\nখালের তালিকা পাঠাতে হবে। |\n"
    "জেলা প্রশাসক (সকল) |\n",
    "grid": "+----+------+------------------------+--------------+\n"
    "| নং | বিষয় | সিদ্ধান্ত              | বাস্তবায়নে   |\n"
    "+====+======+========================+==============+\n"
    "| ১  | সেতু | সেতুর নকশা ১৫ দিনের    | নির্বাহী প্রকৌশলী |\n"
    "|    |      | মধ্যে দিতে হবে।        |              |\n"
    "+----+------+------------------------+--------------+\n"
    "| ২  | খাল  | খালের তালিকা পাঠাতে হবে। | জেলা প্রশাসক (সকল) |\n"
    "+----+------+------------------------+--------------+\n",
    "no headings at all": "১\tসেতু\tসেতুর নকশা ১৫ দিনের মধ্যে দিতে হবে।\tনির্বাহী প্রকৌশলী\n"
    "২\tখাল\tখালের তালিকা পাঠাতে হবে।\tজেলা প্রশাসক (সকল)\n",
    "columns counted below the headings": "ক্রম\tবিষয়\tসিদ্ধান্ত\tবাস্তবায়নকারী\n১\t২\t৩\t৪\n"
    "১\tসেতু\tসেতুর নকশা ১৫ দিনের মধ্যে দিতে হবে।\tনির্বাহী প্রকৌশলী\n"
    "২\tখাল\tখালের তালিকা পাঠাতে হবে।\tজেলা প্রশাসক (সকল)\n",
    "headings over two rows": "ক্রমিক\tআলোচ্য\tগৃহীত\tবাস্তবায়নকারী\nনং\tবিষয়\tসিদ্ধান্ত\tকর্তৃপক্ষ\n"
    "১\tসেতু\tসেতুর নকশা ১৫ দিনের মধ্যে দিতে হবে।\tনির্বাহী প্রকৌশলী\n"
    "২\tখাল\tখালের তালিকা পাঠাতে হবে।\tজেলা প্রশাসক (সকল)\n",
    "another order": "বাস্তবায়নকারী\tসিদ্ধান্ত\tবিষয়\tক্রম\n"
    "নির্বাহী প্রকৌশলী\tসেতুর নকশা ১৫ দিনের মধ্যে দিতে হবে।\tসেতু\t১\n"
    "জেলা প্রশাসক (সকল)\tখালের তালিকা পাঠাতে হবে।\tখাল\t২\n",
    "misspelt headings": "ক্রঃনং\tআলোচ্য বিষয়\tসিদ্বান্তঃ\tবাসত্মবায়নে\n"
    "১\tসেতু\tসেতুর নকশা ১৫ দিনের মধ্যে দিতে হবে।\tনির্বাহী প্রকৌশলী\n"
    "২\tখাল\tখালের তালিকা পাঠাতে হবে।\tজেলা প্রশাসক (সকল)\n",
    "a cell with a line end": "ক্রম\tবিষয়\tসিদ্ধান্ত\tবাস্তবায়নকারী\n"
    "১\tসেতু\tসেতুর নকশা ১৫ দিনের\nমধ্যে দিতে হবে।\tনির্বাহী প্রকৌশলী\n"
    '২\tখাল\t"খালের তালিকা\nপাঠাতে হবে।"\tজেলা প্রশাসক (সকল)\n',
    "a page end inside a row": "ক্রম\tবিষয়\tসিদ্ধান্ত\tবাস্তবায়নকারী\n"
    "১\tসেতু\tসেতুর নকশা ১৫ দিনের\t\nচলমান পাতা-২\n\t\tমধ্যে দিতে হবে।\tনির্বাহী প্রকৌশলী\n"
    "ক্রম\tবিষয়\tসিদ্ধান্ত\tবাস্তবায়নকারী\n২\tখাল\tখালের তালিকা পাঠাতে হবে।\tজেলা প্রশাসক (সকল)\n",
}


@pytest.mark.parametrize("markup", MARKUPS.values(), ids=MARKUPS.keys())
def test_every_markup_of_a_table_gives_the_same_items(markup: str) -> None:
    assert items(HEAD + markup + "\nসভায় আর কোনো আলোচনা না থাকায় সভা সমাপ্ত করা হয়।\n") == FOUR


@pytest.mark.parametrize("markup", MARKUPS.values(), ids=MARKUPS.keys())
def test_the_facts_before_a_table_are_header_lines_and_no_items(markup: str) -> None:
    header = [line.text for line in only(HEAD + markup).header]
    assert "সভাপতি\tজনাব আলী হায়দার" in header
    assert "সভার তারিখ\t৮ মে ২০২৪" in header


def test_a_label_less_header_row_keeps_its_place() -> None:
    text = "সভাপতি\tজনাব আলী\n\tজেলা প্রশাসক\nক্রম\tসিদ্ধান্ত\tবাস্তবায়নে\n১\tপাঠাতে হবে।\tসচিব\n"
    assert [line.text for line in only(text).header] == ["সভাপতি\tজনাব আলী", "\tজেলা প্রশাসক"]


def test_each_item_knows_the_line_where_it_stands() -> None:
    assert [i.place.line for i in only(HEAD + MARKUPS["tabs"]).items] == [6, 7]


def test_a_table_of_a_cell_a_line_may_count_its_rows_below_the_number_of_a_paragraph() -> None:
    text = (
        "Minutes of the Roads Meeting\n\nSl. No. |\nIssue |\nDecision |\nAction by |\n2.1 |\nBridges |\n"
        "Reopen the bridge at Dimla. |\nExecutive Engineer |\n2.2 |\n|\nPaint the signs. |\n- |\n"
    )
    assert items(text) == [
        ("2.1", "Reopen the bridge at Dimla.", "Executive Engineer", None),
        ("2.2", "Paint the signs.", "", None),
    ]


def test_an_english_table_with_a_deadline_column() -> None:
    text = (
        "Minutes of the Roads Meeting\n\n| No. | Agenda Items | Key Discussion | Decisions | Who | When |\n"
        "| --- | --- | --- | --- | --- | --- |\n"
        "| 01 | Bridges | Two are closed. | Reopen the bridge at Dimla. | Executive Engineer | By 30 June |\n"
        "| 02 | Signs | - | Paint the signs. | - | - |\n"
    )
    assert items(text) == [
        ("1", "Reopen the bridge at Dimla.", "Executive Engineer", "By 30 June"),
        ("2", "Paint the signs.", "", ""),
    ]


def test_a_hindi_table_with_ditto_marks() -> None:
    text = (
        "समीक्षा बैठक का कार्यवाही विवरण\nक्र.\tविषय\tनिर्णय\tकार्यवाही हेतु\tसमय-सीमा\n"
        "१\tपेयजल\tहैंडपंप सुधारे जाएं।\tकार्यपालन अभियंता\tसात दिवस\n२\tसड़क\tसड़क की मरम्मत की जाए।\t-तदैव-\t30 जून\n"
    )
    assert items(text) == [
        ("1", "हैंडपंप सुधारे जाएं।", "कार्यपालन अभियंता", "सात दिवस"),
        ("2", "सड़क की मरम्मत की जाए।", "कार्यपालन अभियंता", "30 जून"),
    ]


def test_a_column_of_progress_is_left_out() -> None:
    text = "Sl. No.\tDecision\tAction by\tStatus\n01.\tPublish the list.\tDC Bogura\tOpen\n02.\tMend it.\tPWD\t\n"
    assert items(text) == [("1", "Publish the list.", "DC Bogura", None), ("2", "Mend it.", "PWD", None)]


def test_who_and_when_in_one_column_goes_to_both() -> None:
    text = "No | Decision | Who/When\n1 | Publish the list | DC Bogura, 5 May 2024\n2 | Mend it | PWD, 6 May 2024\n"
    assert items(text)[0] == ("1", "Publish the list", "DC Bogura, 5 May 2024", "DC Bogura, 5 May 2024")


def test_time_subject_implementer_is_a_table_of_duties() -> None:
    text = "সময়\tবিষয়\tবাস্তবায়নকারী\n১৫ জুন ২০২৪\tতালিকা প্রকাশ করতে হবে\tজেলা প্রশাসক\n"
    assert items(text) == [("1", "তালিকা প্রকাশ করতে হবে", "জেলা প্রশাসক", "১৫ জুন ২০২৪")]


def test_discussion_and_decision_in_one_column_are_told_apart() -> None:
    text = (
        "No.\tItem\tKey Discussion/Decisions\tResponsible\n"
        "1\tRice\tThe stock was counted. Decision: Send the register.\tDC Bogura\n"
        "2\tRoads\tTwo roads are closed.\t-\n"
        "3\tBoats\tSome boats leak. The engineer shall mend them.\tExecutive Engineer\n"
    )
    assert items(text) == [
        ("1", "Send the register.", "DC Bogura", None),
        ("3", "The engineer shall mend them.", "Executive Engineer", None),
    ]
    assert only(text).numbers == ("1", "2", "3")


def test_section_rows_head_items_and_are_none() -> None:
    text = (
        "ক্রম\tবিষয়\tসিদ্ধান্ত\tবাস্তবায়নকারী\nক. প্রশাসন\t\t\t\n১\tহাজিরা\tহাজিরা যাচাই করতে হবে।\tসকল দপ্তর\n"
        "খ. উন্নয়ন\n২\tসেতু\tপ্রস্তাব পাঠাতে হবে।\tপ্রকৌশলী\n"
    )
    assert [(i.number, i.section) for i in only(text).items] == [("1", "ক. প্রশাসন"), ("2", "খ. উন্নয়ন")]


def test_a_number_stands_as_often_as_it_is_written() -> None:
    text = "ক্রম\tসিদ্ধান্ত\tবাস্তবায়নে\n৪\tপ্রথম কাজ করতে হবে।\tসচিব\n৪\tপরের কাজ করতে হবে।\tসচিব\n"
    assert decisions(text) == [("4", "প্রথম কাজ করতে হবে।"), ("4", "পরের কাজ করতে হবে।")]


def test_a_row_without_a_decision_counts_and_gives_no_item() -> None:
    text = "ক্রম\tসিদ্ধান্ত\tবাস্তবায়নে\n১\tকাজ করতে হবে।\tসচিব\n২\t-\t-\n৩\tলিখতে হবে।\tসচিব\n"
    meeting = only(text)
    assert [i.number for i in meeting.items] == ["1", "3"]
    assert meeting.numbers == ("1", "2", "3")


def test_a_list_of_those_present_gives_no_items() -> None:
    text = (
        "ক্রম\tবিষয়\tসিদ্ধান্ত\tবাস্তবায়নকারী\n১\tসেতু\tনকশা দিতে হবে।\tপ্রকৌশলী\n\nউপস্থিতি\n"
        "ক্রম\tনাম\tপদবি\tস্বাক্ষর\n১\tজনাব ক\tসচিব\t-\n২\tজনাব খ\tপ্রকৌশলী\t-\n"
    )
    assert decisions(text) == [("1", "নকশা দিতে হবে।")]


def test_a_table_of_the_last_meetings_decisions_is_a_follow_up() -> None:
    text = (
        "ক্রম\tগত সভার সিদ্ধান্ত\tবাস্তবায়নকারী\tঅগ্রগতি\n১\tনলকূপ বসাতে হবে।\tপ্রকৌশলী\tশেষ হয়েছে\n\n"
        "ক্রম\tবিষয়\tসিদ্ধান্ত\tবাস্তবায়নকারী\n১\tসেতু\tনকশা দিতে হবে।\tপ্রকৌশলী\n"
    )
    assert [(i.decision, i.follow_up) for i in only(text).items] == [
        ("নলকূপ বসাতে হবে।", True),
        ("নকশা দিতে হবে।", False),
    ]


def test_slashes_may_be_the_borders_of_a_table() -> None:
    text = (
        "No / Discussion / Action\n1 / The stock is low. / · Partners to share figures by 5 May.\n\n"
        "2 / Roads are closed. / · The lead shall send a map.\n"
    )
    assert decisions(text) == [("1", "Partners to share figures by 5 May."), ("2", "The lead shall send a map.")]


def test_a_table_flattened_to_one_line_is_not_guessed_at() -> None:
    text = "Issue Action Point for follow-up When Who 1. Stock is low Partners to share WHO 5 May 2. Roads LOG asap\n"
    assert items(text) == []


FOLLOW_UP = "ক্রম\tসিদ্ধান্ত\tবাস্তবায়নকারী\tঅগ্রগতি\n১\tনলকূপ বসাতে হবে।\tপ্রকৌশলী\tশেষ\n২\tখাল কাটতে হবে।\tপাউবো\tচলমান\n"
NEW = "ক্রম\tবিষয়\tসিদ্ধান্ত\tবাস্তবায়নকারী\n১\tসেতু\tনকশা দিতে হবে।\tপ্রকৌশলী\n"


@pytest.mark.parametrize(
    "intro",
    [
        "গত সভার সিদ্ধান্ত বাস্তবায়ন অগ্রগতি:",
        "বিগত সভার সিদ্ধান্তসমূহ নিম্নরূপ:",
        "ক. পূর্ববর্তী সভার সিদ্ধান্তের অগ্রগতি পর্যালোচনা",
    ],
)
def test_the_line_above_a_table_can_make_it_a_follow_up(intro: str) -> None:
    text = f"সভার কার্যবিবরণী\n{intro}\n{FOLLOW_UP}\nআজকের সভার সিদ্ধান্ত:\n{NEW}"
    assert decisions(text) == [("1", "নকশা দিতে হবে।")]
    assert only(text).numbers == ("1",)


def test_speaking_of_the_last_meeting_makes_no_follow_up_of_new_decisions() -> None:
    text = f"গত সভার কার্যবিবরণী দৃঢ়ীকরণের পর নিম্নরূপ সিদ্ধান্ত গৃহীত হয়:\n{NEW}"
    assert decisions(text) == [("1", "নকশা দিতে হবে।")]


def test_a_follow_up_table_beside_decisions_in_paragraphs() -> None:
    text = (
        f"সভার কার্যবিবরণী\nগত সভার সিদ্ধান্ত বাস্তবায়ন অগ্রগতি:\n{FOLLOW_UP}\n"
        "আলোচ্যসূচি-১: হাট\nসিদ্ধান্ত: হাট ইজারা দিতে হবে।\nবাস্তবায়নে: ইউএনও\n"
    )
    assert items(text) == [("1", "হাট ইজারা দিতে হবে।", "ইউএনও", None)]
    assert only(text).layout == "agenda"


def test_decisions_in_a_table_and_in_paragraphs_of_one_paper() -> None:
    text = f"সভার কার্যবিবরণী\n{NEW}\nআলোচ্যসূচি-২: হাট\nসিদ্ধান্ত: হাট ইজারা দিতে হবে।\nবাস্তবায়নে: ইউএনও\n"
    assert decisions(text) == [("1", "নকশা দিতে হবে।"), ("2", "হাট ইজারা দিতে হবে।")]


def test_parts_of_a_cell_that_name_their_own_implementers() -> None:
    text = (
        "ক্রম\tসিদ্ধান্ত\n১\t১) হাট ইজারা দিতে হবে। (বাস্তবায়নে: ইউএনও) ২) ড্রেন করতে হবে। (বাস্তবায়নে: এলজিইডি)\n"
        "২\t১) তালিকা দিতে হবে। (বাস্তবায়নে: ডিসি) ২) সভা করতে হবে।\n"
        "৩\t১) ঘর দেখতে হবে। ২) ঘর মেরামত করতে হবে। বাস্তবায়নে: গণপূর্ত\n"
    )
    assert [(n, who) for n, _, who, _ in items(text)] == [
        ("1.1", "ইউএনও"),
        ("1.2", "এলজিইডি"),
        ("2.1", "ডিসি"),
        ("2.2", None),
        ("3.1", "গণপূর্ত"),
        ("3.2", "গণপূর্ত"),
    ]


def test_cells_apart_by_blanks_where_no_row_wraps() -> None:
    text = (
        "Minutes\nNo    Decision                 Responsible      Deadline\n"
        "1     Publish the list         DC Bogura        5 May 2024\n2     Mend the lift            PWD              10 May\n"
    )
    assert items(text) == [
        ("1", "Publish the list", "DC Bogura", "5 May 2024"),
        ("2", "Mend the lift", "PWD", "10 May"),
    ]


def test_tables_without_numbers_below_numbered_headings() -> None:
    table = "আলোচনা\tসিদ্ধান্ত\tবাস্তবায়নকারী\n"
    text = (
        f"১। স্বাস্থ্য বিভাগ\n{table}ডেঙ্গু কমেছে।\tমশা মারতে হবে।\tসিভিল সার্জন\n"
        f"২। কৃষি বিভাগ\n{table}সার আছে।\tতালিকা দিতে হবে।\tউপপরিচালক\nবীজ আছে।\tবীজ দিতে হবে।\tউপপরিচালক\n"
    )
    assert [n for n, _ in decisions(text)] == ["1", "2.1", "2.2"]
    assert only(text).items[0].subject == "স্বাস্থ্য বিভাগ"


def test_what_closes_a_matter_in_a_shared_column_is_kept() -> None:
    text = (
        "No.\tItem\tKey Discussion/Decisions\tResponsible\n"
        "1\tMinutes\tNo change was proposed. The minutes of the last meeting were confirmed.\t-\n"
        "2\tRoads\tTwo roads are closed.\t-\n"
        "3\tBoats\tSome boats leak. The engineer shall mend them.\tExecutive Engineer\n"
    )
    assert [number for number, _ in decisions(text)] == ["1", "3"]


@pytest.mark.parametrize(
    "memo",
    [
        "क्रमांक/टी.एल./2024/1127\t\tअरुणगढ़, दिनांक 14 नवम्बर 2024\t",
        "স্মারক নং: ০৫.৪৭.১২\t\tতারিখ: ১৪/১১/২০২৪\t",
        "Memo No. 05.47/12\t\t\tDate: 14/11/2024",
    ],
)
def test_a_memo_line_as_wide_as_the_table_above_it_is_no_row(memo: str) -> None:
    text = (
        "Sl.\tIssue\tDecision\tResponsible\n"
        "1\tRoads\tMend the road.\tEngineer\n2\tBoats\tMend the boats.\tEngineer\n" + memo + "\n1.\tDC\n2.\tCollector\n"
    )
    meeting = only(text)
    assert [number for number, _ in decisions(text)] == ["1", "2"]
    assert meeting.closing and meeting.closing[0].text.split("\t")[0] == memo.split("\t")[0]


@pytest.mark.parametrize("heading", ["विभाग", "कार्यवाही द्वारा", "द्वारा", "उत्तरदायी अधिकारी/विभाग", "कार्यान्वयन", "पालनकर्ता विभाग", "अनुपालन पदाधिकारी"])
def test_who_acts_in_hindi_headings(heading: str) -> None:
    text = (
        f"क्र.सं.\tविषय\tनिर्णय\t{heading}\tकब तक\n"
        "1\tसड़क\tसड़क की मरम्मत की जाए।\tलोक निर्माण विभाग\t15 दिवस\n2\tनाव\tनाव की जांच की जाए।\tएसडीएम\t7 दिवस\n"
    )
    assert [(n, who, when) for n, _, who, when in items(text)] == [
        ("1", nfc("लोक निर्माण विभाग"), "15 दिवस"),
        ("2", nfc("एसडीएम"), "7 दिवस"),
    ]
