"""Items written in paragraphs: agenda paragraphs, department blocks, numbered minutes with resolutions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from tracker.minutes.entries import Entry, Group, items_of, told_apart
from tracker.minutes.layouts.section_headings import headings_of
from tracker.minutes.layouts.tokens import Token, is_marked, titled_start, tokens
from tracker.minutes.nature import INFORMATION, has_duty_cue, is_decision, is_story, nature_of_decision
from tracker.minutes.noise import is_title_line, unbulleted
from tracker.minutes.parts import split_parts
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.raw import Line, RawMeeting
from tracker.minutes.sentences import sentences
from tracker.minutes.wordings import finder


def read_sections(lines: Sequence[Line], book: Phrasebook) -> RawMeeting | None:
    """The meeting whose decisions stand behind labels ("সিদ্ধান্তঃ", "RESOLVED that"); None when no label is there."""
    found = tokens(lines, book)
    if not any(t.role == "decision" for t in found):
        return None
    end = _end(found)
    headings = headings_of(found[:end])
    if _resolves_in_a_list(found) or (not headings and _heads_a_list(found, book)):
        return None
    start = headings[0] if headings else _first_decision(found)
    groups = _Collector(found, headings, book).read(start, end)
    items = tuple(item for group in groups for item in items_of(group, book))
    if not items and not any(g.number for g in groups):
        return None
    agenda = any(found[h].kind == "item" for h in headings)
    resolved = any(t.kind == "numbered" for t in (found[h] for h in headings)) and not agenda
    return RawMeeting(
        layout="agenda" if agenda else "blocks" if resolved else "resolutions",
        header=unbulleted(_lines(found[:start], lines)),
        items=items,
        closing=_lines([*(t for t in found[start:end] if t.kind in ("tail", "closing")), *found[end:]], lines),
        numbers=tuple(g.number for g in groups if g.number),
    )


def _heads_a_list(found: Sequence[Token], book: Phrasebook) -> bool:
    """Whether the only decision label is the heading of a list (numbered, lettered, or a duty to a line), whose
    entries are items of their own."""
    labels = [i for i, t in enumerate(found) if t.role == "decision"]
    at = labels[0]
    if len(labels) != 1 or found[at].text or at + 1 >= len(found):
        return False
    below = list(takewhile(lambda t: t.kind not in ("closing", "tail"), found[at + 1 :]))
    duties = len(below) > 1 and all(t.kind == "text" and has_duty_cue(t.text, book) for t in below)
    return found[at + 1].kind == "numbered" or is_marked(found[at + 1].text) or duties


def _resolves_in_a_list(found: Sequence[Token]) -> bool:
    """Whether every decision label only opens an entry of a list ("1. It was decided that …") that has others too."""
    labels = [i for i, t in enumerate(found) if t.role == "decision"]
    heads = [found[i - 1] for i in labels if i and found[i - 1].kind == "numbered" and not found[i - 1].text]
    opened = len(heads) == len(labels) and all(h.line is found[i].line for h, i in zip(heads, labels, strict=True))
    return opened and any(t.kind == "numbered" and t.text and not t.titled and t.style == heads[0].style for t in found)


def _lines(taken: Sequence[Token], lines: Sequence[Line]) -> tuple[Line, ...]:
    places = {t.line.place for t in taken}
    return tuple(line for line in lines if line.place in places)


def _first_decision(found: Sequence[Token]) -> int:
    return next(i for i, t in enumerate(found) if t.role == "decision")


def _end(found: Sequence[Token]) -> int:
    """Where the items end: at the first closing word or tail behind the last decision."""
    last = max(i for i, t in enumerate(found) if t.role == "decision")
    return next((i for i in range(last + 1, len(found)) if found[i].kind in ("tail", "closing")), len(found))


@dataclass(slots=True)
class _Draft:
    """A group that is being collected: texts by role, decisions one after the other."""

    group: Group
    role: str = ""
    labelled: bool = False
    parts: int = 0
    decisions: list[Entry] = field(default_factory=list)


class _Collector:
    def __init__(self, found: Sequence[Token], headings: Sequence[int], book: Phrasebook) -> None:
        self._found = found
        self._headings = set(headings)
        self._book = book
        self._drafts: list[_Draft] = []

    def read(self, start: int, end: int) -> list[Group]:
        for i in range(start, end):
            token = self._found[i]
            if i in self._headings:
                self._open(token)
            elif token.kind == "label":
                self._label(token, named_below=self._found[i + 1 : i + 2])
            elif token.kind not in ("tail", "closing"):
                self._text(token)
        for draft in self._drafts:
            draft.group.entries = draft.decisions or self._statement(draft)
        return [d.group for d in self._drafts]

    def _statement(self, draft: _Draft) -> list[Entry]:
        """A heading with nothing but a sentence that closes the matter ("The minutes were confirmed.")."""
        group = draft.group
        if draft.labelled or not group.discussion or len(list(sentences(group.discussion))) != 1:
            return []
        text = group.discussion
        closed = is_decision(text, self._book) and nature_of_decision(text, self._book) == INFORMATION
        return [Entry(text, group.place)] if closed else []

    def _open(self, token: Token) -> None:
        title, rest = token.text, ""
        if token.kind == "numbered" and not token.titled and (cut := titled_start(token.text)):
            title, rest = cut
        elif token.style == "1.1" and not token.titled:  # a paragraph of the item above
            above = self._drafts[-1].group if self._drafts else None
            title, rest = above.subject if above else "", token.text
        group = Group(token.number, token.line.place, title.strip(" :ঃ-–"), rest)
        self._drafts.append(_Draft(group, "discussion"))

    def _label(self, token: Token, named_below: Sequence[Token]) -> None:
        owned = any(t.role == "implementer" for t in named_below)  # "Action: Visit the schools", "Owner: DC Rangpur"
        if token.role == "decision" and not owned and self._names_who_acts(token):
            token = replace(token, role="implementer")
        if token.role == "decision" and (not self._drafts or not self._headings) and not self._goes_on(token):
            self._drafts.append(_Draft(Group(token.number, token.line.place)))
        draft = self._drafts[-1] if self._drafts else None
        if draft is None:
            return
        if token.role == "implementer" and not draft.labelled:
            self._told_before(draft)
        draft.role, draft.labelled, draft.parts = token.role, True, 0
        if token.role == "decision":
            if not token.text and draft.decisions and not draft.decisions[-1].decision:
                return
            if self._opens(token) and draft.decisions and self._is_preamble(draft.decisions[-1].decision):
                self._add(draft, "discussion", draft.decisions.pop().decision)
            draft.decisions.append(Entry(token.text, token.line.place))
        elif (token.role in ("implementer", "deadline") and draft.decisions) or token.role == "discussion":
            self._add(draft, token.role, token.text)

    def _told_before(self, draft: _Draft) -> None:
        """Makes unlabelled text that says a duty the decision of the implementer's label below it."""
        text = draft.group.discussion
        if draft.decisions or not has_duty_cue(text, self._book):
            return
        parted = len(split_parts(text).parts) > 1
        draft.group.discussion, decision = ("", text) if parted else told_apart(text, self._book)
        draft.decisions.append(Entry(decision, draft.group.place))

    def _opens(self, token: Token) -> bool:
        """Whether the label is itself the first words of a resolution ("BE IT RESOLVED that …")."""
        return bool(finder(self._book, "sections", "resolved").match(token.text))

    def _is_preamble(self, text: str) -> bool:
        return not text or finder(self._book, "sections", "preamble").match(text) is not None

    def _goes_on(self, token: Token) -> bool:
        """Whether the words of a resolution stand below its number and reasons ("Resolution 2", "WHEREAS …")."""
        last = self._drafts[-1].decisions if self._drafts else []
        return bool(last) and self._opens(token) and self._is_preamble(last[-1].decision)

    def _names_who_acts(self, token: Token) -> bool:
        """Whether a label that stands for either ("Action: all staff") names the implementer of the decision above."""
        decided = bool(self._drafts and self._drafts[-1].decisions and self._drafts[-1].decisions[-1].decision)
        either = finder(self._book, "sections", "either").fullmatch(token.word)
        named = finder(self._book, "implementers", "support_ahead").split(token.text, maxsplit=1)[0]
        return decided and bool(either) and len(named.split()) <= 8 and not has_duty_cue(token.text, self._book)

    def _text(self, token: Token) -> None:
        if not self._drafts:
            return
        draft = self._drafts[-1]
        text = token.line.text.strip() if token.kind in ("numbered", "item") else token.text
        if draft.role != "decision" and is_title_line(text, self._book) and not draft.decisions:
            return
        counted = token.kind == "numbered" and not token.style.startswith("C:")
        if counted and draft.decisions and has_duty_cue(token.text, self._book):
            decimal = bool(draft.group.number) and token.number.startswith(f"{draft.group.number}.")
            if draft.role in ("implementer", "deadline"):  # one more decision behind those who act on the one before
                draft.decisions.append(Entry("", token.line.place))
                draft.role, draft.parts = "decision", 0
                text = token.text
            if decimal and draft.role == "decision":  # "2.1 …" is the first part of item 2
                draft.parts += 1
                text = f"{draft.parts}) {token.text}"
        self._add(draft, draft.role, text)

    def _add(self, draft: _Draft, role: str, text: str) -> None:
        if role == "discussion" or not draft.decisions:
            draft.group.discussion = f"{draft.group.discussion}\n{text}".strip()
            return
        last = draft.decisions[-1]
        if (role == "decision" and self._is_narrative(last.decision, text)) or (
            role == "implementer" and last.implementer and is_story(text, self._book)
        ):
            draft.role = "discussion"
            draft.group.discussion = f"{draft.group.discussion}\n{text}".strip()
            return
        if role == "decision":
            last = last._replace(decision=f"{last.decision}\n{text}".strip())
        elif role == "implementer":
            last = last._replace(implementer=f"{last.implementer or ''}\n{text}".strip())
        elif role == "deadline":
            last = last._replace(deadline=f"{last.deadline or ''}\n{text}".strip())
        draft.decisions[-1] = last

    def _is_narrative(self, decision: str, text: str) -> bool:
        """Whether a line goes on with the minutes' story below a resolution that is complete ("RESOLVED that … .")."""
        resolved = finder(self._book, "sections", "resolved").match(decision)
        return bool(resolved and decision.rstrip().endswith((".", "।")) and split_parts(text).parts[0].ordinal == 0)
