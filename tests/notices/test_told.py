"""Letters that tell of one event, in each language: a return, a reopening, more time granted or refused, a correction."""

from __future__ import annotations

from datetime import date

import pytest

from tests.notices.letters import item, letter, seen
from tracker.notices.render import render

ON = date(2023, 7, 7)
WHY = "ছবি <b>নেই</b>"


@pytest.mark.parametrize("language", ["bn", "en", "hi"])
@pytest.mark.parametrize(
    ("kind", "event"),
    [
        ("returned", "return"),
        ("returned", "reopen"),
        ("extension", "extend"),
        ("extension", "refuse"),
        ("extension", "correct"),
        ("extension", "undo"),
    ],
)
def test_it_says_what_was_decided_and_why(kind: str, event: str, language: str) -> None:
    told = item(
        event=event,
        reason=WHY,
        state="returned" if kind == "returned" else "open",
        was_due_on=date(2023, 7, 1) if event != "refuse" else None,
        asked_until=date(2023, 7, 20),
    )
    words = render(letter(kind, ON, told, language=language))
    assert WHY in words.text
    assert "ছবি &lt;b&gt;নেই&lt;/b&gt;" in words.html
    assert WHY in seen(words.html)
    assert words.subject in words.text
    assert "\n" not in words.subject.strip()


def test_each_event_has_words_of_its_own() -> None:
    events = {"returned": ("return", "reopen"), "extension": ("extend", "refuse", "correct")}
    for language in ("bn", "en", "hi"):
        for kind, names in events.items():
            letters = [
                render(letter(kind, ON, item(event=name, was_due_on=date(2023, 7, 1)), language=language))
                for name in names
            ]
            assert len({told.subject for told in letters}) == len(names)


def test_a_duty_without_a_date_is_neither_late_nor_extended() -> None:
    told = item(event="return", reason="x", due_on=None, first_due_on=None, state="returned")
    words = render(letter("returned", ON, told, language="en"))
    assert "no fixed date" in words.text
    assert "late" not in words.text.split("How to answer")[0].replace("without delay", "")
    assert "no fixed date" in words.html
