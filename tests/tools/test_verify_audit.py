"""The script that verifies an export without this program: it finds what the program finds, at the same entries."""

from __future__ import annotations

import ast
import importlib.util
import json
import random
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.store.mutations import Chain, chain_of, mutations
from tracker.domain.errors import BadInput
from tracker.store.audit import from_export
from tracker.store.chain import COLUMNS, Checkpoint, Rows, walk

SCRIPT = Path(__file__).parents[2] / "tools/verify_audit.py"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """The script as a module."""
    spec = importlib.util.spec_from_file_location("verify_audit", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def exported(chain: Chain) -> str:
    return "".join(json.dumps(dict(zip(COLUMNS, row, strict=True)), ensure_ascii=False) + "\n" for row in chain)


def run(path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The script by itself: no site packages, not this folder, nothing of the environment."""
    return subprocess.run(
        [sys.executable, "-I", "-S", str(SCRIPT), str(path), *words], capture_output=True, encoding="utf-8", check=False
    )


def test_it_is_short_and_needs_nothing_but_an_old_python() -> None:
    source = SCRIPT.read_text("utf-8")
    tree = ast.parse(source, feature_version=(3, 8))
    imported = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    assert imported == {"argparse", "hashlib", "itertools", "json", "sys"}
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert len(source.splitlines()) < 90


def test_20000_random_changes_are_found_as_the_program_finds_them(script: ModuleType) -> None:
    dice = random.Random(2023)
    chain = chain_of(30)
    head = str(chain[-1][-1])
    assert script.verify(lambda: iter(chain), (30, head)) == (30, head, 0, "")
    for kind, changed, first in islice(mutations(chain, dice), 20_000):

        def read(changed: Chain = changed) -> Rows:
            yield from changed

        ours = walk(read, Checkpoint(30, head))
        count, previous, bad, what = script.verify(read, (30, head))
        assert (count, bad, what) == (ours.count, ours.bad_seq, ours.kind), kind
        assert bad == first, kind
        assert previous == (ours.head.hash if ours.head else "0" * 64)


def broken(lines: list[str], dice: random.Random) -> Iterator[tuple[list[str], int]]:
    """Exports in which the text itself was tampered with: the lines, and the first that is not what it was."""
    while True:
        at = dice.randrange(len(lines))
        line = lines[at]
        cut = dice.randrange(1, len(line) - 1)
        letter = dice.choice("x{}\"'ক\x00\u2028")
        changed = dice.choice(
            [line[:cut], line[cut:], line[:cut] + letter + line[cut + 1 :], line[:cut] + letter + line[cut:]]
        )
        if not same(changed, line):
            yield [*lines[:at], changed, *lines[at + 1 :]], at + 1


def same(one: str, other: str) -> bool:
    """Whether both lines say the same: JSON may be written in more than one way."""
    try:
        return bool(json.loads(one, object_pairs_hook=tuple) == json.loads(other, object_pairs_hook=tuple))
    except (ValueError, RecursionError):
        return False


def test_tampering_with_the_text_of_an_export_is_found_by_both(script: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "export.jsonl"
    lines = exported(chain_of(12)).splitlines()
    for changed, first in islice(broken(lines, random.Random(7)), 1500):
        path.write_text("\n".join(changed) + "\n", "utf-8", newline="")
        _, _, bad, what = script.verify(lambda: script.entries(str(path)))
        assert (bad, bool(what)) == (first, True), changed[first - 1]
        assert found_by_the_program(path) == first, changed[first - 1]


def found_by_the_program(path: Path) -> Any:
    try:
        return walk(lambda: from_export(path)).bad_seq
    except BadInput as refused:
        return int(refused.message.split()[1])


def test_it_runs_by_itself(tmp_path: Path) -> None:
    chain = chain_of(5)
    path = tmp_path / "অডিট.jsonl"
    path.write_text(exported(chain), "utf-8")
    good = run(path)
    assert (good.returncode, good.stdout) == (0, f"5 entries hold\ncheckpoint: 5:{chain[-1][-1]}\n")
    checkpoint = ("--checkpoint", f"5:{chain[-1][-1]}")
    assert run(path, *checkpoint).returncode == 0
    path.write_text(exported(chain[:3]), "utf-8")
    assert run(path).returncode == 0
    cut = run(path, *checkpoint)
    assert (cut.returncode, cut.stderr) == (1, "ALTERED: entry 4 was truncated; 3 entries before it hold\n")
    path.write_bytes(exported(chain).encode().replace(b"accept", b"\xff\xfe", 1))
    assert "entry 1 was edited" in run(path).stderr
    for wrong in ("", "x", "3:", "0:" + "0" * 64, "²:" + "0" * 64, "9" * 5000 + ":" + "0" * 64):
        asked = run(path, "--checkpoint", wrong)
        assert asked.returncode == 2 and "Traceback" not in asked.stderr, wrong
    missing = run(tmp_path / "missing.jsonl")
    assert missing.returncode == 2 and "cannot be read: No such file" in missing.stderr
    assert "Traceback" not in missing.stderr
    path.write_text("", "utf-8")
    assert run(path).stdout == "0 entries hold\n"
