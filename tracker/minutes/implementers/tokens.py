"""What the words of an implementer's text are: posts, places, cues and separators, each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Sort(StrEnum):
    """The sorts of tokens; the values of the cue words are the keys of the section `implementers` of the phrases."""

    OFFICE = "office"
    KIND = "kind"
    STEM = "stem"
    PART = "part"
    PLACE = "place"
    LEVEL = "level"
    SELF = "self"
    ALL = "all"
    EACH = "each"
    REST = "rest"
    NOBODY = "nobody"
    RELATIVE = "relative"
    HERE = "here"
    CONJUNCTION = "conjunctions"
    ALTERNATIVE = "alternatives"
    EXCEPT_BEHIND = "except_behind"
    EXCEPT_AHEAD = "except_ahead"
    SUPPORT_BEHIND = "support_behind"
    SUPPORT_AHEAD = "support_ahead"
    GLUE = "glue"
    OFFICE_WORD = "office_words"
    NOISE = "noise"
    PART_PLAYED = "parts_played"
    PERSON = "person_titles"
    CLASSIFIER = "classifiers"
    EXCEPT = "except"
    NUMBER = "number"
    WORD = "word"
    COMMA = ","
    SLASH = "/"
    BREAK = ";"
    OPEN = "("
    CLOSE = ")"


CUES = (
    Sort.SELF, Sort.ALL, Sort.EACH, Sort.REST, Sort.NOBODY, Sort.RELATIVE, Sort.HERE, Sort.CONJUNCTION,
    Sort.ALTERNATIVE, Sort.EXCEPT_BEHIND, Sort.EXCEPT_AHEAD, Sort.SUPPORT_BEHIND, Sort.SUPPORT_AHEAD, Sort.GLUE,
    Sort.OFFICE_WORD, Sort.NOISE, Sort.PART_PLAYED, Sort.PERSON, Sort.CLASSIFIER,
)  # fmt: skip
SEPARATORS = frozenset({Sort.COMMA, Sort.SLASH, Sort.BREAK, Sort.CONJUNCTION, Sort.ALTERNATIVE})
LISTS = frozenset({Sort.COMMA, Sort.SLASH, Sort.CONJUNCTION})
HEADS = frozenset({Sort.OFFICE, Sort.KIND, Sort.STEM, Sort.SELF})


@dataclass(frozen=True, slots=True)
class Ending:
    """What the ending of a word says: several of them, and its case ("", genitive, dative, locative)."""

    plural: bool = False
    case: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A known name or cue: `ids` are kinds (KIND, STEM, PART), office codes (OFFICE, PLACE) or levels (LEVEL).

    `wings` go with a STEM: the folded words of each kind's wing, in the order of `ids`. `plural`: the name itself
    is a plural ("Additional Deputy Commissioners (Revenue)"); `office`: it names the office and not the person;
    `placelike`: an office's own name without a post in it, which can stand for its place.
    """

    sort: Sort
    ids: tuple[str, ...] = ()
    wings: tuple[str, ...] = ()
    plural: bool = False
    office: bool = False
    placelike: bool = False


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text from `start` to `end` (in characters of the NFC text)."""

    sort: Sort
    start: int
    end: int
    entry: Entry | None = None
    ending: Ending = Ending()
    folded: str = ""
    near: bool = False
    """Whether the name was found in spite of a slip."""
    level: str | None = None
    """The level named with a PLACE ("রংপুর জেলা")."""
    office: bool = False
    """Whether a post is named by its office ("the DC's office")."""
    parts: tuple[Token, ...] = ()
    """The places left out, of an EXCEPT."""
    doubtful: bool = False
    """Whether an EXCEPT may as well leave out fewer places."""

    @property
    def ids(self) -> tuple[str, ...]:
        return self.entry.ids if self.entry else ()

    @property
    def plural(self) -> bool:
        return self.ending.plural or (self.entry is not None and self.entry.plural)
