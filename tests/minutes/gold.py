"""Annotated minutes: each difference between what the annotation says and what was read, strictly."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from tracker.domain.due import Reckoning
from tracker.domain.fiscal import FiscalCalendar
from tracker.minutes.draft import Draft
from tracker.minutes.phrasebook import Phrasebook, load_phrasebook
from tracker.minutes.reader import read_minutes
from tracker.settings.directory import load_directory
from tracker.settings.holidays import load_calendar

OWN = Path(__file__).parents[1] / "samples" / "cases"
"""The project's own annotated minutes."""

RULE_KEYS = ("kind", "amount", "unit", "date", "every", "day")


@cache
def phrasebook() -> Phrasebook:
    """The packaged phrase files."""
    return load_phrasebook()


def cases(folder: Path) -> list[str]:
    """The names of the annotated documents of a folder."""
    return sorted(path.stem for path in folder.glob("*.json")) if folder.is_dir() else []


def read_case(folder: Path, name: str) -> tuple[dict[str, Any], Draft]:
    """The annotation of a case, and the draft of its document."""
    gold = json.loads((folder / f"{name}.json").read_text("utf-8"))
    offices = folder / f"{name}.offices.toml"
    directory = load_directory(offices if offices.exists() else folder / "offices.toml")
    reckoning = Reckoning(load_calendar(directory.body), FiscalCalendar(directory.body.fiscal_year_starts))
    document = (folder / gold["file"]).resolve()
    return gold, read_minutes(document, directory, phrasebook(), reckoning)


def differences(gold: dict[str, Any], draft: Draft) -> list[str]:
    """Every difference; keys that the annotation leaves out are not compared."""
    return [*_document(gold, draft), *_decisions(gold, draft)]


def _document(gold: dict[str, Any], draft: Draft) -> Iterator[str]:
    read = draft.to_json()
    if gold.get("kind", draft.kind) != draft.kind:
        yield f"kind: want {gold['kind']}, got {draft.kind}"
    for key, want in gold.get("meeting", {}).items():
        if not _alike(want, got := read["meeting"][key]):
            yield f"meeting.{key}: want {want!r}, got {got!r}"
    codes = sorted({warning.code for warning in draft.warnings})
    if sorted(gold.get("warnings", codes)) != codes:
        yield f"warnings: want {sorted(gold['warnings'])}, got {codes}"


def _decisions(gold: dict[str, Any], draft: Draft) -> Iterator[str]:
    read = draft.to_json()["decisions"]
    if len(read) != len(gold["decisions"]):
        yield f"{len(gold['decisions'])} decisions wanted, {len(read)} read"
    for want, got in zip(gold["decisions"], read, strict=False):
        for key, value in want.items():
            if not _same(key, value, got.get(key)):
                yield f"{want['number']} {key}: want {value!r}, got {got.get(key)!r}"


def _same(key: str, want: Any, got: Any) -> bool:
    if key == "implementers":
        return sorted(want) == sorted(got)
    if key == "review":  # of damaged words nothing more can be asked than that a person looks
        return set(want) == set(got) or ("damaged_text" in want and set(want) <= set(got))
    if key == "deadline":
        return all(want.get(k) == (got or {}).get(k) for k in RULE_KEYS if k in want)
    return _alike(want, got)


def _alike(want: Any, got: Any) -> bool:
    """Equal, with strings reduced to their letters, marks and digits, as the reading contract's scorer does."""
    if isinstance(want, str) and isinstance(got, str):
        return _letters(want) == _letters(got)
    if isinstance(want, dict) and isinstance(got, dict):
        return all(_alike(value, got.get(key)) for key, value in want.items())
    return bool(want == got)


def _letters(text: str) -> str:
    folded = unicodedata.normalize("NFC", text).casefold().replace("\u09f7", "")  # typed for a danda
    return "".join(c for c in folded if unicodedata.category(c)[0] in "LMN")
