"""What an office hands in: evidence kept before the record names it, progress that silences nothing, parts."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.actions.world import TODAY, World, at, duty
from tracker.actions.daily_check import daily_check
from tracker.actions.evidence import EvidenceCheck, check_evidence, folder_of, read_back
from tracker.actions.parts import set_parts
from tracker.actions.submit import Report, progress, submit
from tracker.domain.errors import BadInput, Refused, TrackerError
from tracker.store.queries.evidence import evidence_file, evidence_of
from tracker.store.queries.parts import parts_reported
from tracker.store.tables import audit, event, evidence, occurrence, part_report, submission

DUE = date(2023, 7, 5)
PDF = b"%PDF-1.7 order"


@pytest.fixture
def kurigram(world: World) -> World:
    world.import_(duty(implementers=("dc-kurigram", "dc-rangpur")))
    return world


def file(world: World, name: str = "আদেশ.pdf", data: bytes = PDF) -> Path:
    path = world.settings.home / name
    path.write_bytes(data)
    return path


def hand_in(world: World, n: int = 1, **more: object) -> None:
    actor = ("dc-kurigram", "dc-rangpur")[n - 1]
    submit(world.store, world.settings, n, Report(DUE, "done", **more), actor=actor, now=TODAY)  # type: ignore[arg-type]


def report(world: World, *parts: int, on: date = DUE) -> None:
    progress(world.store, world.settings, 1, Report(on, "partly", parts=parts), actor="dc-kurigram", now=TODAY)


def test_files_are_kept_under_their_hash_and_named_in_the_record(kurigram: World) -> None:
    hand_in(kurigram, files=[file(kurigram), file(kurigram, "photo.png", b"\x89PNG\r\n\x1a\npix")])
    with kurigram.store.reading() as conn:
        rows = evidence_of(conn, 1)
        assert [(row.k, row.name, row.size) for row in rows] == [(1, "আদেশ.pdf", 14), (2, "photo.png", 11)]
        row = evidence_file(conn, 1, 1)
        with pytest.raises(BadInput, match="has no evidence 3; it has 2"):
            evidence_file(conn, 1, 3)
    assert read_back(kurigram.settings, row) == PDF
    [told] = [a for a in kurigram.rows(audit) if a.action == "occurrence.submit"]
    assert row.sha256 in told.after


def test_fault_89_the_same_file_twice_is_one_blob_and_two_records(kurigram: World) -> None:
    hand_in(kurigram, 1, files=[file(kurigram)])
    hand_in(kurigram, 2, files=[file(kurigram, "other.pdf")])
    assert [row.name for row in kurigram.rows(evidence)] == ["আদেশ.pdf", "other.pdf"]
    assert len(list(folder_of(kurigram.settings).names())) == 1


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("x.exe", b"MZ", "of the type “exe” are not taken"),
        ("x", PDF, "of the type “none” are not taken"),
        ("x.pdf", b"MZ\x90\0", "not those of a pdf file"),
        ("x.pdf", b"", "is empty"),
        ("x.pdf", PDF + b"x" * (21 << 20), "larger than 20 MB"),
    ],
)
def test_a_file_that_is_not_taken_leaves_nothing(kurigram: World, name: str, data: bytes, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        hand_in(kurigram, files=[file(kurigram), file(kurigram, name, data)])
    assert kurigram.rows(occurrence)[0].state == "open"
    assert kurigram.counts(submission, evidence, event) == {"submission": 0, "evidence": 0, "event": 0}
    assert list(folder_of(kurigram.settings).names()) == []


def test_a_submission_that_is_refused_keeps_no_file(kurigram: World) -> None:
    hand_in(kurigram)
    with pytest.raises(Refused, match="waits for verification; last: “submit” by dc-kurigram on 2023-07-05"):
        hand_in(kurigram, files=[file(kurigram)])
    assert list(folder_of(kurigram.settings).names()) == []


def test_a_link_must_be_a_web_address(kurigram: World) -> None:
    with pytest.raises(BadInput, match="not a web address"):
        hand_in(kurigram, links=["javascript:alert(1)"])


def test_evidence_that_changed_or_is_missing_is_named(kurigram: World) -> None:
    hand_in(kurigram, 1, files=[file(kurigram), file(kurigram, "b.pdf", PDF + b"2"), file(kurigram, "c.pdf", PDF + b"3")])
    assert check_evidence(kurigram.store, kurigram.settings) == EvidenceCheck(3, (), (), 0)
    root = folder_of(kurigram.settings).folder
    first, second, _ = kurigram.rows(evidence)
    (root / first.sha256[:2] / first.sha256[2:4] / first.sha256).write_bytes(b"%PDF-forged")
    (root / second.sha256[:2] / second.sha256[2:4] / second.sha256).unlink()
    found = check_evidence(kurigram.store, kurigram.settings)
    assert found == EvidenceCheck(3, ("1/1 আদেশ.pdf",), ("1/2 b.pdf",), 0)
    with kurigram.store.reading() as conn:
        rows = evidence_of(conn, 1)
    for row, words in zip(rows, ("was changed", "is not in"), strict=False):
        with pytest.raises(Refused, match=words):
            read_back(kurigram.settings, row)


def test_progress_is_on_record_and_silences_no_notice(kurigram: World) -> None:
    report(kurigram)
    row = kurigram.rows(occurrence)[0]
    assert (row.state, row.submitted_on) == ("open", None)
    assert kurigram.rows(submission)[0].kind == "progress"
    day = DUE + timedelta(days=1)
    checked = daily_check(kurigram.store, kurigram.settings, day, actor="cron", now=at(day))
    assert checked.queued == {("overdue", 1): 2}


def test_another_office_reports_nothing_for_it(kurigram: World) -> None:
    with pytest.raises(Refused, match="cannot answer for dc-kurigram"):
        submit(kurigram.store, kurigram.settings, 1, Report(DUE, "x"), actor="dc-rangpur", now=TODAY)


def test_all_parts_must_be_reported_over_progress_and_submission(kurigram: World) -> None:
    set_parts(kurigram.store, 1, ["photo", "particulars", "office order"], actor="registrar", now=TODAY)
    with pytest.raises(Refused, match="3 of 3 parts are not reported: 1 “photo”, 2 “particulars”, 3 “office order”") as no:
        hand_in(kurigram)
    assert "tracker progress" in no.value.hint
    report(kurigram, 1)
    with pytest.raises(Refused, match="1 of 3 parts are not reported: 3 “office order”"):
        hand_in(kurigram, parts=(2,))
    hand_in(kurigram, parts=(2, 3))
    assert kurigram.rows(occurrence)[0].state == "submitted"
    with kurigram.store.reading() as conn:
        found = parts_reported(conn, 1)
    assert [(p.position, [r.office_code for r in p.reports]) for p in found] == [
        (1, ["dc-kurigram"]),
        (2, ["dc-kurigram"]),
        (3, ["dc-kurigram"]),
    ]


def test_the_parts_of_one_office_are_not_those_of_another(kurigram: World) -> None:
    set_parts(kurigram.store, 1, ["photo", "particulars"], actor="registrar", now=TODAY)
    report(kurigram, 1, 2)
    with pytest.raises(Refused, match="2 of 2 parts"):
        hand_in(kurigram, 2)


def test_parts_are_set_until_one_is_reported(kurigram: World) -> None:
    def setting(*texts: str) -> None:
        set_parts(kurigram.store, 1, texts, actor="registrar", now=TODAY)

    for texts in (("photo", " "), ("photo", "photo")):
        with pytest.raises(BadInput):
            setting(*texts)
    setting("a", "b")
    setting("photo", "particulars")
    with pytest.raises(BadInput, match="there is no part 3"):
        report(kurigram, 3)
    report(kurigram, 1)
    with pytest.raises(Refused, match="reported already"):
        setting()
    assert kurigram.count(part_report) == 1


def test_a_decision_without_parts_has_none_to_name(kurigram: World) -> None:
    with pytest.raises(TrackerError, match="there is no part 1"):
        hand_in(kurigram, parts=(1,))
