"""HTML pages: tables with merged cells and lists, menus and footers left out, HTML inside JSON."""

from __future__ import annotations

import json

from tests.minutes.layouts.reading import items, only, read

HEAD = "<tr><th>ক্রম</th><th>বিষয়</th><th>সিদ্ধান্ত</th><th>বাস্তবায়নে</th></tr>"


def page(body: str) -> str:
    return f"<!DOCTYPE html><html><head><title>পাতা</title></head><body>{body}</body></html>"


def test_rows_that_share_a_number_are_parts_and_merged_implementers_belong_to_each_row() -> None:
    text = page(
        f"<table>{HEAD}"
        "<tr><td rowspan=2>১</td><td rowspan=2>সেতু</td><td>১। নকশা দিতে হবে।</td><td>প্রকৌশলী</td></tr>"
        "<tr><td>২। <span style='color:red'>ব্য</span>য় জানাতে হবে।</td><td rowspan=2>ডিসি<br>রংপুর</td></tr>"
        "<tr><td>২</td><td>খাল</td><td>তালিকা দিতে হবে।</td></tr></table>"
    )
    assert items(text, ".html") == [
        ("1.1", "নকশা দিতে হবে।", "প্রকৌশলী", None),
        ("1.2", "ব্যয় জানাতে হবে।", "ডিসি\nরংপুর", None),
        ("2", "তালিকা দিতে হবে।", "ডিসি\nরংপুর", None),
    ]


def test_a_decision_merged_over_two_items_is_a_decision_of_each() -> None:
    text = page(
        f"<table>{HEAD}<tr><td>১</td><td>ক</td><td rowspan=2>হিসাব দিতে হবে।</td><td>ডিসি</td></tr>"
        "<tr><td>২</td><td>খ</td><td>এসপি</td></tr></table>"
    )
    assert items(text, ".html") == [("1", "হিসাব দিতে হবে।", "ডিসি", None), ("2", "হিসাব দিতে হবে।", "এসপি", None)]


def test_one_decision_with_implementers_in_several_rows() -> None:
    text = page(
        f"<table>{HEAD}<tr><td rowspan=2>১</td><td rowspan=2>ক</td><td rowspan=2>হিসাব দিতে হবে।</td><td>ডিসি</td></tr>"
        "<tr><td>এসপি</td></tr></table>"
    )
    assert items(text, ".html") == [("1", "হিসাব দিতে হবে।", "ডিসি; এসপি", None)]


def test_lists_that_only_a_browser_numbers_are_parts() -> None:
    text = page(
        f"<table>{HEAD}<tr><td>১</td><td>ক</td><td><ol><li>নকশা দিতে হবে।</li><li>ব্যয় জানাতে হবে।</li></ol></td>"
        "<td>প্রকৌশলী</td></tr><tr><td>২</td><td>খ</td><td><ol><li>একটিই কাজ করতে হবে।</li></ol></td><td>ডিসি</td></tr></table>"
    )
    assert [(n, d) for n, d, _, _ in items(text, ".html")] == [
        ("1.1", "নকশা দিতে হবে।"),
        ("1.2", "ব্যয় জানাতে হবে।"),
        ("2", "একটিই কাজ করতে হবে।"),
    ]


def test_headings_over_two_rows_and_section_rows() -> None:
    text = page(
        "<table><tr><th rowspan=2>ক্রম</th><th rowspan=2>সিদ্ধান্ত</th><th colspan=2>বাস্তবায়ন</th></tr>"
        "<tr><th>দায়িত্ব</th><th>সময়সীমা</th></tr><tr><td colspan=4>ক. প্রশাসন</td></tr>"
        "<tr><td>১</td><td>হাজিরা দেখতে হবে।</td><td>সচিব</td><td>৩০ জুন</td></tr>"
        "<tr><td colspan=4>আর কোনো আলোচনা না থাকায় সভা সমাপ্ত করা হয়।</td></tr></table>"
    )
    assert items(text, ".html") == [("1", "হাজিরা দেখতে হবে।", "সচিব", "৩০ জুন")]
    assert only(text, ".html").items[0].section == "ক. প্রশাসন"


def test_menus_scripts_hidden_parts_and_footers_are_left_out() -> None:
    text = page(
        "<nav><a>সিদ্ধান্ত: মেনু</a></nav><script>var x = 'সিদ্ধান্ত: লিপি';</script><style>p {}</style>"
        "<div class='sidebar'>সিদ্ধান্ত: পাশে</div><p style='display:none'>সিদ্ধান্ত: লুকানো</p>"
        f"<table>{HEAD}<tr><td>১</td><td>ক</td><td>কাজ করতে হবে।</td><td>ডিসি</td></tr></table>"
        "<footer>পরিকল্পনা ও বাস্তবায়নে: মন্ত্রিপরিষদ বিভাগ</footer>"
    )
    assert items(text, ".html") == [("1", "কাজ করতে হবে।", "ডিসি", None)]
    assert "সিদ্ধান্ত:" not in read(text, ".html").text


def test_a_table_that_only_places_things_on_the_page_is_looked_through() -> None:
    text = page(
        "<table><tr><td><p>সভাপতি : জনাব ক</p>"
        f"<table>{HEAD}<tr><td>১</td><td>ক</td><td>কাজ করতে হবে।</td><td>ডিসি</td></tr></table></td><td>পাশ</td></tr></table>"
    )
    assert items(text, ".html") == [("1", "কাজ করতে হবে।", "ডিসি", None)]
    assert only(text, ".html").header[0].text == "সভাপতি : জনাব ক"


def test_a_header_table_with_colons_gives_label_and_value() -> None:
    text = page("<table><tr><td>সভাপতি</td><td>:</td><td>জনাব ক</td></tr></table><p>আলোচনা হয়।</p>")
    assert only(text, ".html").header[0].text == "সভাপতি\tজনাব ক"


def test_html_in_json() -> None:
    body = f"<p>সভার কার্যবিবরণী</p>\r\n<table>{HEAD}\r\n\t<tr><td>১</td><td>ক</td><td>কাজ করতে হবে।</td><td>ডিসি</td></tr></table>"
    text = json.dumps({"title": "x", "body": body}).replace("</", "<\\/")
    assert items(text, ".json") == [("1", "কাজ করতে হবে।", "ডিসি", None)]


def test_a_table_inside_plain_text() -> None:
    text = f"সভার কার্যবিবরণী\nসভাপতি: জনাব ক\n<table>\n{HEAD}\n<tr><td>১</td><td>ক</td>\n<td>কাজ করতে হবে।</td><td>ডিসি</td></tr>\n</table>\nসভা শেষ।\n"
    assert items(text) == [("1", "কাজ করতে হবে।", "ডিসি", None)]


def test_a_page_of_paragraphs_is_read_like_a_text() -> None:
    text = page("<h2>সভার কার্যবিবরণী</h2><p>আলোচ্যসূচি-১: হাট</p><p>সিদ্ধান্ত: হাট <b>ই</b>জারা দিতে হবে।<br>বাস্তবায়নে: ইউএনও</p>")
    assert items(text, ".html") == [("1", "হাট ইজারা দিতে হবে।", "ইউএনও", None)]
