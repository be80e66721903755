"""The gold annotations of the shared minutes that judge implementers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import needs_shared
from tracker.minutes.implementers import resolve, resolve_in_sentence
from tracker.minutes.phrasebook import Phrasebook
from tracker.settings.directory import load_directory

RESOLUTIONS = ("heritage-resolutions-2022-11", "market-oversight-2025-11")


@needs_shared
def test_the_cells_that_the_gold_quotes_mean_the_offices_that_it_lists(shared_minutes: Path, book: Phrasebook) -> None:
    cases = shared_minutes / "cases"
    judged = 0
    for gold in sorted(cases.glob("*.json")):
        offices = cases / f"{gold.stem}.offices.toml"
        directory = load_directory(offices if offices.exists() else cases / "offices.toml")
        for decision in json.loads(gold.read_text("utf-8"))["decisions"]:
            if cell := decision.get("implementer_text"):
                judged += 1
                reading = resolve(cell, directory, book)
                assert sorted(reading.offices) == sorted(decision["implementers"]), cell
                assert ("unresolved_implementer" in reading.review) == (
                    "unresolved_implementer" in decision["review"]
                ), cell
    assert judged > 10


@needs_shared
@pytest.mark.parametrize("name", RESOLUTIONS)
def test_the_sentences_of_resolutions_make_the_right_offices_act(
    name: str, shared_minutes: Path, book: Phrasebook
) -> None:
    cases = shared_minutes / "cases"
    directory = load_directory(cases / "offices.toml")
    for decision in json.loads((cases / f"{name}.json").read_text("utf-8"))["decisions"]:
        if decision["nature"] == "obligation":
            reading = resolve_in_sentence(decision["text"], directory, book)
            assert sorted(reading.offices) == sorted(decision["implementers"]), decision["text"]
            assert [c for c in reading.review if c not in decision["review"]] == [], decision["text"]
