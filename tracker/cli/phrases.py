"""`tracker phrases`: what the reader makes of words, and whether the phrase files are right."""

from __future__ import annotations

from datetime import date
from unicodedata import normalize

import click

from tracker.cli.app import App, pass_app
from tracker.cli.types import DAY
from tracker.cli.words import reasons


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--basis", type=DAY, help="The day to count from (default: today).")
@click.option("--language", type=click.Choice(["bn", "en", "hi"]), default="en", show_default=True)
@click.option("--cell", is_flag=True, help="WORDS are the whole cell of a deadline column.")
@pass_app
def test(app: App, words: tuple[str, ...], basis: date | None, language: str, cell: bool) -> None:
    """Say what the reader makes of WORDS: the deadline, when that is, and which offices are named."""
    from tracker.domain.due import Basis, first_due
    from tracker.domain.explain import sentence
    from tracker.minutes.deadlines import read_deadline
    from tracker.minutes.implementers.sentence import resolve_in_sentence
    from tracker.minutes.phrasebook import load_phrasebook

    text, counted_from = normalize("NFC", " ".join(words)), basis or app.today
    settings, book = app.settings, load_phrasebook(app.settings.home)
    reckoning = settings.reckoning()
    found = read_deadline(text, book, basis=counted_from, cell=cell, reckoning=reckoning)
    deadline = first_due(found.rule, Basis(counted_from), reckoning)
    reading = resolve_in_sentence(text, settings.directory(), book)
    explanation = settings.holidays().in_language(deadline.explanation, language)
    click.echo(f"deadline   {found.rule.kind}: {sentence(explanation, language)}")
    for match in found.matches:
        what = match.rule.kind if match.rule else "no deadline"
        click.echo(f"           “{text[match.start : match.end]}”: {what} ({match.entry})")
    if found.review:
        click.echo(f"review     {reasons(found.review)}")
    click.echo(f"offices    {', '.join(reading.offices) or 'none'}")
    if reading.review:
        click.echo(f"review     {reasons(reading.review)}")


@click.command()
@pass_app
def check(app: App) -> None:
    """Check the phrase files and run the examples of their entries: every mistake with its line."""
    from tracker.domain.errors import ConfigError
    from tracker.minutes.phrasebook import load_phrasebook
    from tracker.minutes.phrases.checking import check_phrases, problem_lines
    from tracker.minutes.phrases.entries import patterns_of

    book = load_phrasebook(app.settings.home)
    if problems := check_phrases(book):
        raise ConfigError(
            f"the phrase files have {len(problems)} mistakes",
            hint="mend them; config/phrases/README.md says what each key means",
            problems=tuple(problem_lines(problems, app.settings.home)),
        )
    entries = patterns_of(book).entries
    examples = sum(len(entry.examples) for entry in entries)
    click.echo(
        f"the phrase files of {len(book.languages)} languages are right: "
        f"{len(entries)} wordings of time, {examples} examples"
    )
