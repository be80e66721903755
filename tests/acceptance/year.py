"""The fiscal year 2025-26 of Rangpur Division, as the acts of its days: what `test_fiscal_year.py` lives through."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tracker.actions.daily_check import daily_check
from tracker.actions.deliver import deliver
from tracker.actions.extend import grant, request
from tracker.actions.import_minutes import import_minutes
from tracker.actions.recount import recount
from tracker.actions.settle import Settlement, settle
from tracker.actions.submit import Report, submit
from tracker.actions.verify import accept, reopen, send_back
from tracker.actions.waive import waive
from tracker.cli.init import make_home
from tracker.notices.transport import open_transport
from tracker.settings.load import load_settings
from tracker.settings.model import Settings
from tracker.store.engine import Store
from tracker.store.queries.minutes import in_review
from tracker.store.queries.obligations import obligations

MINUTES = Path(__file__).parents[1] / "samples" / "year"
DHAKA = ZoneInfo("Asia/Dhaka")

FIRST_DAY, LAST_DAY = date(2025, 7, 1), date(2026, 7, 5)

PANCHAGARH, THAKURGAON, DINAJPUR, NILPHAMARI, LALMONIRHAT, KURIGRAM, RANGPUR, GAIBANDHA = ALL = tuple(
    f"dc-{place}"
    for place in (
        "panchagarh", "thakurgaon", "dinajpur", "nilphamari", "lalmonirhat", "kurigram", "rangpur", "gaibandha",
    )
)  # fmt: skip

Q1, Q2, Q3, Q4 = (f"2025-26Q{n}" for n in range(1, 5))

LIST, MEETING, TRAINING = "1/1", "1/2", "1/3"
"""Minutes of July: the list of services, in 10 days (20 July); the committee's meeting, each quarter; the training of
staff, by 31 August."""
COMPLAINTS, OPINIONS = "2/2", "2/3"
"""Minutes of October: complaints, in 15 days (27 October); the opinions of citizens, by 30 November. Their first
decision repeats the quarterly meeting."""
DESK, HEARINGS = "3/1", "3/2"
"""Minutes of March: a help desk, in 20 days (25 March); the calendar of hearings, by 15 March."""


@dataclass
class Year:
    """A working folder that lives through the year, day by day."""

    store: Store
    home: Path
    day: date = FIRST_DAY
    settings: Settings = field(init=False)

    def __post_init__(self) -> None:
        make_home(self.home)
        self.reread()

    def reread(self) -> None:
        """The configuration as its files say now."""
        self.settings = load_settings(self.home)

    def now(self, hour: int = 12) -> datetime:
        """An hour of the present day, in the office."""
        return datetime.combine(self.day, time(hour), DHAKA).astimezone(UTC)

    def live(
        self,
        checked: Collection[date],
        evening: Callable[[Year], None] = lambda _: None,
        delivered: Collection[date] = (),
    ) -> None:
        """Each day: its check and the delivery, where they are made, what people do, and `evening`."""
        while self.day <= LAST_DAY:
            if self.day in checked:
                daily_check(self.store, self.settings, self.day, actor="system", now=self.now(8))
            if self.day in delivered:
                deliver(self.store, self.settings, open_transport(self.settings.mail), clock=lambda: self.now(9))
            for act in STORY.get(self.day, ()):
                act(self)
            evening(self)
            self.day += timedelta(days=1)

    def number(self, item: str, office: str, period: str = "once") -> int:
        """The number of a due date."""
        with self.store.reading() as conn:
            rows = obligations(conn, self.day, offices=[office])
        (found,) = (
            r.occurrence_id for r in rows if f"{r.minutes_id}/{r.decision_number}" == item and r.period == period
        )
        return int(found)


Act = Callable[[Year], None]
STORY: dict[date, list[Act]] = {}


def on(month: int, day: int, year: int | None = None) -> Callable[[Act], Act]:
    """What people do on a day of the year: July to December are of 2025, January to June of 2026."""

    def told(act: Act) -> Act:
        STORY.setdefault(date(year or (2025 if month >= 7 else 2026), month, day), []).append(act)
        return act

    return told


def but(*offices: str) -> Iterator[str]:
    """All districts but these."""
    return (code for code in ALL if code not in offices)


def take_over(year: Year, name: str) -> None:
    import_minutes(year.store, year.settings, MINUTES / f"{name}.bn.txt", actor="registrar", now=year.now())


def hand_in(year: Year, item: str, *offices: str, period: str = "once", files: tuple[Path, ...] = ()) -> None:
    for office in offices:
        report = Report(year.day, "বাস্তবায়ন করা হয়েছে", ["https://district.example/photo"], year.day, files)
        submit(
            year.store, year.settings, year.number(item, office, period), report, actor=office, now=year.now()
        )


def take(year: Year, item: str, *offices: str, period: str = "once") -> None:
    for office in offices:
        number = year.number(item, office, period)
        accept(year.store, year.settings, number, on=year.day, actor="verifier", now=year.now(15))


def give_back(year: Year, item: str, office: str, reason: str, period: str = "once") -> None:
    number = year.number(item, office, period)
    send_back(
        year.store, year.settings, number, on=year.day, reason=reason, actor="verifier", now=year.now(15)
    )


def edit(year: Year, name: str, *changes: tuple[str, str]) -> None:
    """Other words in a configuration file."""
    file = year.home / "config" / name
    text = file.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, "utf-8")
    year.reread()


# July to September 2025


@on(7, 10)
def _(year: Year) -> None:
    take_over(year, "july")


@on(7, 18)
def _(year: Year) -> None:
    hand_in(year, LIST, *but(DINAJPUR, GAIBANDHA))


@on(7, 19)
def _(year: Year) -> None:
    photo = year.home / "photo.png"
    photo.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    hand_in(year, LIST, GAIBANDHA, files=(photo,))


@on(7, 22)
def _(year: Year) -> None:
    take(year, LIST, *but(DINAJPUR, GAIBANDHA))


@on(7, 23)
def _(year: Year) -> None:
    give_back(year, LIST, GAIBANDHA, "ছবিতে তালিকা পড়া যায় না")


@on(7, 25)
def _(year: Year) -> None:
    hand_in(year, LIST, DINAJPUR)


@on(7, 27)
def _(year: Year) -> None:
    take(year, LIST, DINAJPUR)


@on(7, 30)
def _(year: Year) -> None:
    hand_in(year, LIST, GAIBANDHA)


@on(8, 2)
def _(year: Year) -> None:
    take(year, LIST, GAIBANDHA)


@on(8, 24)
def _(year: Year) -> None:
    number = year.number(TRAINING, NILPHAMARI)
    until = date(2025, 9, 15)
    request(
        year.store, year.settings, number, until, on=year.day, reason="বন্যার কারণে প্রশিক্ষণ স্থগিত",
        actor=NILPHAMARI, now=year.now(),
    )  # fmt: skip


@on(8, 25)
def _(year: Year) -> None:
    number = year.number(TRAINING, NILPHAMARI)
    grant(
        year.store, year.settings, number, None, on=year.day, reason="যুক্তিসংগত", actor="verifier", now=year.now()
    )


@on(8, 28)
def _(year: Year) -> None:
    waive(
        year.store, year.settings, [year.number(TRAINING, PANCHAGARH)], on=year.day, reason="নতুন কর্মচারী নেই",
        authority="বিভাগীয় কমিশনারের আদেশ, ২৭ আগস্ট ২০২৫", actor="registrar", now=year.now(),
    )  # fmt: skip


@on(8, 30)
def _(year: Year) -> None:
    hand_in(year, TRAINING, *but(NILPHAMARI, PANCHAGARH, KURIGRAM))


@on(9, 3)
def _(year: Year) -> None:
    take(year, TRAINING, *but(NILPHAMARI, PANCHAGARH, KURIGRAM))


@on(9, 14)
def _(year: Year) -> None:
    hand_in(year, TRAINING, NILPHAMARI)


@on(9, 16)
def _(year: Year) -> None:
    take(year, TRAINING, NILPHAMARI)


@on(9, 28)
def _(year: Year) -> None:
    hand_in(year, MEETING, LALMONIRHAT, period=Q1)


@on(9, 29)
def _(year: Year) -> None:
    hand_in(year, MEETING, *but(RANGPUR, LALMONIRHAT), period=Q1)


# October to December 2025


@on(10, 2)
def _(year: Year) -> None:
    take(year, MEETING, *but(RANGPUR, LALMONIRHAT), period=Q1)


@on(10, 5)
def _(year: Year) -> None:
    hand_in(year, MEETING, RANGPUR, period=Q1)


@on(10, 10)
def _(year: Year) -> None:
    take(year, MEETING, RANGPUR, LALMONIRHAT, period=Q1)


@on(10, 12)
def _(year: Year) -> None:
    take_over(year, "october")


@on(10, 13)
def _(year: Year) -> None:
    with year.store.reading() as conn:
        (restated,) = in_review(conn)
    settle(year.store, year.settings, restated.id, Settlement(link=True), actor="registrar", now=year.now())


@on(10, 20)
def _(year: Year) -> None:
    hand_in(year, TRAINING, KURIGRAM)


@on(10, 22)
def _(year: Year) -> None:
    take(year, TRAINING, KURIGRAM)


@on(10, 26)
def _(year: Year) -> None:
    hand_in(year, COMPLAINTS, *but(GAIBANDHA))


@on(10, 28)
def _(year: Year) -> None:
    take(year, COMPLAINTS, *but(GAIBANDHA))


@on(10, 30)
def _(year: Year) -> None:
    """From 1 November another officer is the focal officer of Thakurgaon."""
    was = '{ role = "focal", email = "focal@dc-thakurgaon.example" },'
    edit(
        year,
        "offices/rangpur-division.toml",
        (
            was,
            was.replace(" },", ", valid_until = 2025-10-31 },")
            + '\n  { role = "focal", email = "salma@dc-thakurgaon.example", valid_from = 2025-11-01 },',
        ),
    )


@on(11, 10)
def _(year: Year) -> None:
    hand_in(year, COMPLAINTS, GAIBANDHA)


@on(11, 12)
def _(year: Year) -> None:
    take(year, COMPLAINTS, GAIBANDHA)


@on(11, 29)
def _(year: Year) -> None:
    hand_in(year, OPINIONS, *but(THAKURGAON))


@on(12, 2)
def _(year: Year) -> None:
    take(year, OPINIONS, *but(THAKURGAON))


@on(12, 20)
def _(year: Year) -> None:
    hand_in(year, OPINIONS, THAKURGAON)


@on(12, 22)
def _(year: Year) -> None:
    take(year, OPINIONS, THAKURGAON)


@on(12, 30)
def _(year: Year) -> None:
    hand_in(year, MEETING, *ALL, period=Q2)


# January to March 2026


@on(1, 4)
def _(year: Year) -> None:
    take(year, MEETING, *but(KURIGRAM), period=Q2)
    give_back(year, MEETING, KURIGRAM, "স্বাক্ষর নেই", period=Q2)


@on(2, 1)
def _(year: Year) -> None:
    """Gaibandha is called otherwise from now on; its code stays."""
    edit(
        year,
        "offices/rangpur-division.toml",
        ('{ bn = "গাইবান্ধা", en = "Gaibandha" }', '{ bn = "নতুন গাইবান্ধা", en = "New Gaibandha" }'),
    )
    hand_in(year, MEETING, KURIGRAM, period=Q2)


@on(2, 3)
def _(year: Year) -> None:
    take(year, MEETING, KURIGRAM, period=Q2)


@on(3, 5)
def _(year: Year) -> None:
    take_over(year, "march")


@on(3, 12)
def _(year: Year) -> None:
    hand_in(year, HEARINGS, *but(PANCHAGARH))


@on(3, 14)
def _(year: Year) -> None:
    hand_in(year, HEARINGS, PANCHAGARH)


@on(3, 15)
def _(year: Year) -> None:
    hand_in(year, DESK, RANGPUR)
    take(year, HEARINGS, *ALL)


@on(3, 16)
def _(year: Year) -> None:
    take(year, DESK, RANGPUR)


@on(3, 17)
def _(year: Year) -> None:
    hand_in(year, DESK, DINAJPUR)


@on(3, 18)
def _(year: Year) -> None:
    """The moon: offices stay closed two days longer, until 25 March, and 26 March is Independence Day."""
    local = year.home / "config/holidays/BD-local.toml"
    local.parent.mkdir(exist_ok=True)
    row = '{ on = 2026-03-24, until = 2026-03-25, bn = "ঈদুল ফিতর", en = "Eid-ul-Fitr", source = "order" }'
    local.write_text(f"holidays = [{row}]\n", "utf-8")
    year.reread()
    recount(year.store, year.settings, year.day, actor="registrar", now=year.now())


@on(3, 28)
def _(year: Year) -> None:
    hand_in(year, DESK, *but(RANGPUR, DINAJPUR, NILPHAMARI))


@on(3, 30)
def _(year: Year) -> None:
    hand_in(year, DESK, NILPHAMARI)
    hand_in(year, MEETING, *but(LALMONIRHAT), period=Q3)


# April to June 2026


@on(4, 1)
def _(year: Year) -> None:
    take(year, DESK, *but(RANGPUR))


@on(4, 2)
def _(year: Year) -> None:
    take(year, MEETING, *but(LALMONIRHAT), period=Q3)


@on(4, 5)
def _(year: Year) -> None:
    number = year.number(OPINIONS, DINAJPUR)
    reopen(
        year.store, year.settings, number, on=year.day, reason="প্রকাশিত বিশ্লেষণটি গত বছরের", actor="verifier",
        now=year.now(),
    )  # fmt: skip


@on(4, 10)
def _(year: Year) -> None:
    hand_in(year, MEETING, LALMONIRHAT, period=Q3)


@on(4, 12)
def _(year: Year) -> None:
    take(year, MEETING, LALMONIRHAT, period=Q3)


@on(4, 20)
def _(year: Year) -> None:
    hand_in(year, OPINIONS, DINAJPUR)


@on(4, 22)
def _(year: Year) -> None:
    take(year, OPINIONS, DINAJPUR)


@on(6, 28)
def _(year: Year) -> None:
    hand_in(year, MEETING, *ALL, period=Q4)


@on(7, 2, 2026)
def _(year: Year) -> None:
    take(year, MEETING, *ALL, period=Q4)
