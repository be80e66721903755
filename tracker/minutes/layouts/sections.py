"""Items written in paragraphs: agenda paragraphs, department blocks, numbered minutes with resolutions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from tracker.minutes.entries import Entry, Group, items_of
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
    headings = _headings(found[:end])
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


def _headings(found: Sequence[Token]) -> list[int]:
    """Which tokens begin an item."""
    agenda = [i for i, t in enumerate(found) if t.kind == "item" and t.number]
    if agenda and _decided(found, agenda):
        return _last_run(found, agenda)
    numbered = _numbered_headings(found)
    if numbered:
        return sorted({*numbered, *_paragraphs(found, numbered)})
    topics = [i for i, t in enumerate(found) if t.kind == "item"]
    return topics if _decided(found, topics) else []


def _paragraphs(found: Sequence[Token], headings: Sequence[int]) -> list[int]:
    """The numbered paragraphs ("3.2 …") of headed items, where decisions stand behind several of them."""
    taken: list[int] = []
    last = ""
    for i in range(headings[0], len(found)):
        if i in headings:
            last = found[i].number
        elif found[i].style == "1.1" and found[i].number.split(".")[0] == last.split(".")[0]:
            taken.append(i)
    ends = [*taken, len(found)][1:]
    decided = [any(t.role == "decision" for t in found[a:b]) for a, b in zip(taken, ends, strict=True)]
    return taken if sum(decided) > 1 else []


def _decided(found: Sequence[Token], headings: Sequence[int]) -> bool:
    """Whether at least one decision stands behind one of the headings."""
    return any(t.role == "decision" for h in headings[:1] for t in found[h:])


def _last_run(found: Sequence[Token], headings: list[int]) -> list[int]:
    """The headings without a list of the agenda before them, whose numbers come again and which decides nothing."""
    for n in range(1, len(headings)):
        before = found[headings[0] : headings[n]]
        again = found[headings[n]].number == found[headings[0]].number
        if again and not any(t.role == "decision" for t in before):
            return headings[n:]
    return headings


def _numbered_headings(found: Sequence[Token]) -> list[int]:
    """The numbered lines that head an item: those that count on from item to item, with a decision below."""
    plain = max((_counting(found, style) for style in ("1.", "(1)")), key=len)
    return plain or _counting(found, "1.1")


def _counting(found: Sequence[Token], style: str) -> list[int]:
    taken: list[int] = []
    part = 0
    region = ""
    for i, token in enumerate(found):
        if token.kind == "label":
            region, part = token.role, _leading_part(token.text)
        elif token.kind == "numbered" and token.style == style:
            number = int(token.number.rpartition(".")[2])
            if _follows(found[taken[-1]].number if taken else "", token.number) and _heads(
                found, i, region, number == part + 1
            ):
                taken.append(i)
                region, part = "heading", 0
            elif number == part + 1:
                part = number
        elif token.kind in ("closing", "tail") and taken and not any(t.role == "decision" for t in found[i:]):
            break
    return taken if any(t.role == "decision" for t in (found[taken[0] :] if taken else [])) else []


def _follows(last: str, number: str) -> bool:
    """Whether a number comes soon after the last one ("" for none): 3 after 2, 2.2 after 2.1, 3.1 after 2.4."""
    if not last:
        return True
    before, at = ([int(n) for n in x.split(".")] for x in (last, number))
    if before[:-1] == at[:-1]:
        return before[-1] < at[-1] <= before[-1] + 3
    return before[0] < at[0] <= before[0] + 3


def _leading_part(text: str) -> int:
    return split_parts(text).parts[-1].ordinal if text else 0


def _heads(found: Sequence[Token], at: int, region: str, could_be_part: bool) -> bool:
    """Whether a numbered line heads an item: by its shape, and by a decision below it before the next such line."""
    token = found[at]
    shaped = token.titled or titled_start(token.text) is not None
    if region in ("decision", "implementer", "deadline") and could_be_part and not shaped:
        return False
    if region == "implementer" and could_be_part and not token.text.rstrip().endswith((":", "ঃ")):
        return _decision_before_next(found, at) and _prose_follows(found, at)
    return (
        shaped
        or (region in ("", "heading") and _decision_before_next(found, at))
        or (not could_be_part and _decision_before_next(found, at))
    )


def _decision_before_next(found: Sequence[Token], at: int) -> bool:
    for token in found[at + 1 :]:
        if token.role == "decision":
            return True
        if token.kind in ("numbered", "item") and token.style == found[at].style:
            return False
    return False


def _prose_follows(found: Sequence[Token], at: int) -> bool:
    return at + 1 < len(found) and found[at + 1].kind in ("text", "label") and found[at + 1].role in ("", "discussion")


@dataclass(slots=True)
class _Draft:
    """A group that is being collected: texts by role, decisions one after the other."""

    group: Group
    role: str = ""
    labelled: bool = False
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
                self._label(token)
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

    def _label(self, token: Token) -> None:
        if token.role == "decision" and self._names_who_acts(token):
            token = replace(token, role="implementer")
        if token.role == "decision" and (not self._drafts or not self._headings) and not self._goes_on(token):
            self._drafts.append(_Draft(Group(token.number, token.line.place)))
        draft = self._drafts[-1] if self._drafts else None
        if draft is None:
            return
        draft.role, draft.labelled = token.role, True
        if token.role == "decision":
            if not token.text and draft.decisions and not draft.decisions[-1].decision:
                return
            if self._opens(token) and draft.decisions and self._is_preamble(draft.decisions[-1].decision):
                self._add(draft, "discussion", draft.decisions.pop().decision)
            draft.decisions.append(Entry(token.text, token.line.place))
        elif (token.role in ("implementer", "deadline") and draft.decisions) or token.role == "discussion":
            self._add(draft, token.role, token.text)

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
            last = replace(last, decision=f"{last.decision}\n{text}".strip())
        elif role == "implementer":
            last = replace(last, implementer=f"{last.implementer or ''}\n{text}".strip())
        elif role == "deadline":
            last = replace(last, deadline=f"{last.deadline or ''}\n{text}".strip())
        draft.decisions[-1] = last

    def _is_narrative(self, decision: str, text: str) -> bool:
        """Whether a line goes on with the minutes' story below a resolution that is complete ("RESOLVED that … .")."""
        resolved = finder(self._book, "sections", "resolved").match(decision)
        return bool(resolved and decision.rstrip().endswith((".", "।")) and split_parts(text).parts[0].ordinal == 0)
