"""A draft that a registrar edited as TOML: read against the document that it was exported from."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from tracker.actions.deadline_words import UNUSABLE, rule_in_words
from tracker.actions.incoming import NOTED, Incoming, incoming, state_of
from tracker.domain.deadlines import NO_DEADLINE, DeadlineRule, Kind
from tracker.domain.due import Basis, choose_basis, first_due
from tracker.domain.errors import BadInput, ConfigError
from tracker.minutes.draft import Draft, DraftDecision
from tracker.settings.model import Settings
from tracker.settings.toml_source import CheckedTable, TomlSource
from tracker.settings.wording import words_of
from tracker.store.jsontext import dumps

NATURES = ("obligation", "directive", "commitment", "enquiry", "information")

ABOUT = {
    "deadline": frozenset(
        {
            "no_deadline", "vague_deadline", "policy_deadline", "next_meeting_unknown", "unknown_event",
            "basis_unknown", "several_deadlines", "conflicting_frequency", "conflicting_dates", "number_word_mismatch",
        }
    ),
    "implementers": frozenset({"no_implementer", "unresolved_implementer", "ambiguous_implementer"}),
    "nature": frozenset({"not_binding"}),
    "text": frozenset({"damaged_text", "machine_read"}),
}  # fmt: skip
"""The review codes that a change of a key answers."""

_HINT = "mend the draft, or export it anew with: tracker minutes export-draft"


def document_of(path: Path) -> Path:
    """The document that a draft names, sought from the draft's own folder. Raises BadInput."""
    name = _loaded(path).checked().table("document").text("file")
    if not name:
        raise BadInput(f"{path}: [document] names no file", hint="name the document as well: import FILE --draft …")
    return path.parent / name


def read_edited(settings: Settings, path: Path, draft: Draft) -> list[Incoming]:
    """The decisions of `draft` as the TOML file at `path` has them, in the document's order.

    Raises BadInput, each mistake with its line, when the file is no draft of this document as it is read today.
    """
    table = _loaded(path).checked()
    _check_document(table.table("document", required=True), path, draft)
    edited: dict[int, Incoming] = {}
    for entry in table.tables("decision"):
        item = entry.integer("item", 0, low=0)
        if not 1 <= item <= len(draft.decisions):
            entry.problem(f"`item` must be a number from 1 to {len(draft.decisions)}", "item")
        elif item in edited:
            entry.problem(f"item {item} stands twice", "item")
        else:
            edited[item] = _Editor(settings, draft, entry, draft.decisions[item - 1]).incoming()
        entry.finish()
    table.finish()
    for item, read in enumerate(draft.decisions, start=1):
        if item not in edited and not table.problems:
            table.problem(f"item {item} (number {read.number}) is missing; to leave it out, write drop = true")
    try:
        table.refuse("the draft cannot be imported", _HINT)
    except ConfigError as wrong:
        raise _bad(wrong) from None
    return [edited[item] for item in sorted(edited)]


def reading_digest(decisions: Sequence[DraftDecision]) -> str:
    """What ties a draft to a reading: other phrases or offices that change what is understood change it."""
    return hashlib.sha256(dumps([one.to_json() for one in decisions]).encode()).hexdigest()[:16]


def _loaded(path: Path) -> TomlSource:
    try:
        return TomlSource.load(path)
    except ConfigError as wrong:
        raise _bad(wrong) from None


def _bad(wrong: ConfigError) -> BadInput:
    """A draft is a document handed in, and no configuration."""
    return BadInput(wrong.message, hint=wrong.hint, problems=wrong.problems)


def _check_document(table: CheckedTable, path: Path, draft: Draft) -> None:
    table.text("file")
    if table.text("sha256", required=True) != draft.source.sha256:
        raise BadInput(
            f"{table.source.at('document', 'sha256')}: the draft was not exported from {draft.source.name} as it is",
            hint="name the right document, or export the draft anew",
        )
    if table.text("reading", required=True) != reading_digest(draft.decisions):
        raise BadInput(
            f"{table.source.at('document', 'reading')}: what is understood of {draft.source.name} has changed since "
            "the draft was exported (phrases, offices or holidays)",
            hint=f"export the draft anew beside {path.name} and take the changes over",
        )
    table.finish()


@dataclass(slots=True)
class _Editor:
    """One entry of the draft against its reading; what is wrong goes to the table's problems."""

    settings: Settings
    draft: Draft
    table: CheckedTable
    read: DraftDecision

    def incoming(self) -> Incoming:
        read, table = self.read, self.table
        drop, confirm = table.flag("drop", False), table.flag("confirm", False)
        note = table.text("note")
        item = read._replace(
            number=table.text("number", read.number, required=bool(read.number)),
            nature=table.choice("nature", NATURES, read.nature),
            text=self._text(),
            implementers=self._offices(),
        )
        item, origin = self._deadline(item)
        item = self._reviewed(item, confirm=confirm)
        if drop:
            if not note:
                table.problem("dropping a decision needs a `note`: why it binds nobody", "drop")
            return Incoming(read, item, "dropped", origin, settled=True, note=note)
        if item == read and not confirm and not note:
            return incoming(read)
        state = "binding" if confirm and item.nature not in NOTED else state_of(item)
        if state == "binding":
            self._check_usable(item)
        return Incoming(read, item, state, origin, settled=True, note=note)

    def _text(self) -> str:
        value = self.table.value("text", str, "a text in quotes")
        if value is None or value.strip() == self.read.text.strip():
            return self.read.text
        if not value.strip():
            self.table.problem("`text` must not be empty", "text")
        return str(value).strip()

    def _offices(self) -> tuple[str, ...]:
        if not self.table.has("implementers"):
            return self.read.implementers
        codes = tuple(dict.fromkeys(self.table.texts("implementers")))
        known = {one.code for one in self.settings.directory().offices if one.active}
        for index, code in enumerate(codes):
            if code not in known:
                self.table.problem(f"no active office has the code {code!r}", "implementers", index)
        return codes

    def _deadline(self, item: DraftDecision) -> tuple[DraftDecision, str]:
        """With the deadline as it stands in the draft, the date reckoned anew; and its origin."""
        before = words_of(self.read.deadline or NO_DEADLINE)
        given = self.table.data.get("deadline")
        day = self.table.has("deadline") and isinstance(given, date) and not isinstance(given, datetime)
        words = str(given) if day else self.table.text("deadline", before)
        if words == before:
            return item, "text"
        basis = self._basis()
        rule, origin = self._rule(words, basis)
        if rule is None:
            return item, "text"
        if basis is None and rule.kind is Kind.BY and rule.date is not None:
            basis = Basis(rule.date, "held")
        if basis is None:
            self.table.problem("the minutes state no day to count from; give a named last day", "deadline")
            return item, origin
        due = first_due(rule, basis, self.settings.reckoning(), self.draft.meeting.next_meeting_on, origin=origin)
        return item._replace(deadline=rule, first_due_on=due.due_on, basis=basis.on, basis_kind=basis.kind), origin

    def _rule(self, words: str, basis: Basis | None) -> tuple[DeadlineRule | None, str]:
        read = self.read.deadline or NO_DEADLINE
        try:
            if words.casefold() == "policy":
                rule = self.settings.policy_rule(read)
                if rule is None:
                    raise BadInput(f"the configured policy has no deadline for “{read.kind}”")
                return rule.with_text(read.text), "policy"
            return rule_in_words(self.settings, words, basis.on if basis else None), "registrar"
        except BadInput as wrong:
            self.table.problem(". ".join(filter(None, (wrong.message, wrong.hint))), "deadline")
            return None, "text"

    def _basis(self) -> Basis | None:
        if self.read.basis is not None:
            return Basis(self.read.basis, self.read.basis_kind)
        meeting = self.draft.meeting
        return choose_basis(meeting.issued_on, meeting.held_on, self.settings.basis_order)

    def _reviewed(self, item: DraftDecision, *, confirm: bool) -> DraftDecision:
        """Without the review codes that the registrar's changes answer; confirming answers all."""
        changed = [key for key in ABOUT if getattr(item, key) != getattr(self.read, key)]
        answered = frozenset[str]().union(*(ABOUT[key] for key in changed))
        left = tuple(code for code in item.review if not confirm and code not in answered)
        if item.nature == "obligation" and "nature" in changed and not item.implementers and not left:
            left = ("no_implementer",)
        return item._replace(review=left)

    def _check_usable(self, item: DraftDecision) -> None:
        rule = item.deadline or NO_DEADLINE
        if rule.kind is not Kind.ONGOING and item.first_due_on is None:
            kind = "none is stated" if rule.kind in UNUSABLE else "it gives no date"
            self.table.problem(f"it cannot bind without a usable `deadline`: {kind}", "deadline")
        if item.basis is None:
            self.table.problem("it cannot bind: the minutes state no day to count from", "deadline")
        if not item.implementers:
            self.table.problem("it cannot bind: `implementers` is empty", "implementers")


