"""What part a run of words plays in an English sentence."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.minutes.implementers.folding import folded_name
from tracker.minutes.implementers.roles import Role, SentenceWords, plain
from tracker.minutes.implementers.runs import Run
from tracker.minutes.implementers.tokens import HEADS, LISTS, Sort, Token


def role_in_english(run: Run, words: SentenceWords) -> Role:
    """A subject stands before a modal or begins a clause; a preposition before it makes it something else."""
    left = list(run.left)
    while left and left[-1].sort is Sort.HERE:
        left.pop()
    before = left[-1].folded if left else ""
    after = plain(_behind_aside(run.right))
    if run.tokens[-1].ending.case == "genitive" and after:
        return Role.OTHER
    if words.has("agent_before", before):
        return Role.OTHER if _told_of(left[:-1], after, words) else Role.ACTS
    if _bears(left, words):
        return Role.ACTS
    if words.has("place_before", before):
        return Role.WHERE if run.everyone else Role.OTHER
    if before == "to" and words.begins("orders", plain(left[-5:-1])):
        return Role.ACTS if after and words.has("modals", after[0]) else Role.DOUBTFUL
    if words.has("receiver_before", before) or _in_embedded_clause(left, words):
        return Role.OTHER
    if (
        words.begins("directing", after[:1])
        and not words.has("modals", after[0])
        and not _does_himself(run, after[0], words)
    ):
        return Role.OTHER  # "the Commissioner directed the DC to …": he says, the other acts
    starts = not left or left[-1].sort is not Sort.WORD or words.has("clause_starts", before)
    return _subject(run, words, after, starts=starts, directed=words.begins("directing", [before] if before else []))


def _bears(left: Sequence[Token], words: SentenceWords) -> bool:
    """Whether a responsibility is said to be with whom follows; a decision that "rests with" somebody is no duty."""
    if len(left) < 3 or not words.has("bearing", folded_name(" ".join(plain(left[-2:])))):
        return False
    spoken = plain(left)
    return words.begins("burdens", spoken) and "not" not in spoken[-4:-2]


def _subject(run: Run, words: SentenceWords, after: Sequence[str], *, starts: bool, directed: bool) -> Role:
    if after and words.has("modals", after[0]):
        return Role.ACTS if starts or directed else Role.DOUBTFUL
    if not (starts and run.named):
        return Role.OTHER
    if after and after[0] == "be":
        return Role.ACTS if words.begins("directing", after[1:3]) else Role.DOUBTFUL
    return Role.OTHER if after and words.ends("past", after[0]) else Role.ACTS


def _does_himself(run: Run, verb: str, words: SentenceWords) -> bool:
    """Whether a resolution lets somebody himself depute or ask ("that the DC depute two clerks"): the bare verb, and
    nobody of the directory behind it."""
    bare = not words.ends("past", verb) and not verb.endswith("s") and verb != "told"
    return bare and not any(token.sort in HEADS for token in run.right)


def _told_of(left: Sequence[Token], after: Sequence[str], words: SentenceWords) -> bool:
    """Whether the act before "by" is one that was done, and the sentence goes on to another: "the list prepared by the
    DC shall be published"."""
    clause = plain(left)
    for at in range(len(clause) - 1, -1, -1):
        if words.has("clause_starts", clause[at]):
            clause = clause[at + 1 :]
            break
    if not clause or not after or not words.has("modals", after[0]) or words.begins("leading", clause[-1:]):
        return False
    done = words.ends("past", clause[-1]) or words.has("done", clause[-1])
    return done and not any(word == "be" or words.has("modals", word) for word in clause)


def _in_embedded_clause(left: Sequence[Token], words: SentenceWords) -> bool:
    """Whether "that" depends on what somebody else shall do: "X shall ensure that Y receives …"."""
    if len(left) < 2 or left[-1].folded != "that" or left[-2].sort in LISTS:
        return False
    return any(_binds(token, words) for token in left[:-1])


def _binds(token: Token, words: SentenceWords) -> bool:
    """Whether a word says that somebody shall; "agreed" in "it was agreed that" only begins the clause."""
    word = token.folded
    return words.has("modals", word) and word != "to" and not words.has("clause_starts", word)


def _behind_aside(tokens: Sequence[Token]) -> Sequence[Token]:
    """What stands behind an aside between commas ("the DC, in due course, shall …"), else all."""
    if tokens and tokens[0].sort is Sort.COMMA:
        for index, token in enumerate(tokens[1:], start=1):
            if token.sort is Sort.COMMA:
                return tokens[index + 1 :]
    return tokens
