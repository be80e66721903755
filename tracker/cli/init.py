"""`tracker init`: a working folder."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from tracker.cli.app import login_name
from tracker.domain.errors import Refused
from tracker.settings.people import PEOPLE, first_people
from tracker.settings.resources import packaged_root

COPIED = ("config/tracker.toml", "config/ladder.toml", "config/offices")
"""What an office changes; tables and phrases stay with the program, so that its updates bring newer ones."""

LOCAL_HOLIDAYS = """\
# Holidays and working days of your own, beside the packaged table of the country.
# নিজ দপ্তরের অতিরিক্ত ছুটি ও খোলা দিন।
#
# holidays = [
#   { on = 2026-07-08, until = 2026-07-09, source = "order", bn = "বিশেষ ছুটি", en = "Special holiday" },
# ]
# workdays = [
#   { on = 2026-07-11, bn = "বিশেষ ছুটির বদলে", en = "in exchange for the special holiday" },
# ]
# The years whose holidays you have entered whole:
# known_years = [2027]
"""


@click.command()
@click.argument("folder", default=".", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Make FOLDER (default: here) a working folder: config/ with explanations, and var/ for the record.

    The directory of offices in it is Rangpur Division with its eight districts: change it to yours. Nothing
    that is there already is touched.
    """
    make_home(folder)
    home = "" if folder.resolve() == Path.cwd() else f"--home {shlex.quote(str(folder))} "
    click.echo(f"{folder.resolve()} is a working folder now; its settings: {folder / 'config/tracker.toml'}")
    click.echo(f"who may do what: {folder / PEOPLE}")
    click.echo("next:")
    click.echo(f"  tracker {home}doctor                 checks everything")
    click.echo(f"  tracker {home}minutes read FILE      prints what is understood of minutes")
    click.echo(f"  tracker {home}minutes import FILE    stores them with their obligations")


def make_home(folder: Path) -> None:
    """Write the configuration into a folder and make its var/. Raises Refused when any of its files is there."""
    sources = _sources()
    there = [relative for relative in sources if (folder / relative).exists()]
    if there:
        raise Refused(
            f"{folder} has a configuration already",
            hint="change those files, or name another folder; nothing was overwritten",
            problems=tuple(str(folder / relative) for relative in there),
        )
    for relative, text in sources.items():
        target = folder / relative
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8") as file:
            file.write(text)
    (folder / "var").mkdir(exist_ok=True)


def _sources() -> dict[str, str]:
    """The files of a new working folder by relative path, with their text."""
    root = packaged_root()
    found: dict[str, str] = {}
    for name in COPIED:
        source = root / name
        files = sorted(source.rglob("*")) if source.is_dir() else [source]
        for file in files:
            if file.is_file():
                found[str(file.relative_to(root))] = file.read_text("utf-8")
    found["config/holidays/BD-local.toml"] = LOCAL_HOLIDAYS
    found[PEOPLE] = first_people(login_name())
    return found
