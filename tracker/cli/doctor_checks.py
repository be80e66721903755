"""What `tracker doctor` looks at."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from tracker.cli.app import App
from tracker.domain.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Finding:
    """One line; `mark` is ok, note or wrong."""

    mark: str
    words: str


Check = Callable[[], Iterator[Finding]]


def checks(app: App, *, offline: bool) -> Iterator[tuple[str, Check]]:
    """The checks by name, in the order in which a person would mend things."""
    yield "settings", lambda: _settings(app)
    yield "offices", lambda: _offices(app)
    yield "people", lambda: _people(app)
    yield "ladder", lambda: _ladder(app)
    yield "holidays", lambda: _holidays(app)
    yield "phrases", lambda: _phrases(app)
    yield "letters", lambda: _letters(app)
    yield "record", lambda: _record(app)
    yield "evidence", lambda: _evidence(app)
    yield "mail", lambda: _mail(app, offline=offline)
    yield "tools", _tools


def _settings(app: App) -> Iterator[Finding]:
    settings = app.settings
    own = settings.source.is_relative_to(settings.home)
    yield Finding("ok", f"{settings.source}")
    if not own:
        yield Finding("note", f"{settings.home} has no config/tracker.toml; write one with: tracker init")


def _offices(app: App) -> Iterator[Finding]:
    directory = app.settings.directory()
    active = [office for office in directory.offices if office.active]
    yield Finding("ok", f"{app.settings.directory_file}: {directory.body.code}, {len(active)} active offices")
    for office in active:
        if not any(contact.serves_on(app.today) for contact in office.contacts):
            yield Finding("wrong", f"{office.code} has no contact today: nothing would reach it")
    made_up = [o.code for o in active if any(c.email.endswith((".example", ".invalid")) for c in o.contacts)]
    yield from _left_behind(app)
    if made_up:
        more = f" and {len(made_up) - 1} more" if len(made_up) > 1 else ""
        yield Finding("note", f"{made_up[0]}{more} have made-up mail addresses (.example)")


def _people(app: App) -> Iterator[Finding]:
    people = app.settings.people()
    if people is None:
        yield Finding("note", "config/people.toml is not there: whoever can write the record acts in all roles")
        return
    yield Finding("ok", ", ".join(f"{person.name} ({', '.join(sorted(person.roles))})" for person in people))
    for role in ("registrar", "verifier"):
        if not any(role in person.roles for person in people):
            yield Finding("wrong", f"nobody has the role {role}; add it in config/people.toml")
    for person in people:
        if app.settings.directory().office(person.name) is not None:
            yield Finding("wrong", f"{person.name} is an office and a person; give the person another name")


def _left_behind(app: App) -> Iterator[Finding]:
    """Offices that owe something in the record and are not in the directory, or not active there."""
    from tracker.store.queries.offices import left_behind
    from tracker.store.schema import Schema, check_schema

    if check_schema(app.store) is not Schema.CURRENT:
        return
    active = [office.code for office in app.settings.directory().offices if office.active]
    with app.store.read_only() as conn:
        for each in left_behind(conn, active):
            yield Finding("wrong", each.words())


def _ladder(app: App) -> Iterator[Finding]:
    steps = app.settings.ladder().steps
    yield Finding("ok", f"{len(steps)} steps, from {steps[0].code} to {steps[-1].code}")


def _holidays(app: App) -> Iterator[Finding]:
    table, body = app.settings.holidays(), app.settings.directory().body
    yield Finding("ok", f"{body.holidays or 'none'}: {len(table.holidays)} closed days")
    for year in (app.today.year, app.today.year + 1):
        if year not in table.known_years:
            mark = "wrong" if year == app.today.year else "note"
            local = f"config/holidays/{body.holidays}-local.toml"
            yield Finding(mark, f"the holidays of {year} are not known; enter them in {local}")


def _phrases(app: App) -> Iterator[Finding]:
    from tracker.minutes.deadlines import read_deadline
    from tracker.minutes.phrasebook import load_phrasebook

    book = load_phrasebook(app.settings.home)
    read_deadline("", book, basis=app.today)
    yield Finding("ok", ", ".join(book.languages))


def _letters(app: App) -> Iterator[Finding]:
    """The templates of all letters, tried on a decision that nobody took."""
    from tracker.domain.offices import LANGUAGES
    from tracker.notices.render import render
    from tracker.notices.sample import sample_letters
    from tracker.reports.table import harmless

    broken: dict[str, None] = {}
    kinds: set[str] = set()
    for language in LANGUAGES:
        for letter in sample_letters(language):
            kinds.add(letter.kind)
            try:
                render(letter, home=app.settings.home)
            except ConfigError as wrong:
                broken[wrong.message] = None
    for message in broken:
        yield Finding("wrong", harmless(message))
    if broken:
        yield Finding("note", "→ mend the file, or remove it from your working folder to use the packaged one")
    else:
        yield Finding("ok", f"{len(kinds)} kinds in {', '.join(LANGUAGES)}")


def _record(app: App) -> Iterator[Finding]:
    from tracker.store.schema import Schema, check_schema

    state = check_schema(app.store)
    if state is Schema.CURRENT:
        yield Finding("ok", app.store.name)
    elif state is Schema.MISSING and app.settings.database.is_file:
        yield Finding("note", f"{app.store.name} is not there yet; the first import makes it")
    else:
        lacks = "has no tables yet" if state is Schema.MISSING else "has tables of another version"
        yield Finding("wrong", f"{app.store.name} {lacks}; run: tracker db upgrade")
    if app.settings.database.is_file:
        yield from _writable(Path(app.store.name).parent)
        yield from _sqlite()


def _sqlite() -> Iterator[Finding]:
    import sqlite3

    from tracker.store.sqlite import has_wal_reset_fault

    if has_wal_reset_fault(sqlite3.sqlite_version_info):
        yield Finding(
            "note",
            f"SQLite {sqlite3.sqlite_version} may, rarely, damage a file that two programs write at once;"
            " use a Python with SQLite 3.51.3 or newer, or PostgreSQL, and keep backups of var/",
        )


def _writable(folder: Path) -> Iterator[Finding]:
    """Whether the folder, or the nearest one above it that is there, can be written to."""
    nearest = next((f for f in (folder, *folder.parents) if f.exists()), folder)
    if not (nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)):
        yield Finding("wrong", f"{nearest} cannot be written to")


def _evidence(app: App) -> Iterator[Finding]:
    from tracker.domain.evidence import DEFAULT_TYPES

    evidence, home = app.settings.evidence, app.settings.home
    links = [f for f in (evidence.folder, *evidence.folder.parents) if f.is_relative_to(home) and f != home]
    for folder in links:
        if folder.is_symlink():
            yield Finding("wrong", f"{folder} is a symbolic link; evidence is kept in plain folders alone")
    types = ", ".join(evidence.types or DEFAULT_TYPES)
    yield Finding("ok", f"{evidence.folder}: files up to {evidence.max_file_mb} MB ({types})")
    yield from _writable(evidence.folder)


def _mail(app: App, *, offline: bool) -> Iterator[Finding]:
    mail = app.settings.mail
    if mail.transport == "folder":
        yield Finding("ok", f"into the folder {mail.folder}; nothing is sent")
        yield from _writable(mail.folder)
        return
    where = f"{mail.smtp.host}:{mail.smtp.port} ({mail.smtp.security})"
    if offline:
        yield Finding("note", f"{where} was not asked")
        return
    from tracker.notices.smtp_dial import Dialler, Dialogue, StoppedError
    from tracker.notices.smtp_wire import LostError

    dialogue = Dialogue(where)
    try:
        Dialler(mail.smtp, dialogue).dial(mail.sender.rpartition("@")[2]).close()
    except StoppedError as stopped:
        yield Finding("wrong", f"{stopped} (at {dialogue.stage})")
    except LostError as lost:
        yield Finding("wrong", f"{where}: {lost} (at {dialogue.stage})")
    else:
        yield Finding("ok", f"{where} takes mail from here")


def _tools() -> Iterator[Finding]:
    """What is only needed for some documents or databases."""
    modules = {
        "psycopg": "PostgreSQL: pip install 'tracker[postgres]'",
        "pypdfium2": "PDF: pip install 'tracker[pdf]'",
    }
    programs = {
        "pdftotext": "PDF with text: apt install poppler-utils",
        "tesseract": "scans: apt install tesseract-ocr tesseract-ocr-ben",
    }
    there = {name: find_spec(name) is not None for name in modules}
    there |= {name: shutil.which(name) is not None for name in programs}
    for name, use in {**modules, **programs}.items():
        yield Finding("ok", name) if there[name] else Finding("note", f"{name} is not there; for {use}")
