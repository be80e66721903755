"""The daemon as a service manager runs it: two on one database equal one, SIGTERM ends it, a restart repeats nothing."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from pathlib import Path

from tests.acceptance.conftest import Tracker

PATIENCE = 60


def mails(tracker: Tracker) -> int:
    folder = tracker.home / "var" / "mail"
    return len(list(folder.glob("*.eml"))) if folder.is_dir() else 0


def until_sent(tracker: Tracker) -> int:
    """Wait until no notice waits any more; how many were sent."""
    for _ in range(PATIENCE):
        notices = json.loads(tracker.well("notices", "list", "--format", "json"))["items"]
        if notices and {n["state"] for n in notices} == {"sent"}:
            return len(notices)
        time.sleep(0.5)
    raise AssertionError("the daemons sent nothing")


def end(daemon: subprocess.Popen[str]) -> tuple[int, str]:
    daemon.send_signal(signal.SIGTERM)
    _, err = daemon.communicate(timeout=PATIENCE)
    return daemon.returncode, err


def test_two_daemons_on_one_database_tell_each_office_once(tracker: Tracker, sample: Path) -> None:
    config = tracker.home / "config" / "tracker.toml"
    config.write_text(config.read_text("utf-8").replace('check_at = "08:00"', 'check_at = "00:00"'), "utf-8")
    tracker.well("minutes", "import", sample)

    daemons = [tracker.start("run") for _ in range(2)]
    sent = until_sent(tracker)
    for status, err in map(end, daemons):
        assert status in (0, 143), err
        assert "Traceback" not in err
    assert mails(tracker) == sent

    again = tracker.start("run")
    time.sleep(5)
    assert end(again)[0] in (0, 143)
    assert mails(tracker) == sent
    assert tracker("audit", "verify").status == 0
