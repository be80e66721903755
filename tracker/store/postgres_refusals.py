"""What PostgreSQL refuses, in one line each with the way out.

Never with what the server or libpq said itself: that may hold a password or the words of a document.
"""

from __future__ import annotations

from collections.abc import Mapping

from tracker.domain.errors import BadInput, ConfigError, TrackerError, TryAgain
from tracker.store.backend import Conflict

_AGAIN = "run the same command again"
_SERVER = "see whether the server runs there, or mend the host and port in the database setting"
_ACCOUNT = "mend the account or the password in the database setting"

_Refusal = tuple[type[TrackerError], str, str]


def refusal(name: str, state: str, said: str, *, lost: bool, committing: bool) -> TrackerError | None:
    """The refusal that an error stands for; None when it is none of these.

    `state` is the SQLSTATE, "" for libpq's own errors, which have only words (`said`); `lost` tells that the
    connection is gone, `committing` that a COMMIT was under way.
    """
    if state.startswith(("08", "57P0")) or (lost and not state):
        return _lost(name, committing)
    if state:
        found = next((_BY_STATE[key] for key in (state, state[:2]) if key in _BY_STATE), None)
    else:
        found = next((what for words, what in _BY_WORDS if all(word in said for word in words)), None)
    if found is None:
        return None
    kind, message, hint = found
    return kind(f"{name}{message}", hint=hint)


def _lost(name: str, committing: bool) -> TrackerError:
    if committing:
        return TryAgain(
            f"{name}: the connection was lost during the commit, so the change may be stored or not",
            hint="run the same command again: what is stored already is not stored twice",
        )
    return Conflict(f"{name}: the connection was lost; nothing was stored", hint=_AGAIN)


_CONFLICT = (Conflict, ": another change came in between; nothing was stored", _AGAIN)

_BY_STATE: Mapping[str, _Refusal] = {
    "40001": _CONFLICT,
    "40P01": _CONFLICT,
    "55P03": (TryAgain, " is busy: another command is writing to it", _AGAIN),
    "57": (TryAgain, " ended a statement that took too long; nothing was stored", _AGAIN),
    "53": (TryAgain, " has no room left (disk, memory or connections); nothing was stored", _AGAIN),
    "25006": (ConfigError, " is read-only; nothing was changed", "name the database that can be written"),
    "42501": (ConfigError, ": the account has no right to do that", "GRANT it the tables of this program"),
    "42P01": (ConfigError, " lacks tables of this program", "run: tracker db upgrade"),
    "22021": (BadInput, ": a text holds a character that cannot be stored", "take it out of the text"),
    "28": (ConfigError, " refused the account", _ACCOUNT),
    "3D": (ConfigError, ": the server has no database of that name", "make it with createdb"),
}

_BY_WORDS: tuple[tuple[tuple[str, ...], _Refusal], ...] = (
    (("password authentication failed",), (ConfigError, " refused the account's name or password", _ACCOUNT)),
    (("no password supplied",), (ConfigError, " asks for a password", _ACCOUNT)),
    (
        ("no pg_hba.conf entry",),
        (ConfigError, " lets this account in from nowhere here", "have the server's pg_hba.conf allow it"),
    ),
    (("authentication failed",), (ConfigError, " refused the account", _ACCOUNT)),
    (
        ("database ", "does not exist"),
        (
            ConfigError,
            ": the server has no database of that name",
            "make it: createdb --encoding UTF8 --template template0 NAME",
        ),
    ),
    (("role ", "does not exist"), (ConfigError, ": the server has no such account", _ACCOUNT)),
    (("too many",), (TryAgain, " has too many connections already", _AGAIN)),
    (("starting up",), (TryAgain, " is starting up", _AGAIN)),
    (("shutting down",), (TryAgain, " is shutting down", _AGAIN)),
    (("Connection refused",), (TryAgain, " cannot be reached: nothing listens there", _SERVER)),
    (("No such file or directory",), (TryAgain, " cannot be reached: nothing listens there", _SERVER)),
    (("timeout expired",), (TryAgain, " did not answer in time", _SERVER)),
    (("resolve",), (ConfigError, ": the host's name is not known", _SERVER)),
    (("NUL",), (BadInput, ": a text holds the character NUL", "take it out of the text")),
    (("connection failed",), (TryAgain, " cannot be reached", _SERVER)),
)
