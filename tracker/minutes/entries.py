"""A decision as its cell or section shows it becomes items: labels off, parts numbered, implementers dealt out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from tracker.minutes.draft import Place
from tracker.minutes.labels import Piece, has_decision_label, pieces
from tracker.minutes.nature import has_duty_cue
from tracker.minutes.parts import Part, Parts, distributed, split_parts, unmarked
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.raw import RawItem
from tracker.minutes.script import BENGALI, DEVANAGARI
from tracker.minutes.sentences import sentences

_NOTHING = re.compile(r"[\s\-–—_.…*/|।০0]*|n/?a|nil|none|প্রযোজ্য নয়|নাই|निरंक", re.IGNORECASE)
_PIPE_DANDA = re.compile(f"(?<=[{BENGALI}{DEVANAGARI}])\\s?\\|(?=\\s|$)")


class Entry(NamedTuple):
    """One decision with whom and when it names: a row of a table, or a decision label with what follows it.

    `implementer` and `deadline` are None where the layout has no place for them; `parts` those that the format knows.
    `shared`: the implementer is named for all parts of the item together.
    """

    decision: str
    place: Place
    implementer: str | None = None
    deadline: str | None = None
    parts: tuple[str, ...] = ()
    ordinal: int = 0
    shared: bool = False


@dataclass(slots=True)
class Group:
    """What stands under one number: an agenda item, with its entries in order."""

    number: str
    place: Place
    subject: str = ""
    discussion: str = ""
    section: str = ""
    follow_up: bool = False
    entries: list[Entry] = field(default_factory=list)


def is_nothing(text: str) -> bool:
    """Whether a cell only says that there is nothing in it: blank, dashes, "n/a"."""
    return bool(_NOTHING.fullmatch(text.strip()))


def items_of(group: Group, book: Phrasebook) -> Iterator[RawItem]:
    """The group's decisions; several entries or parts are numbered .1, .2 below the group's number."""
    found = [part for entry in group.entries for part in _parts_of(entry, group.number, book)]
    single = len(found) == 1
    own = group.number.removesuffix(".0")  # "১.০" heads item 1 of a paper that counts its paragraphs
    for n, entry in enumerate(found, 1):
        number = own if single or not own else f"{own}.{n}"
        yield RawItem(
            number=number,
            subject=_one_line(group.subject),
            decision=_decision_text(entry.decision),
            place=entry.place,
            discussion=group.discussion,
            implementer=entry.implementer,
            deadline=entry.deadline,
            section=group.section,
            follow_up=group.follow_up,
            shared=entry.shared,
        )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _decision_text(text: str) -> str:
    """The decision in one line; a pipe that stands for a danda becomes one."""
    return _PIPE_DANDA.sub("।", _one_line(text))


def _parts_of(entry: Entry, number: str, book: Phrasebook) -> Iterator[Entry]:
    whole = [entry] if _labelled_parts(entry, number, book) else unlabelled(entry, book)
    for one in whole:
        parts = _cut(one, number)
        ordinals = [p.ordinal or n for n, p in enumerate(parts.parts, 1)]
        shared = len(ordinals) > 1 and len(set(_dealt(one.implementer, ordinals))) == 1
        dealt = zip(parts.parts, _dealt(one.implementer, ordinals), _dealt(one.deadline, ordinals), strict=True)
        for part, implementer, deadline in dealt:
            own = one._replace(decision=part.text, implementer=implementer, deadline=deadline, shared=shared)
            for inner in unlabelled(own, book):
                if not is_nothing(inner.decision):
                    yield inner._replace(parts=())


def _labelled_parts(entry: Entry, number: str, book: Phrasebook) -> bool:
    """Whether parts name their own implementers ("১) … (বাস্তবায়নে: …) ২) …"); a label behind the last part alone
    belongs to all of them."""
    parts = split_parts(entry.decision, number).parts
    return any(_has(pieces(p.text, book), "implementer") for p in parts[:-1])


def _cut(entry: Entry, number: str) -> Parts:
    if len(entry.parts) > 1:
        return Parts(tuple(Part(n, p) for n, p in enumerate(entry.parts, 1)))
    return split_parts(entry.decision, number)


def _dealt(text: str | None, ordinals: list[int]) -> list[str | None]:
    if text is None:
        return [None] * len(ordinals)
    if is_nothing(text):
        return [""] * len(ordinals)
    return [unmarked(t) for t in distributed(text, ordinals)]


def told_apart(text: str, book: Phrasebook) -> tuple[str, str]:
    """The discussion and the decision of a cell that holds both without labels: the decision begins with the first
    sentence that says a duty. A cell without such a sentence is all decision."""
    if has_decision_label(text, book):
        return "", text
    at = 0
    for sentence in sentences(text):
        start = text.index(sentence, at)
        if has_duty_cue(sentence, book):
            return text[:start].strip(), text[start:].strip()
        at = start + len(sentence)
    return "", text


def unlabelled(entry: Entry, book: Phrasebook) -> Iterator[Entry]:
    """The entry with what its own text labels ("সিদ্ধান্ত:", "(বাস্তবায়নে: …)") put where it belongs; one entry for
    each decision that the text labels."""
    found = pieces(entry.decision, book)
    if all(piece.role == "" for piece in found):
        yield entry
        return
    current: Entry | None = None
    for piece in found:
        if piece.role == "decision" or (piece.role == "" and not _has(found, "decision")):
            if current is not None:
                yield current
            current = entry._replace(decision=piece.text, ordinal=piece.ordinal)
        elif current is not None and piece.role in ("implementer", "deadline"):
            current = _named(current, piece)
    if current is not None:
        yield current


def _has(found: Iterable[Piece], role: str) -> bool:
    return any(piece.role == role for piece in found)


def _named(entry: Entry, piece: Piece) -> Entry:
    if piece.role == "implementer":
        return entry._replace(implementer=piece.text)
    return entry._replace(deadline=piece.text)
