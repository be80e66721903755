"""The story of the demo: minutes of 14 September 2025, and what eight districts make of them by 9 October."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from sqlalchemy import select

from tracker.actions.daily_check import daily_check
from tracker.actions.deliver import deliver
from tracker.actions.extend import grant, request
from tracker.actions.import_minutes import import_minutes
from tracker.actions.reading import read
from tracker.actions.settle import Settlement, settle
from tracker.actions.submit import Report, submit
from tracker.actions.summarise import summarise
from tracker.actions.verify import accept, send_back
from tracker.cli.app import App
from tracker.cli.check import check_lines
from tracker.cli.demo_events import (
    HANDED_IN,
    ISSUED,
    LAST_DAY,
    MORE_TIME,
    NOT_YET_VERIFIED,
    REGISTRAR,
    RETURNED,
    VERIFIER,
)
from tracker.cli.init import make_home
from tracker.cli.minutes.draft_text import draft_lines
from tracker.cli.minutes.import_ import import_lines
from tracker.cli.minutes.settle import settled_lines
from tracker.cli.words import reasons
from tracker.notices.transport import open_transport
from tracker.reports.output import opened
from tracker.reports.overdue import overdue_listing
from tracker.reports.summary import summary_listing
from tracker.reports.summary_html import summary_html
from tracker.reports.writers import write
from tracker.settings.resources import resource
from tracker.store.queries.minutes import in_review
from tracker.store.queries.obligations import obligations
from tracker.store.queries.overdue import select_overdue
from tracker.store.tables import notice


class Story:
    """A working folder, and a clock that is set to each day of the story."""

    def __init__(self, folder: Path) -> None:
        make_home(folder)
        self.folder = folder
        self.file = folder / "minutes.bn.txt"
        self.file.write_text(resource("config/demo/minutes.bn.txt").read_text("utf-8"), "utf-8")
        self.app = App(str(folder), REGISTRAR)
        self.settings = self.app.settings
        self.store = self.app.to_begin()
        self.zone = ZoneInfo(self.settings.directory().body.timezone)
        self.report = folder / "var/reports/summary-2025-26Q1.html"

    def at(self, day: date, hour: int = 8) -> datetime:
        """An instant of that civil date in the office."""
        return datetime.combine(day, time(hour), self.zone).astimezone(UTC)

    def read(self) -> None:
        """What is understood of the minutes."""
        _chapter(f"tracker minutes read {self.file}")
        for line in draft_lines(read(self.settings, self.file)):
            click.echo(line)

    def take_over(self) -> None:
        """Import, and settle what the text leaves open by the configured policy."""
        now = self.at(ISSUED, 16)
        _chapter(f"tracker minutes import {self.file}")
        report = import_minutes(self.store, self.settings, self.file, actor=REGISTRAR, now=now)
        for line in import_lines(report):
            click.echo(line)
        with self.store.reading() as conn:
            waiting = in_review(conn)
        for row in waiting:
            name = f"{row.minutes_id}/{row.number}"
            _chapter(f"tracker minutes settle {name} --policy      ({reasons(row.review)})")
            done = settle(self.store, self.settings, row.id, Settlement(policy=True), actor=REGISTRAR, now=now)
            for line in settled_lines(self.app, name, done):
                click.echo(line)

    def live_through(self) -> None:
        """Every day's check and delivery, and what offices hand in meanwhile."""
        _chapter("tracker check --date …; tracker notices deliver      (each day, as tracker run does)")
        for n in range(1, (LAST_DAY - ISSUED).days + 1):
            day = ISSUED + timedelta(days=n)
            told = [*self._check(day)]
            for on, office, numbers in HANDED_IN:
                if on == day:
                    told += self._hand_in(office, numbers, day)
            if MORE_TIME[0] == day:
                told += self._give_time(*MORE_TIME[1:], day)
            for line in told:
                click.echo(f"{day.isoformat()}  {line}")

    def _check(self, day: date) -> Iterator[str]:
        now = self.at(day)
        report = daily_check(self.store, self.settings, day, actor="scheduler", now=now)
        letters = self._letters()
        deliver(self.store, self.settings, open_transport(self.settings.mail), clock=partial(self.at, day))
        for line in check_lines(report)[1:]:
            words = " ".join(line.split())
            if words.startswith("queued ") and "nothing" not in words:
                yield words.replace("queued ", "mailed ")
        yield from letters

    def _letters(self) -> list[str]:
        """The letters that tell of one event and wait to go out."""
        waiting = select(notice.c.kind, notice.c.office_code).where(
            notice.c.state == "waiting", notice.c.kind.in_(("returned", "extension"))
        )
        with self.store.reading() as conn:
            return [f"mailed 1 letter to {row.office_code} ({row.kind})" for row in conn.execute(waiting)]

    def _give_time(self, office: str, number: str, until: date, day: date) -> Iterator[str]:
        """An office asks for more time, and gets it."""
        with self.store.reading() as conn:
            open_ones = obligations(conn, day, offices=[office], states=["open"])
        occurrence = next(row.occurrence_id for row in open_ones if row.decision_number == number)
        reason = "বন্যার কারণে বিলম্ব হচ্ছে"
        request(
            self.store, self.settings, occurrence, until, on=day, reason=reason, actor=office, now=self.at(day, 11)
        )
        yield f"{office} asks for time until {until.isoformat()} for 1/{number}; granted"
        granted = self.at(day, 15)
        grant(self.store, self.settings, occurrence, None, on=day, reason=reason, actor=VERIFIER, now=granted)

    def _hand_in(self, office: str, numbers: tuple[str, ...], day: date) -> Iterator[str]:
        """An office reports decisions as done; the divisional office verifies what it can."""
        with self.store.reading() as conn:
            open_ones = obligations(conn, day, offices=[office], states=["open"])
        for number in numbers:
            occurrence = next(row.occurrence_id for row in open_ones if row.decision_number == number)
            done = Report(day, "বাস্তবায়ন করা হয়েছে; প্রমাণক সংযুক্ত।", [f"https://{office}.example/{number}"], day)
            submit(self.store, self.settings, occurrence, done, actor=office, now=self.at(day, 11))
        listed = ", ".join(f"1/{number}" for number in numbers)
        yield f"{office} submits {listed}; {self._verify(office, numbers, day)}"

    def _verify(self, office: str, numbers: tuple[str, ...], day: date) -> str:
        """The divisional office's verdict on what is submitted, in words."""
        with self.store.reading() as conn:
            submitted = obligations(conn, day, offices=[office], states=["submitted"])
        verdicts: dict[str, None] = {}
        for row in submitted:
            case = (office, row.decision_number)
            if row.decision_number not in numbers:
                continue
            if case == NOT_YET_VERIFIED:
                verdicts["to be verified"] = None
                continue
            act = partial(send_back, reason="ছবি স্পষ্ট নয়") if case == RETURNED else partial(accept, note="")
            act(self.store, self.settings, row.occurrence_id, on=day, actor=REGISTRAR, now=self.at(day, 15))
            verdicts["returned" if case == RETURNED else "accepted"] = None
        return ", ".join(verdicts)

    def look_back(self) -> None:
        """A mail, the overdue list, and the quarter's summary."""
        with self.store.reading() as conn:
            row = conn.execute(select(notice.c.id, notice.c.recipient).where(notice.c.kind == "overdue").limit(1)).one()
        _chapter(f"tracker notices preview {row.id}      (to {row.recipient})")
        self._show_mail(row.id)
        _chapter(f"tracker overdue --as-of {LAST_DAY.isoformat()}")
        with self.store.read_only() as conn:
            found = conn.execute(select_overdue(LAST_DAY))
            listing = overdue_listing(found.keys(), found.partitions(100), LAST_DAY)
        write(listing, "table")
        _chapter(f"tracker summary --quarter 2025-26Q1 --as-of {LAST_DAY.isoformat()} --format html")
        summary = summarise(self.store, self.settings, self.settings.fiscal.parse_quarter("2025-26Q1"), as_of=LAST_DAY)
        write(summary_listing(summary, "bn"), "table")
        self.report.parent.mkdir(parents=True, exist_ok=True)
        with opened(str(self.report)) as page:
            page.write(summary_html(summary, "bn", self.settings.home))

    def _show_mail(self, number: int) -> None:
        from tracker.cli.notices.preview import letter_text

        with self.store.reading() as conn:
            text = letter_text(self.app, conn, number)
        for line in text.splitlines():
            click.echo(f"  | {line}".rstrip())

    def places(self) -> list[tuple[str, Path]]:
        """Where things lie."""
        mails = self.settings.mail.folder
        count = len(list(mails.rglob("*.eml")))
        here = Path.cwd()
        return [
            (label, path.relative_to(here) if path.is_relative_to(here) else path)
            for label, path in (
                ("settings", self.settings.source),
                ("record", Path(self.store.name)),
                (f"{count} mails", mails),
                ("summary", self.report.resolve()),
            )
        ]

    def next_commands(self, program: str) -> list[str]:
        """Three commands to try."""
        with self.store.reading() as conn:
            first = conn.execute(select_overdue(LAST_DAY)).first()
        number = first.occurrence_id if first else 1
        call = f"{program} --home {self.folder}"
        return [
            f"{call} obligations explain {number} --language bn",
            f"{call} notices list --kind escalation",
            f"{call} overdue --as-of 2025-10-01 --format csv",
        ]


def _chapter(command: str) -> None:
    click.secho(f"\n$ {command}", bold=True)
