"""Who must act by the words of a decision itself, where no cell or label names an implementer."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import takewhile

from tracker.domain.offices import Directory
from tracker.minutes.implementers.compiled import lexicon_for
from tracker.minutes.implementers.english import role_in_english
from tracker.minutes.implementers.indic import role_in_bengali, role_in_hindi
from tracker.minutes.implementers.lexer import tokens_of
from tracker.minutes.implementers.lexicon import Lexicon
from tracker.minutes.implementers.reading import ImplementerReading, Span, read_statement, reading_of, statements
from tracker.minutes.implementers.roles import Role, SentenceWords, plain, sentence_words
from tracker.minutes.implementers.runs import Run, runs_of
from tracker.minutes.implementers.settle import AMBIGUOUS, NOBODY, UNRESOLVED, Outcome
from tracker.minutes.implementers.support import without_support
from tracker.minutes.implementers.tokens import HEADS, SEPARATORS, Sort, Token
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.script import language_of

LONGEST_SENTENCE = 2_000
"""A sentence of more words and marks is none: a person must read it (this bounds the work)."""

_NEAR = 8
"""An unknown post is looked for among so many tokens at a sentence's beginning, or beside a known post."""


def resolve_in_sentence(text: str, directory: Directory, book: Phrasebook) -> ImplementerReading:
    """The offices that a decision's own words make act: its grammatical subject, or the "by" of a passive.

    Whoever only receives, is asked, is visited or helps is no implementer. "In all districts" and "the DCs' offices"
    mean those offices if nobody else acts. Nobody named says no_implementer; a post that the directory does not have
    unresolved_implementer; words that can be read as acting or as acted on ambiguous_implementer.
    """
    text = unicodedata.normalize("NFC", text)
    lexicon = lexicon_for(directory, book)
    language = language_of(text)
    words = sentence_words(book, language)
    found: list[tuple[Span, Outcome]] = []
    for statement in statements(tokens_of(text, lexicon)):
        found += _actors(statement, lexicon, words, language)
    if not found:
        return ImplementerReading((), (NOBODY,))
    return reading_of(text, found, lexicon)


def _actors(
    tokens: Sequence[Token], lexicon: Lexicon, words: SentenceWords, language: str
) -> Iterator[tuple[Span, Outcome]]:
    """The outcomes of the runs that act; of those where it is done, if none acts."""
    if len(tokens) > LONGEST_SENTENCE:
        yield (tokens[0].start, tokens[-1].end), Outcome(review=UNRESOLVED)
        return
    runs = [run for run in runs_of(tokens) if not _only_helps(run)]
    roles = [_role(run, words, tokens, language) for run in runs]
    for wanted in (Role.ACTS, Role.DOUBTFUL, Role.WHERE):
        chosen = [run for run, role in zip(runs, roles, strict=True) if role is wanted]
        chosen = [run for run in chosen if not _assists(run, words)] or chosen
        for run in chosen:
            yield from _outcomes(run, lexicon, doubtful=wanted is Role.DOUBTFUL)
        if chosen:
            return
    if _unknown_subject(tokens, lexicon, words, language):
        yield (tokens[0].start, tokens[-1].end), Outcome(review=UNRESOLVED)


def _role(run: Run, words: SentenceWords, sentence: Sequence[Token], language: str) -> Role:
    if language == "bn":
        return role_in_bengali(run, words, sentence)
    return role_in_hindi(run, words, sentence) if language == "hi" else role_in_english(run, words)


def _only_helps(run: Run) -> bool:
    return bool(run.left) and run.left[-1].sort is Sort.SUPPORT_AHEAD


def _assists(run: Run, words: SentenceWords) -> bool:
    """Whether the run's own verb is to help ("… and the UNOs shall assist him")."""
    after = plain(run.right[:_NEAR])
    verb = next((at for at, word in enumerate(after) if words.ends("personal_verbs", word)), 0)
    return words.begins("helping", after[max(verb - 2, 0) : verb])


def _outcomes(run: Run, lexicon: Lexicon, *, doubtful: bool) -> Iterator[tuple[Span, Outcome]]:
    span = (run.tokens[0].start, run.tokens[-1].end)
    if _another_post(run, lexicon) or _seat_of_unknown(run, lexicon):
        yield span, Outcome(review=UNRESOLVED)
        return
    tokens = list(run.tokens)
    helped = next((t for t in run.right if t.sort is not Sort.GLUE), None)
    if helped and helped.sort is Sort.SUPPORT_BEHIND:
        tokens, unsure = without_support([*tokens, helped], lexicon)
        doubtful = doubtful or unsure
    if not tokens:
        return
    for place, outcome in read_statement(tokens, lexicon):
        unsure = doubtful and not outcome.review
        yield place, Outcome(outcome.codes, AMBIGUOUS) if unsure else outcome
    if _listed_with_unknown(run, lexicon):
        yield span, Outcome(review=UNRESOLVED)


def _another_post(run: Run, lexicon: Lexicon) -> bool:
    """Whether the words around the run make another post of it ("Additional …") or a condition chooses from several."""
    left, right = run.left[-1:], run.right[:1]
    if any(t.sort is Sort.RELATIVE for t in (*left, *right)):
        return True
    if left and left[0].sort is Sort.WORD and run.tokens[0].sort in HEADS:
        return any(stem in lexicon.words.modifiers for stem, _ in lexicon.words.stems(left[0].folded))
    if run.tokens[-1].sort not in HEADS or not right:
        return False
    if right[0].sort is Sort.OPEN:
        return len(run.right) > 1 and run.right[1].sort is Sort.WORD
    post = right[0].sort is Sort.WORD and right[0].folded in lexicon.words.post_words
    if post and right[0].folded in lexicon.words.institutions:  # where it is done: "समस्त बीडीओ विद्यालय …"
        post = len(right) > 1 and right[1].sort is Sort.WORD and right[1].folded in lexicon.words.post_words
    return post and not run.tokens[-1].plural


def _seat_of_unknown(run: Run, lexicon: Lexicon) -> bool:
    """Whether the office is only where a post sits that the directory lacks: "Head Assistant, the DC's Office"."""
    if not run.left or run.left[-1].sort is not Sort.COMMA:
        return False
    at = next((i for i, token in enumerate(run.tokens) if token.sort in HEADS), len(run.tokens))
    is_office = any(t.entry is not None and t.entry.office for t in run.tokens[at : at + 1])
    if not is_office and not any(t.sort is Sort.OFFICE_WORD for t in run.tokens[at + 1 : at + 3]):
        return False
    before = takewhile(lambda token: token.sort not in SEPARATORS, reversed(run.left[-_NEAR:-1]))
    named = next((token for token in before if token.sort not in (Sort.OPEN, Sort.CLOSE)), None)
    return named is not None and (named.folded in lexicon.words.modifiers or _has_post([named], lexicon))


def _listed_with_unknown(run: Run, lexicon: Lexicon) -> bool:
    """Whether a post that the directory lacks is listed before or behind the run ("… and the Civil Surgeon")."""
    behind = list(run.right[:_NEAR])
    if behind and behind[0].sort in (Sort.CONJUNCTION, Sort.COMMA) and _has_post(_phrase(behind[1:]), lexicon):
        return True
    before = list(run.left[-_NEAR:])
    return bool(before) and before[-1].sort is Sort.CONJUNCTION and _has_post(before[:-1], lexicon)


def _phrase(tokens: Sequence[Token]) -> list[Token]:
    ends = (Sort.COMMA, Sort.CONJUNCTION, Sort.OPEN)
    return list(takewhile(lambda token: token.sort not in ends, tokens[:5]))


def _has_post(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether somebody is named who is not in the directory: by the word of a post, or as nobody in particular."""
    if any(token.sort is Sort.NOBODY for token in tokens):
        return True
    for token in tokens:
        if token.sort is Sort.WORD and token.folded.endswith(lexicon.words.post_endings):
            return True
        for stem, ending in lexicon.words.stems(token.folded) if token.sort is Sort.WORD else ():
            if stem in lexicon.words.post_words and not ending.case:
                return True
    return False


def _unknown_subject(tokens: Sequence[Token], lexicon: Lexicon, words: SentenceWords, language: str) -> bool:
    """Whether the sentence begins with somebody who acts, whom the directory does not have."""
    spoken = plain([t for t in tokens if t.sort in (Sort.WORD, Sort.NOISE)])
    if language == "en":
        start = tokens[: next((i for i, t in enumerate(tokens) if words.has("modals", t.folded)), 0)]
    elif spoken and words.ends("personal_verbs", spoken[-1]) and not words.ends("impersonal_verbs", spoken[-1]):
        start = tokens[:_NEAR]
    else:
        return False
    return _has_post(start, lexicon)
