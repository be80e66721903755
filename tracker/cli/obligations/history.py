"""`tracker obligations history`: was this office told, when, in what words, and what did its mail server answer?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from tracker.cli.app import App, pass_app
from tracker.cli.chosen import refuse_unknown
from tracker.cli.options import listing
from tracker.domain.errors import BadInput

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from tracker.reports.listing import Listing
    from tracker.store.queries.history import History


@click.command()
@click.argument("which", metavar="NUMBER|MINUTES/NUMBER")
@click.option("--office", metavar="CODE", help="Whose duty, where a decision is named: the office's code.")
@click.option("--words", is_flag=True, help="With the text of each mail as it was sent.")
@listing()
@pass_app
def history(app: App, which: str, office: str | None, words: bool, format_: str, output: str) -> None:
    """Tell all that is on record about due date NUMBER, or a decision's of one office, in the order of time.

    What happened and who did it, what was handed in, and every notice: to whom, when it was queued and tried, its
    Message-ID and what the mail server answered. A shorter account gives `tracker obligations show`.
    """
    from tracker.notices.message import words_in
    from tracker.reports.history import history_listing
    from tracker.reports.output import opened
    from tracker.store.queries.history import history

    with app.to_read().read_only() as conn:
        found = history(conn, _which(app, conn, which, office))
    texts = {row.id: words_in(row.message, "plain") for row in found.notices if row.message} if words else None
    listed = history_listing(found, app.today, texts)
    if format_ != "table":
        app.write(listed, format_, output)
        return
    with opened(output) as out:
        out.writelines(f"{line}\n" for line in _lines(listed, found))


def _which(app: App, conn: Connection, which: str, office: str | None) -> Sequence[int]:
    """The occurrences that are meant. Raises BadInput when there are none."""
    from tracker.cli.minutes.refs import find_decision
    from tracker.store.queries.history import occurrences_of
    from tracker.store.queries.obligations import occurrence_story

    if "/" not in which:
        from tracker.domain.numerals import parse_typed_number

        number = parse_typed_number(which)
        owner = occurrence_story(conn, number).row.office_code
        if office not in (None, owner):
            raise BadInput(f"occurrence {number} is that of {owner}, not of {office}", hint="leave --office out")
        return [number]
    refuse_unknown(app, conn, (office,) if office else None)
    row = find_decision(conn, which)
    found = occurrences_of(conn, row.id, office)
    if not found:
        whom = office or "anybody"
        hint = f"see whom it binds: tracker minutes show {row.minutes_id}"
        raise BadInput(f"decision {row.minutes_id}/{row.number} does not bind {whom}", hint=hint)
    return found


def _lines(listed: Listing, found: History) -> Iterator[str]:
    from tracker.cli.words import wrapped
    from tracker.reports.history import WORDS
    from tracker.reports.table import harmless

    several = len(found.occurrences) > 1
    values = {column.key: column.cells(listed.data[column.key]) for column in listed.columns}
    words = listed.data.get(WORDS) or [None] * listed.length
    for n in range(listed.length):
        when = str(values["at"][n]) or f"{listed.data['on'][n]}         "
        number = f"NO {values['occurrence'][n]}  " if several else ""
        who = f" by {harmless(str(values['who'][n]))}" if values["who"][n] else ""
        on = listed.data["on"][n]
        dated = "" if when.startswith(str(on)) else f", dated {on}"
        yield f"{when}  {number}{values['what'][n]}{who}{dated}"
        yield from wrapped(str(values["told"][n]), " " * 21)
        for line in (words[n] or "").splitlines():
            yield f"{' ' * 21}| {harmless(line)}".rstrip()
    yield ""
    yield _sum(found)


def _sum(found: History) -> str:
    """How many mails there were, and how many a mail server took."""
    states = [state for _, state in sorted({(row.id, row.state) for row in found.notices})]
    told = ", ".join(f"{states.count(state)} {state}" for state in dict.fromkeys(states))
    return f"{len(states)} notices: {told}; times are UTC" if states else "nobody was written to; times are UTC"
