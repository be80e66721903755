"""Fuzzing the reader: `python -m benchmarks.fuzz [--texts N] [--files N] [--seed S]`; exit status 1 when one fails.

Each input comes from its own number, so that one is tried again with `--only NUMBER`. It must be read or refused, in
bounded time, and what is read must be fit to be written and stored and leave nothing open that no code names.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from tests.minutes.formats.files import docx, odt, paragraph
from tests.minutes.gold import phrasebook
from tests.minutes.monotonous import UNITS
from tests.minutes.test_anything import WORDS
from tests.minutes.texts import directory
from tracker.domain.deadlines import Kind
from tracker.domain.due import Reckoning
from tracker.domain.errors import BadInput
from tracker.minutes.decisions import REVIEW_ORDER
from tracker.minutes.draft import Draft
from tracker.minutes.reader import read_minutes

LONGEST = 60
"""Seconds after which an input counts as one that hangs."""
SAMPLES = [
    p.read_text("utf-8")
    for p in sorted((Path(__file__).parents[1] / "tests" / "samples" / "cases").glob("*.txt"))
]
ODD = "\x00\x1b\u200b\u200d\u202e\ufeff\ufffd\ud800\u0301\u09cd\u09bc\u09f7|।<>&\t\n\r\u2028\"'()[]{}*_#/\\-–:ঃ0৫५٣²%"

Made = tuple[bytes, str]
"""The bytes of a file and the suffix of its name."""


def words(chance: random.Random, most: int = 24) -> str:
    """Words of minutes, signs that reading must survive, and random letters, in any order."""
    pieces = [
        chance.choice(WORDS) if chance.random() < 0.85 else chance.choice(ODD) * chance.choice((1, 1, 1, 2, 9))
        for _ in range(chance.randrange(most))
    ]
    return chance.choice((" ", " ", "", "\t")).join(pieces)


def text(chance: random.Random) -> Made:
    """A text of words, a table, a sample with some letters changed, or a monotonous stretch in a line."""
    kind = chance.randrange(8)
    if kind == 0:
        made = mutated(chance.choice(SAMPLES), chance)
    elif kind < 4:
        columns = ["ক্রমিক", "বিষয়", "সিদ্ধান্ত", "বাস্তবায়নকারী", "সময়সীমা"]
        chance.shuffle(columns)
        mark = chance.choice(("\t", " | ", "|", "\t\t", " / "))
        rows = [columns, *([words(chance, 5) for _ in columns] for _ in range(chance.randrange(5)))]
        made = "\n".join(mark.join(row) for row in rows)
    elif kind == 4:
        made = words(chance, 4) + chance.choice(UNITS) * chance.randrange(60) + words(chance, 4)
    else:
        made = "\n".join(words(chance, 9) for _ in range(chance.randrange(8)))
    suffix = chance.choice((".txt", ".txt", ".md", ".html"))
    return made.encode(chance.choice(("utf-8",) * 9 + ("utf-16",)), "surrogatepass"), suffix


def mutated(sample: str, chance: random.Random) -> str:
    """A stretch of a sample with a few letters taken out, doubled, changed or moved."""
    start = chance.randrange(len(sample))
    letters = list(sample[start : start + chance.randrange(1, 900)])
    for _ in range(chance.randrange(1, 8)):
        at = chance.randrange(len(letters))
        letters[at] = chance.choice(("", letters[at] * 2, chance.choice(ODD), letters[chance.randrange(len(letters))]))
    return "".join(letters)


def office_file(chance: random.Random) -> Made:
    """A DOCX or ODT file of random structure: tables, merged and nested cells, list numbers, odd attributes, damage."""
    if chance.random() < 0.8:
        made, suffix = docx("".join(_word_block(chance, 3) for _ in range(chance.randrange(1, 5)))), ".docx"
    else:
        made, suffix = odt("".join(_odt_block(chance) for _ in range(chance.randrange(1, 5)))), ".odt"
    if chance.random() < 0.1:
        damaged = bytearray(made)
        for _ in range(chance.randrange(1, 6)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        made = bytes(damaged[: chance.choice((len(damaged), len(damaged), chance.randrange(len(damaged))))])
    return made, suffix


def _escaped(chance: random.Random) -> str:
    shown = "".join(c for c in words(chance, 6) if c >= " " or c in "\t\n" if not "\ud800" <= c <= "\udfff")
    return shown.replace("&", "&amp;").replace("<", "&lt;")


def _word_block(chance: random.Random, depth: int) -> str:
    if depth == 0 or chance.random() < 0.5:
        number = f'<w:numPr><w:ilvl w:val="{chance.choice(("0", "9", "x"))}"/><w:numId w:val="7"/></w:numPr>'
        return paragraph(_escaped(chance), number if chance.random() < 0.2 else "")
    rows = "".join(_word_row(chance, depth) for _ in range(chance.randrange(1, 4)))
    return f"<w:tbl>{rows}</w:tbl>"


def _word_row(chance: random.Random, depth: int) -> str:
    cells = []
    for _ in range(chance.randrange(1, 6)):
        span = f'<w:gridSpan w:val="{chance.choice(("1", "2", "70", "-1", "x"))}"/>' if chance.random() < 0.2 else ""
        merge = chance.choice(("<w:vMerge/>", '<w:vMerge w:val="restart"/>')) if chance.random() < 0.2 else ""
        inner = _word_block(chance, depth - 1) if chance.random() < 0.15 else paragraph(_escaped(chance))
        cells.append(f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{inner}</w:tc>")
    return f"<w:tr>{''.join(cells)}</w:tr>"


def _odt_block(chance: random.Random) -> str:
    if chance.random() < 0.5:
        return f"<text:p>{_escaped(chance)}</text:p>"
    span = f' table:number-columns-spanned="{chance.choice(("2", "0", "x", "99999"))}"' if chance.random() < 0.2 else ""
    cell = "".join(
        f"<table:table-cell{span}><text:p>{_escaped(chance)}</text:p></table:table-cell>"
        for _ in range(chance.randrange(1, 6))
    )
    return f"<table:table>{f'<table:table-row>{cell}</table:table-row>' * chance.randrange(1, 4)}</table:table>"


def tried(made: Made, folder: Path) -> str:
    """"read" or "refused"; raises what the reader raises besides, and AssertionError for a draft that is not fit."""
    file = folder / f"minutes{made[1]}"
    file.write_bytes(made[0])
    try:
        draft = read_minutes(file, directory(), phrasebook(), Reckoning())
    except BadInput as refusal:
        assert refusal.message.encode("utf-8")
        return "refused"
    check(draft)
    return "read"


def check(draft: Draft) -> None:
    """Nothing that cannot be written or stored, nothing open without a code, no span outside the text."""
    json.dumps(draft.to_json(), ensure_ascii=False).encode("utf-8")
    assert "\0" not in draft.text
    for one in draft.decisions:
        assert set(one.review) <= set(REVIEW_ORDER)
        for span in (one.source, one.deadline_source, one.implementer_source):
            assert span is None or 0 <= span.start < span.end <= len(draft.text)
        if one.nature == "obligation":
            assert one.deadline is not None
            assert one.implementers or one.review
            assert one.first_due_on or one.review or one.deadline.kind is Kind.ONGOING


def _hangs(_signal: int, _frame: FrameType | None) -> None:
    raise TimeoutError(f"not done after {LONGEST} seconds")


def main(arguments: list[str]) -> int:
    """Try them all, the failures told with their numbers; prints how many were read and how many refused."""
    parser = argparse.ArgumentParser(description="Fuzz the reader.")
    parser.add_argument("--texts", type=int, default=100_000)
    parser.add_argument("--files", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="one input again: text-17, file-3")
    chosen = parser.parse_args(arguments)
    kinds: dict[str, tuple[Callable[[random.Random], Made], int]] = {
        "text": (text, chosen.texts),
        "file": (office_file, chosen.files),
    }
    names = [chosen.only] if chosen.only else _in_turn({kind: many for kind, (_, many) in kinds.items()})
    signal.signal(signal.SIGALRM, _hangs)
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for done, name in enumerate(names, 1):
            made = kinds[name.partition("-")[0]][0](random.Random(f"{chosen.seed}-{name}"))
            signal.alarm(LONGEST)
            try:
                counts[f"{name.partition('-')[0]} {tried(made, Path(folder))}"] += 1
            except Exception:
                counts["FAILED"] += 1
                print(f"{name} (seed {chosen.seed}) failed:", traceback.format_exc(limit=-4), sep="\n", flush=True)
            signal.alarm(0)
            if done % 5_000 == 0:
                print(done, dict(counts), flush=True)
    print(", ".join(f"{count} {what}" for what, count in sorted(counts.items())))
    return 1 if counts["FAILED"] else 0


def _in_turn(wanted: dict[str, int]) -> list[str]:
    """The names of all inputs, the kinds mixed evenly."""
    names = [(n / many, f"{kind}-{n}") for kind, many in wanted.items() for n in range(many)]
    return [name for _, name in sorted(names)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
