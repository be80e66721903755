"""The rows of a decision table become items: sections, numbers over several rows, continued and repeated cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.minutes.entries import Entry, Group, is_nothing, items_of, told_apart
from tracker.minutes.formats.blocks import EMPTY, Cell, Row
from tracker.minutes.headings import Columns
from tracker.minutes.labels import has_decision_label
from tracker.minutes.nature import has_duty_cue, settles
from tracker.minutes.noise import is_ditto
from tracker.minutes.numbering import number_of
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.raw import RawItem
from tracker.minutes.tables import Table

_ENDED = re.compile(r"[।.!?;:)৷|\"”’]\s*$")
_GOES_ON = re.compile(r"(?:[,(-]|\bও|এবং|and|एवं)\s*$")
_LEADING = re.compile(r"\s*\(?([0-9০-৯०-९]{1,3})\s?[.।)|:-]\s*(?=\D)")


def table_items(table: Table, book: Phrasebook) -> tuple[list[RawItem], list[str]]:
    """The decisions of a table in order, and the numbers of its items, those without a decision included."""
    groups = _Groups(table.columns, book).read(table.rows)
    items = [item for group in groups for item in items_of(group, book)]
    return items, [group.number for group in groups if group.number]


class _Groups:
    """Reads rows one after the other; a row without a number of its own belongs to the item above it."""

    def __init__(self, columns: Columns, book: Phrasebook) -> None:
        self._columns = columns
        self._book = book
        self._groups: list[Group] = []
        self._section = ""
        self._number_cell: Cell = EMPTY
        self._decision_cell: Cell = EMPTY
        self._above: dict[str, str] = {}

    def read(self, rows: Sequence[Row]) -> list[Group]:
        for row in rows:
            if not any(c.text for c in row.cells):
                continue
            if self._is_section(row):
                self._section = " ".join(next(t for t in row.texts if t).split())
            else:
                self._row(row)
        return self._groups

    def _is_section(self, row: Row) -> bool:
        filled = [i for i, c in enumerate(row.cells) if c.text]
        cell = row.cells[filled[0]]
        if len({id(row.cells[i]) for i in filled}) > 1 or len(cell.text) > 200:
            return False
        spans = len(filled) > 1
        alone = len(filled) == 1 and "decision" not in self._columns.roles[filled[0]]
        return (spans or alone) and number_of(cell.text) is None and not self._continues(row)

    def _continues(self, row: Row) -> bool:
        """Whether a lone cell goes on with the text of the cell above it, cut by the end of a page."""
        at = next(i for i, c in enumerate(row.cells) if c.text)
        if at == 0 or not self._groups:
            return False
        return not self._columns.of("number") or at not in self._columns.of("number")

    def _text(self, row: Row, role: str) -> str:
        seen: list[Cell] = []
        for i in self._columns.of(role):
            if row.cells[i].text and row.cells[i] not in seen:
                seen.append(row.cells[i])
        return "\n".join(c.text for c in seen)

    def _ditto(self, role: str, text: str) -> str:
        """The text above for a cell that only repeats it."""
        if len(text) < 30 and is_ditto(text, self._book):
            return self._above.get(role, "")
        if not is_nothing(text):
            self._above[role] = text
        return text

    def _row(self, row: Row) -> None:
        number, subject = self._number_and_subject(row)
        cell = self._first(row, "number")
        same = (bool(cell.text) and cell is self._number_cell) or (
            cell.text == "" and bool(self._columns.of("number")) and bool(self._groups)
        )
        entry = self._entry(row, same and bool(self._groups))
        if same and self._groups:
            self._more(self._groups[-1], entry, subject, self._text(row, "discussion"), bool(cell.text))
        else:
            self._groups.append(self._group(row, number, subject, entry))
        self._number_cell = cell

    def _first(self, row: Row, role: str) -> Cell:
        columns = self._columns.of(role)
        return row.cells[columns[0]] if columns else EMPTY

    def _number_and_subject(self, row: Row) -> tuple[str, str]:
        subject = self._text(row, "subject")
        text = self._text(row, "number")
        number = number_of(text) if text else None
        if text and number is None and (match := _LEADING.match(text)):
            return number_of(match[1]) or "", text[match.end() :].strip()
        if not self._columns.of("number"):
            for own in (subject, self._text(row, "decision")):
                if (match := _LEADING.match(own)) is not None:
                    rest = own[match.end() :].strip() if own is subject else subject
                    return number_of(match[1]) or "", rest
        return number or "", subject

    def _entry(self, row: Row, same_item: bool) -> Entry:
        columns = self._columns
        cell = self._first(row, "decision")
        # A decision merged over rows of one item is one decision with several implementers; merged over items it
        # is a decision of each.
        repeated = same_item and bool(cell.text) and cell is self._decision_cell
        self._decision_cell = cell
        return Entry(
            decision="" if repeated else self._discussion_and_decision(row)[1],
            place=row.place,
            implementer=self._named(row, "implementer") if columns.of("implementer") else None,
            deadline=self._named(row, "deadline") if columns.of("deadline") else None,
            parts=cell.parts if len(columns.of("decision")) == 1 and not self._merged else (),
        )

    def _named(self, row: Row, role: str) -> str:
        return self._ditto(role, self._text(row, role))

    @property
    def _merged(self) -> bool:
        """Whether one column holds discussion and decision."""
        return bool(set(self._columns.of("discussion")) & set(self._columns.of("decision")))

    def _names_nobody(self, row: Row) -> bool:
        """Whether the row's places for implementer and deadline are all left blank (false where there are none)."""
        roles = [r for r in ("implementer", "deadline") if self._columns.of(r)]
        return bool(roles) and all(is_nothing(self._text(row, r)) for r in roles)

    def _discussion_and_decision(self, row: Row) -> tuple[str, str]:
        if self._merged:
            discussion, decision = told_apart(self._text(row, "decision"), self._book)
            undecided = not discussion and self._names_nobody(row) and not has_decision_label(decision, self._book)
            if undecided and not has_duty_cue(decision, self._book) and not settles(decision, self._book):
                return decision, ""
            return discussion, decision
        return self._text(row, "discussion"), self._text(row, "decision")

    def _group(self, row: Row, number: str, subject: str, entry: Entry) -> Group:
        discussion = self._discussion_and_decision(row)[0]
        if self._columns.of("subject") == self._columns.of("decision"):
            subject = ""
        follow_up = self._columns.kind == "follow_up"
        group = Group(number, row.place, subject, discussion, self._section, follow_up)
        group.entries.append(entry)
        return group

    def _more(self, group: Group, entry: Entry, subject: str, discussion: str, merged: bool) -> None:
        """A further row of the same item: another decision, or the rest of cells that a page's end cut off."""
        if not merged:
            group.subject = f"{group.subject} {subject}".strip()
        if discussion and discussion not in group.discussion:
            group.discussion = f"{group.discussion}\n{discussion}".strip()
        last = group.entries[-1]
        cut_off = not merged and entry.decision and last.decision and not _ENDED.search(last.decision)
        if cut_off:
            joined = f"{last.decision} {entry.decision}"
            group.entries[-1] = _with_more(last._replace(decision=joined, parts=()), entry, " ")
        elif not entry.decision or is_nothing(entry.decision):
            group.entries[-1] = _with_more(last, entry, "; ")
        else:
            group.entries.append(_inheriting(entry, last))


def _with_more(entry: Entry, more: Entry, between: str) -> Entry:
    return entry._replace(
        implementer=_joined(entry.implementer, more.implementer, between),
        deadline=_joined(entry.deadline, more.deadline, between),
    )


def _joined(text: str | None, more: str | None, between: str) -> str | None:
    if not text or not more or more in text:
        return text or more
    return f"{text}{' ' if _GOES_ON.search(text) else between}{more}"


def _inheriting(entry: Entry, above: Entry) -> Entry:
    """A row that leaves its implementer blank has the one of the row above it under the same number."""
    if entry.implementer == "" and above.implementer:
        return entry._replace(implementer=above.implementer)
    return entry
