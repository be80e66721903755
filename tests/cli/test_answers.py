"""What offices and the divisional office exchange, on the command line: evidence, more time, parts, corrections."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Cli

PDF = b"%PDF-1.7 order"


@pytest.fixture
def proof(tmp_path: Path) -> Path:
    path = tmp_path / "আদেশ.pdf"
    path.write_bytes(PDF)
    return path


def test_evidence_is_handed_in_listed_given_back_and_checked(imported: Cli, proof: Path, tmp_path: Path) -> None:
    imported.ok("submit", 6, "--note", "x", "--file", proof, "--link", "https://a.example", actor="dc-kurigram")
    [item] = imported.items("evidence", "list", 6)
    assert (item["number"], item["name"], item["size"], item["kind"]) == (1, "আদেশ.pdf", len(PDF), "complete")
    copy = tmp_path / "copy.pdf"
    imported.ok("evidence", "get", "৬/১", "-o", copy)
    assert copy.read_bytes() == PDF
    assert "is there already" in imported.refused(3, "evidence", "get", "6/1", "-o", copy)
    assert "has no evidence 2; it has 1" in imported.refused(3, "evidence", "get", "6/2", "-o", tmp_path / "no")
    assert "is no file of evidence" in imported.refused(3, "evidence", "get", "6", "-o", tmp_path / "no")
    assert "there is no occurrence 999" in imported.refused(3, "evidence", "list", 999)
    shown = imported.ok("obligations", "show", 6)
    assert "6/1 আদেশ.pdf (14 bytes)" in shown
    assert "https://a.example" in shown


def test_evidence_that_is_missing_or_changed_is_named_with_status_1(imported: Cli, proof: Path) -> None:
    imported.ok("submit", 6, "--note", "x", "--file", proof)
    assert "1 of 1 files are as they were handed in" in imported.ok("evidence", "check")
    [blob] = [path for path in (imported.home / "var/evidence").rglob("*") if path.is_file()]
    blob.write_bytes(b"forged")
    result = imported.call("evidence", "check")
    assert (result.exit_code, "CHANGED 6/1 আদেশ.pdf" in result.stdout) == (1, True)
    blob.unlink()
    result = imported.call("evidence", "check")
    assert (result.exit_code, "MISSING 6/1 আদেশ.pdf" in result.stdout) == (1, True)
    assert "is not in" in imported.refused(3, "evidence", "get", "6/1", "-o", "-")


def test_a_file_that_cannot_be_taken_changes_nothing(imported: Cli, tmp_path: Path) -> None:
    before = imported.ok("audit", "verify")
    fake = tmp_path / "fake.pdf"
    fake.write_bytes(b"MZ")
    for path in (fake, tmp_path, tmp_path / "nowhere.pdf", "/dev/null"):
        message = imported.refused(3, "submit", 6, "--note", "x", "--file", path)
        assert "→" in message
    assert imported.ok("audit", "verify") == before
    assert not list((imported.home / "var/evidence").rglob("*.pdf"))


def test_settings_of_evidence_are_checked(imported: Cli) -> None:
    path = imported.home / "config/tracker.toml"
    text = path.read_text("utf-8")
    path.write_text(text.replace('folder = "var/evidence"', 'folder = "../elsewhere"\ntypes = ["exe"]'), "utf-8")
    message = imported.refused(4, "evidence", "check")
    assert "`folder` must lie below the working folder" in message
    assert "'exe' is no type that can be told by its first bytes" in message


def test_time_is_asked_for_granted_and_told(imported: Cli) -> None:
    imported.ok(
        "extension", "request", 6, "--until", "2099-12-18", "--reason", "বন্যা", "--on", "2025-09-20", actor="dc-kurigram"
    )
    [asked] = imported.items("extension", "list")
    assert (asked["office"], asked["until"], asked["verdict"]) == ("dc-kurigram", "2099-12-18", None)
    assert "not decided yet" in imported.ok("obligations", "show", 6)
    granted = imported.ok("extension", "grant", 6, "--until", "2099-12-19", "--reason", "x", actor="verifier")
    assert "6 is due on 2099-12-19, was 2025-09-24; a letter to the office waits" in granted
    assert "closed day (weekly off)" in granted
    assert imported.items("extension", "list") == []
    assert len(imported.items("extension", "list", "--all")) == 1
    told = imported.ok("obligations", "explain", 6)
    assert told.startswith("due 19 December 2099: extended from 24 September 2025 by verifier on ")
    assert "extended to" not in told
    assert "সময় বৃদ্ধি মঞ্জুর" in imported.ok("notices", "preview", 1)
    assert "nobody has asked" in imported.refused(3, "extension", "refuse", 6, "--reason", "x")
    imported.actor = "auditor"
    assert "needs the role" in imported.refused(3, "extend", 6, "--until", "2100-01-01", "--reason", "x")


def test_parts_are_set_reported_and_shown(imported: Cli) -> None:
    imported.ok("parts", "set", "1/1", "ছবি", "বিবরণ")
    assert "2 of 2 parts are not reported" in imported.refused(3, "submit", 6, "--note", "x")
    imported.ok("progress", 6, "--note", "x", "--part", "১", actor="dc-kurigram")
    imported.ok("submit", 6, "--note", "x", "--part", 2, actor="dc-kurigram")
    shown = imported.ok("parts", "show", "1/1")
    assert shown.splitlines()[0] == "1  ছবি"
    assert shown.count("dc-kurigram: reported") == 2
    imported.ok("return", 6, "--reason", "x", "--part", 2, actor="verifier")
    assert "wanting since" in imported.ok("obligations", "show", 6)
    assert "names no decision" in imported.refused(3, "parts", "set", "1", "a")


def test_waiving_superseding_and_correcting_leave_their_entries(imported: Cli) -> None:
    imported.ok("waive", 1, 2, "--reason", "flood", "--authority", "memo 7")
    assert {i["state"] for i in imported.items("obligations", "list") if i["occurrence"] in (1, 2)} == {"waived"}
    taken_back = imported.ok("correct", 1, "--undo", "--reason", "wrong number")
    assert "“waive” by registrar" in taken_back
    assert "1 is open, due on 2025-09-24" in taken_back
    told = imported.ok("correct", 3, "--due", "2099-01-01", "--reason", "typing error")
    assert "3 is due on 2099-01-01, not on 2025-09-24" in told
    imported.refused(2, "correct", 3, "--reason", "x")
    imported.refused(2, "correct", 3, "--undo", "--due", "2099-01-02", "--reason", "x")
    ended = imported.ok("supersede", "1/3", "--office", "dc-rangpur", "--reason", "x", "--authority", "y")
    assert "1/3 superseded for dc-rangpur; 1 due date ended" in ended
    assert "does not bind dc-nowhere" in imported.refused(
        3, "supersede", "1/3", "--office", "dc-nowhere", "--reason", "x", "--authority", "y"
    )
    assert "entries hold" in imported.ok("audit", "verify")


def test_what_was_accepted_is_reopened_and_the_office_told(imported: Cli) -> None:
    imported.ok("submit", 6, "--note", "x", actor="dc-kurigram")
    assert "cannot be reopened" in imported.refused(3, "reopen", 6, "--reason", "x")
    imported.ok("accept", 6, actor="verifier")
    assert "a letter to the office waits" in imported.ok("reopen", 6, "--reason", "পুরোনো ছবি", actor="verifier")
    assert "পুরোনো ছবি" in imported.ok("notices", "preview", 1)


def test_findings_are_entered_listed_and_dismissed(imported: Cli) -> None:
    assert imported.items("findings", "list") == []
    told = imported.ok("findings", "add", "1/1", "--done", "dc-kurigram", "--missing", "dc-rangpur", "--text", "সভায়")
    assert "accepted as done by the meeting: dc-kurigram" in told
    assert [i["office"] for i in imported.items("findings", "list", "1", "--all")] == ["dc-kurigram", "dc-rangpur"]
    assert "found done (confirmed): dc-kurigram" in imported.ok("minutes", "show", "1")
    assert "nothing is proposed" in imported.refused(3, "findings", "dismiss", "1/1")


def test_the_doctor_names_a_folder_of_evidence_that_is_a_link(cli: Cli, tmp_path: Path) -> None:
    assert "files up to 20 MB (pdf, jpg" in cli.ok("doctor")
    (cli.home / "var/evidence").symlink_to(tmp_path)
    result = cli.call("doctor")
    assert result.exit_code == 1
    assert "var/evidence is a symbolic link" in result.stdout
