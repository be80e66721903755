"""A place stands for its offices and those below; a code for an office and those below."""

from __future__ import annotations

import pytest
from sqlalchemy import insert

from tests.store.filling import take_over
from tracker.domain.errors import BadInput
from tracker.store.engine import Store
from tracker.store.queries.places import offices_at
from tracker.store.tables import office


@pytest.fixture
def places(store: Store) -> Store:
    """A division seated in Rangpur, three districts, and an upazila of one of them."""
    with store.writing() as conn:
        take_over(conn)
        conn.execute(office.update().where(office.c.code == "divcom").values(place_bn="রংপুর", place_en="Rangpur"))
        row = {"code": "uno-ulipur", "kind": "uno", "name_bn": "x", "name_en": "x", "language": "bn"}
        conn.execute(insert(office).values(**row, place_bn="উলিপুর", place_en="Ulipur", parent_code="dc-kurigram"))
    return store


@pytest.mark.parametrize(
    ("place", "codes"),
    [
        ("কুড়িগ্রাম", ("dc-kurigram", "uno-ulipur")),
        ("কুড়িগ্রাম", ("dc-kurigram", "uno-ulipur")),
        (" kurigram ", ("dc-kurigram", "uno-ulipur")),
        ("উলিপুর", ("uno-ulipur",)),
        ("রংপুর", ("dc-rangpur", "divcom")),
        ("divcom", ("dc-dinajpur", "dc-kurigram", "dc-rangpur", "divcom", "uno-ulipur")),
        ("dc-kurigram", ("dc-kurigram", "uno-ulipur")),
    ],
)
def test_a_place_and_a_code_stand_for_what_is_there_and_below(
    places: Store, place: str, codes: tuple[str, ...]
) -> None:
    with places.read_only() as conn:
        assert offices_at(conn, place) == codes


@pytest.mark.parametrize("place", ["Kurigam", "%", "_______", "' OR 1=1 --", ""])
def test_fault_125_a_name_is_taken_literally(places: Store, place: str) -> None:
    with places.read_only() as conn, pytest.raises(BadInput, match="no office is at"):
        offices_at(conn, place)


def test_a_near_name_is_proposed(places: Store) -> None:
    with places.read_only() as conn, pytest.raises(BadInput) as refusal:
        offices_at(conn, "Kurigam")
    assert "did you mean Kurigram?" in refusal.value.hint
