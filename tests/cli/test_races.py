"""Two clerks at once: real processes on one record, of each kind of database."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.cli.conftest import MINUTES, Cli
from tracker.cli.init import make_home
from tracker.settings.resources import packaged_root


@pytest.fixture
def office(tmp_path: Path, store_url: str) -> Cli:
    """A working folder on each kind of database, with the sample minutes in its record."""
    home = tmp_path / "office"
    make_home(home)
    settings = home / "config/tracker.toml"
    settings.write_text(settings.read_text("utf-8").replace("sqlite:///var/tracker.db", store_url), "utf-8")
    cli = Cli(home)
    cli.ok("minutes", "import", MINUTES)
    return cli


def at_once(cli: Cli, *commands: Sequence[object]) -> list[tuple[int, str, str]]:
    """Run commands in processes of their own that begin together: status, output and message of each."""
    environ = {**os.environ, "PYTHONPATH": str(packaged_root())}
    begun = [
        subprocess.Popen(
            [sys.executable, "-m", "tracker", "--home", str(cli.home), *map(str, words)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env=environ,
        )
        for words in commands
    ]
    ended = []
    for process in begun:
        out, err = process.communicate(timeout=120)
        ended.append((process.returncode, out, err))
    return ended


def one_wins(ended: list[tuple[int, str, str]]) -> str:
    """The message of the one that lost; exactly one did."""
    assert sorted(status for status, _, _ in ended) == [0, 3], ended
    [lost] = [err for status, _, err in ended if status == 3]
    assert "Traceback" not in lost
    return lost


def kinds(cli: Cli, number: int) -> list[str]:
    """What happened to a due date, by the audit log."""
    entries = cli.items("audit", "log", "--subject", f"occurrence:{number}", "--last", "0")
    return [entry["action"] for entry in entries]


def test_fault_88_of_two_submissions_at_once_one_counts_and_the_other_is_told(office: Cli) -> None:
    words = ("--as", "registrar", "submit", 1, "--note")
    lost = one_wins(at_once(office, (*words, "one"), (*words, "two")))
    assert "last: “submit” by registrar" in lost
    assert kinds(office, 1) == ["occurrence.submit"]


def test_fault_88_an_acceptance_and_a_return_at_once_leave_one_verdict(office: Cli) -> None:
    office.ok("submit", 1, "--note", "x")
    verdicts = (("--as", "verifier", "accept", 1), ("--as", "verifier", "return", 1, "--reason", "x"))
    lost = one_wins(at_once(office, *verdicts))
    assert "by verifier" in lost
    assert len(kinds(office, 1)) == 2


def test_fault_88_of_two_extensions_at_once_the_second_meets_the_first(office: Cli) -> None:
    words = ("--as", "verifier", "extend", 1, "--reason", "x", "--until")
    lost = one_wins(at_once(office, (*words, "2027-03-01"), (*words, "2027-03-01")))
    assert "not later than the deadline in force, 2027-03-01" in lost
    assert kinds(office, 1) == ["occurrence.extend"]


def test_fault_89_the_same_evidence_at_once_is_one_file_and_two_records(office: Cli) -> None:
    proof = office.home / "proof.pdf"
    proof.write_bytes(b"%PDF-1.7" + b"x" * 3_000_000)
    commands = [("--as", "registrar", "submit", number, "--note", "x", "--file", proof) for number in (1, 2, 3)]
    assert [status for status, _, _ in at_once(office, *commands)] == [0, 0, 0]
    listed = [office.items("evidence", "list", number) for number in (1, 2, 3)]
    assert len({item["sha256"] for items in listed for item in items}) == 1
    files = [path for path in (office.home / "var/evidence").rglob("*") if path.is_file()]
    assert [path.name for path in files] == [listed[0][0]["sha256"]]
    assert "3 of 3 files are as they were handed in" in office.ok("evidence", "check")
