"""Areas without a post: "all districts", "Kurigram District", or just "Kurigram"."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.minutes.implementers.claims import Claim, Join
from tracker.minutes.implementers.lexicon import Lexicon
from tracker.minutes.implementers.quantify import COUNTS, quantify, uses
from tracker.minutes.implementers.tokens import Sort, Token


def bare_claim(tokens: Sequence[Token], lexicon: Lexicon, join: Join = Join.NONE) -> Claim:
    """The claim of areas alone: by the post that heads the level named, else by the only kind of office there is
    besides the body's. A place that more than one office has stays doubtful."""
    level = _level(tokens)
    level = level or next((t.level for t in tokens if t.sort is Sort.PLACE and t.level), None)
    kind = lexicon.heads.get(level) if level else lexicon.only_kind
    claim = Claim(tokens[0].start, tokens[-1].end, kinds=(kind,) if kind else (), join=join)
    quantify(claim, tokens, lexicon.territory, ahead=True)
    claim.behind = list(uses(tokens, Join.AND))
    said = claim.every or claim.behind or claim.excludes
    claim.vague = claim.vague or kind is None or not said or (level is None and not claim.behind)
    departments = level in lexicon.words.department_levels and all(t.level != level for t in tokens)
    shared = level is None and any(len(use.codes) != 1 for use in claim.behind)
    claim.doubtful = claim.doubtful or departments or shared
    return claim


def _level(tokens: Sequence[Token]) -> str | None:
    """The last level named; one that is counted comes first ("all districts of the Division")."""
    levels = [(at, t) for at, t in enumerate(tokens) if t.sort is Sort.LEVEL]
    counted = [t for at, t in levels if t.plural or (at and tokens[at - 1].sort in COUNTS)]
    return next((t.ids[0] for t in reversed(counted or [t for _, t in levels])), None)
