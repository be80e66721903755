"""What can be refused, each kind with the exit status that the command line gives it."""

from __future__ import annotations


class TrackerError(Exception):
    """A refusal that a person can act on: one line that says what is wrong, and one with the way out.

    `message` and `hint` are plain sentences without secrets or tracebacks; `problems` holds further lines
    when several things are wrong at once (each already carries its own place).
    """

    exit_status = 3

    def __init__(self, message: str, *, hint: str = "", problems: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.problems = problems


class BadInput(TrackerError):
    """A document, file or value that cannot be used as it is (exit status 3)."""


class Refused(TrackerError):
    """A rule forbids what was asked for; nothing was changed (exit status 3)."""


class ConfigError(TrackerError):
    """The configuration is wrong; `problems` names each place as `file:line: what` (exit status 4)."""

    exit_status = 4


class TryAgain(TrackerError):
    """The database is busy or the mail server away: the same command may succeed later (exit status 75)."""

    exit_status = 75
