"""Offices by place: those at it, and all that stand below them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from unicodedata import normalize

from sqlalchemy import Connection, select

from tracker.domain.errors import BadInput
from tracker.store.tables import office


def offices_at(conn: Connection, place: str) -> tuple[str, ...]:
    """The codes of the offices that a place stands for, in the order of their codes; retired ones too.

    An office's code stands for it and all below it. A place's name, in Bengali or English, stands for the offices there
    and all below them; but where an office and one below it bear the same place (the division's seat and the district
    of that name), what is below is taken from the lower one alone. Raises BadInput when nothing bears the name.
    """
    rows = conn.execute(select(office.c.code, office.c.parent_code, office.c.place_bn, office.c.place_en)).all()
    below = defaultdict(list)
    for row in rows:
        below[row.parent_code].append(row.code)
    wanted = _plain(place)
    if any(row.code == place.strip() for row in rows):
        return tuple(sorted(_tree(place.strip(), below)))
    at = {row.code for row in rows if wanted in (_plain(row.place_bn), _plain(row.place_en))}
    if not at:
        raise _unknown(place, {name for row in rows for name in (row.place_bn, row.place_en) if name})
    trees = {code: set(_tree(code, below)) for code in at}
    lowest = [tree for code, tree in trees.items() if not (tree - {code}) & at]
    return tuple(sorted(at.union(*lowest)))


def _tree(code: str, below: dict[str | None, list[str]]) -> Iterator[str]:
    seen, waiting = {code}, [code]
    while waiting:
        yield (one := waiting.pop())
        new = [other for other in below[one] if other not in seen]
        seen.update(new)
        waiting += new


def _plain(name: str) -> str:
    return " ".join(normalize("NFC", name).casefold().split())


def _unknown(place: str, names: set[str]) -> BadInput:
    from difflib import get_close_matches

    near = get_close_matches(place, sorted(names), n=1, cutoff=0.6)
    hint = "give a place's name or an office's code: tracker offices list"
    return BadInput(f"no office is at {place}", hint=f"did you mean {near[0]}? {hint}" if near else hint)
