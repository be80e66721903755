"""Which lines head the items of minutes written in paragraphs: agenda headings, else numbers that count on."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.minutes.layouts.tokens import Token, titled_start
from tracker.minutes.parts import split_parts


def headings_of(found: Sequence[Token]) -> list[int]:
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
    plain = max((_counting(found, style) for style in ("1.", "(1)", "A.", "C-1")), key=len)
    return plain or _counting(found, "1.1") or _coded(found)


def _coded(found: Sequence[Token]) -> list[int]:
    """The headings whose short codes count from one ("AP-1 Water", "AP-2 Schools"); a lone code ("NH 44") is none."""
    for style in dict.fromkeys(t.style for t in found if t.style.startswith("C:") and t.number == "1"):
        headings = _counting(found, style)
        if len(headings) > 1 and found[headings[0]].number == "1":
            return headings
    return []


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
