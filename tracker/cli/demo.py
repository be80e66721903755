"""`tracker demo`: the main job on sample minutes, from the file to mail in a folder and an overdue list."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from tracker.domain.errors import Refused

MARK = ".tracker-demo"
"""Names a folder as made by this command, so that only such a one is ever emptied."""


@click.command()
@click.argument("folder", default="demo", type=click.Path(path_type=Path))
def demo(folder: Path) -> None:
    """Show the main job on sample minutes in FOLDER (default: ./demo), which is emptied first.

    Only a folder that this command made is emptied. Everything lies in it afterwards: settings, the record,
    the mails, the summary.
    """
    from tracker.cli.demo_story import Story

    _make_empty(folder)
    story = Story(folder)
    story.read()
    story.take_over()
    story.live_through()
    story.look_back()
    click.secho("\nEverything lies in", bold=True)
    for label, path in story.places():
        click.echo(f"  {label:12} {path}")
    click.secho("\nTry next", bold=True)
    for line in story.next_commands(_program()):
        click.echo(f"  {line}")
    story.app.close()


def _make_empty(folder: Path) -> None:
    if folder.exists():
        if not folder.is_dir() or (any(folder.iterdir()) and not (folder / MARK).is_file()):
            raise Refused(
                f"{folder} is there already, and was not made by a demo",
                hint="name another folder: tracker demo FOLDER; nothing was changed",
            )
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    (folder / MARK).write_text("made by: tracker demo\n", "utf-8")


def _program() -> str:
    """How the person who started this can start it again."""
    called = Path(sys.argv[0])
    found = shutil.which("tracker")
    if found and Path(found).resolve() == called.resolve():
        return "tracker"
    program = called.absolute() if called.name == "tracker" else Path(sys.executable)
    here = Path.cwd()
    shown = str(program.relative_to(here)) if program.is_relative_to(here) else str(program)
    return shown if called.name == "tracker" else f"{shown} -m tracker"
