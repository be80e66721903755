"""What a mail server's answer means: whose fault it is, whether to try again (RFC 5321, 4.2 and 4.5.3)."""

from __future__ import annotations

import re

from tracker.notices.smtp_wire import Answer, LostError
from tracker.notices.transport import Outcome, OutcomeKind

BEFORE_MAIL = ("connect", "banner", "ehlo", "starttls", "auth")
"""Stages that have nothing to do with a single message."""

ASKED = { "banner": "the greeting", "ehlo": "EHLO", "starttls": "STARTTLS", "auth": "the login", "mail":
"the sender", "rcpt": "the recipient", "data": "DATA", "dot": "the message", }  # fmt: skip

LOGIN_WANTED = frozenset({530, 534, 535, 538})
NOT_UNDERSTOOD = frozenset({500, 502, 503, 504})
TOO_LARGE = frozenset({523, 552})
MAILBOX_FULL = 552
CLOSING = 421

_ENHANCED = re.compile(r"[0-9]{3} [245]\.([0-9]{1,3})\.([0-9]{1,3})(?![0-9.])")
"""Subject and detail of an enhanced status code (RFC 3463) at the head of an answer."""
_RELAY = re.compile(r"\brelay", re.IGNORECASE)


def verdict(stage: str, answer: Answer, where: str) -> Outcome | None:
    """What the answer at that stage means, None when it is the one hoped for. `where` names the server."""
    if answer.kind == (3 if stage == "data" else 2):
        return None
    kind = _kind(stage, answer)
    words = f"{where} answered to {ASKED[stage]}: {answer.text}"
    return Outcome(kind, stage, answer.code, words, _ends_run(kind, stage, answer.code))


def out_of_reach(stage: str, lost: LostError, where: str) -> Outcome:
    """What a lost connection means: before the last byte surely not sent, after it nobody knows.

    A success that was cut off after its first line is one.
    """
    if stage == "dot" and lost.answer is not None and lost.answer.kind == 2:
        return Outcome("sent", stage, lost.answer.code, lost.answer.text)
    words = f"{where}: {lost.reason}"
    if stage == "dot":
        words = f"{words}, after the whole message; it may have been taken"
        return Outcome("in_doubt", stage, None, words, ends_run=True)
    return Outcome("temporary", stage, None, words, ends_run=lost.late or stage in BEFORE_MAIL)


def _kind(stage: str, answer: Answer) -> OutcomeKind:
    if answer.kind == 4:
        return "temporary"
    if answer.kind != 5:
        return "in_doubt" if stage == "dot" else "temporary"
    if stage in BEFORE_MAIL:
        return "ours"
    if stage == "mail":
        return "permanent" if answer.code in TOO_LARGE else "ours"
    if stage == "rcpt":
        return _recipient_refused(answer)
    return "permanent"


def _recipient_refused(answer: Answer) -> OutcomeKind:
    """A 5xx to RCPT is the address's fault, unless it says that we may not send or a mailbox is full."""
    if answer.code == MAILBOX_FULL:
        return "temporary"
    if answer.code in LOGIN_WANTED | NOT_UNDERSTOOD or _RELAY.search(answer.text):
        return "ours"
    enhanced = _ENHANCED.match(answer.text)
    subject, detail = enhanced.groups() if enhanced else ("", "")
    sender_at_fault = subject == "7" or (subject == "1" and detail in ("7", "8"))
    return "ours" if sender_at_fault else "permanent"


def _ends_run(kind: OutcomeKind, stage: str, code: int) -> bool:
    """Whether the next message would fare the same: the server closes, or it is not about this one at all."""
    if code == CLOSING or stage in BEFORE_MAIL or kind == "in_doubt":
        return True
    return kind == "ours" and (stage == "mail" or code in LOGIN_WANTED)
