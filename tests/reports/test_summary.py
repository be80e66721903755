"""The quarterly summary: figures that tie, words that read well, a page that fetches nothing."""

from __future__ import annotations

import json
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.compliance import Fact, Figures, tally_by
from tracker.domain.errors import ConfigError
from tracker.domain.fiscal import FiscalCalendar, Quarter
from tracker.domain.life import State
from tracker.reports.summary import DecisionLabel, Summary, summarise_cells, summary_listing
from tracker.reports.summary_html import summary_html

START = date(2023, 7, 1)
NAMES = {
    "divcom": {"bn": "বিভাগীয় কমিশনারের কার্যালয়", "en": "Divisional Commissioner"},
    "dc-a": {"bn": "জেলা প্রশাসকের কার্যালয়, ক", "en": "DC, A"},
    "dc-b": {"bn": "জেলা প্রশাসকের কার্যালয়, খ", "en": "DC, B"},
}
LABELS = {
    "1": DecisionLabel("1/2.1", "কমিটি <b>গঠন</b> করতে হবে।", "০৫.৪৭"),
    "2": DecisionLabel("1/5", "সভা করতে হবে।"),
}


def summary(*facts: Fact, as_of: date = date(2023, 10, 5)) -> Summary:
    cells = tally_by(facts, lambda each: (each.office, each.decision), as_of)
    return summarise_cells(
        cells, Quarter(2023, 1), as_of, fiscal=FiscalCalendar(), body="divcom", names=NAMES, labels=LABELS
    )


def fact(office: str, state: str, due: int = 4, submitted: int | None = None, decision: str = "1") -> Fact:
    on = START + timedelta(days=submitted) if submitted is not None else None
    return Fact(office, decision, START + timedelta(days=due), State(state), on)


MIXED = (
    fact("dc-a", "accepted", submitted=3),
    fact("dc-a", "accepted", submitted=9),
    fact("dc-a", "submitted", submitted=4, decision="2"),
    fact("dc-b", "open"),
    fact("dc-b", "waived", decision="2"),
)


def test_each_office_has_its_line_and_the_lines_add_up() -> None:
    found = summary(*MIXED)
    assert [line.office for line in found.offices] == ["dc-a", "dc-b"]
    assert found.offices[0].figures == Figures(due=3, on_time=1, late=1, awaiting=1)
    assert found.offices[0].figures.rate == 2 / 3
    assert found.offices[1].figures == Figures(due=1, overdue=1, waived=1)
    assert found.total == Figures(due=4, on_time=1, late=1, awaiting=1, overdue=1, waived=1)
    assert [line.label.ref for line in found.decisions] == ["1/2.1", "1/5"]


def test_the_body_itself_is_listed_only_when_it_owes_something() -> None:
    assert "divcom" in [line.office for line in summary(fact("divcom", "open")).offices]


facts = st.builds(
    fact,
    st.sampled_from(["dc-a", "dc-b"]),
    st.sampled_from(["open", "submitted", "returned", "accepted", "waived", "superseded"]),
    st.integers(0, 91),
    st.integers(0, 120),
    st.sampled_from(["1", "2"]),
)


@given(st.lists(facts, max_size=30), st.integers(0, 150))
def test_totals_tie_by_office_and_by_decision(known: list[Fact], days: int) -> None:
    found = summary(*known, as_of=START + timedelta(days=days))
    assert sum((line.figures for line in found.offices), Figures()) == found.total
    assert sum((line.figures for line in found.decisions), Figures()) == found.total
    assert found.total.total == len(known)
    assert Summary.from_json(json.loads(json.dumps(found.to_json()))) == found


def test_a_quarter_with_nothing_due_says_so_and_divides_by_nothing() -> None:
    found = summary()
    assert found.total.rate is None
    assert found.to_json()["total"]["rate"] is None
    listing = summary_listing(found, "en")
    cells = [column.cell(value) for column in listing.columns for value in listing.data[column.key]]
    assert cells.count("none due") == 2 * (len(found.offices) + 1)
    assert "কিছু প্রাপ্য ছিল না" in summary_html(found, "bn")


def test_a_quarter_that_is_not_over_is_provisional() -> None:
    assert summary(as_of=date(2023, 9, 29)).provisional
    assert not summary(as_of=date(2023, 9, 30)).provisional
    assert "অসম্পূর্ণ" in summary_html(summary(as_of=date(2023, 9, 29)), "bn")
    assert "অসম্পূর্ণ" not in summary_html(summary(), "bn")


class Page(HTMLParser):
    """Collects what a page links to, and whether its tags close in order."""

    VOID = frozenset({"meta", "br", "link", "img"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value or "" for name, value in attrs if name in ("src", "href", "action", "srcset")]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("language", ["bn", "en", "hi"])
def test_the_page_is_whole_and_fetches_nothing(language: str) -> None:
    html = summary_html(summary(*MIXED), language)
    page = Page()
    page.feed(html)
    assert page.open == []
    assert page.links == []
    assert "url(" not in html
    assert "<script" not in html
    assert f'lang="{language}"' in html
    assert "<b>গঠন" not in html
    assert "&lt;b&gt;গঠন" in html


def test_the_bengali_page_has_bengali_digits_and_dates() -> None:
    html = summary_html(summary(*MIXED), "bn")
    assert "২০২৩-২৪ অর্থবছরের ১ম ত্রৈমাসিক (১ জুলাই ২০২৩ হতে ৩০ সেপ্টেম্বর ২০২৩)" in html
    assert "৫০.০%" in html
    assert "৬৬.৭%" in html


def test_an_office_may_word_its_own_summary(tmp_path: Path) -> None:
    folder = tmp_path / "templates/reports"
    folder.mkdir(parents=True)
    (folder / "summary.html").write_text("{{ w.title }} {{ summary.total.due|digits }}", "utf-8")
    assert summary_html(summary(*MIXED), "en", tmp_path) == "Quarterly summary of decisions carried out 4"
    (folder / "summary.html").write_text("{{ summary.nothing }}", "utf-8")
    with pytest.raises(ConfigError, match=r"summary\.html"):
        summary_html(summary(*MIXED), "en", tmp_path)
    (folder / "words.toml").write_text("[bn]\n", "utf-8")
    with pytest.raises(ConfigError, match="no words for the language 'en'"):
        summary_html(summary(), "en", tmp_path)
