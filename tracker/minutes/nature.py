"""Duty or not: what a decision, a sentence of a report or an answer is, by the cues of the phrase files.

Bengali and Hindi put the verb last, and English papers close a sentence with what was resolved on it, so in
each sentence the cue that ends last decides; of two that end together the longer, more particular one does
("সিদ্ধান্ত গৃহীত হয়" adopts an act, "অনুমোদনের সিদ্ধান্ত গৃহীত হয়" approves past minutes).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.raw import Exchange
from tracker.minutes.sentences import sentences
from tracker.minutes.wordings import finder, last_end, spans_of

OBLIGATION = "obligation"
INFORMATION = "information"
DIRECTIVE = "directive"
COMMITMENT = "commitment"
ENQUIRY = "enquiry"

_FEWEST_WORDS = 4
"""A directive has at least so many words; shorter ones are links and headings ("टिप्पणी करें")."""
_AND_THAT = re.compile(r",?\s+and\s+that\s+|,\s+that\s+", re.IGNORECASE)
_LETTER = re.compile("[A-Za-z\u0985-\u09b9\u0905-\u0939]")


def has_letters(text: str) -> bool:
    """Whether a cell holds words, and not only a dash or a number."""
    return _LETTER.search(text) is not None


def is_decision(text: str, book: Phrasebook) -> bool:
    """Whether a decision cell says anything: not a dash, and not "no decision was taken"."""
    bare = text.strip(" \t\n।.,;:-–—*'\"()")
    return has_letters(bare) and not finder(book, "cues", "nothing").fullmatch(bare)


def nature_of_decision(text: str, book: Phrasebook) -> str:
    """obligation or information, for the words of a decision column or of a resolution.

    A decision column decides something unless its words say otherwise, so a sentence without any cue (an
    English imperative) is a duty; with several sentences one duty is enough, and else the last sentence tells.
    """
    told = [_told(clause, book) for sentence in sentences(text) for clause in _clauses(sentence, book)]
    if OBLIGATION in told:
        return OBLIGATION
    return told[-1] or OBLIGATION if told else OBLIGATION


def _clauses(sentence: str, book: Phrasebook) -> Iterator[str]:
    """The clauses that decide by themselves: between semicolons, and each "that …" of a resolution. One of several
    whose verb no cue knows ("that a fair be held") decides something, so the words of a decision stand before it."""
    for piece in filter(str.strip, sentence.split(";")):
        parts = _AND_THAT.split(piece)
        if len(parts) > 1 and (opening := finder(book, "sections", "resolved").search(parts[0])):
            yield parts[0]
            yield from (f"{opening.group()} {part}" for part in parts[1:])
        else:
            yield piece


def has_duty_cue(text: str, book: Phrasebook) -> bool:
    """Whether some sentence says in words that somebody must act."""
    return any(_told(sentence, book) == OBLIGATION for sentence in sentences(text))


def is_story(text: str, book: Phrasebook) -> bool:
    """Whether a line is a sentence that tells what was done, and asks nobody ("The chair thanked all …")."""
    bare = text.rstrip()
    told = bare.rstrip("।৷. ")
    if bare == told or len(told.split()) < _FEWEST_WORDS or has_duty_cue(text, book):
        return False
    return any(found.end() == len(told) for found in finder(book, "titles", "sentence_ends").finditer(told))


def settles(text: str, book: Phrasebook) -> bool:
    """Whether the last sentence closes a matter by itself ("The minutes were confirmed."), which is a decision too."""
    last = list(sentences(text))[-1:]
    return bool(last) and finder(book, "cues", "settled").search(last[0]) is not None


def is_topic(text: str, book: Phrasebook) -> bool:
    """Whether the text is a mere topic ("… প্রসঙ্গে আলোচনা"), from which no duty can be read."""
    bare = text.strip(" \t\n।.,;:ঃ-–—")
    if _told(bare, book) is not None:
        return False
    return any(match.end() == len(bare) for match in finder(book, "noise", "topics").finditer(bare))


def directives_in(paragraph: str, book: Phrasebook) -> Iterator[str]:
    """The sentences of a report in prose that hand on an instruction."""
    for sentence in sentences(paragraph):
        if len(sentence.split()) < _FEWEST_WORDS:
            continue
        told = finder(book, "cues", "directive").search(sentence)
        if told and not finder(book, "cues", "no_directive").search(sentence):
            yield sentence


def nature_of_exchange(exchange: Exchange, book: Phrasebook) -> str:
    """commitment when the answer promises something, else enquiry."""
    return COMMITMENT if finder(book, "cues", "commitment").search(exchange.answer) else ENQUIRY


def _told(sentence: str, book: Phrasebook) -> str | None:
    duty = last_end(book, "cues", "duty", sentence)
    information = last_end(book, "cues", "information", sentence)
    if information > duty and finder(book, "cues", "subordinate").search(sentence):
        information = _last_of_main_clause(sentence, book)
    if duty == information:
        return None if duty == (-1, 0) else OBLIGATION
    return OBLIGATION if duty > information or _more_follows(sentence, information, book) else INFORMATION


def _last_of_main_clause(sentence: str, book: Phrasebook) -> tuple[int, int]:
    """(end, length) of the last cue of information that does not only say when, which or whether: "Pay once the bill is
    approved" and "Repair the pumps that were closed" close nothing."""
    spans = spans_of(book, "cues", "information", sentence)
    told = [(end, end - start) for start, end in spans if not _is_subordinate(sentence, start, book)]
    return max(told, default=(-1, 0))


def _is_subordinate(sentence: str, verb: int, book: Phrasebook) -> bool:
    """Whether a verb belongs to a clause of its own: between the word that opens the clause and the verb stands no
    other verb and no comma."""
    opened = list(finder(book, "cues", "subordinate").finditer(sentence, 0, verb))
    finite = finder(book, "cues", "finite")
    if not opened or not finite.match(sentence, verb):
        return False
    opening, subject = opened[-1], sentence[opened[-1].end() : verb]
    if "," in subject or finite.search(subject):
        return False
    return not (finder(book, "cues", "relative").fullmatch(opening.group()) and subject.strip())


def _more_follows(sentence: str, information: tuple[int, int], book: Phrasebook) -> bool:
    """Whether an act stands behind what closes a matter: "be approved and forwarded by 5 May". What is told of the past
    ("was approved and forwarded") is done."""
    end, length = information
    if finder(book, "cues", "further").search(sentence, end):
        return True
    is_open = finder(book, "cues", "open").match(sentence, end - length)
    return bool(is_open) and bool(finder(book, "cues", "further_where_open").search(sentence, end))
