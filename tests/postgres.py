"""A PostgreSQL server of the tests' own, shared by all workers of one test run, gone with it."""

from __future__ import annotations

import fcntl
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

VARIABLE = "TRACKER_TEST_POSTGRES"
"""Names the server's folder to the workers; the process that runs the tests sets it."""

USER = "tracker"
PASSWORD = "correct horse"  # of the account "guest", which needs one on the loopback interface
TEMPLATE = "tracker_template"

_SETTINGS = {
    "listen_addresses": "'127.0.0.1'",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "shared_buffers": "32MB",
    "max_connections": "60",
    "deadlock_timeout": "100ms",
}
_PREFIX = "tracker-tests-"
_WHO_MAY = "local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n"


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its folder, which holds the socket, and its port. `USER` needs no password there."""

    folder: Path
    port: int

    def url(self, database: str) -> str:
        """A database URL over the socket."""
        return f"postgresql+psycopg://{USER}@/{database}?host={self.folder}&port={self.port}"

    def run(self, statement: str) -> None:
        """Carry out one statement as superuser, outside any transaction."""
        import psycopg

        address = f"host={self.folder} port={self.port} user={USER} dbname=postgres"
        with psycopg.connect(address, autocommit=True) as conn:
            conn.execute(statement.encode())

    def ctl(self, *command: str) -> None:
        """Call pg_ctl on this server, and wait for it."""
        _run("pg_ctl", "-D", str(self.folder / "data"), "-w", "-s", *command)


def why_not() -> str:
    """Why no server can be started here; "" when one can."""
    if _binary("initdb") is None or _binary("pg_ctl") is None:
        return "the PostgreSQL programs (initdb, pg_ctl) are not on this machine"
    return ""


def prepare() -> None:
    """Name the folder where a server will be, if a test asks for one; before any worker starts."""
    parent = _memory() or Path(tempfile.gettempdir())
    _sweep(parent)
    place = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=parent))
    place.chmod(0o755)
    (place / "server").mkdir(0o700)
    os.environ[VARIABLE] = str(place / "server")


def _memory() -> Path | None:
    """A folder in memory with room enough, where copying a database takes a tenth of the time; None: the disk."""
    memory = Path("/dev/shm")
    if memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 2**30:
        return memory
    return None


def remove() -> None:
    """Stop the server, if one was started, and remove its folder."""
    _remove(Path(os.environ.pop(VARIABLE)).parent)


def _remove(place: Path) -> None:
    data = place / "server" / "data"
    if (data / "postmaster.pid").exists():
        with suppress(RuntimeError):  # it may have ended by itself
            _run("pg_ctl", "-D", str(data), "-s", "-m", "immediate", "stop")
    shutil.rmtree(place, ignore_errors=True)


def _sweep(parent: Path) -> None:
    """Remove what a test run left behind that was killed; the folder's name tells whose it is."""
    for place in parent.glob(f"{_PREFIX}*-*"):
        owner = place.name.removeprefix(_PREFIX).split("-")[0]
        try:
            os.kill(int(owner), 0)
        except ProcessLookupError:
            _remove(place)
        except (ValueError, PermissionError):
            continue


def server() -> Server:
    """The running server; the first worker that asks starts it, the others wait."""
    folder = Path(os.environ[VARIABLE])
    with locked(folder.parent / "starting"):
        port = folder / "port"
        if not port.exists():
            found = _start(folder)
            port.write_text(str(found.port))
        return Server(folder, int(port.read_text()))


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Let one process pass at a time."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _start(folder: Path) -> Server:
    port = _free_port()
    if (account := _account()) is not None:
        shutil.chown(folder, account)
    data = folder / "data"
    _run("initdb", "-D", str(data), "-U", USER, "-E", "UTF8", "--locale=C.UTF-8", "--auth=trust", "--no-sync")
    settings = {**_SETTINGS, "port": str(port), "unix_socket_directories": f"'{folder}'"}
    with (data / "postgresql.conf").open("a") as file:
        file.writelines(f"{key} = {value}\n" for key, value in settings.items())
    (data / "pg_hba.conf").write_text(_WHO_MAY)
    found = Server(folder, port)
    found.ctl("-l", str(folder / "log"), "start")
    found.run(f"CREATE ROLE guest LOGIN PASSWORD '{PASSWORD}'")
    return found


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _account() -> str | None:
    """The account that runs the server: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _run(program: str, *arguments: str) -> None:
    binary = _binary(program)
    assert binary is not None, f"{program} was there a moment ago"
    done = subprocess.run(
        [binary, *arguments],
        user=_account(),
        cwd="/",
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=120,
    )
    if done.returncode:
        raise RuntimeError(f"{program} failed:\n{done.stdout}")


def _binary(program: str) -> str | None:
    """On the PATH, or where Debian keeps them; the newest version."""
    found = shutil.which(program)
    if found:
        return found
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), key=lambda p: int(p.parts[-3]))
    return str(versions[-1]) if versions else None
