"""What all tests share: real databases, the shared minutes, and the rule that in CI nothing is skipped."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests import postgres
from tracker.store.engine import Store, open_store
from tracker.store.schema import upgrade

SHARED = Path(__file__).parents[1].parent / "shared" / "minutes"
"""Real minutes, which do not belong to the project; see `needs_shared`."""

SHARED_ABSENT = "the shared minutes are not on this machine"
ALLOWED_SKIPS = (SHARED_ABSENT,)
"""Reasons for which a test may be skipped even in CI."""

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason=SHARED_ABSENT)
"""Mark for tests that read the shared minutes."""

Opener = Callable[..., Store]
"""The fixture `opened`: `open_store`, closing what it opened when the test is over."""

_numbers = itertools.count()

# Speed is measured in benchmarks/; in CI the same examples are tried each time, elsewhere always new ones.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("here"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_configure(config: pytest.Config) -> None:
    """Register marks, and name the place of the PostgreSQL server before workers start."""
    config.addinivalue_line("markers", "postgres: runs on a PostgreSQL server")
    if not hasattr(config, "workerinput"):
        postgres.prepare()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server once the last worker is done."""
    if not hasattr(config, "workerinput"):
        postgres.remove()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI a skipped test is a failed one: it would look as if it had passed."""
    report = yield
    _refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a file that is skipped whole."""
    report = yield
    _refuse_skip(report)
    return report


def _refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    in_ci = os.environ.get("CI", "").lower() not in ("", "0", "false")
    if not in_ci or not report.skipped or hasattr(report, "wasxfail"):
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    if not any(allowed in reason for allowed in ALLOWED_SKIPS):
        report.outcome = "failed"
        report.longrepr = f"skipped in CI, where everything is to run: {reason}"


@pytest.fixture(scope="session")
def shared_minutes() -> Path:
    """The folder of the shared minutes."""
    if not SHARED.is_dir():
        pytest.skip(SHARED_ABSENT)
    return SHARED


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The URL of a SQLite file that is not there yet."""
    return f"sqlite:///{tmp_path / 'tracker.db'}"


@pytest.fixture(scope="session")
def postgres_server() -> postgres.Server:
    """A running PostgreSQL server of the tests' own."""
    if reason := postgres.why_not():
        pytest.skip(reason)
    return postgres.server()


@pytest.fixture
def postgres_url(postgres_server: postgres.Server) -> Iterator[str]:
    """The URL of an empty PostgreSQL database."""
    yield from _database(postgres_server, "template0")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest) -> str:
    """The kinds of database: a test that asks for it, or for what rests on it, runs on each."""
    return str(request.param)


@pytest.fixture
def empty_url(database: str, request: pytest.FixtureRequest) -> str:
    """The URL of a database without a schema, on each kind."""
    return str(request.getfixturevalue(f"{database}_url"))


@pytest.fixture
def store_url(database: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of a database with the schema and no rows, on each kind."""
    if database == "sqlite":
        url = str(request.getfixturevalue("sqlite_url"))
        shutil.copyfile(request.getfixturevalue("_sqlite_template"), url.removeprefix("sqlite:///"))
        yield url
    else:
        server: postgres.Server = request.getfixturevalue("postgres_server")
        request.getfixturevalue("_postgres_template")
        yield from _database(server, postgres.TEMPLATE)


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """A store with the schema and no rows, on each kind of database."""
    opened = open_store(store_url)
    yield opened
    opened.close()


@pytest.fixture
def opened() -> Iterator[Opener]:
    """Opens stores as `open_store` does, and closes them when the test is over."""
    stores: list[Store] = []

    def open_(url: str, **options: float) -> Store:
        stores.append(open_store(url, **options))
        return stores[-1]

    yield open_
    for each in stores:
        each.close()


@pytest.fixture
def sqlite_store(sqlite_url: str, _sqlite_template: Path) -> Iterator[Store]:
    """A store with the schema and no rows, on SQLite alone."""
    shutil.copyfile(_sqlite_template, sqlite_url.removeprefix("sqlite:///"))
    opened = open_store(sqlite_url)
    yield opened
    opened.close()


@pytest.fixture
def postgres_store(postgres_server: postgres.Server, _postgres_template: None) -> Iterator[Store]:
    """A store with the schema and no rows, on PostgreSQL alone."""
    for url in _database(postgres_server, postgres.TEMPLATE):
        opened = open_store(url)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def _sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.db"
    _make_schema(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def _postgres_template(postgres_server: postgres.Server) -> None:
    """Made by the migrations, once in a test run; each test gets a copy."""
    done = postgres_server.folder / "template"
    with postgres.locked(postgres_server.folder.parent / "template"):
        if not done.exists():
            postgres_server.run(f"CREATE DATABASE {postgres.TEMPLATE} TEMPLATE template0")
            _make_schema(postgres_server.url(postgres.TEMPLATE))
            done.touch()


def _make_schema(url: str) -> None:
    opened = open_store(url)
    upgrade(opened)
    opened.close()


def _database(server: postgres.Server, template: str) -> Iterator[str]:
    name = f"test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{next(_numbers)}"
    server.run(f"CREATE DATABASE {name} TEMPLATE {template}")
    yield server.url(name)
    server.run(f"DROP DATABASE {name} WITH (FORCE)")
