"""Deadlines in plain words, as the policy and the command line write them."""

from __future__ import annotations

import pytest

from tracker.domain.deadlines import DeadlineRule, Kind, Unit
from tracker.domain.errors import BadInput
from tracker.settings.wording import deadline_in_words


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("10 days", DeadlineRule(Kind.WITHIN, 10, Unit.DAY)),
        ("within ১৫ working-days", DeadlineRule(Kind.WITHIN, 15, Unit.WORKING_DAY)),
        ("1 month", DeadlineRule(Kind.WITHIN, 1, Unit.MONTH)),
        ("End of the quarter", DeadlineRule(Kind.END_OF, unit=Unit.QUARTER)),
        ("end of half_year", DeadlineRule(Kind.END_OF, unit=Unit.HALF_YEAR)),
        ("every month", DeadlineRule(Kind.EVERY, every=Unit.MONTH)),
        ("every two months", DeadlineRule(Kind.EVERY, every=Unit.BIMONTH)),
        ("ongoing", DeadlineRule(Kind.ONGOING)),
        ("immediately", DeadlineRule(Kind.IMMEDIATE)),
    ],
)
def test_plain_words_are_a_rule(words: str, rule: DeadlineRule) -> None:
    assert deadline_in_words(words) == rule.with_text(words)


@pytest.mark.parametrize(
    "words",
    ["", "soon", "10", "0 days", "10 quarters", "end of day", "every hour", "-3 days", "99999 days"],
)
def test_other_words_are_refused(words: str) -> None:
    with pytest.raises(BadInput, match="is not a deadline"):
        deadline_in_words(words)
