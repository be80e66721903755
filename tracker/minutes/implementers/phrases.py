"""A statement's tokens cut at commas, conjunctions, slashes and brackets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tracker.minutes.implementers.claims import Join
from tracker.minutes.implementers.tokens import LISTS, Sort, Token

_CUTS = LISTS | {Sort.ALTERNATIVE, Sort.OPEN, Sort.CLOSE}


@dataclass(slots=True)
class Phrase:
    """The tokens between two separators; `join` is how it is joined to the phrase before it."""

    join: Join
    bracket: bool
    tokens: list[Token] = field(default_factory=list)

    def has(self, *sorts: Sort) -> bool:
        """Whether a token of one of the sorts is in it."""
        return any(t.sort in sorts for t in self.tokens)

    @property
    def span(self) -> tuple[int, int]:
        """Its start and end in the text."""
        return self.tokens[0].start, self.tokens[-1].end


def phrases(tokens: Sequence[Token]) -> Iterator[Phrase]:
    """The phrases in order, none empty; particles are left out. A comma beside a conjunction adds nothing to it."""
    phrase = Phrase(Join.NONE, False)
    depth = 0
    for token in tokens:
        if token.sort not in _CUTS:
            if token.sort is not Sort.GLUE:
                phrase.tokens.append(token)
            continue
        join = Join.NONE if phrase.tokens else phrase.join
        if phrase.tokens:
            yield phrase
        depth = max(0, depth + (token.sort is Sort.OPEN) - (token.sort is Sort.CLOSE))
        if token.sort in (Sort.SLASH, Sort.CONJUNCTION, Sort.ALTERNATIVE):
            join = Join.AND
        elif token.sort is Sort.COMMA and join is not Join.AND:
            join = Join.LINE if token.folded == "\n" else Join.COMMA
        phrase = Phrase(join, depth > 0)
    if phrase.tokens:
        yield phrase
