"""Reports of a dialogue: each question with its answer, in the words of the report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tracker.minutes.draft import Place
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.raw import Exchange, Line, RawMeeting
from tracker.minutes.script import WORD, skeleton
from tracker.minutes.sentences import sentences
from tracker.minutes.wordings import compiled, finder

_LETTER = re.compile(f"[{WORD}]")
_NAME = re.compile(r"(?:[A-Z][\w.'-]*[ \t]+){1,6}$")
_NAMED_FIRST = re.compile(r"(?:[A-Z][\w.'-]*[ \t]+){1,5}[A-Z][\w.'-]*,[ \t]+\Z")
_NOT_A_NAME = re.compile(r"(?:Then|Later|Also|And|But|During|After|Again|Next|So|When|At|In|The)[ ,]+")
_STRAY = re.compile(r"(?<=[.।?!])(?:\s+[.।])+\s*$")
_SENTENCE_END = re.compile(r"[.।?!:\"”]\s*$")
# A quotation opens and does not close: “ without ”, or an odd number of straight marks.
_QUOTES_OPEN = re.compile(r'\A(?:[^"]*"[^"]*")*[^"]*"[^"]*\Z|“[^”]*\Z')
_CLOSING_QUOTE = re.compile(r'["”]')
_WONDERS = re.compile(r"\?|\b(?:how|why|what|when|where|who|whom|which|whether|if)\b", re.IGNORECASE)
_HEAD = re.compile("[:ঃ：–—-]")
_ENTRY_NUMBER = re.compile(r"\(?[0-9০-৯०-९]{1,2}\s?[.)।]\s*")
_WRAPPED = 60
_ASKER_WORDS = 7


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with the span that it takes in the joined text."""

    text: str
    start: int
    end: int


def read_dialogue(lines: Sequence[Line], book: Phrasebook) -> RawMeeting | None:
    """The dialogue of a report; None when no question in it is answered."""
    text, starts = _joined(lines)
    spans = list(_exchanges(list(_spans(text)), text, book))
    if not spans:
        return None
    found = tuple(_exchange(text, span, lines, starts) for span in spans)
    return RawMeeting(
        "dialogue",
        _before(lines, starts, spans[0][0]),
        closing=_after(lines, starts, spans[-1][2]),
        exchanges=found,
    )


def begins_aside(text: str, book: Phrasebook) -> bool:
    """Whether a line is headed by what stands beside the dialogue of a report ("Recommendation:")."""
    return skeleton(_HEAD.split(text, maxsplit=1)[0]) in _aside_names(book)


def _joined(lines: Sequence[Line]) -> tuple[str, list[int]]:
    """The lines as one text, and where each begins in it. A blank line parts paragraphs; a line that only its width or
    a page's end broke goes on with the next."""
    starts: list[int] = []
    text = ""
    for n, line in enumerate(lines):
        if n:
            text += "\n" if _goes_on(lines[n - 1], line) else "\n\n"
        starts.append(len(text))
        text += line.text
    return text, starts


def _goes_on(line: Line, following: Line) -> bool:
    if _SENTENCE_END.search(line.text):
        return False
    below = (following.place.line or 0) - (line.place.line or 0) == 1
    return following.text[:1].islower() or (below and len(line.text) > _WRAPPED)


@lru_cache(maxsize=8)
def _aside_names(book: Phrasebook) -> frozenset[str]:
    return frozenset(skeleton(word) for word in book.words("dialogue", "asides"))


def _spans(text: str) -> Iterator[_Sentence]:
    """The sentences; those of one quotation that a paragraph holds are one."""
    at = 0
    quoted: _Sentence | None = None
    for sentence in sentences(text):
        start = text.index(sentence, at)
        at = start + len(sentence)
        if quoted and "\n\n" not in text[quoted.start : start]:
            start = quoted.start
        found = _Sentence(text[start:at], start, at)
        quoted = found if _QUOTES_OPEN.search(found.text) and _closed_later(text, at) else None
        if quoted is None and _LETTER.search(found.text):
            yield found


def _closed_later(text: str, at: int) -> bool:
    """Whether the paragraph goes on to close a quotation."""
    return _CLOSING_QUOTE.search(text[at:].partition("\n\n")[0]) is not None


def _exchanges(found: Sequence[_Sentence], text: str, book: Phrasebook) -> Iterator[tuple[int, int, int]]:
    """(start, start of the answer, end) of each question that is answered."""
    start = answer = end = -1
    for n, sentence in enumerate(found):
        again = answer >= 0 and sentence.text.rstrip().endswith("?")
        asked = _asked(sentence, book) if again or start < 0 or not _replies(sentence.text, book) else None
        if asked is None and (start < 0 or answer >= 0) and n + 1 < len(found):
            asked = _leads_to_question(sentence, found[n + 1], book)
            if asked is None and _labelled_answer(found[n + 1].text, book):
                asked = _line_start(text, sentence.start)
        if asked is not None:
            if answer >= 0:
                yield start, answer, end
            start, answer, end = asked, -1, sentence.end
        elif start >= 0 and _closes(sentence.text, book):
            if answer >= 0:
                yield start, answer, end
            start = answer = -1
        elif start >= 0:
            if answer < 0 and (_replies(sentence.text, book) or text[:end].endswith("?")):
                answer = sentence.start
            end = sentence.end
    if start >= 0 and answer >= 0:
        yield start, answer, end


def _replies(text: str, book: Phrasebook) -> bool:
    labelled = _labels(book, "reply_labels").match(text)
    return bool(labelled or finder(book, "dialogue", "reply").search(text[:160]))


@lru_cache(maxsize=8)
def _labels(book: Phrasebook, key: str) -> re.Pattern[str]:
    """ "Q:", "Answer -" or "Question (Rahela, a farmer):" at the start of a line."""
    words = compiled(book.words("dialogue", key)).pattern
    return re.compile(rf"(?:{words})\s*(?:[0-9০-৯०-९]{{1,2}}\s*)?(?:\([^()\n]{{1,80}}\)\s*)?[:ঃ.)–-]", re.IGNORECASE)


def _asked(sentence: _Sentence, book: Phrasebook) -> int | None:
    """Where in the text the one who asks is named; None when the sentence asks nothing."""
    named = _asker(book)
    match = named.search(sentence.text)
    if match is None and sentence.text.rstrip("\"'” ").endswith("?"):
        match = _speaker(book).search(sentence.text)
        if match is None and (said := finder(book, "dialogue", "say").search(sentence.text)):
            named_at = _name_before(sentence.text, said.start())
            return sentence.start + named_at if _NAME.match(sentence.text[named_at : said.start()]) else None
    if match is not None:
        at = match.start("person")
        named_before = _NAMED_FIRST.search(sentence.text, 0, at)  # "Sajeda Begum, NSS member wanted to know …"
        return sentence.start + (named_before.start() if named_before else at)
    cue = finder(book, "dialogue", "ask").search(sentence.text)
    if _labels(book, "ask_labels").match(sentence.text):
        return sentence.start
    if cue is None or _asks_for_an_act(sentence.text, book):
        return None
    return sentence.start + _name_before(sentence.text, cue.start())


def _asks_for_an_act(text: str, book: Phrasebook) -> bool:
    """Whether somebody is only asked to do something ("asked the officers to send the list")."""
    told = finder(book, "dialogue", "no_ask").search(text)
    return bool(told) and not _WONDERS.search(text)


def _leads_to_question(sentence: _Sentence, following: _Sentence, book: Phrasebook) -> int | None:
    """Where a person begins to speak whose next sentence asks without naming anybody ("Mr. X said … . Can it …?")."""
    if not following.text.rstrip("\"'” ").endswith("?") or _asked(following, book) is not None:
        return None
    match = _speaker(book).match(sentence.text)
    return sentence.start if match else None


def _labelled_answer(text: str, book: Phrasebook) -> bool:
    """Whether a sentence begins with a whole word for an answer; "a)" and "A." may count a list."""
    label = _labels(book, "reply_labels").match(text)
    return label is not None and label.group()[:2].isalpha()


def _line_start(text: str, at: int) -> int:
    """Where the line of a question begins whose answer is labelled below it ("1. Rahela - When will …?"), its number
    left out."""
    start = text.rfind("\n", 0, at) + 1
    number = _ENTRY_NUMBER.match(text, start)
    return number.end() if number else start


def _name_before(text: str, at: int) -> int:
    """Where a capitalised name that ends at `at` begins; the sentence's start when there is none."""
    match = _NAME.search(text[max(at - 80, 0) : at])
    if match is None:
        return 0
    start = max(at - 80, 0) + match.start()
    while filler := _NOT_A_NAME.match(text, start):
        start = filler.end()
    return start


@lru_cache(maxsize=8)
def _asker(book: Phrasebook) -> re.Pattern[str]:
    return _person_then(book, "ask")


@lru_cache(maxsize=8)
def _speaker(book: Phrasebook) -> re.Pattern[str]:
    return _person_then(book, "say")


def _person_then(book: Phrasebook, key: str) -> re.Pattern[str]:
    """A person ("Mr.", "CSO member"), at most a few words of a name, and the word for asking or saying."""
    persons = compiled(book.words("dialogue", "persons")).pattern
    cues = compiled(book.words("dialogue", key)).pattern
    return re.compile(
        rf"(?P<person>{persons})[^\s,;?।]*"
        rf"(?:[ \t]+[^\s,;?।]+){{0,{_ASKER_WORDS}}}?[ \t]+(?:{cues})",
        re.IGNORECASE,
    )


def _closes(text: str, book: Phrasebook) -> bool:
    anywhere, at_start = _ends(book)
    aside = len(text) < 60 and skeleton(text) in _aside_names(book)
    return aside or bool(anywhere.search(text) or at_start.match(text))


@lru_cache(maxsize=8)
def _ends(book: Phrasebook) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Closing words: those with a capital only at the start of a sentence, the others anywhere in it."""
    words = book.words("dialogue", "end")
    capital = [w for w in words if w[0].isupper()]
    return compiled(w for w in words if w not in capital), compiled(capital)


def _exchange(text: str, span: tuple[int, int, int], lines: Sequence[Line], starts: Sequence[int]) -> Exchange:
    start, answer, end = span
    place = next((line.place for line, at in reversed(list(zip(lines, starts, strict=True))) if at <= start), Place())
    end = start + len(_STRAY.sub("", text[start:end]))
    return Exchange(text[start:end].strip(), text[start:answer].strip(), text[answer:end].strip(), place)


def _before(lines: Sequence[Line], starts: Sequence[int], cut: int) -> tuple[Line, ...]:
    found = (Line(line.text[: max(cut - at, 0)].strip(), line.place) for line, at in zip(lines, starts, strict=True))
    return tuple(line for line in found if line.text)


def _after(lines: Sequence[Line], starts: Sequence[int], cut: int) -> tuple[Line, ...]:
    found = (Line(line.text[max(cut - at, 0) :].strip(), line.place) for line, at in zip(lines, starts, strict=True))
    return tuple(line for line in found if _LETTER.search(line.text))
