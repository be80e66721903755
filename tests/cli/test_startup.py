"""What a command imports: the overdue list must start about as fast as its SELECT allows."""

from __future__ import annotations

import json
import subprocess
import sys

from tests.cli.conftest import Cli
from tracker.settings.resources import packaged_root

LISTED = """
import json, sys
from tracker.cli.root import tracker
try:
    tracker.main(sys.argv[1:], prog_name="tracker")
except SystemExit as ended:
    assert not ended.code, ended.code
json.dump(sorted(sys.modules), sys.stderr)
"""


def modules_after(cli: Cli, *words: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", LISTED, "--home", str(cli.home), *words],
        capture_output=True,
        encoding="utf-8",
        cwd=packaged_root(),
        check=True,
    )
    return set(json.loads(done.stderr))


def test_the_overdue_list_imports_nothing_heavy(settled: Cli) -> None:
    found = modules_after(settled, "overdue", "--as-of", "2025-10-01", "--format", "json")
    heavy = {"alembic", "sqlalchemy.orm", "jinja2", "pendulum", "lxml", "docx", "apscheduler", "rapidfuzz", "smtplib"}
    assert not found & heavy
    beside_the_point = {"tracker.settings.directory", "tracker.settings.holidays", "tracker.domain.due", "difflib"}
    assert not found & beside_the_point
    assert not {name for name in found if name.startswith(("tracker.minutes", "tracker.notices", "tracker.actions"))}


def test_today_is_read_from_the_directory_alone(settled: Cli) -> None:
    found = modules_after(settled, "overdue")
    assert "tracker.settings.directory" in found
    assert "tracker.settings.holidays" not in found
