"""What part a run of words plays in a Bengali or Hindi sentence: by case, postposition and the sentence's verb."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tracker.minutes.implementers.folding import folded_name
from tracker.minutes.implementers.roles import Role, SentenceWords, plain
from tracker.minutes.implementers.runs import Run
from tracker.minutes.implementers.tokens import Sort, Token

_CASES = {"এর": "genitive", "র": "genitive", "ের": "genitive", "গনের": "genitive", "কে": "dative"}
_SPOKEN = frozenset({Sort.WORD, Sort.NOISE})
_PARTICLES = frozenset({Sort.GLUE, Sort.NOISE})


def role_in_bengali(run: Run, words: SentenceWords, sentence: Sequence[Token]) -> Role:
    """By the case of the run's last word and what stands behind it, and by the sentence's verb."""
    case = run.tokens[-1].ending.case
    right = list(run.right)
    while right and right[0].sort in _PARTICLES:  # a title has the case of the post before it: "অফিসার মহোদয়কে"
        case = _CASES.get(right[0].folded, right[0].ending.case or case)
        right.pop(0)
    after = plain(right)
    if words.has("agent_behind", after[0] if after else ""):
        return Role.ACTS
    if words.has("receiver_behind", after[0] if after else ""):
        return Role.OTHER
    sends = words.begins("sending", after)
    match case:
        case "dative":  # "X-কে করতে হবে": X must do it; "X-কে জানাতে হবে": X is told
            return Role.ACTS if words.begins("directing", after) or not sends else Role.OTHER
        case "genitive":
            return Role.WHERE if run.everyone and run.named else Role.OTHER
        case "locative":
            return Role.WHERE if run.everyone and (run.named or not sends) else Role.OTHER
    return _subject_in_bengali(run, words, plain([t for t in sentence if t.sort in _SPOKEN]))


def _subject_in_bengali(run: Run, words: SentenceWords, spoken: Sequence[str]) -> Role:
    verb = spoken[-1] if spoken else ""
    if words.ends("impersonal_verbs", verb):  # "X পরিদর্শন করতে হবে": a person does it, an office may be visited
        office = any(t.sort is Sort.OFFICE_WORD or (t.entry and t.entry.office) for t in run.tokens)
        return _named(run, Role.DOUBTFUL if office or run.left else Role.ACTS)
    if spoken and not words.ends("personal_verbs", verb):
        return _named(run, Role.DOUBTFUL)
    return Role.ACTS if run.named else Role.DOUBTFUL


def role_in_hindi(run: Run, words: SentenceWords, sentence: Sequence[Token]) -> Role:
    """By the postposition behind the run, and by the sentence's verb."""
    right = list(run.right)
    particles = []
    while right and right[0].sort in _PARTICLES:
        particles.append(right.pop(0).folded)
    after = plain(right)
    directs = words.begins("directing", after)

    def follows(key: str) -> bool:
        return any(words.has(key, particle) for particle in particles)

    if follows("reporter_behind"):
        return Role.OTHER
    if follows("agent_behind"):
        if words.begins("reporting", after[:1]) and any(words.has("done_verbs", word) for word in after[1:4]):
            return Role.OTHER  # "X द्वारा बताया गया": X only told
        return Role.OTHER if directs else Role.ACTS
    if follows("dative_behind"):
        return Role.ACTS if directs else (Role.OTHER if words.begins("sending", after) else Role.DOUBTFUL)
    if follows("place_behind"):
        return Role.WHERE if run.everyone else Role.OTHER
    if len(after) > 1 and words.has("asked_behind", after[0]) and words.begins("asking", after[1:2]):
        return Role.ACTS  # "X से अनुरोध है कि": X is asked to do it
    if follows("possessor_behind") or words.has("receiver_behind", after[0] if after else ""):
        return Role.OTHER
    spoken = plain([t for t in _own_clause(run, words, sentence) if t.sort in _SPOKEN | {Sort.GLUE}])
    verb = spoken[-1] if spoken else ""
    if words.ends("impersonal_verbs", verb) or (spoken and not words.ends("personal_verbs", verb)):
        return _named(run, Role.DOUBTFUL)
    return Role.ACTS if run.named else Role.DOUBTFUL


def _own_clause(run: Run, words: SentenceWords, sentence: Sequence[Token]) -> Sequence[Token]:
    """The words up to the "that" behind the run ("X सुनिश्चित करें कि …"), whose verb is the run's; else the sentence."""
    for at, (verb, that) in enumerate(pairwise(run.right), 1):
        # Folded, "कि" and "की" are one; only the first stands behind a verb.
        if words.has("clause_behind", that.folded) and words.ends("clause_verbs", folded_name(verb.folded)):
            return run.right[:at]
    return sentence


def _named(run: Run, role: Role) -> Role:
    return role if run.named else Role.OTHER
