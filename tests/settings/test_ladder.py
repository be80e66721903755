"""The ladder from its file: the packaged one is the usual one, mistakes at their lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.domain.calendar import WorkingCalendar
from tracker.domain.errors import ConfigError
from tracker.domain.ladder import DEFAULT_LADDER
from tracker.settings.ladder import load_ladder
from tracker.settings.resources import resource


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "ladder.toml"
    path.write_text(text, "utf-8")
    return path


def problems(path: Path) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load_ladder(path)
    return [p.removeprefix(f"{path}:") for p in caught.value.problems]


def test_the_packaged_ladder_is_the_usual_one() -> None:
    assert load_ladder(resource("config/ladder.toml")) == DEFAULT_LADDER


def test_a_file_without_steps_means_the_usual_ladder(tmp_path: Path) -> None:
    assert load_ladder(write(tmp_path, "# nothing yet\n")) == DEFAULT_LADDER


def test_a_step_in_working_days_brings_the_calendar(tmp_path: Path) -> None:
    step = '[[step]]\ncode = "r"\nkind = "reminder"\ndays = -2\nworking_days = true\nto = ["focal"]\n'
    calendar = WorkingCalendar()
    assert load_ladder(write(tmp_path, step), lambda: calendar).calendar is calendar
    plain = step.replace("working_days = true\n", "")
    assert load_ladder(write(tmp_path, plain), lambda: calendar).calendar is None


def test_all_mistakes_are_said_at_once_each_with_its_line(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        """[[step]]
code = "r"
kind = "remind"
to = ["focal", "boss"]
[[step]]
code = "o"
kind = "overdue"
days = 1
repeat = 7
[[step]]
code = "p"
kind = "reminder"
stage = 1
days = -1
to = ["focal"]
""",
    )
    assert problems(path) == [
        "1: [[step]] needs `days` (days after the due date, before it with a minus sign)",
        "3: `kind` must be escalation or overdue or reminder, not 'remind'; did you mean `reminder`?",
        "4: 'boss' is no role; there are focal, alternate, head, copy, superior",
        "5: [[step]] needs `to` (focal, alternate, head, copy, superior)",
        "5: an overdue notice or escalation needs `stage` (1 for the first)",
        "9: unknown key `repeat` in [step]; did you mean `repeat_every`?",
        "13: a reminder has no `stage`",
    ]


def test_steps_that_contradict_each_other_are_refused(tmp_path: Path) -> None:
    late = '[[step]]\ncode = "a"\nkind = "overdue"\nstage = 1\ndays = 7\nto = ["focal"]\n'
    assert problems(write(tmp_path, late + late.replace("= 7", "= 3"))) == [
        "1: two steps are called a",
        "1: a must come after a",
    ]
