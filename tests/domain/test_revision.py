"""Matching two versions of minutes: by words and number, never by place."""

from __future__ import annotations

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.revision import Clause, Pair, match

COMMITTEE = "reconstitute the monitoring committee and publish it on the website within 10 days"
CHARTER = "update the charter every quarter and upload it in the service box"
DESK = "set up a help desk for elderly citizens at the entrance"
FORM = "send form 3 to the division office by the fifth of each month"


def likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


def pairs(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> list[Pair]:
    return match([Clause(*each) for each in old], [Clause(*each) for each in new], likeness)


def test_the_same_version_is_matched_whole() -> None:
    version = [("1", COMMITTEE), ("2", CHARTER)]
    assert pairs(version, version) == [(0, 0), (1, 1)]


def test_reordered_and_renumbered_decisions_are_found_by_their_words() -> None:
    assert pairs([("1", COMMITTEE), ("2", CHARTER)], [("1", CHARTER), ("2", COMMITTEE)]) == [(1, 0), (0, 1)]


def test_an_edited_decision_is_found_under_its_number() -> None:
    edited = COMMITTEE.replace("10 days", "15 working days of receipt")
    assert pairs([("1", COMMITTEE), ("2", CHARTER)], [("1", edited), ("2", CHARTER)]) == [(0, 0), (1, 1)]


def test_an_edited_decision_that_moved_is_found_when_it_is_near_enough() -> None:
    edited = COMMITTEE.replace("10", "12")
    assert pairs([("1", COMMITTEE)], [("1", DESK), ("2", edited)]) == [(None, 0), (0, 1)]


def test_what_is_gone_is_withdrawn_and_what_came_is_new() -> None:
    assert pairs([("1", COMMITTEE), ("2", CHARTER)], [("1", COMMITTEE), ("2", DESK)]) == [(0, 0), (None, 1), (1, None)]


def test_another_duty_under_an_old_number_is_no_edit() -> None:
    assert pairs([("1", FORM)], [("1", DESK)]) == [(None, 0), (0, None)]


def test_the_nearest_part_of_a_split_decision_goes_on() -> None:
    whole = f"{COMMITTEE}; {DESK}"
    assert pairs([("2", whole)], [("2.1", COMMITTEE), ("2.2", DESK)]) == [(0, 0), (None, 1)]
    assert pairs([("2.1", COMMITTEE), ("2.2", DESK)], [("2", whole)]) == [(0, 0), (1, None)]


def test_the_same_words_twice_are_two_decisions() -> None:
    version = [("1", COMMITTEE), ("2", COMMITTEE)]
    assert pairs(version, [("2", COMMITTEE)]) == [(1, 0), (0, None)]
    assert pairs(version, version) == [(0, 0), (1, 1)]


_VERSIONS = st.lists(st.tuples(st.sampled_from(["1", "2", "3", "2.1"]), st.sampled_from([COMMITTEE, CHARTER, DESK, FORM, COMMITTEE + " again"])), max_size=7)  # fmt: skip


@given(old=_VERSIONS, new=_VERSIONS)
def test_every_decision_is_matched_exactly_once(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> None:
    found = pairs(old, new)
    assert sorted(o for o, _ in found if o is not None) == list(range(len(old)))
    assert [n for _, n in found if n is not None] == list(range(len(new)))


@given(old=_VERSIONS, data=st.data())
def test_words_that_stay_are_always_matched(old: list[tuple[str, str]], data: st.DataObject) -> None:
    new = data.draw(st.permutations(old))
    found = pairs(old, new)
    for o, n in found:
        if o is None or n is None:
            pytest.fail("nothing was added or withdrawn")
        assert old[o][1] == new[n][1]
