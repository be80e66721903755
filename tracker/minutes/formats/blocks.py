"""What every format becomes: paragraphs and table rows in the order in which a reader sees them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from tracker.minutes.draft import DocumentWarning, Place


class Paragraph(NamedTuple):
    """A line of text outside any table."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """A cell of a table, its lines apart by "\\n". Compared by identity: a merged cell is one object in each row and
    column that it covers, so that a text printed once is counted once.

    `parts` are the entries of a numbered list that the format itself knows (HTML <ol>, Word numbering), whose
    numbers may not be in `text`.
    """

    text: str
    parts: tuple[str, ...] = ()


EMPTY = Cell("")


class Row(NamedTuple):
    """A row of a physical table (`table` tells tables of one file apart). `source` is the line as written, for a
    row that turns out to be none; `rule` marks a line of dashes that only draws a border."""

    cells: tuple[Cell, ...]
    place: Place
    table: int = 0
    source: str = ""
    rule: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """The cells' texts, a cell merged across several columns once."""
        seen: dict[int, str] = {}
        for i, cell in enumerate(self.cells):
            seen.setdefault(-i if cell is EMPTY else id(cell), cell.text)
        return tuple(seen.values())

    @property
    def line(self) -> str:
        """The row as one line, cells apart by tabs."""
        return self.source or "\t".join(t.replace("\n", " ") for t in self.texts)


Block = Paragraph | Row


@dataclass(frozen=True, slots=True)
class Extract:
    """A file's blocks, its text (places count its lines from 1), its format, and what reading noticed.

    `notes` are remarks that concern nobody's duty (which invisible characters were dropped).
    """

    format: str
    text: str
    blocks: tuple[Block, ...]
    warnings: tuple[DocumentWarning, ...] = field(default=())
    notes: tuple[str, ...] = ()
    machine_read: bool = False

    def mapped(self, change: Callable[[str], str]) -> Extract:
        """The extract with every text changed alike; merged cells stay one object."""
        known: dict[int, Cell] = {id(EMPTY): EMPTY}

        def cell(old: Cell) -> Cell:
            if id(old) not in known:
                known[id(old)] = Cell(change(old.text), tuple(map(change, old.parts)))
            return known[id(old)]

        def block(old: Block) -> Block:
            if isinstance(old, Paragraph):
                return old._replace(text=change(old.text))
            return old._replace(cells=tuple(map(cell, old.cells)), source=change(old.source))

        lines = "\n".join(map(change, self.text.split("\n")))
        return replace(self, text=lines, blocks=tuple(map(block, self.blocks)))


class Writer:
    """Collects blocks of a format without lines of its own, and writes the text that their places refer to."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._lines: list[str] = []
        self._tables = 0

    @property
    def text(self) -> str:
        """One line a paragraph or row."""
        return "\n".join(self._lines)

    def paragraph(self, text: str, page: int | None = None) -> None:
        """Adds a paragraph, one block for each of its lines; blank ones are left out."""
        for line in text.split("\n"):
            if line.strip():
                self._lines.append(line.strip())
                self.blocks.append(Paragraph(line.strip(), Place(len(self._lines), page)))

    def table(self, rows: Iterable[Sequence[Cell]], page: int | None = None) -> None:
        """Adds a table; rows without any text are left out."""
        self._tables += 1
        for cells in rows:
            if any(c.text for c in cells):
                row = Row(tuple(cells), Place(len(self._lines) + 1, page), self._tables)
                self._lines.append(row.line)
                self.blocks.append(row)
