"""The reading contract: shape and codes of what reading a document gives."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.minutes.gold import OWN, cases, read_case
from tracker.domain.deadlines import Kind
from tracker.minutes.decisions import REVIEW_ORDER

KINDS = ("coordination_minutes", "resolution", "dialogue_report", "directive_report")
NATURES = ("obligation", "commitment", "enquiry", "directive", "information")
WARNINGS = (
    "participants_do_not_add_up", "count_mismatch", "conflicting_frequency", "bangla_date_mismatch",
    "weekday_mismatch", "issued_before_held", "duplicate_number", "missing_number", "number_word_mismatch",
    "mixed_digits", "legacy_encoding", "damaged_text", "several_meetings", "no_decisions", "empty_document",
)  # fmt: skip
OPEN = (Kind.VAGUE, Kind.NONE, Kind.EVENT)


def _read(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(json.dumps(read_case(OWN, name)[1].to_json()))
    return read


@pytest.mark.parametrize("name", cases(OWN))
def test_the_json_has_the_contracts_keys_and_codes(name: str) -> None:
    read = _read(name)
    assert {"schema", "source", "kind", "meeting", "decisions", "warnings"} <= set(read)
    assert read["schema"] == 1 and read["kind"] in KINDS
    assert {"name", "sha256", "format", "language"} <= set(read["source"])
    facts = "title held_on issued_on memo_number chair place fiscal_year quarter participants"
    assert set(facts.split()) <= set(read["meeting"])
    keys = "number subject text nature implementer_text implementers deadline first_due_on review"
    for decision in read["decisions"]:
        assert set(keys.split()) <= set(decision)
        assert decision["nature"] in NATURES
        assert set(decision["review"]) <= set(REVIEW_ORDER)
        assert len(set(decision["implementers"])) == len(decision["implementers"])
    for warning in read["warnings"]:
        assert warning["code"] in WARNINGS and warning["message"]


@pytest.mark.parametrize("name", cases(OWN))
def test_whatever_is_open_is_reviewed(name: str) -> None:
    """No obligation without an office or a due date that no code names."""
    for decision in _read(name)["decisions"]:
        if decision["nature"] != "obligation":
            continue
        rule = decision["deadline"]
        assert rule["text"] or rule["kind"] == "none"
        if not decision["implementers"]:
            assert {"no_implementer", "unresolved_implementer", "ambiguous_implementer"} & set(decision["review"])
        if rule["kind"] in OPEN or (decision["first_due_on"] is None and rule["kind"] != Kind.ONGOING):
            assert decision["review"]


@pytest.mark.parametrize("name", cases(OWN))
def test_every_warning_but_those_about_the_whole_shows_the_words(name: str) -> None:
    """The words stand in the document's text, so that they can be shown there."""
    _, draft = read_case(OWN, name)
    flat = " ".join(draft.text.split())
    for warning in draft.warnings:
        if warning.code not in ("empty_document", "bangla_date_mismatch"):
            assert warning.excerpt
            assert " ".join(warning.excerpt.split())[:60] in flat
