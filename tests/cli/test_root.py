"""The command line as a whole: help, refusals and their exit statuses, encodings, closed pipes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from tests.cli.conftest import Cli
from tracker import __version__
from tracker.cli import root
from tracker.cli.lazy import LazyGroup
from tracker.domain.errors import TryAgain
from tracker.settings.resources import packaged_root


def commands(group: LazyGroup = root.tracker, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command's words."""
    ctx = click.Context(group)
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        if isinstance(command, LazyGroup):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name)


@pytest.mark.parametrize("words", list(commands()), ids=" ".join)
def test_every_command_explains_itself(words: tuple[str, ...]) -> None:
    result = CliRunner().invoke(root.tracker, [*words, "--help"])
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith(f"Usage: tracker {' '.join(words)}")


def test_the_help_names_every_command_without_importing_it(cli: Cli) -> None:
    code = (
        "import sys; from tracker.cli.root import tracker\n"
        "try: tracker.main(['--help'], prog_name='tracker')\n"
        "except SystemExit: print(sorted(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", cwd=packaged_root(), check=True
    )
    for name in root.COMMANDS:
        assert f"  {name} " in done.stdout
    for module in ("sqlalchemy", "tracker.settings.load", "tracker.cli.overdue", "tomllib"):
        assert f"'{module}'" not in done.stdout


def test_the_version_is_told() -> None:
    assert CliRunner().invoke(root.tracker, ["--version"]).stdout == f"tracker {__version__}\n"


def test_an_unknown_command_is_answered_with_the_nearest(cli: Cli) -> None:
    result = cli.call("overdu")
    assert result.exit_code == 2
    assert "Did you mean 'overdue'?" in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("overdue", "--as-of", "31/02/2023"),
        ("overdue", "--as-of", "soon"),
        ("overdue", "--format", "xml"),
        ("submit", "x", "--note", "y"),
        ("calendar", "show", "2023-13"),
        ("minutes",),
    ],
    ids=" ".join,
)
def test_wrong_usage_exits_with_2(cli: Cli, words: tuple[str, ...]) -> None:
    result = cli.call(*words)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_a_home_that_is_not_there_is_a_matter_of_configuration(tmp_path: Path) -> None:
    message = Cli(tmp_path / "nowhere").refused(4, "overdue")
    assert message.startswith("Error: --home names ")
    assert "tracker init" in message


def test_all_mistakes_of_the_settings_are_told_at_once(cli: Cli) -> None:
    path = cli.home / "config/tracker.toml"
    path.write_text('[mail]\ntransport = "pigeon"\n[databse]\n', "utf-8")
    message = cli.refused(4, "overdue", "--as-of", "2023-07-06")
    assert f"{path}:2: `transport` must be folder or smtp, not 'pigeon'" in message
    assert f"{path}:3: unknown key `databse`" in message


def raising(fault: BaseException) -> click.Command:
    @click.command()
    def fail() -> None:
        raise fault

    return fail


@pytest.mark.parametrize(
    ("fault", "status", "words"),
    [
        (TryAgain("the database is busy", hint="try again"), 75, "Error: the database is busy\n  → try again\n"),
        (KeyboardInterrupt(), 130, "interrupted\n"),
        (click.Abort(), 130, "interrupted\n"),
        (PermissionError(13, "Permission denied", "/x/y"), 3, "Error: /x/y: Permission denied\n  → check"),
        (ZeroDivisionError("division by zero"), 70, "this program failed: ZeroDivisionError: division by zero"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else "",
)
def test_what_goes_wrong_becomes_a_line_and_an_exit_status(
    monkeypatch: pytest.MonkeyPatch, fault: BaseException, status: int, words: str
) -> None:
    monkeypatch.setitem(root.tracker.commands, "fail", raising(fault))
    result = CliRunner().invoke(root.tracker, ["fail"])
    assert result.exit_code == status
    assert words in result.stderr
    assert "Traceback" not in result.stderr


def test_a_fault_of_the_program_shows_whole_to_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(root.tracker.commands, "fail", raising(ZeroDivisionError("x")))
    monkeypatch.setenv("TRACKER_DEBUG", "1")
    assert isinstance(CliRunner().invoke(root.tracker, ["fail"]).exception, ZeroDivisionError)


def test_messages_carry_no_terminal_codes(cli: Cli) -> None:
    message = cli.refused(3, "minutes", "read", "\x1b[31mno.txt")
    assert "\x1b" not in message


def test_bengali_is_written_whatever_the_locale(cli: Cli) -> None:
    done = cli.process("offices", "list", LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    assert "পঞ্চগড়" in done.stdout


def test_a_reader_that_stops_reading_is_no_error(cli: Cli) -> None:
    minutes = _long_minutes(cli.home)
    command = f"{sys.executable} -m tracker --home {cli.home} minutes read {minutes} | head -1"
    done = subprocess.run(
        ["bash", "-c", f"{command}; exit ${{PIPESTATUS[0]}}"],
        capture_output=True,
        encoding="utf-8",
        cwd=packaged_root(),
        check=False,
    )
    assert done.stderr == ""
    assert done.returncode == 141
    assert len(done.stdout.splitlines()) == 1


def test_a_full_disk_is_told(cli: Cli) -> None:
    for words in (["offices", "list"], ["minutes", "read", str(_long_minutes(cli.home))]):
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(
                [sys.executable, "-m", "tracker", "--home", str(cli.home), *words],
                stdout=full,
                stderr=subprocess.PIPE,
                encoding="utf-8",
                cwd=packaged_root(),
                check=False,
            )
        assert done.returncode == 3
        assert "No space left on device" in done.stderr
        assert "Traceback" not in done.stderr


def _long_minutes(folder: Path) -> Path:
    rows = "\n".join(f"{n}\tবিষয়\tআলোচনা\tসভা করতে হবে।\tজেলা প্রশাসক (সকল)" for n in range(1, 700))
    path = folder / "long.txt"
    path.write_text(f"সভার কার্যবিবরণী\n\nক্রম\tবিষয়\tআলোচনা\tসিদ্ধান্ত\tবাস্তবায়নকারী\n{rows}\n", "utf-8")
    return path
