"""From a raw item to a draft decision: its nature, who must act, by when, and why a person must look first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from tracker.domain.deadlines import DeadlineRule, Kind
from tracker.domain.due import Basis, Reckoning, first_due
from tracker.domain.explain import sentence as explained
from tracker.domain.offices import Directory
from tracker.minutes.checks.letters import is_damaged
from tracker.minutes.deadlines import DeadlineReading, read_deadline
from tracker.minutes.draft import DraftDecision, Place
from tracker.minutes.implementers import ImplementerReading, resolve, resolve_in_sentence
from tracker.minutes.locate import Locator
from tracker.minutes.nature import (
    COMMITMENT,
    DIRECTIVE,
    INFORMATION,
    directives_in,
    has_letters,
    is_decision,
    nature_of_decision,
    nature_of_exchange,
)
from tracker.minutes.numbers import mismatches
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.phrases.choosing import detail, one_duty
from tracker.minutes.raw import Exchange, RawItem, RawMeeting
from tracker.minutes.sources import sourced

REVIEW_ORDER = (
    "damaged_text", "machine_read", "not_binding",
    "no_implementer", "unresolved_implementer", "ambiguous_implementer",
    "no_deadline", "vague_deadline", "policy_deadline", "next_meeting_unknown", "unknown_event", "basis_unknown",
    "several_deadlines", "conflicting_frequency", "conflicting_dates", "number_word_mismatch",
)  # fmt: skip
"""The review codes in the order in which a registrar settles them.

Beyond the reading contract's: `machine_read` (the words come from OCR or a doubtful text layer) and `basis_unknown`
(the paper names no day from which the deadline could be counted).
"""

_SOFT = (Kind.NONE, Kind.VAGUE)
_COUNTED = (Kind.WITHIN, Kind.END_OF, Kind.EVERY, Kind.IMMEDIATE)


_LAST_BRACKET = re.compile(r"\(([^()]{2,120})\)[\s.।;]*\Z")
"""A bracket that ends a decision may name who acts ("(Chief Municipal Officer, Nandni)") or who is only spoken of."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the decisions of one meeting are read with: `basis` is the day that relative deadlines count from, `locator`
    finds words in the document's text."""

    directory: Directory
    book: Phrasebook
    reckoning: Reckoning
    basis: Basis | None
    held_on: date | None = None
    next_meeting_on: date | None = None
    machine_read: bool = False
    locator: Locator = field(default_factory=lambda: Locator(""))


def read_decisions(meeting: RawMeeting, context: Context) -> Iterator[DraftDecision]:
    """The decisions of a meeting in order: its items, the exchanges of a dialogue, the directives in its prose."""
    for item in meeting.items:
        if not item.follow_up and is_decision(item.decision, context.book):
            yield _item(item, context)
    for number, exchange in enumerate(meeting.exchanges, 1):
        yield _exchange(str(number), exchange, context)
    told = ((words, line.place) for line in meeting.prose for words in directives_in(line.text, context.book))
    for number, (words, place) in enumerate(told, 1):
        yield _directive(str(number), words, place, context)


def _item(item: RawItem, context: Context) -> DraftDecision:
    draft = DraftDecision(
        number=item.number,
        subject=item.subject,
        text=item.decision,
        nature=nature_of_decision(item.decision, context.book),
        implementer_text=item.implementer or "",
        discussion=item.discussion,
        review=(*_legible(item.decision, context), *_doubtful_numbers(item.decision, context)),
        place=item.place,
    )
    if draft.nature == INFORMATION:
        return sourced(draft, context.locator, item=item)
    offices = _implementers(item, context)
    return sourced(_bound(draft, offices, _deadline(item, context), context), context.locator, offices, item)


def _exchange(number: str, exchange: Exchange, context: Context) -> DraftDecision:
    nature = nature_of_exchange(exchange, context.book)
    draft = DraftDecision(
        number, "", exchange.text, nature, review=_legible(exchange.text, context), place=exchange.place
    )
    return sourced(_reviewed(draft, "not_binding") if nature == COMMITMENT else draft, context.locator)


def _directive(number: str, words: str, place: Place, context: Context) -> DraftDecision:
    draft = DraftDecision(number, "", words, DIRECTIVE, review=_legible(words, context), place=place)
    offices = resolve_in_sentence(words, context.directory, context.book)
    deadline = read_deadline(words, context.book, basis=_on(context.basis), reckoning=context.reckoning)
    return sourced(_reviewed(_bound(draft, offices, deadline, context), "not_binding"), context.locator, offices)


def _implementers(item: RawItem, context: Context) -> ImplementerReading:
    """Whom the column or label names; where it is missing or empty, the decision's own sentence."""
    if item.implementer is not None and has_letters(item.implementer):
        named = resolve(item.implementer, context.directory, context.book)
        return _own_part(item, named, context) if item.shared and len(named.offices) > 1 else named
    told = resolve_in_sentence(item.decision, context.directory, context.book)
    if told.offices or not (bracket := _LAST_BRACKET.search(item.decision)):
        return told
    added = resolve(bracket[1], context.directory, context.book)
    return replace(added, review=(*added.review, "ambiguous_implementer")) if added.offices else told


def _own_part(item: RawItem, named: ImplementerReading, context: Context) -> ImplementerReading:
    """Of several who are named for all parts of an item, those that this part's own words make act."""
    if not any(name in item.decision for name in _told_by(named.offices, context.directory)):
        return named
    told = resolve_in_sentence(item.decision, context.directory, context.book)
    own = told.offices and not told.review and set(told.offices) < set(named.offices)
    return replace(told, review=named.review) if own else named


def _told_by(codes: Sequence[str], directory: Directory) -> Iterator[str]:
    """The words by which one of these offices can be told from the others: its place, and its post if they differ."""
    offices = [office for office in directory.offices if office.code in codes]
    for office in offices:
        yield from office.place.values()
    kinds = {office.kind for office in offices}
    for kind in directory.kinds:
        if len(kinds) > 1 and kind.id in kinds:
            yield from (name for names in kind.names.values() for name in names)


def _deadline(item: RawItem, context: Context) -> DeadlineReading:
    """The deadline of the column if it says something, else of the sentence.

    A vague column beside a definite sentence gives way to it; two different definite deadlines are reviewed.
    """
    book, basis, reckoning, told_of = context.book, _on(context.basis), context.reckoning, item.discussion
    told = read_deadline(item.decision, book, basis=basis, discussion=told_of, reckoning=reckoning)
    if item.deadline is None or not any(c.isalnum() for c in item.deadline):
        return told
    named = read_deadline(
        item.deadline,
        book,
        basis=basis,
        cell=True,
        discussion=told_of,
        decision=f"{item.subject} {item.decision}",
        reckoning=reckoning,
    )
    if named.rule.kind is Kind.ONGOING and told.rule.kind is Kind.EVERY:
        return told  # "continuously" beside "every day"
    if named.rule.kind in _SOFT and told.rule.kind not in _SOFT:
        unread = named.rule.kind is Kind.NONE
        return told._replace(review=(*told.review, "several_deadlines")) if unread else told
    if one_duty(named.rule, told.rule):
        return told if detail(told.rule) > detail(named.rule) else named
    if told.rule.kind in _SOFT or _is_past(told.rule, basis):
        return named
    return named._replace(review=(*named.review, "several_deadlines"))


def _is_past(rule: DeadlineRule, basis: date | None) -> bool:
    """A date before the basis is told of, and no second deadline."""
    return rule.date is not None and basis is not None and rule.date < basis


def _bound(
    draft: DraftDecision, offices: ImplementerReading, deadline: DeadlineReading, context: Context
) -> DraftDecision:
    """The draft with its offices, deadline and due date, and with all that these leave open."""
    basis = _basis_of(deadline, context)
    due_on, explanation, review = _due(deadline.rule, basis, context)
    draft = draft._replace(
        implementers=offices.offices,
        deadline=deadline.rule,
        first_due_on=due_on,
        basis=_on(basis),
        basis_kind=basis.kind if basis else "",
        explanation=explanation,
    )
    return _reviewed(draft, *offices.review, *deadline.review, *review)


def _basis_of(deadline: DeadlineReading, context: Context) -> Basis | None:
    if deadline.counts_from == "meeting" and context.held_on is not None:
        return Basis(context.held_on, "held")
    return context.basis


def _due(rule: DeadlineRule, basis: Basis | None, context: Context) -> tuple[date | None, str, tuple[str, ...]]:
    """(first due date, why, review codes)."""
    if basis is not None:
        due = first_due(rule, basis, context.reckoning, context.next_meeting_on)
        return due.due_on, explained(due.explanation, "en"), due.review
    if rule.kind in _COUNTED:
        return None, "", ("basis_unknown",)
    # What needs no basis is reckoned from any day; the paper's own dates alone decide.
    named = rule.date or context.next_meeting_on or date.min
    due = first_due(rule, Basis(named, "named"), context.reckoning, context.next_meeting_on)
    return due.due_on, "", due.review


def _legible(text: str, context: Context) -> tuple[str, ...]:
    codes = ("damaged_text",) if is_damaged(text) else ()
    return (*codes, "machine_read") if context.machine_read else codes


def _doubtful_numbers(text: str, context: Context) -> tuple[str, ...]:
    """A number whose digits and word differ is a fault of the duty, even where it is no deadline."""
    return ("number_word_mismatch",) if mismatches(text, context.book) else ()


def _reviewed(draft: DraftDecision, *codes: str) -> DraftDecision:
    return draft._replace(review=in_review_order((*draft.review, *codes))) if codes else draft


def in_review_order(codes: Iterable[str]) -> tuple[str, ...]:
    """Each code once, in the order in which a registrar settles them; unknown ones last."""
    found = dict.fromkeys(codes)
    known = [code for code in REVIEW_ORDER if code in found]
    return (*known, *(code for code in found if code not in REVIEW_ORDER))


def _on(basis: Basis | None) -> date | None:
    return basis.on if basis else None
