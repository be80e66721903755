"""Cues: many wordings looked for at once in a whole sentence, quickly and forgiving typists' variants.

Both sides are loosened first (`loosen`), so that the wordings are plain letters and can share their beginnings
in one pattern; `wordings` does the same for texts whose exact places matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import Any

from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.script import WORD, fold
from tracker.minutes.wordings import CHOICE, GAP, OPEN, START

_ALIKE = str.maketrans(
    {"ী": "ি", "ূ": "ু", "ণ": "ন", "শ": "স", "ষ": "স", "ঁ": None, "\u09bc": None, "ঈ": "ই", "ঊ": "উ"}
    | {"ी": "ि", "ू": "ु", "\u093c": None, "ँ": None, "ं": None, "ई": "इ"}
)
_BLANKS = re.compile(r"\s+")
_BEFORE = f"(?<![{WORD}])"
_AFTER = f"(?![{WORD}])"
_GOES_ON = f"[{WORD}]*+"
_GAP_PATTERN = "[^।?!]{0,60}?"
_AT_START = r"\A[^\w]*(?:\d+[.):।]*[^\w]*)?"


def loosen(text: str) -> str:
    """The text for comparing: folded, letters that typists mix up made one, every blank one space."""
    return _BLANKS.sub(" ", fold(text).translate(_ALIKE))


@lru_cache(maxsize=64)
def cue(book: Phrasebook, section: str, *keys: str) -> re.Pattern[str]:
    """The wordings under `keys` of a section, of all languages, for `has` and `last_end` on loosened text.

    Group 1 of a match is the wording found; matches may overlap, so the pattern itself consumes nothing.
    """
    tries: dict[str, dict[str, Any]] = {_BEFORE: {}, "": {}, _AT_START: {}}
    for wording in (word for key in keys for word in book.words(section, key)):
        for tokens, before in _spelled(wording):
            node = tries[before]
            for token in tokens:
                node = node.setdefault(token, {})
            node[""] = {}
    alternatives = [before + _regex(trie) for before, trie in tries.items() if trie]
    return re.compile(f"(?=({'|'.join(alternatives) or '(?!)'}))")


def has(pattern: re.Pattern[str], loose: str) -> bool:
    """Whether any of the wordings stands in the loosened text."""
    return pattern.search(loose) is not None


def last_end(pattern: re.Pattern[str], loose: str) -> tuple[int, int]:
    """(end, length) of the wording that ends last, the longest of those; (-1, 0) when there is none."""
    return max(((m.end(1), len(m.group(1))) for m in pattern.finditer(loose)), default=(-1, 0))


def _spelled(wording: str) -> Iterator[tuple[list[str], str]]:
    """Each way of filling the choices, as pattern tokens, with what must stand before."""
    bare = wording.lstrip(START)
    before = _AT_START if wording.startswith(START) else "" if bare.startswith(OPEN) else _BEFORE
    after = _GOES_ON if bare.endswith(OPEN) else _AFTER
    pieces = CHOICE.split(bare.strip(OPEN))
    choices = [[w.strip() for w in p.split(",")] if i % 2 else [p] for i, p in enumerate(pieces)]
    for chosen in product(*choices):
        yield [*_tokens("".join(chosen)), after], before


def _tokens(wording: str) -> Iterator[str]:
    for i, part in enumerate(wording.split(GAP)):
        if i:
            yield _GAP_PATTERN
        text = loosen(part).strip()
        for at, letter in enumerate(text):
            if letter == " ":
                yield " " if text[at - 1].isascii() and text[at + 1].isascii() else " ?"
            else:
                yield re.escape(letter)


def _regex(node: dict[str, Any]) -> str:
    """The pattern of what follows a node: longer wordings before shorter ones."""
    ends = (_GAP_PATTERN, _AFTER, _GOES_ON)
    ordered = sorted(node, key=lambda token: (token in ends, token))
    branches = [token + _regex(node[token]) for token in ordered if token]
    if not branches:
        return ""
    whole = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{whole})?" if "" in node else whole
