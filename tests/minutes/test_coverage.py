"""README says which layouts, formats and languages are covered; it cannot say more than the tests do."""

from __future__ import annotations

from pathlib import Path

from tests.minutes.coverage import lines

README = Path(__file__).parents[2] / "README.md"


def test_the_table_in_readme_is_what_the_tests_cover() -> None:
    """Made anew with: python -m tests.minutes.coverage"""
    assert "\n".join(lines()) in README.read_text("utf-8")
