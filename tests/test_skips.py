"""In CI nothing is skipped without a reason that is allowed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
TESTS = """
import pytest
from tests.conftest import needs_shared

def test_passes(): pass
def test_skips(): pytest.skip("no time")
@pytest.mark.skipif(True, reason="the shared minutes are not on this machine")
def test_needs_what_does_not_belong_to_the_project(): pass
@pytest.mark.xfail(strict=True)
def test_fails_as_expected(): assert False
"""
SKIPPED_WHOLE = """
import pytest
pytest.importorskip("a_library_that_is_not_there")
"""


def run(folder: Path, ci: str) -> str:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-c",
            os.devnull,
            "--rootdir",
            str(folder),
            "-p",
            "tests.conftest",
            "-rs",
            str(folder),
        ],
        cwd=PROJECT,
        env={**os.environ, "CI": ci},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


@pytest.mark.parametrize("ci", ["", "0", "false"])
def test_at_a_desk_tests_may_be_skipped(tmp_path: Path, ci: str) -> None:
    (tmp_path / "test_some.py").write_text(TESTS)
    assert "1 passed, 2 skipped, 1 xfailed" in run(tmp_path, ci)


def test_in_ci_a_skip_is_a_failure_unless_its_reason_is_allowed(tmp_path: Path) -> None:
    (tmp_path / "test_some.py").write_text(TESTS)
    out = run(tmp_path, "true")
    assert "1 failed, 1 passed, 1 skipped, 1 xfailed" in out
    assert "skipped in CI, where everything is to run: Skipped: no time" in out


def test_in_ci_a_file_that_is_skipped_whole_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "test_whole.py").write_text(SKIPPED_WHOLE)
    assert "1 error" in run(tmp_path, "true")
    assert "1 skipped" in run(tmp_path, "")
