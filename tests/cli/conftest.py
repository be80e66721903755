"""The command line in a working folder of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tracker.cli.init import make_home
from tracker.cli.root import tracker
from tracker.settings.resources import packaged_root

MINUTES = packaged_root() / "config/demo/minutes.bn.txt"
"""Seven decisions for eight offices, issued on 14 September 2025; two of them wait in review."""


@dataclass
class Cli:
    """Calls commands in a working folder as one person, and looks at what came out."""

    home: Path
    actor: str = "registrar"

    def call(self, *args: object, stdin: str | None = None, actor: str = "") -> Result:
        """Run a command in this process."""
        words = ["--home", str(self.home), "--as", actor or self.actor, *map(str, args)]
        return CliRunner().invoke(tracker, words, input=stdin)

    def ok(self, *args: object, stdin: str | None = None, actor: str = "") -> str:
        """Its standard output; it must end well."""
        result = self.call(*args, stdin=stdin, actor=actor)
        assert result.exit_code == 0, result.output
        return result.stdout

    def refused(self, status: int, *args: object) -> str:
        """Its message; it must end with that status, with nothing on standard output and no traceback."""
        result = self.call(*args)
        assert result.exit_code == status, result.output
        assert "Traceback" not in result.output
        assert result.stdout == ""
        return result.stderr

    def items(self, *args: object) -> list[dict[str, Any]]:
        """The items of a list asked for as JSON."""
        data = json.loads(self.ok(*args, "--format", "json"))
        assert data["schema"] == 1
        items: list[dict[str, Any]] = data["items"]
        return items

    def process(self, *args: object, **environ: str) -> subprocess.CompletedProcess[str]:
        """Run a command in a process of its own."""
        words = [sys.executable, "-m", "tracker", "--home", str(self.home), "--as", self.actor, *map(str, args)]
        return subprocess.run(
            words,
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(packaged_root()), **environ},
            check=False,
        )


@pytest.fixture
def cli(tmp_path: Path) -> Cli:
    """A working folder as `tracker init` makes it."""
    home = tmp_path / "office"
    make_home(home)
    return Cli(home)


@pytest.fixture
def imported(cli: Cli) -> Cli:
    """The same with the sample minutes in its record."""
    cli.ok("minutes", "import", MINUTES)
    return cli


@pytest.fixture
def settled(imported: Cli) -> Cli:
    """The same with nothing left in review."""
    imported.ok("minutes", "settle", "1", "--policy")
    return imported
