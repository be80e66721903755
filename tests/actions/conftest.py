"""Fixtures of the tests of actions."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.actions.world import World, make_world
from tracker.store.engine import Store, open_store


@pytest.fixture
def world(store: Store, tmp_path: Path) -> World:
    """A small office with an empty record, on each kind of database."""
    home = tmp_path / "home"
    home.mkdir()
    return make_world(store, home)


@pytest.fixture
def sqlite_world(_sqlite_template: Path, tmp_path: Path) -> Iterator[Callable[[], World]]:
    """Makes small offices with an empty record each, on SQLite: for properties that try many histories."""
    stores: list[Store] = []

    def make() -> World:
        home = tmp_path / f"home-{len(stores)}"
        home.mkdir()
        path = home / "tracker.db"
        shutil.copyfile(_sqlite_template, path)
        stores.append(open_store(f"sqlite:///{path}"))
        return make_world(stores[-1], home)

    yield make
    for store in stores:
        store.close()
