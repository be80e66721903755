"""Lists as pages: whole, escaped, in the language, fetching nothing."""

from __future__ import annotations

import io
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.notices.letters import seen
from tracker.domain.errors import ConfigError
from tracker.reports.listing import Column, Group, Listing, listing_of
from tracker.reports.page import write_html

ITEM: dict[str, Any] = {
    "occurrence": 17,
    "due_on": date(2023, 7, 5),
    "office_name": {"bn": "জেলা প্রশাসকের কার্যালয়, কুড়িগ্রাম", "en": "DC, Kurigram"},
    "state": "open",
    "text": "কমিটি গঠন করতে হবে।",
}
BANDS = {"longest": 30, "bands": {"1-7": 0, "16-30": 1}}


class Page(HTMLParser):
    """Tags in order, and whatever would be fetched or run."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.bad: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.bad += [f"{tag} {k}" for k, _ in attrs if k in ("src", "href", "action") or k.startswith("on")]
        self.bad += [tag] if tag in ("script", "link", "img", "iframe", "b") else []
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def listing(*items: dict[str, Any], **more: Any) -> Listing:
    keys = tuple(ITEM)
    columns = tuple(Column(key.upper(), key) for key in keys)
    return listing_of(keys, columns, items, date(2023, 8, 4), name="overdue", **more)


def page(wanted: Listing, language: str = "bn", home: Path | None = None) -> str:
    out = io.StringIO()
    write_html(wanted, out, language, home)
    return out.getvalue()


@pytest.mark.parametrize("language", ["bn", "en", "hi"])
def test_a_page_is_whole_and_fetches_nothing(language: str) -> None:
    group = Group("dc-kurigram", 1, BANDS, "", ITEM["office_name"])
    html = page(listing(ITEM, groups=(group,), total=Group("", 1, BANDS, "")), language)
    parser = Page()
    parser.feed(html)
    assert (parser.open, parser.bad) == ([], [])
    assert "url(" not in html and "@import" not in html
    assert f'lang="{language}"' in html and "@media print" in html


def test_a_bengali_page_has_bengali_digits_dates_and_words() -> None:
    words = seen(page(listing(ITEM, total=Group("", 1, BANDS, ""))))
    for part in ("১৭", "৫ জুলাই ২০২৩", "৪ আগস্ট ২০২৩", "অনিষ্পন্ন", "কুড়িগ্রাম", "১৬–৩০ দিন", "মেয়াদোত্তীর্ণ সিদ্ধান্ত"):
        assert part in words
    assert "Kurigram" not in words


def test_groups_stand_under_their_names_with_their_figures() -> None:
    groups = tuple(Group(code, 1, BANDS, "", {"en": code.upper()}) for code in ("dc-a", "dc-b"))
    words = seen(page(listing(ITEM, {**ITEM, "occurrence": 18}, groups=groups), "en"))
    first, second = words.index("DC-A (Number: 1; Longest, days: 30; 16–30 days: 1)"), words.index("DC-B (")
    assert first < words.index("17", first) < second < words.index("18", second)


@pytest.mark.parametrize(
    "attack", ["<script>alert(1)</script>", "{{ 7*7 }}", "\" onload='x'", "javascript:x", "</td><b>"]
)
def test_fault_119_words_from_outside_are_shown_as_they_are(attack: str) -> None:
    hostile = {**ITEM, "text": attack, "office_name": {"bn": attack}, "state": attack}
    html = page(listing(hostile, groups=(Group(attack, 1, {}, "", {"bn": attack}),)))
    parser = Page()
    parser.feed(html)
    assert (parser.open, parser.bad) == ([], [])
    assert seen(html).count(attack) == 4


def test_an_empty_list_says_so() -> None:
    assert "তালিকাভুক্ত করার মতো কিছু নেই" in page(listing())


def test_an_office_may_shape_its_own_pages(tmp_path: Path) -> None:
    folder = tmp_path / "templates/reports"
    folder.mkdir(parents=True)
    (folder / "list.html").write_text("{{ title }} {{ length|digits }}", "utf-8")
    assert page(listing(ITEM), home=tmp_path) == "মেয়াদোত্তীর্ণ সিদ্ধান্ত ১"
    (folder / "list.html").write_text("{{ nothing }}", "utf-8")
    with pytest.raises(ConfigError, match=r"list\.html"):
        page(listing(ITEM), home=tmp_path)
