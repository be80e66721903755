"""Who must act by the words of an implementer's cell or label."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.domain.offices import Directory
from tracker.minutes.implementers.compiled import lexicon_for
from tracker.minutes.implementers.grammar import claims_of
from tracker.minutes.implementers.inherit import share
from tracker.minutes.implementers.lexer import tokens_of
from tracker.minutes.implementers.lexicon import Lexicon
from tracker.minutes.implementers.settle import AMBIGUOUS, NOBODY, UNRESOLVED, Outcome, settle
from tracker.minutes.implementers.support import without_support
from tracker.minutes.implementers.tokens import HEADS, Sort, Token
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.remember import per_text

_NAMING = HEADS | {Sort.WORD, Sort.PLACE, Sort.LEVEL, Sort.NOBODY, Sort.OFFICE_WORD, Sort.ALL, Sort.PERSON, Sort.REST}


Span = tuple[int, int]

LONGEST = 400
"""A statement of more words and marks is no list of implementers: a person must read it (this bounds the work)."""


@dataclass(frozen=True, slots=True)
class Match:
    """Words that name offices: their span in the NFC text (characters), the words, the codes."""

    span: tuple[int, int]
    words: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImplementerReading:
    """The offices that must act, in the directory's order, each once.

    `review` names why a person must look: no_implementer, unresolved_implementer, ambiguous_implementer. `matches`
    are the words that named them, `leftover` the words that named nobody in the directory.
    """

    offices: tuple[str, ...]
    review: tuple[str, ...]
    matches: tuple[Match, ...] = ()
    leftover: str = ""


def resolve(text: str, directory: Directory, book: Phrasebook) -> ImplementerReading:
    """The offices that an implementer's cell or label names.

    Empty, or only dashes: no_implementer. A post that the directory does not have leaves the known ones and says
    unresolved_implementer; two possible readings say ambiguous_implementer and leave out what is doubtful.
    """
    return _resolved(unicodedata.normalize("NFC", text), lexicon_for(directory, book))


@per_text
def _resolved(text: str, lexicon: Lexicon) -> ImplementerReading:
    """A cell is often the same in every row of a table."""
    tokens = tokens_of(text, lexicon)
    if lexicon.means_nothing(text):
        return ImplementerReading((), (NOBODY,))
    found = [pair for statement in statements(tokens) for pair in read_statement(statement, lexicon)]
    return reading_of(text, found, lexicon)


def statements(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The tokens between strong separators: semicolons, dandas, list numbers, ends of sentences."""
    statement: list[Token] = []
    for token in tokens:
        if token.sort is Sort.BREAK:
            if statement:
                yield statement
            statement = []
        else:
            statement.append(token)
    if statement:
        yield statement


def read_statement(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[tuple[Span, Outcome]]:
    """The outcome of each claim of a statement, with its span."""
    if not any(token.sort in _NAMING for token in tokens):
        return
    if len(tokens) > LONGEST:
        yield (tokens[0].start, tokens[-1].end), Outcome(review=UNRESOLVED)
        return
    acting, doubtful = without_support(tokens, lexicon)
    if not acting:  # only helpers are named
        return
    claims = claims_of(acting, lexicon)
    share(claims, lexicon.territory)
    for claim in claims:
        outcome = settle(claim, lexicon.territory)
        if doubtful and not outcome.review:
            outcome = Outcome(outcome.codes, AMBIGUOUS)
        yield (claim.start, claim.end), outcome


def reading_of(text: str, found: Sequence[tuple[Span, Outcome]], lexicon: Lexicon) -> ImplementerReading:
    """The reading that the outcomes of all claims give together."""
    in_order = lexicon.territory.in_order
    codes = in_order(code for _, outcome in found for code in outcome.codes)
    said = {outcome.review for _, outcome in found} - {""}
    review = tuple(code for code in (AMBIGUOUS, UNRESOLVED) if code in said)
    if not codes and not review:  # nothing but helpers, or an office that is no longer there
        review = (UNRESOLVED,)
    matches = tuple(
        Match(span, text[slice(*span)], in_order(outcome.codes)) for span, outcome in found if outcome.codes
    )
    leftover = " … ".join(text[slice(*span)] for span, outcome in found if not outcome.codes)
    return ImplementerReading(codes, review, matches, leftover)
