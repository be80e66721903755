"""Every stage of a delivery times every misbehaviour: what we say became of a message, against what the server took."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import product

import pytest

from tests.notices.certificates import Certificates
from tests.notices.smtp_server import BEHAVIOURS, STAGES, ScriptedServer, at
from tracker.notices.smtp import SmtpTransport
from tracker.notices.transport import Outcome
from tracker.settings.model import Smtp
from tracker.settings.secret import PasswordSource

MESSAGE = b"Subject: one\r\n\r\nwords\r\n.dot\r\nmore\r\n"
SENDER, RECIPIENT = "charter@example.org", "focal@example.org"
SUCCESS = ("well", "long")
SILENT = ("hang", "drip")
BEFORE_MAIL = ("banner", "ehlo", "starttls", "ehlo_tls", "auth")


@dataclass(frozen=True)
class Case:
    """What became of a message, and how many the server took."""

    outcome: Outcome
    taken: int


def run(stage: str, behaviour: str, certificates: Certificates) -> Case:
    """Send one message; at `rset` a refused one before it, so that the stage is reached."""
    script = at(stage, behaviour)
    if stage == "rset":
        first = at("rcpt", "refuse", range(1, 2))
        second = script

        def script(reached: str, n: int) -> str:
            return first(reached, n) if reached == "rcpt" else second(reached, n)

    with ScriptedServer(script, context=certificates.server(certificates.good)) as server:
        config = Smtp(
            host="localhost",
            port=server.port,
            username="charter",
            password_source=PasswordSource(env="P", environ={"P": "geheim"}),
            timeout=2 if behaviour in SILENT else 30,
            ca_file=certificates.good,
        )
        with SmtpTransport(config, dot_timeout=float(config.timeout)).open() as session:
            if stage == "rset":
                assert session.send(MESSAGE, SENDER, "nobody@example.org").kind == "permanent"
            outcome = session.send(MESSAGE, SENDER, RECIPIENT)
        assert all(taken.recipients == (RECIPIENT,) for taken in server.taken)
        return Case(outcome, len(server.taken))


@pytest.fixture(scope="module")
def cases(certificates: Certificates) -> dict[tuple[str, str], Case]:
    """All of them at once: those of a silent server take only time."""
    pairs = sorted(product(STAGES, BEHAVIOURS), key=lambda pair: pair[1] not in SILENT)
    with ThreadPoolExecutor(len(STAGES)) as pool:
        found = pool.map(lambda pair: run(pair[0], pair[1], certificates), pairs)
        return dict(zip(pairs, found, strict=True))


def expected(stage: str, behaviour: str) -> tuple[set[str], bool]:
    """The kinds of outcome that are right, and whether the run should end."""
    if behaviour in SUCCESS or stage in ("rset", "quit"):
        return {"sent"}, False
    if stage in BEFORE_MAIL:
        return {"ours" if behaviour == "refuse" else "temporary"}, True
    if behaviour == "refuse":
        return ({"ours"}, True) if stage == "mail" else ({"permanent"}, False)
    if behaviour in ("later", "closing"):
        return {"temporary"}, behaviour == "closing"
    if stage in ("body", "dot"):
        return {"in_doubt"}, True
    return {"temporary"}, behaviour in SILENT


@pytest.mark.parametrize("behaviour", BEHAVIOURS)
@pytest.mark.parametrize("stage", STAGES)
def test_what_became_of_the_message_is_told_rightly(
    cases: dict[tuple[str, str], Case], stage: str, behaviour: str
) -> None:
    case = cases[stage, behaviour]
    kinds, ends_run = expected(stage, behaviour)
    if stage == "body" and behaviour in ("closing", "drop"):
        # The server is gone while we write: whether we learn it before or after the last byte is not ours to choose.
        kinds, ends_run = {"temporary", "in_doubt"}, case.outcome.ends_run
    assert case.outcome.kind in kinds and case.outcome.ends_run == ends_run
    if case.outcome.kind == "sent":
        assert case.taken == 1
    elif case.outcome.kind != "in_doubt":
        assert case.taken == 0
    shown = {"ehlo_tls": "ehlo", "body": "dot", "rset": "dot", "quit": "dot"}.get(stage, stage)
    if behaviour not in SUCCESS and not (stage == "body" and behaviour in ("closing", "drop")):
        assert case.outcome.stage == shown
    assert "geheim" not in case.outcome.answer and case.outcome.answer.isprintable()
    assert len(case.outcome.answer) < 500
