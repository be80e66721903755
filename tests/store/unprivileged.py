"""Another process that works on a SQLite file without the rights, or without the room, that the tests have."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

PROJECT = Path(__file__).parents[2]

_SCRIPT = """
import os, resource, signal, sys
from sqlalchemy import insert, select
from tracker.domain.errors import TrackerError
from tracker.store import audit, upgrading
from tracker.store.engine import open_store
from tracker.store.schema import check_schema, ensure_schema
from tracker.store.tables import meta

path, room = sys.argv[1], int(sys.argv[2])
if room:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
elif os.geteuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
try:
    store = open_store(f"sqlite:///{path}", busy_seconds=0.2)
%s
except TrackerError as error:
    print(type(error).__name__, error.exit_status, error.message, "|", error.hint)
"""


def start(work: str, path: Path, *, room: int = 0) -> subprocess.Popen[str]:
    """Do `work` on `store`, the file at `path`; a refusal is printed with its kind and exit status.

    As an account without rights where the tests run as root, else as the account of the tests. With `room`, rights
    are kept but no file may grow beyond so many bytes.
    """
    script = _SCRIPT % textwrap.indent(textwrap.dedent(work), "    ")
    return subprocess.Popen(
        [sys.executable, "-c", script, str(path), str(room)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=PROJECT,
    )


def run(work: str, path: Path, *, room: int = 0) -> str:
    """The same to its end: what it printed."""
    with start(work, path, room=room) as process:
        out, err = process.communicate()
    assert process.returncode == 0, err
    return out
