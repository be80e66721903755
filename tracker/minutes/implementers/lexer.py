"""Text to tokens: known names first (the longest at each word), then names with one slip, then plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tracker.minutes.implementers.companions import with_companions
from tracker.minutes.implementers.folding import Word, joined, words_of
from tracker.minutes.implementers.lexicon import Lexicon
from tracker.minutes.implementers.markers import list_markers
from tracker.minutes.implementers.names import AND
from tracker.minutes.implementers.slips import with_slips
from tracker.minutes.implementers.tokens import HEADS, Ending, Entry, Sort, Token
from tracker.minutes.implementers.trie import LONGEST_NAME, Found

_MARKS = {
    ",": Sort.COMMA, "，": Sort.COMMA, "،": Sort.COMMA, "\n": Sort.COMMA, "\t": Sort.COMMA, "/": Sort.SLASH,
    "+": Sort.SLASH, ";": Sort.BREAK, "।": Sort.BREAK, "৷": Sort.BREAK, "॥": Sort.BREAK, "|": Sort.BREAK,
    "•": Sort.BREAK, "·": Sort.BREAK, "●": Sort.BREAK, "*": Sort.BREAK, "(": Sort.OPEN, "[": Sort.OPEN,
    "{": Sort.OPEN, ")": Sort.CLOSE, "]": Sort.CLOSE, "}": Sort.CLOSE,
}  # fmt: skip
_DATED = re.compile(r"(?<!\d)(?:\d{4}|\d{1,2} [A-Z][a-z]{2,3})$")
_OFFICE_OF = re.compile(r"\bO/o(?= )", re.IGNORECASE)
_SMALL = re.compile(r"(?<![\w.])[a-z]{2,4}$")
_TO_A_K = "ককে"
"""The dative of a name in ক ("প্রশাসককে"), whose doubled letter is folded away: it is no locative ("প্রশাসকে")."""
_CROSSED = frozenset({Sort.COMMA, Sort.SLASH, Sort.OPEN, Sort.CLOSE})
"""Punctuation that may stand inside the name of a post or office: "Additional Collector (Revenue)"."""
_SPAN = {Sort.KIND, Sort.STEM, Sort.OFFICE}
_RANK = {Sort.OFFICE: 0, Sort.KIND: 1, Sort.STEM: 2, Sort.PLACE: 3, Sort.PART: 5}


def tokens_of(text: str, lexicon: Lexicon) -> list[Token]:
    """The tokens of an NFC text in order, nothing left out but blanks, hyphens, colons and dots inside sentences."""
    if "/o " in text:  # "O/o the Deputy Commissioner": the office of; as long, so that places in the text stay
        text = _OFFICE_OF.sub("of ", text)
    found = with_companions(_Lexer(text, lexicon).run(), lexicon.companions)
    return _with_plurals(with_slips(found, lexicon), lexicon)


class _Lexer:
    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon
        self.markers = list_markers(text)
        starts = {i for start, end in self.markers.items() for i in range(start, end)}
        self.words = [self._word(word) for word in words_of(text) if word.start not in starts]
        self.gaps = self._gaps()
        self._soft = self._reaches(frozenset())
        self._wide = self._reaches(_CROSSED)

    def _word(self, word: Word) -> Word:
        joins = word.folded in self.lexicon.words.conjunctions and self.text[word.end : word.end + 1] != "."
        return word._replace(folded=AND) if joins else word

    def _gaps(self) -> list[list[Token]]:
        """The punctuation before each word, and behind the last."""
        edges = [0, *(word.end for word in self.words)]
        ends = [*(word.start for word in self.words), len(self.text)]
        return [list(self._marks(start, end)) for start, end in zip(edges, ends, strict=True)]

    def _marks(self, start: int, end: int) -> Iterator[Token]:
        at = start
        while at < end:
            if at in self.markers:
                yield Token(Sort.BREAK, at, self.markers[at])
                at = self.markers[at]
                continue
            if sort := _MARKS.get(self.text[at]):
                yield Token(sort, at, at + 1, folded=self.text[at])
            elif self.text[at] == "." and self._ends_sentence(at):
                yield Token(Sort.BREAK, at, at + 1)
            at += 1

    def _ends_sentence(self, dot: int) -> bool:
        """A dot behind a short word abbreviates it; behind a longer one, and before a blank, it ends a sentence.

        So it does behind a year, a month behind its day, and a short word in small letters before a capital.
        """
        if dot + 1 < len(self.text) and not self.text[dot + 1].isspace():
            return False
        before = self.text[max(0, dot - 40) : dot]
        word = re.search(r"[^\s.,;/()]*$", before)
        return len(word.group() if word else "") > 4 or bool(
            _DATED.search(before) or (_SMALL.search(before) and self.text[dot + 1 : dot + 4].strip()[:1].isupper())
        )

    def run(self) -> list[Token]:
        tokens: list[Token] = []
        index = 0
        while index < len(self.words):
            tokens += self.gaps[index]
            token, behind = self._token_at(index)
            tokens.append(token)
            self._close(index, behind)
            index = behind
        return tokens + self.gaps[len(self.words)]

    def _close(self, first: int, behind: int) -> None:
        """Takes away the closing brackets that belong to those opened inside a name."""
        inside = [t for gap in self.gaps[first + 1 : behind] for t in gap]
        opened = sum(t.sort is Sort.OPEN for t in inside) - sum(t.sort is Sort.CLOSE for t in inside)
        if opened > 0:
            after = self.gaps[behind]
            for token in [t for t in after if t.sort is Sort.CLOSE][:opened]:
                after.remove(token)

    def _reaches(self, crossable: frozenset[Sort]) -> list[int]:
        """For each word, the index behind the last word that a name beginning there can have."""
        reaches = [len(self.words)] * len(self.words)
        for at in range(len(self.words) - 2, -1, -1):
            crossed = all(mark.sort in crossable for mark in self.gaps[at + 1])
            reaches[at] = min(reaches[at + 1], at + LONGEST_NAME) if crossed else at + 1
        return reaches

    def _token_at(self, index: int) -> tuple[Token, int]:
        best: tuple[Found[Entry], Entry] | None = None
        soft, wide = self._soft[index], self._wide[index]
        for found in self.lexicon.trie.found_at(self.words, index, wide, self.lexicon.words.endings):
            if self._eats_word(index, found):
                continue
            for entry in found.values:
                if (found.behind <= soft or entry.sort in _SPAN) and _better(found, entry, best):
                    best = (found, entry)
        word = self.words[index]
        if best is None:
            return self._plain(word), index + 1
        found, entry = best
        ending = self.lexicon.words.endings.get(found.ending, Ending())
        last = self.words[found.behind - 1]
        if ending.case == "locative" and last.folded.endswith(_TO_A_K):
            ending = replace(ending, case="dative")
        folded = joined(w.folded for w in self.words[index : found.behind])
        return Token(entry.sort, word.start, last.end, entry, ending, folded), found.behind

    def _eats_word(self, index: int, found: Found[Entry]) -> bool:
        """Whether an ending is only the rest of another word whose letter the name already has: "अधीक्षक को" is no
        अधीक्षको, and "DC Feni is" no plural of Feni."""
        if not found.ending or found.behind - index < 2:
            return False
        before, last = (self.words[at].folded for at in (found.behind - 2, found.behind - 1))
        return len(last) == len(found.ending) + 1 and before[-1:] == last[0]

    def _plain(self, word: Word) -> Token:
        number = self.number(word.folded)
        if number is not None:
            return Token(Sort.NUMBER, word.start, word.end, folded=str(number))
        return Token(Sort.WORD, word.start, word.end, folded=joined([word.folded]))

    def number(self, folded: str) -> int | None:
        """A number in digits or as a word, with a classifier behind it or not ("৮টি", "eight")."""
        digits = re.match("[0-9]+", folded)
        rest = folded[digits.end() :] if digits else ""
        if digits and (not rest or any(e.sort is Sort.CLASSIFIER for e in self.lexicon.trie.get(joined([rest])))):
            return int(digits.group()[:9])
        return self.lexicon.words.numbers.get(joined([folded]))


def _better(found: Found[Entry], entry: Entry, best: tuple[Found[Entry], Entry] | None) -> bool:
    """More words, then more letters of the name (less ending), then the more telling sort."""
    if best is None:
        return True
    old, known = best
    new_rank = (found.behind, found.letters, -_RANK.get(entry.sort, 4))
    return new_rank > (old.behind, old.letters, -_RANK.get(known.sort, 4))


def _with_plurals(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """A plural ending that stands apart ("প্রশাসক গণ") makes the post before it plural."""
    result: list[Token] = []
    for token in tokens:
        ending = lexicon.words.endings.get(token.folded) if token.sort is Sort.GLUE else None
        if ending and ending.plural and result and result[-1].sort in HEADS:
            result[-1] = replace(result[-1], end=token.end, ending=ending)
        else:
            result.append(token)
    return result
