"""Fixtures of the tests of actions."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.actions.world import World, make_world
from tracker.store.engine import Store


@pytest.fixture
def world(store: Store, tmp_path: Path) -> World:
    """A small office with an empty record, on each kind of database."""
    home = tmp_path / "home"
    home.mkdir()
    return make_world(store, home)
