"""The program as a user meets it: a process of its own in a working folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command answered."""

    status: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Tracker:
    """Runs commands in a working folder."""

    home: Path
    prefix: tuple[str, ...] = ()

    def start(self, *words: str | Path) -> subprocess.Popen[str]:
        """Begin a command without waiting for it."""
        environ = {k: v for k, v in os.environ.items() if not k.startswith("TRACKER_")}
        command = [*self.prefix, sys.executable, "-m", "tracker", "--home", str(self.home), *map(str, words)]
        return subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=environ
        )

    def __call__(self, *words: str | Path) -> Ran:
        """Run a command to its end."""
        process = self.start(*words)
        out, err = process.communicate(timeout=120)
        return Ran(process.returncode, out, err)

    def well(self, *words: str | Path) -> str:
        """Run a command that must succeed; its standard output."""
        ran = self(*words)
        assert ran.status == 0, ran
        return ran.out


@pytest.fixture
def new_home(tmp_path: Path) -> Callable[[], Path]:
    """Makes working folders as `tracker init` leaves them."""

    def make() -> Path:
        home = tmp_path / "office"
        home.mkdir()
        Tracker(home).well("init", home)
        return home

    return make


@pytest.fixture
def tracker(new_home: Callable[[], Path]) -> Tracker:
    """The program in a fresh working folder."""
    return Tracker(new_home())


@pytest.fixture(scope="session")
def sample() -> Path:
    """The demo's minutes: 7 decisions on the eight districts of Rangpur Division."""
    return Path(__file__).parents[2] / "config" / "demo" / "minutes.bn.txt"
