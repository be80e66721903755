"""The daemon: APScheduler 3 as an alarm clock only. Every few minutes it asks the tables what is due.

What is due, and what was done, stands in the tables; nothing is kept in the scheduler, so a restart, downtime or a
second scheduler on the same database changes nothing.
"""

from __future__ import annotations

import logging
import signal
from collections.abc import Callable
from datetime import UTC, datetime
from types import FrameType
from zoneinfo import ZoneInfo

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.interval import IntervalTrigger

from tracker.actions.daily_check import checked_through, daily_check
from tracker.actions.deliver import deliver
from tracker.actions.summarise import issue_ended_quarter
from tracker.domain.errors import TrackerError
from tracker.notices.transport import open_transport
from tracker.settings.load import load_settings
from tracker.settings.model import Settings
from tracker.store.engine import Store

ACTOR = "scheduler"
log = logging.getLogger("tracker.scheduler")


def now_utc() -> datetime:
    """The present instant."""
    return datetime.now(UTC)


class Configuration:
    """The settings as their files say now; while those are wrong, the last that were right stay in force."""

    def __init__(self, settings: Settings) -> None:
        """Raises ConfigError when they are wrong from the start: that shall show now, and not at eight tomorrow."""
        self._right = _whole(settings)

    def now(self) -> Settings:
        """Read anew: an office that is transferred, or a holiday that is announced, needs no restart."""
        try:
            self._right = _whole(load_settings(self._right.home))
        except TrackerError as refused:
            problems = "; ".join(refused.problems or (refused.message,))
            log.error("the configuration is wrong, so the one before stays in force: %s", problems)
        return self._right


def _whole(settings: Settings) -> Settings:
    settings.directory(), settings.ladder(), settings.reckoning()
    return settings


def tick(store: Store, settings: Settings, clock: Callable[[], datetime], stop: Callable[[], bool]) -> None:
    """Do what is due at `clock()`: the day's check once its hour has come, the ended quarter's summary, delivery.

    One that fails is logged and does not keep the others from their turn; the next tick tries it again.
    """
    works: dict[str, Callable[[], None]] = {
        "check": lambda: _check(store, settings, clock()),
        "quarter": lambda: _quarter(store, settings, clock()),
        "delivery": lambda: _deliver(store, settings, clock, stop),
    }
    for name, work in works.items():
        if stop():
            return
        try:
            work()
        except TrackerError as refused:
            log.error("%s: %s (%s)", name, refused.message, refused.hint)
        except Exception:
            log.exception("%s failed", name)


def run(store: Store, settings: Settings, *, clock: Callable[[], datetime] = now_utc) -> None:
    """Run until SIGTERM or SIGINT; the notice in hand is finished first. Raises ConfigError for wrong settings."""
    configuration = Configuration(settings)
    stopping = False

    def stop() -> bool:
        return stopping

    scheduler = BlockingScheduler(timezone=UTC, executors={"default": ThreadPoolExecutor(1)})

    def end(signum: int, _frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True
        log.info("stopping on signal %d", signum)
        scheduler.shutdown(wait=False)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    scheduler.add_job(
        lambda: tick(store, configuration.now(), clock, stop),
        IntervalTrigger(minutes=settings.schedule.deliver_every_minutes, timezone=UTC),
        next_run_time=clock(),
        misfire_grace_time=None,
        coalesce=True,
        max_instances=1,
    )
    log.info("running; every %d minutes", settings.schedule.deliver_every_minutes)
    scheduler.start()


def _check(store: Store, settings: Settings, now: datetime) -> None:
    local = now.astimezone(ZoneInfo(settings.directory().body.timezone))
    last = checked_through(store)
    if local.time() < settings.schedule.check_at or (last is not None and last >= local.date()):
        return
    report = daily_check(store, settings, local.date(), actor=ACTOR, now=now)
    log.info("checked %s: %d notices queued", report.day, report.queued.total())


def _quarter(store: Store, settings: Settings, now: datetime) -> None:
    issued = issue_ended_quarter(store, settings, actor=ACTOR, now=now)
    if issued is not None:
        log.info("issued the summary of %s: %s", issued.quarter, issued.path)


def _deliver(store: Store, settings: Settings, clock: Callable[[], datetime], stop: Callable[[], bool]) -> None:
    report = deliver(store, settings, open_transport(settings.mail), clock=clock, stop=stop)
    if report.tried:
        every = sorted((report.outcomes + report.operator).items())
        log.info("delivery: %s", ", ".join(f"{n} {state}" for state, n in every))
    if report.stopped:
        log.warning("delivery stopped: %s", report.stopped)
