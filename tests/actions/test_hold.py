"""Holding, releasing and retrying notices."""

from __future__ import annotations

from datetime import date

import pytest

from tests.actions.world import TODAY, World, at, duty
from tracker.actions.daily_check import daily_check
from tracker.actions.deliver import deliver
from tracker.actions.hold import hold, release, retry
from tracker.domain.errors import BadInput, Refused
from tracker.notices.folder import FolderTransport
from tracker.store.tables import notice

DAY = date(2023, 7, 6)


@pytest.fixture
def waiting(world: World) -> World:
    """One notice waits."""
    world.import_(duty(implementers=("dc-kurigram",)))
    daily_check(world.store, world.settings, DAY, actor="cron", now=at(DAY))
    return world


def sent(world: World) -> int:
    transport = FolderTransport(world.settings.mail.folder)
    return deliver(world.store, world.settings, transport, clock=lambda: TODAY).outcomes["sent"]


def test_a_held_notice_goes_out_only_once_released(waiting: World) -> None:
    hold(waiting.store, 1, reason="the address is being mended", actor="registrar", now=TODAY)
    assert sent(waiting) == 0
    release(waiting.store, 1, actor="registrar", now=TODAY)
    assert sent(waiting) == 1


def test_what_was_sent_is_neither_held_nor_sent_again(waiting: World) -> None:
    sent(waiting)
    with pytest.raises(Refused, match="notice 1 is sent"):
        hold(waiting.store, 1, reason="too late", actor="registrar", now=TODAY)
    with pytest.raises(Refused, match="notice 1 is sent"):
        retry(waiting.store, 1, actor="registrar", now=TODAY)


def test_holding_needs_a_reason_and_a_notice(waiting: World) -> None:
    with pytest.raises(BadInput, match="needs a reason"):
        hold(waiting.store, 1, reason="", actor="registrar", now=TODAY)
    with pytest.raises(BadInput, match="no notice 7"):
        release(waiting.store, 7, actor="registrar", now=TODAY)
    assert waiting.rows(notice)[0].state == "waiting"
