"""What auditors use cannot write: on files and folders without rights, and with an account that may only select."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.cli.conftest import MINUTES, Cli
from tests.conftest import Opener
from tests.postgres import PASSWORD, Server
from tracker.cli.init import make_home
from tracker.domain.errors import TrackerError
from tracker.settings.resources import packaged_root
from tracker.store.engine import Store

COMMANDS = (
    "overdue --as-of 2025-09-30",
    "overdue --as-of 2025-09-30 --place Kurigram --group-by office --format xlsx",
    "overdue --as-of 2025-09-30 --decision 1/1 --format html",
    "obligations list --format json",
    "obligations show 6",
    "obligations history 1/1 --office dc-kurigram --words",
    "obligations explain 6",
    "notices list --format csv",
    "notices show 1",
    "notices preview 1",
    "minutes list",
    "minutes show 1",
    "minutes review",
    "summary --quarter 2025-26Q1 --as-of 2025-10-01 --format json",
    "audit log --decision 1/1 --last 5",
    "audit verify",
    "audit export",
    "status --json",
)


@pytest.fixture
def record() -> Iterator[Cli]:
    """A record with notices sent, in a folder that an account without rights can reach."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    home = folder / "office"
    make_home(home)
    cli = Cli(home)
    fill(cli)
    yield cli
    for path in (home, *home.rglob("*")):
        path.chmod(0o755)
    shutil.rmtree(folder)


def fill(cli: Cli) -> None:
    cli.ok("minutes", "import", MINUTES)
    for day in ("2025-09-24", "2025-09-25"):
        cli.ok("check", "--date", day)
        cli.ok("notices", "deliver")


WITHOUT_RIGHTS = """
import json, os, sys
from click.testing import CliRunner
from tracker.cli.root import tracker

def run(home, words):
    done = CliRunner().invoke(tracker, ["--home", home, "--as", "auditor", *words.split()])
    return done.exit_code, len(done.stdout_bytes), done.stderr

warm, home, commands = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
for words in commands:  # what is imported later may lie where the other account cannot read
    run(warm, words)
os.chdir("/")
if os.geteuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
print(json.dumps([run(home, words) for words in commands]))
"""


def without_rights(warm: Path, home: Path, commands: Sequence[str]) -> list[tuple[int, int, str]]:
    """Run commands by an account that owns nothing, where the tests run as root, else by that of the tests.

    For each its exit status, how many bytes it wrote, and what it said. `warm` is a folder to try them in first.
    """
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_RIGHTS, str(warm), str(home), json.dumps(commands)],
        capture_output=True,
        cwd=packaged_root(),
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: list[tuple[int, int, str]] = json.loads(done.stdout)
    return found


def test_every_auditors_command_works_on_files_and_folders_that_nobody_may_write(record: Cli, tmp_path: Path) -> None:
    shutil.copytree(packaged_root() / "templates", record.home / "templates", dirs_exist_ok=True)
    warm = Path(shutil.copytree(record.home, tmp_path / "warm"))
    paths = sorted(record.home.rglob("*"))
    for path in (record.home, *paths):
        path.chmod(0o555 if path.is_dir() else 0o444)
    before = {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in paths}
    *reading, writing = without_rights(warm, record.home, [*COMMANDS, "check --date 2025-09-26"])
    for words, (status, written, said) in zip(COMMANDS, reading, strict=True):
        assert status in ((0, 1) if words.startswith("status") else (0,)), (words, said)
        assert written, words
    assert writing[0] == 4 and "lists and reports work" in writing[2]
    assert {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in sorted(record.home.rglob("*"))} == before


@pytest.mark.postgres
def test_every_auditors_command_works_with_an_account_that_may_only_select(
    tmp_path: Path, postgres_server: Server, postgres_url: str, opened: Opener
) -> None:
    home = tmp_path / "office"
    make_home(home)
    config = home / "config/tracker.toml"
    packaged = config.read_text("utf-8")
    config.write_text(packaged.replace('url = "sqlite:///var/tracker.db"', f'url = "{postgres_url}"'), "utf-8")
    cli = Cli(home)
    cli.ok("db", "upgrade")
    fill(cli)
    with opened(postgres_url).writing() as conn:
        conn.execute(text("GRANT SELECT ON ALL TABLES IN SCHEMA public TO guest"))
    database = postgres_url.split("@/")[1].split("?")[0]
    address = f"postgresql+psycopg://guest@127.0.0.1:{postgres_server.port}/{database}"
    secret = f'url = "{address}"\npassword_env = "AUDITOR"'
    config.write_text(packaged.replace('url = "sqlite:///var/tracker.db"', secret), "utf-8")
    for words in COMMANDS:
        ran = (
            cli.process(*words.split(), "--output", tmp_path / "o", AUDITOR=PASSWORD)
            if "xlsx" in words
            else (cli.process(*words.split(), AUDITOR=PASSWORD))
        )
        assert ran.returncode in ((0, 1) if words.startswith("status") else (0,)), (words, ran.stderr)
    assert "no right" in cli.process("check", "--date", "2025-09-26", AUDITOR=PASSWORD).stderr


def test_the_connection_of_readers_refuses_every_write(store: Store) -> None:
    for statement in (
        "INSERT INTO meta (key, value) VALUES ('a', 'b')",
        "UPDATE audit SET actor = 'x'",
        "DELETE FROM audit",
        "CREATE TABLE x (y INTEGER)",
        "DROP TABLE audit",
    ):
        with pytest.raises((DBAPIError, TrackerError)), store.read_only() as conn:
            conn.execute(text(statement))
    with pytest.raises((DBAPIError, TrackerError)), store.read_only() as conn:
        if conn.dialect.name == "sqlite":
            conn.exec_driver_sql("PRAGMA query_only = OFF")
        else:
            conn.execute(text("SELECT 1"))
            conn.exec_driver_sql("SET LOCAL transaction_read_only = off")
        conn.execute(text("DELETE FROM audit"))
