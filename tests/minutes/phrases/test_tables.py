"""What phrases and sentences of three languages say about time: tables/*.txt, one line a case."""

from __future__ import annotations

import pytest

from tests.minutes.phrases.table import BASIS, Case, cases
from tracker.minutes.deadlines import read_deadline
from tracker.minutes.phrasebook import load_phrasebook

BOOK = load_phrasebook()
TABLES = ("bn", "bn_sentences", "en", "hi", "cells", "more")


def _named(names: tuple[str, ...]) -> list[object]:
    return [pytest.param(name, case, id=f"{name}:{case.text[:60]}") for name in names for case in cases(name)]


@pytest.mark.parametrize(("name", "case"), _named(TABLES))
def test_a_phrase_gives_its_rule_and_asks_a_person_only_where_it_must(name: str, case: Case) -> None:
    reading = read_deadline(case.text, BOOK, basis=BASIS, cell=name.startswith("cells"))
    rule = reading.rule.to_json()
    del rule["text"]
    assert (rule, set(reading.review)) == (case.rule, case.review)
