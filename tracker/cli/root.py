"""`tracker`: the commands by name, and what becomes of a refusal."""

from __future__ import annotations

import errno
import os
from typing import Any, NoReturn

import click

from tracker import __version__
from tracker.cli.app import App
from tracker.cli.lazy import LazyGroup
from tracker.domain.errors import TrackerError

INTERRUPTED = 130
CLOSED_PIPE = 141
"""As a shell reports a program that a closed pipe ended."""
FAULT = 70
"""A fault of this program, which no rule foresees."""

_MINUTES = {
    "read": ("tracker.cli.minutes.read:read", "Print what is understood of a document; nothing is stored."),
    "import": ("tracker.cli.minutes.import_:import_", "Read minutes and store them with their obligations."),
    "export-draft": ("tracker.cli.minutes.export_draft:export_draft", "Write what is understood to a file to edit."),
    "list": ("tracker.cli.minutes.list_:list_", "List the minutes in the record."),
    "show": ("tracker.cli.minutes.show:show", "Show minutes with their decisions."),
    "review": ("tracker.cli.minutes.review:review", "List what waits for a registrar, or walk through it."),
    "settle": ("tracker.cli.minutes.settle:settle", "Settle one decision in review."),
}
_OBLIGATIONS = {
    "list": ("tracker.cli.obligations.list_:list_", "List what offices owe, with numbers to refer to."),
    "show": ("tracker.cli.obligations.show:show", "Show one due date and all that happened to it."),
    "history": ("tracker.cli.obligations.history:history", "Tell all that is on record, with every mail and answer."),
    "explain": ("tracker.cli.obligations.explain:explain", "Say why something is due when it is."),
}
_NOTICES = {
    "list": ("tracker.cli.notices.list_:list_", "List notices and what became of them."),
    "show": ("tracker.cli.notices.show:show", "Show one notice with its attempts."),
    "preview": ("tracker.cli.notices.preview:preview", "Show the letter that a notice is or will be."),
    "deliver": ("tracker.cli.notices.deliver:deliver", "Send what waits."),
    "hold": ("tracker.cli.notices.hold:hold", "Keep a notice from going out."),
    "release": ("tracker.cli.notices.hold:release", "Let a held notice go out."),
    "retry": ("tracker.cli.notices.hold:retry", "Try an undeliverable notice again."),
}
_OFFICES = {
    "list": ("tracker.cli.offices:list_", "List the offices of the directory with their codes."),
    "show": ("tracker.cli.office:show", "Show one office: who serves on a day, what it owes, former names."),
    "transfer": ("tracker.cli.transfer:transfer", "Let what an office owes go over to others."),
    "check": ("tracker.cli.offices:check", "Check a directory of offices."),
}
_CALENDAR = {
    "show": ("tracker.cli.calendar:show", "Show open and closed days of a month."),
    "recompute": ("tracker.cli.calendar:recompute", "Count deadlines anew after a late holiday."),
}
_PHRASES = {
    "test": ("tracker.cli.phrases:test", "Say what the reader makes of a phrase."),
    "check": ("tracker.cli.phrases:check", "Check the phrase files."),
}
_AUDIT = {
    "log": ("tracker.cli.audit:log", "List the entries of the audit chain."),
    "verify": ("tracker.cli.audit:verify", "Prove that no entry was altered."),
    "export": ("tracker.cli.audit:export", "Write the chain as JSON lines, to be checked elsewhere."),
}
_EVIDENCE = {
    "list": ("tracker.cli.evidence:list_", "List the files handed in for a due date."),
    "get": ("tracker.cli.evidence:get", "Write a file of evidence to a file."),
    "check": ("tracker.cli.evidence:check", "Hash all files anew: changed or missing ones are named."),
}
_EXTENSION = {
    "request": ("tracker.cli.extension:request", "Ask for more time."),
    "grant": ("tracker.cli.extension:grant", "Grant what was asked for: the deadline moves."),
    "refuse": ("tracker.cli.extension:refuse", "Refuse what was asked for: the deadline stays."),
    "list": ("tracker.cli.extension:list_", "List the requests that wait for a decision."),
}
_FINDINGS = {
    "list": ("tracker.cli.findings:list_", "List what the minutes say was done already, or missing."),
    "confirm": ("tracker.cli.findings:confirm", "Confirm it: it is how the duty starts."),
    "dismiss": ("tracker.cli.findings:dismiss", "Dismiss it."),
    "add": ("tracker.cli.findings:add", "Enter what the meeting found."),
}
_PARTS = {
    "set": ("tracker.cli.parts:set_", "Say what a decision asks for, part by part."),
    "show": ("tracker.cli.parts:show", "Show the parts of a decision, and who reported which."),
}
_DB = {
    "upgrade": ("tracker.cli.db:upgrade", "Make the tables, or bring them up to date."),
    "check": ("tracker.cli.db:check", "Compare the tables with this program's."),
    "current": ("tracker.cli.db:current", "Print the version of the tables."),
}


def _group(name: str, places: dict[str, tuple[str, str]]) -> LazyGroup:
    return LazyGroup(name=name, places=places, help=COMMANDS[name][1])


COMMANDS = {
    "init": ("tracker.cli.init:init", "Make a working folder with its configuration."),
    "doctor": ("tracker.cli.doctor:doctor", "Check configuration, record, mail and tools."),
    "demo": ("tracker.cli.demo:demo", "Show the main job on sample minutes."),
    "minutes": ("tracker.cli.root:minutes", "Minutes: read, import, review."),
    "obligations": ("tracker.cli.root:obligations", "What offices owe, and why then."),
    "overdue": ("tracker.cli.overdue:overdue", "List what is overdue, as of any day."),
    "check": ("tracker.cli.check:check", "The daily check: queue reminders and overdue notices."),
    "notices": ("tracker.cli.root:notices", "Notices: what is said to whom."),
    "submit": ("tracker.cli.submit:submit", "Report something as done."),
    "progress": ("tracker.cli.submit:progress", "Report something as under way or partly done."),
    "accept": ("tracker.cli.verify:accept", "Accept what an office submitted."),
    "return": ("tracker.cli.verify:return_", "Return what an office submitted."),
    "reopen": ("tracker.cli.verify:reopen", "Reopen what was accepted on evidence that proved false."),
    "extend": ("tracker.cli.extension:extend", "Give more time at once, on a letter."),
    "extension": ("tracker.cli.root:extension", "More time: request, grant, refuse."),
    "waive": ("tracker.cli.waive:waive", "Waive what an office owes."),
    "supersede": ("tracker.cli.waive:supersede", "Let a decision bind its offices no more."),
    "correct": ("tracker.cli.correct:correct", "Mend a mistake by a new entry."),
    "evidence": ("tracker.cli.root:evidence", "Files that offices handed in."),
    "findings": ("tracker.cli.root:findings", "What was done already, or missing, at the meeting."),
    "parts": ("tracker.cli.root:parts", "The several things that one decision asks for."),
    "summary": ("tracker.cli.summary:summary", "The summary of a fiscal quarter."),
    "run": ("tracker.cli.run:run", "The daemon: daily check, delivery, quarter's end."),
    "status": ("tracker.cli.status:status", "Whether anything needs attention."),
    "offices": ("tracker.cli.root:offices", "The directory of offices."),
    "calendar": ("tracker.cli.root:calendar", "The working calendar."),
    "phrases": ("tracker.cli.root:phrases", "The wordings that the reader knows."),
    "audit": ("tracker.cli.root:audit", "The audit chain."),
    "db": ("tracker.cli.root:db", "The tables of the record."),
}

minutes = _group("minutes", _MINUTES)
obligations = _group("obligations", _OBLIGATIONS)
notices = _group("notices", _NOTICES)
offices = _group("offices", _OFFICES)
calendar = _group("calendar", _CALENDAR)
phrases = _group("phrases", _PHRASES)
audit = _group("audit", _AUDIT)
db = _group("db", _DB)
evidence = _group("evidence", _EVIDENCE)
extension = _group("extension", _EXTENSION)
findings = _group("findings", _FINDINGS)
parts = _group("parts", _PARTS)


class Root(LazyGroup):
    """The one place where a refusal becomes a line and an exit status."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. A refusal exits with its status, an interrupt with 130, our fault with 70."""
        try:
            return super().invoke(ctx)
        except TrackerError as refused:
            _tell(refused.message, refused.problems, refused.hint)
            ctx.exit(refused.exit_status)
        except (KeyboardInterrupt, click.Abort):
            click.echo("interrupted", err=True)
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            ctx.exit(CLOSED_PIPE)
        except (click.ClickException, click.exceptions.Exit):
            raise
        except Exception as fault:
            _report(ctx, fault)


def _tell(message: str, problems: tuple[str, ...] = (), hint: str = "") -> None:
    from tracker.reports.table import harmless

    lines = [f"Error: {harmless(message)}", *(f"  {harmless(p)}" for p in problems if p != message)]
    if hint:
        lines.append(f"  → {harmless(hint)}")
    click.echo("\n".join(lines), err=True)


def _report(ctx: click.Context, fault: Exception) -> NoReturn:
    """A fault that no rule foresees: one line, and all of it for who asks."""
    if os.environ.get("TRACKER_DEBUG"):
        raise fault
    if isinstance(fault, OSError) and (fault.filename is not None or fault.errno == errno.ENOSPC):
        where = fault.filename or "the output"
        _tell(f"{where}: {fault.strerror or fault}", hint="check the file, its folder, its rights and the space left")
        ctx.exit(TrackerError.exit_status)
    _tell(
        f"this program failed: {type(fault).__name__}: {fault}",
        hint="please report it with the output of the same command after: export TRACKER_DEBUG=1",
    )
    ctx.exit(FAULT)


@click.group(cls=Root, places=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--home", metavar="FOLDER", help="The working folder (else TRACKER_HOME, else looked for).")
@click.option("--actor", "--as", "actor", metavar="NAME", help="Who acts (else TRACKER_ACTOR, else the login).")
@click.version_option(__version__, message="tracker %(version)s")
@click.pass_context
def tracker(ctx: click.Context, home: str | None, actor: str | None) -> None:
    """Turns the decisions in meeting minutes into tracked obligations.

    The working folder holds config/ and var/; `tracker init` makes one.
    """
    ctx.obj = App(home, actor)
    ctx.call_on_close(ctx.obj.close)
