"""Checking the phrase files as a clerk edits them: the packaged ones are right, and each mistake is named."""

from __future__ import annotations

import shutil
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tracker.domain.errors import ConfigError
from tracker.minutes.deadlines import read_deadline
from tracker.minutes.phrasebook import Phrasebook, load_phrasebook
from tracker.minutes.phrases.checking import check_phrases, explain_phrase, problem_lines
from tracker.minutes.phrases.examples import EXAMPLE_BASIS
from tracker.settings.resources import resource

BOOK = load_phrasebook()


def _with(change: dict[str, Any]) -> Phrasebook:
    """The packaged book with one more entry in English."""
    languages: dict[str, Any] = {code: deepcopy(dict(data)) for code, data in BOOK.languages.items()}
    languages["en"]["deadlines"]["entry"].append(change)
    return Phrasebook(languages)


def _entry(**keys: Any) -> dict[str, Any]:
    return {"id": "en.new", "kind": "vague", "patterns": ["when pigs fly"], "examples": [{"text": "when pigs fly"}]} | keys


def test_the_packaged_phrase_files_have_no_mistakes() -> None:
    assert [str(problem) for problem in check_phrases(BOOK)] == []


def test_a_new_wording_is_recognised_at_once() -> None:
    book = _with(_entry())
    assert check_phrases(book) == []
    reading, (entry,) = explain_phrase("Finish it when pigs fly.", book, EXAMPLE_BASIS)
    assert (reading.rule.kind, entry.id) == ("vague", "en.new")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"knd": 1}, "unknown key `knd`; did you mean `kind`?"),
        ({"kind": "vage"}, "`vage` is no kind; did you mean `vague`?"),
        ({"unit": "weeks"}, "`weeks` is no unit; did you mean `week`?"),
        ({"amount": "ten"}, "`amount` must be a whole number"),
        ({"cell": 1}, "`cell` must be true or false"),
        ({"patterns": []}, "`patterns` is missing"),
        ({"patterns": ["when [pigs fly"]}, "a ] is missing"),
        ({"patterns": ["when pigs) fly"]}, "a ) closes nothing"),
        ({"patterns": ["when {pigs"]}, "a { is not closed"),
        ({"patterns": ["[when]"]}, "could be empty"),
        ({"patterns": ["within {unti}"]}, "there is no slot or group of words `unti`; did you mean `unit`?"),
        ({"patterns": [3]}, "`patterns` must hold texts in quotes"),
        ({"examples": []}, "`examples` is missing"),
        ({"examples": [{"txt": "x"}]}, "each of `examples` must be a table with a `text`"),
        ({"examples": [{"text": "soon"}]}, "is not recognised by this entry (but by en.soon)"),
        ({"examples": [{"text": "when pigs fly", "unit": "day"}]}, "unit should be day, is None"),
        ({"examples": [{"text": "when pigs fly", "basis": "June"}]}, "`basis` must be a date"),
        ({"id": "en.within"}, "another entry has the same id"),
    ],
)
def test_each_mistake_in_an_entry_is_named(change: dict[str, Any], told: str) -> None:
    problems = [str(problem) for problem in check_phrases(_with(_entry(**change)))]
    assert any(told in problem for problem in problems), problems
    assert all(problem.startswith("config/phrases/en.toml: entry en.") for problem in problems)


@pytest.mark.parametrize(
    ("section", "table", "key", "value", "told"),
    [
        ("months", None, "13", ["Undecimber"], "`13` is no month"),
        ("weekdays", None, "0", ["Someday"], "`0` is no weekday"),
        ("numbers", "words", "ten", ["ten"], "`ten` is no number"),
        ("deadlines", "units", "weak", ["weak"], "`weak` is no unit; did you mean `week`?"),
        ("deadlines", "words", "ahead", "next", "`ahead` must be a list of texts in quotes"),
        ("dates", None, "era", [1], "`era` must be a list of texts in quotes"),
    ],
)
def test_each_mistake_in_a_table_is_named(section: str, table: str | None, key: str, value: Any, told: str) -> None:
    languages: dict[str, Any] = {code: deepcopy(dict(data)) for code, data in BOOK.languages.items()}
    target = languages["en"][section] if table is None else languages["en"][section][table]
    target[key] = value
    problems = [str(problem) for problem in check_phrases(Phrasebook(languages))]
    assert any(told in problem for problem in problems), problems


def test_phrase_files_that_cannot_be_used_are_refused_with_the_way_out() -> None:
    with pytest.raises(ConfigError) as refused:
        read_deadline("soon", _with(_entry(patterns=["when [pigs"])), basis=date(2023, 6, 25))
    assert refused.value.hint == "name the mistakes with: tracker phrases check"


def test_a_mistake_in_the_users_own_file_is_told_with_its_line(tmp_path: Path) -> None:
    folder = tmp_path / "config" / "phrases"
    shutil.copytree(resource("config/phrases"), folder)
    text = (folder / "en.toml").read_text("utf-8")
    line = text.rstrip("\n").count("\n") + 2
    wrong = '\n[[deadlines.entry]]\nid = "en.mine"\nkind = "soonish"\npatterns = ["soonish"]\nexamples = [{ text = "soonish" }]\n'
    (folder / "en.toml").write_text(text.rstrip("\n") + wrong, "utf-8")
    lines = problem_lines(check_phrases(load_phrasebook(tmp_path)), tmp_path)
    assert lines == [f"{folder / 'en.toml'}:{line}: entry en.mine: `soonish` is no kind"]
