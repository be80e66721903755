"""Telling the same duty in other words from another duty in like words: pairs in tests/samples/likeness.toml."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.minutes.deadlines import read_deadline
from tracker.minutes.likeness import ALIKE, Gist, Gists, likeness
from tracker.minutes.phrasebook import load_phrasebook
from tracker.settings.directory import load_directory
from tracker.settings.resources import resource

PAIRS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "samples" / "likeness.toml").read_text("utf-8")
)["pair"]
BOOK = load_phrasebook()
GISTS = Gists(BOOK, load_directory(resource("config/offices/rangpur-division.toml")))

CONFUSED = {"another act", "written after the lists of words"}
"""Pairs of different duties of which some are proposed as the same: a registrar sees both texts."""


def gist(text: str) -> Gist:
    return GISTS.gist(text, read_deadline(text, BOOK, basis=date(2024, 1, 1)).rule.text)


def score(pair: dict[str, Any]) -> float:
    return likeness(gist(pair["one"]), gist(pair["other"]))


@pytest.mark.parametrize("pair", [p for p in PAIRS if p["same"]], ids=lambda p: f"{p['language']} {p['why']}")
def test_the_same_duty_in_other_words_is_recognised(pair: dict[str, Any]) -> None:
    assert score(pair) >= ALIKE


@pytest.mark.parametrize(
    "pair",
    [p for p in PAIRS if not p["same"] and p["why"] not in CONFUSED],
    ids=lambda p: f"{p['language']} {p['why']}",
)
def test_another_duty_in_like_words_is_not(pair: dict[str, Any]) -> None:
    assert score(pair) < ALIKE


def test_at_most_one_pair_in_thirty_is_told_wrongly() -> None:
    wrong = [pair["why"] for pair in PAIRS if (score(pair) >= ALIKE) is not pair["same"]]
    assert len(wrong) * 30 <= len(PAIRS)


_TEXTS = st.sampled_from([text for pair in PAIRS for text in (pair["one"], pair["other"])])


@given(one=_TEXTS, other=_TEXTS)
def test_likeness_is_the_same_both_ways_and_never_above_one(one: str, other: str) -> None:
    there, back = likeness(gist(one), gist(other)), likeness(gist(other), gist(one))
    assert there == pytest.approx(back)
    assert 0 <= there <= 1


@given(text=_TEXTS)
def test_a_text_that_tells_something_is_like_itself(text: str) -> None:
    assert likeness(gist(text), gist(text)) == pytest.approx(1)
