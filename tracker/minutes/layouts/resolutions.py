"""A numbered or bulleted list of resolutions: "১। …", "(1) …", "১| …", "• …"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.minutes.draft import Place
from tracker.minutes.entries import Entry, Group, items_of, told_apart
from tracker.minutes.layouts.tokens import Token, is_marked, tokens
from tracker.minutes.nature import has_duty_cue, is_topic
from tracker.minutes.noise import unbulleted
from tracker.minutes.parts import split_parts
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.raw import Line, RawMeeting
from tracker.minutes.script import WORD
from tracker.minutes.wordings import finder

_BULLET = re.compile(r"[•·▪●◦‣∙◆■□►➢✓*]+\s*(?=\S)|[-–—]\s+(?=\S)")
_COLONS = (":", "ঃ", ":-", "ঃ-", "–", "-")
_TITLE_END = " :ঃ-–"
_SHORT, _LONGER = 50, 20
_HEAD, _LONG = 8, 80
_STOP = re.compile(r"[\s।.:ঃ;,৷|–-]$")


def read_resolutions(lines: Sequence[Line], book: Phrasebook) -> RawMeeting | None:
    """The meeting whose decisions are a list; None when there is no list of resolutions.

    A list of mere topics ("… প্রসঙ্গে", "… আলোচনা") holds no decisions and is none.
    """
    found = tokens(lines, book)
    run = _best_run(found, book)
    if not run:
        return _marked_list(found, book)
    end = _end(found, run[-1])
    groups = [_group(found, at, after, book) for at, after in zip(run, [*run[1:], end], strict=True)]
    items = tuple(item for group in groups for item in items_of(group, book))
    return RawMeeting(
        layout="resolutions",
        header=unbulleted(dict.fromkeys(t.line for t in found[: run[0]])),
        items=items,
        closing=tuple(dict.fromkeys(t.line for t in found[end:])),
        numbers=tuple(g.number for g in groups if g.number),
    )


def _marked_list(found: Sequence[Token], book: Phrasebook) -> RawMeeting | None:
    """A list whose entries are marked by letters or small Roman numerals ("ক) …", "(i) …"), or that follow the words
    announcing decisions one to a line."""
    ways = [i for i in range(1, len(found)) if _is_led(found, i, book) and found[i].kind == "text"]
    marked = next((i for i, t in enumerate(found) if is_marked(t.text)), None)
    led = marked if marked in ways else next(iter(ways), None)
    start = led if led is not None else marked
    if start is None:
        return None
    end = _end(found, start - 1)
    own = found[start:end]
    parts = split_parts("\n".join(t.line.text.strip() for t in own), least_words=3).parts
    texts = [p.text for p in parts] if len(parts) > 1 else []
    if not texts and led is not None and found[led - 1].line.text.rstrip().endswith(_COLONS):
        texts = _duties(own, book)
    if len(texts) < 2 or sum(is_topic(t, book) for t in texts) * 2 > len(texts):
        return None
    groups = [Group("", _place_of(t, own)) for t in texts]
    for group, text in zip(groups, texts, strict=True):
        group.entries.append(Entry(text, group.place))
    return RawMeeting(
        layout="resolutions",
        header=unbulleted(dict.fromkeys(t.line for t in found[:start])),
        items=tuple(item for group in groups for item in items_of(group, book)),
        closing=tuple(dict.fromkeys(t.line for t in found[end:])),
    )


def _duties(found: Sequence[Token], book: Phrasebook) -> list[str]:
    """The lines, when each is a sentence that says a duty."""
    texts = [t.line.text.strip() for t in found]
    return texts if all(has_duty_cue(t, book) and _STOP.search(t) for t in texts) else []


def _place_of(text: str, found: Sequence[Token]) -> Place:
    return next((t.line.place for t in found if text[:20] in t.line.text), found[0].line.place)


def _best_run(found: Sequence[Token], book: Phrasebook) -> list[int]:
    runs = [run for run in _runs(found) if not _topics(found, run, book)]
    led = [run for run in runs if _is_led(found, run[0], book)]
    if led:
        return led[-1]
    named = [r for r in runs if len(r) > 1 and _named(found, r) * 2 >= len(r)]
    if named:
        return max(named, key=len)
    sentences = [r for r in runs if found[r[0]].kind == "numbered" and _average_words(found, r) >= 5 and len(r) > 1]
    return max(sentences, key=len, default=[])


def _runs(found: Sequence[Token]) -> list[list[int]]:
    """The lists of a paper: lines whose numbers rise in one style, or lines with the same kind of bullet."""
    runs: list[list[int]] = []
    start = _below_head(found)
    for style in ("1.", "(1)", "1.1", "A."):
        run: list[int] = []
        for i, token in enumerate(found[start:], start):
            if token.kind in ("tail", "closing"):
                runs.append(run)
                run = []
                if token.kind == "tail":
                    break
            elif token.kind == "numbered" and token.style == style and _numbers_entry(token.number, style):
                if run and not _counts_on(found[run[-1]].number, token.number):
                    runs.append(run)
                    run = []
                run.append(i)
        runs.append(run)
    runs.extend(_bulleted(found))
    return [run for run in runs if run]


def _below_head(found: Sequence[Token]) -> int:
    """Where the head of a paper ends, in which a memo number ends no list: at its first sentence or entry."""
    for i, token in enumerate(found[:_HEAD]):
        if token.kind not in ("text", "tail") or _BULLET.match(token.text):
            return i
        if len(token.text) > _LONG and _STOP.search(token.text):
            return i
    return min(_HEAD, len(found))


def _numbers_entry(number: str, style: str) -> bool:
    """Whether a number can be an entry's own: one number, or a decimal that no section begins with ("4.0")."""
    return number.isdigit() if style != "1.1" else not number.endswith(".0")


def _counts_on(last: str, number: str) -> bool:
    """Whether a number comes soon after the last one of its list: 3 after 2, 4.2 after 4.1."""
    before, at = ([int(n) for n in text.split(".")] for text in (last, number))
    return before[:-1] == at[:-1] and 0 < at[-1] - before[-1] <= 5


def _bulleted(found: Sequence[Token]) -> list[list[int]]:
    runs: list[list[int]] = [[]]
    start = _below_head(found)
    for i, token in enumerate(found[start:], start):
        if token.kind == "tail":
            break
        if token.kind == "text" and _BULLET.match(token.text):
            runs[-1].append(i)
        elif _heads_bullets(found, i):
            continue
        elif runs[-1] and token.role not in ("implementer", "deadline"):  # what a label adds belongs to its entry
            runs.append([])
    return runs


def _heads_bullets(found: Sequence[Token], at: int) -> bool:
    """Whether a short line heads the bullets below it, and those above it are complete ("शिक्षा विभाग")."""
    if not 0 < at < len(found) - 1 or not _BULLET.match(found[at + 1].text):
        return False
    return _is_section(found, at)


def _is_section(found: Sequence[Token], at: int) -> bool:
    token = found[at]
    short = token.kind == "text" and len(token.text) < _SHORT and not _BULLET.match(token.text)
    return short and not _STOP.search(token.text) and bool(_STOP.search(found[at - 1].text))


def _is_led(found: Sequence[Token], at: int, book: Phrasebook) -> bool:
    """Whether the line above the list (or the one above that) says that decisions follow."""
    heads = finder(book, "sections", "list_heads")
    for token in reversed(found[max(at - 2, 0) : at]):
        if token.role == "decision" and not token.text:
            return True
        last = list(heads.finditer(token.text))
        if last and len(token.text) - last[-1].end() < 25:
            return True
    return False


def _named(found: Sequence[Token], run: Sequence[int]) -> int:
    """How many entries of a list a label tells who acts on ("(Action: CMHO)")."""
    ends = [*run[1:], _end(found, run[-1])]
    return sum(any(t.role == "implementer" for t in found[a:b]) for a, b in zip(run, ends, strict=True))


def _topics(found: Sequence[Token], run: Sequence[int], book: Phrasebook) -> bool:
    texts = [_BULLET.sub("", found[i].text, count=1) for i in run]
    return sum(is_topic(text, book) for text in texts) * 2 > len(texts)


def _average_words(found: Sequence[Token], run: Sequence[int]) -> float:
    return sum(len(re.findall(f"[{WORD}]+", found[i].text)) for i in run) / len(run)


def _end(found: Sequence[Token], last: int) -> int:
    for i in range(last + 1, len(found)):
        if found[i].kind in ("tail", "closing"):
            return i
    return len(found)


def _group(found: Sequence[Token], at: int, after: int, book: Phrasebook) -> Group:
    """One resolution with the lines that go on with it."""
    head = found[at]
    texts = [_BULLET.sub("", head.text, count=1) if head.kind == "text" else head.text]
    implementer = deadline = None
    below = after - 1 if after < len(found) and after - 1 > at and _heads_bullets(found, after - 1) else after
    for token in found[at + 1 : below]:
        if token.role == "implementer":
            implementer = f"{implementer or ''}\n{token.text}".strip()
        elif token.role == "deadline":
            deadline = f"{deadline or ''}\n{token.text}".strip()
        elif token.line is head.line or token.kind in ("text", "numbered", "item"):
            texts.append(token.text if token.kind == "text" else token.line.text.strip())
    group = Group(head.number, head.line.place)
    text = "\n".join(texts)
    if len(texts) > 1 and _is_title(texts[0], texts[1]):
        group.subject, text = texts[0].rstrip(_TITLE_END), "\n".join(texts[1:])
        if len(split_parts(text).parts) == 1:
            group.discussion, text = told_apart(text, book)
    group.entries.append(Entry(text, head.line.place, implementer, deadline))
    return group


def _is_title(head: str, below: str) -> bool:
    """Whether an entry's first line heads it: a line that only its width broke would be as long as the next."""
    if _STOP.search(head) and not head.endswith((":", "ঃ", "-", "–")):
        return False
    return is_marked(below) or (len(head) < _SHORT and len(below) > len(head) + _LONGER)
