"""When a notice is tried again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.notices.retry import GIVE_UP_AFTER, next_wait


@given(st.integers(1, 10_000), st.text(max_size=30))
def test_waits_grow_from_a_minute_to_six_hours_give_or_take_a_fifth(attempt: int, key: str) -> None:
    plain = timedelta(minutes=min(2 ** min(attempt - 1, 12), 360))
    assert plain * 0.8 <= next_wait(attempt, key) <= plain * 1.2


def test_a_wait_is_the_same_each_time_it_is_asked_and_differs_between_notices() -> None:
    assert next_wait(3, "a") == next_wait(3, "a")
    assert len({next_wait(3, str(n)) for n in range(20)}) > 15


def test_many_attempts_are_made_before_a_notice_is_given_up() -> None:
    waited, attempts = timedelta(), 0
    while waited < GIVE_UP_AFTER:
        attempts += 1
        waited += next_wait(attempts, "key")
    assert timedelta(days=5) <= GIVE_UP_AFTER and attempts >= 20


def test_attempts_are_counted_from_one() -> None:
    with pytest.raises(ValueError, match="from 1"):
        next_wait(0, "key")
