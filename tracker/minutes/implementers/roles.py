"""What part a run of words plays in its sentence: it acts, it only receives, or it is where something is done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from tracker.minutes.implementers.folding import folded_name
from tracker.minutes.implementers.runs import Run
from tracker.minutes.implementers.tokens import Sort, Token
from tracker.minutes.implementers.vocabulary import SECTION
from tracker.minutes.phrasebook import Phrasebook


class Role(StrEnum):
    """`WHERE`: all of them are where it is done, so they do it if nobody else does. `DOUBTFUL`: acts or is acted on."""

    ACTS = "acts"
    WHERE = "where"
    DOUBTFUL = "doubtful"
    OTHER = "other"


class SentenceWords:
    """The cues of the table `implementers.sentence` of one language, folded."""

    def __init__(self, book: Phrasebook, language: str) -> None:
        table = book.section(language, SECTION).get("sentence", {})
        self._words = {key: frozenset(map(folded_name, words)) for key, words in table.items()}

    def has(self, key: str, word: str) -> bool:
        """Whether the folded word is one of the key's words."""
        return word in self._words.get(key, frozenset())

    def begins(self, key: str, words: Iterable[str]) -> bool:
        """Whether one of the folded words begins with one of the key's words."""
        beginnings = tuple(self._words.get(key, ()))
        return bool(beginnings) and any(word.startswith(beginnings) for word in words)

    def ends(self, key: str, word: str) -> bool:
        """Whether the folded word ends with one of the key's endings."""
        endings = tuple(self._words.get(key, ()))
        return bool(endings) and word.endswith(endings)


def plain(tokens: Sequence[Token]) -> list[str]:
    """The folded words among tokens, doubled letters taken out."""
    return [folded_name(t.folded) for t in tokens if t.sort not in (Sort.COMMA, Sort.OPEN, Sort.CLOSE)]


def role_of(run: Run, words: SentenceWords, sentence: Sequence[Token], language: str) -> Role:
    """The part that a run plays in its sentence, by the grammar of the text's language."""
    if language == "bn":
        return role_in_bengali(run, words, sentence)
    return role_in_hindi(run, words, sentence) if language == "hi" else role_in_english(run, words)


def role_in_english(run: Run, words: SentenceWords) -> Role:
    """A subject stands before a modal or begins a clause; a preposition before it makes it something else."""
    left = _without(run.left, Sort.HERE)
    before = _word(left[-1]) if left else ""
    after = plain(_behind_aside(run.right))[:1]
    if run.tokens[-1].ending.case == "genitive" and after:
        return Role.OTHER
    if words.has("agent_before", before):
        return Role.ACTS
    if words.has("place_before", before):
        return Role.WHERE if run.everyone else Role.OTHER
    if words.has("receiver_before", before):
        return Role.OTHER
    if not run.named:
        return Role.OTHER
    if after and words.begins("directing", after) and not words.has("modals", after[0]):
        return Role.OTHER  # "the Commissioner directed the DC to …": he says, the other acts
    starts = not left or left[-1].sort is not Sort.WORD or words.has("clause_starts", before)
    if after and words.has("modals", after[0]):
        return Role.ACTS if starts or before in _directed(before, words) else Role.DOUBTFUL
    if not starts:
        return Role.OTHER
    if after and after[0] == "be":
        return Role.ACTS if words.begins("directing", plain(run.right)[1:3]) else Role.DOUBTFUL
    return Role.OTHER if after and words.ends("past", after[0]) else Role.ACTS


def _directed(before: str, words: SentenceWords) -> Sequence[str]:
    return [before] if words.begins("directing", [before]) else []


def _behind_aside(tokens: Sequence[Token]) -> Sequence[Token]:
    """What stands behind an aside between commas ("the DC, in due course, shall …"), else all."""
    if tokens and tokens[0].sort is Sort.COMMA:
        for index, token in enumerate(tokens[1:], start=1):
            if token.sort is Sort.COMMA:
                return tokens[index + 1 :]
    return tokens


def role_in_bengali(run: Run, words: SentenceWords, sentence: Sequence[Token]) -> Role:
    """By the case of the run's last word and what stands behind it, and by the sentence's verb."""
    case = run.tokens[-1].ending.case
    right = list(run.right)
    while right and right[0].sort is Sort.GLUE:
        case = _CASES.get(right.pop(0).folded, case)
    after = plain(right)
    following = after[0] if after else ""
    if words.has("agent_behind", following):
        return Role.ACTS
    if words.has("receiver_behind", following):
        return Role.OTHER
    sends = words.begins("sending", after)
    if case == "dative":  # "X-কে করতে হবে": X must do it; "X-কে জানাতে হবে": X is told
        return Role.ACTS if words.begins("directing", after) or not sends else Role.OTHER
    if case == "genitive":
        return Role.WHERE if run.everyone and run.named else Role.OTHER
    if case == "locative":
        return Role.WHERE if run.everyone and (run.named or not sends) else Role.OTHER
    if not run.named:
        return Role.OTHER
    return _subject_in_bengali(run, words, plain([t for t in sentence if t.sort is Sort.WORD]))


_CASES = {"এর": "genitive", "র": "genitive", "ের": "genitive", "গনের": "genitive", "কে": "dative"}


def _subject_in_bengali(run: Run, words: SentenceWords, spoken: Sequence[str]) -> Role:
    verb = spoken[-1] if spoken else ""
    impersonal = words.has("impersonal_verbs", verb)
    if impersonal:  # "X পরিদর্শন করতে হবে": a person does it, an office may be what is visited
        office = any(t.sort is Sort.OFFICE_WORD or (t.entry and t.entry.office) for t in run.tokens)
        return Role.DOUBTFUL if office or run.left else Role.ACTS
    return Role.ACTS if words.ends("personal_verbs", verb) or not spoken else Role.DOUBTFUL


def role_in_hindi(run: Run, words: SentenceWords, sentence: Sequence[Token]) -> Role:
    """By the postposition behind the run, and by the sentence's verb."""
    right = list(run.right)
    particles = []
    while right and right[0].sort is Sort.GLUE:
        particles.append(right.pop(0).folded)
    after = plain(right)
    spoken = [word for word in plain([t for t in sentence if t.sort in (Sort.WORD, Sort.GLUE)]) if word]
    directs = words.begins("directing", after)
    if any(words.has("reporter_behind", p) for p in particles):
        return Role.OTHER
    if any(words.has("agent_behind", p) for p in particles):
        return Role.OTHER if directs else Role.ACTS
    if any(words.has("dative_behind", p) for p in particles):
        return Role.ACTS if directs else (Role.OTHER if words.begins("sending", after) else Role.DOUBTFUL)
    if any(words.has("place_behind", p) for p in particles):
        return Role.WHERE if run.everyone else Role.OTHER
    if particles or (after and words.has("receiver_behind", after[0])):
        return Role.OTHER
    if not run.named:
        return Role.OTHER
    verb = spoken[-1] if spoken else ""
    if words.has("impersonal_verbs", verb):
        return Role.DOUBTFUL
    return Role.ACTS if not spoken or words.ends("personal_verbs", verb) else Role.DOUBTFUL


def _without(tokens: Sequence[Token], *sorts: Sort) -> list[Token]:
    found = list(tokens)
    while found and found[-1].sort in sorts:
        found.pop()
    return found


def _word(token: Token) -> str:
    return folded_name(token.folded)
