"""Bad input: one clear line with the way out, the exit status of its kind, nothing stored, no traceback."""

from __future__ import annotations

import os
import shutil
import socket
from pathlib import Path

import pytest

from tests.acceptance.conftest import Ran, Tracker

BAD, CONFIG, AGAIN = 3, 4, 75


def refused(ran: Ran, status: int, *words: str) -> None:
    """The refusal is as it must be."""
    assert ran.status == status, ran
    assert "Traceback" not in ran.err
    assert ran.err.startswith("Error: "), ran.err
    assert "→" in ran.err, "the way out is missing"
    for word in words:
        assert word in ran.err
    assert ran.out == ""


def nothing_stored(tracker: Tracker) -> None:
    """No minutes came in."""
    ran = tracker("minutes", "list", "--format", "json")
    assert "there is no record yet" in ran.err or '"items": []' in ran.out


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", "empty"),
        ("binary.txt", bytes(range(256)) * 40, "binary.txt"),
        ("invalid.txt", "সভার কার্যবিবরণী ".encode() + b"\xff\xfe\x80" + "শেষ".encode(), "UTF-8"),
        ("letter.txt", "সভার তারিখ নিয়ে একটি চিঠি, কোনো সিদ্ধান্ত নেই।\n".encode(), "no decision"),
    ],
)
def test_a_file_that_is_no_minutes(tracker: Tracker, tmp_path: Path, name: str, content: bytes, words: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    refused(tracker("minutes", "import", file), BAD, words)
    nothing_stored(tracker)


def test_a_folder(tracker: Tracker, tmp_path: Path) -> None:
    refused(tracker("minutes", "import", tmp_path), BAD, "folder")


def test_a_file_that_is_not_there(tracker: Tracker, tmp_path: Path) -> None:
    refused(tracker("minutes", "import", tmp_path / "nowhere.txt"), BAD, "nowhere.txt")


def test_a_text_of_200_mb_is_refused_without_being_read(tracker: Tracker, tmp_path: Path) -> None:
    file = tmp_path / "huge.txt"
    with file.open("wb") as huge:
        huge.truncate(200 * 1024 * 1024)
    refused(tracker("minutes", "import", file), BAD, "MB")


def test_an_office_that_the_directory_does_not_know_waits_in_review(tracker: Tracker, sample: Path) -> None:
    file = tracker.home / "minutes.txt"
    file.write_text(sample.read_text("utf-8").replace("জেলা প্রশাসক (সকল)", "জেলা কৃষি অফিসার (সকল)", 1), "utf-8")
    tracker.well("minutes", "import", file)
    assert "unresolved_implementer" in tracker.well("minutes", "review", "--format", "json")


def test_settling_on_an_unknown_office(tracker: Tracker, sample: Path) -> None:
    tracker.well("minutes", "import", sample)
    ran = tracker("minutes", "settle", "1/5", "--policy", "--implementers", "dc-atlantis")
    refused(ran, BAD, "dc-atlantis", "tracker offices list")


def test_a_database_that_cannot_be_written(tracker: Tracker, sample: Path) -> None:
    tracker.well("db", "upgrade")
    var = tracker.home / "var"
    (var / "tracker.db").chmod(0o444)
    var.chmod(0o555)
    ran = unprivileged(tracker)("minutes", "import", sample)
    var.chmod(0o755)
    refused(ran, CONFIG, "tracker.db")


def unprivileged(tracker: Tracker) -> Tracker:
    """The program bound by the rights of files, which root is not."""
    if os.geteuid() != 0:
        return tracker
    if shutil.which("setpriv") is None:
        pytest.skip("setpriv (util-linux) is needed to give up root's rights")
    rights = "-dac_override,-dac_read_search"
    return Tracker(tracker.home, ("setpriv", "--inh-caps", rights, "--bounding-set", rights))


def test_a_mail_server_that_is_away_loses_nothing(tracker: Tracker, sample: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = tracker.home / "config" / "tracker.toml"
    text = config.read_text("utf-8").replace('transport = "folder"', 'transport = "smtp"')
    text = text.replace("[mail.smtp]", f'[mail.smtp]\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\n', 1)
    config.write_text(text, "utf-8")
    tracker.well("minutes", "import", sample)
    tracker.well("check", "--date", "2025-09-25")
    ran = tracker("notices", "deliver")
    assert ran.status == AGAIN, ran
    assert "Traceback" not in ran.err
    assert tracker.well("notices", "list", "--state", "waiting", "--format", "json").count('"notice":') == 16


def test_the_same_file_twice_changes_nothing(tracker: Tracker, sample: Path) -> None:
    tracker.well("minutes", "import", sample)
    before = tracker.well("audit", "verify")
    assert "nothing was changed" in tracker.well("minutes", "import", sample)
    assert tracker.well("audit", "verify") == before


def test_imports_of_one_file_at_the_same_moment_give_one(tracker: Tracker, sample: Path) -> None:
    running = [tracker.start("minutes", "import", sample) for _ in range(4)]
    answers = [(p.communicate(timeout=120), p.returncode) for p in running]
    assert [status for _, status in answers] == [0] * 4, answers
    assert sum("nothing was changed" in out for (out, _), _ in answers) == 3
    assert tracker.well("minutes", "list", "--format", "json").count('"sha256"') == 1


def test_a_wrong_configuration_names_every_mistake_with_its_line(tracker: Tracker) -> None:
    config = tracker.home / "config" / "tracker.toml"
    config.write_text('[office]\nlangage = "bn"\n\n[mail]\ntransport = "pigeon"\n', "utf-8")
    ran = tracker("overdue")
    assert ran.status == CONFIG
    assert "tracker.toml:2" in ran.err
    assert "tracker.toml:5" in ran.err


def test_a_date_that_is_none(tracker: Tracker) -> None:
    ran = tracker("check", "--date", "31 February")
    assert ran.status in (2, BAD)
    assert "Traceback" not in ran.err


def test_a_mistake_in_a_mail_template_is_told_in_a_line_and_loses_nothing(tracker: Tracker, sample: Path) -> None:
    folder = tracker.home / "templates" / "emails" / "bn" / "overdue"
    folder.mkdir(parents=True)
    (folder / "subject.txt").write_text("{{ letter.nothing }}", "utf-8")
    tracker.well("minutes", "import", sample)
    tracker.well("check", "--date", "2025-09-25")
    ran = tracker("notices", "deliver")
    assert ran.status == 1
    assert "Traceback" not in ran.err
    assert "8 held" in ran.out
    assert "8 sent" in ran.out
    assert "subject.txt" in tracker.well("notices", "list", "--state", "held", "--format", "json")
