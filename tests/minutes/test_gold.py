"""Whole documents against annotations made by hand: nothing may differ."""

from __future__ import annotations

import pytest

from tests.conftest import SHARED, needs_shared
from tests.minutes.gold import OWN, cases, differences, read_case


@pytest.mark.parametrize("name", cases(OWN))
def test_the_projects_own_documents_are_read_as_annotated(name: str) -> None:
    assert differences(*read_case(OWN, name)) == []


@needs_shared
@pytest.mark.parametrize("name", cases(SHARED / "cases"))
def test_the_shared_documents_are_read_as_annotated(name: str) -> None:
    assert differences(*read_case(SHARED / "cases", name)) == []
