"""The lines of a paper without tables as tokens: headings of items, labels, numbered lines, closing words, text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from tracker.minutes.labels import Piece, pieces
from tracker.minutes.nature import has_duty_cue
from tracker.minutes.noise import is_closing, is_page_mark, is_portal, is_tail
from tracker.minutes.numbering import number_of
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.raw import Line, RawItem
from tracker.minutes.wordings import finder, pattern_of

_D = "0-9০-৯०-९"
_DECIMAL = re.compile(rf"(?P<mark>[{_D}]{{1,2}}\.[{_D}]{{1,2}})\s?[।.):]?\s+(?P<text>\S.*)", re.DOTALL)
_NUMBERED = re.compile(
    rf"(?P<mark>\(\s?[{_D}]{{1,3}}\s?\)|[{_D}]{{1,3}}\s?(?:[।.)|৷]+(?![{_D}])|[:ঃ-](?![{_D}])(?=\s)))[\s:ঃ-]*(?P<text>.*)",
    re.DOTALL,
)
# A heading in capitals behind a letter: "A. STREET LIGHTING".
_LETTERED = re.compile(r"(?P<mark>[A-Z])[.)]\s+(?P<text>[A-Z][A-Z0-9 ,&/'()-]{2,60})$")
# A heading behind the code of its series: "AC-58/2 Examination calendar".
_CODED = re.compile(r"[A-Z]{1,6}[-/ ]?[0-9]{1,4}[/.-](?P<mark>[0-9]{1,2})[.):]?\s+(?P<text>[A-Z][^.?!;|]{2,80})$")
# A heading behind a short code that counts: "AP-1 Water", "A2: Roads".
_COUNTED = re.compile(r"(?P<series>[A-Z]{1,3})[- ]?(?P<mark>[0-9]{1,2})[.):]?\s+(?P<text>[A-Z][^.?!;|:]{2,60})$")
_FIRST_MARK = re.compile(r"(?:\((?:ক|क|a|i)\)|(?:ক|क|a|i)[).])\s*\S", re.IGNORECASE)
_TITLED = re.compile(r"(?P<title>[^:ঃ\n]{2,70}?)\s?[:ঃ]\s*(?P<rest>.*)", re.DOTALL)
_COLON = re.compile(r"\s?[:ঃ]\s*[-–—]?")
_SENTENCE_END = re.compile(r"[।.?!;৷|]\s*$")


@dataclass(frozen=True, slots=True)
class Token:
    """A line or a piece of one. `kind` is item (an agenda heading), numbered, label, tail, closing or text; `style`
    is how a number is marked ("(1)", "1.", "1.1", "A.", "C-1", "C:AP" for "AP-1"), `word` the label's own."""

    kind: str
    text: str
    line: Line
    number: str = ""
    role: str = ""
    style: str = ""
    word: str = ""

    @property
    def titled(self) -> bool:
        """Whether the text is a heading rather than a sentence: it ends in a colon, or short and without a stop."""
        text = self.text.strip()
        if text.endswith((":", "ঃ", "-", "–")):
            return len(text) < 120
        return bool(text) and len(text) < 100 and not _SENTENCE_END.search(text)


def tokens(lines: Sequence[Line], book: Phrasebook) -> list[Token]:
    """The lines as tokens, in order; page marks and portal lines are left out."""
    found: list[Token] = []
    for line in lines:
        text = line.text.strip()
        if text and not is_portal(text, book) and not is_page_mark(text, book):
            found.extend(_tokens_of(text, line, book))
    return _ended(_acting(_introduced(_headed(found), book), book), book)


_NAME_WORDS = 10
_ABOVE = 12
_LINE = 120
_BRACKETED = re.compile(r"\S[ \t]*[(\[][^()\[\]:]{2,30}:")
_BULLETED = re.compile(r"[-–•*▪●]")
_CAPITALISED = re.compile(r"(?:[A-Z(][\w.()'’-]*|of|and|the|all|for|with|in|[^a-z]+)(?:[\s,;/&]+|$)", re.ASCII)


def _introduced(found: list[Token], book: Phrasebook) -> list[Token]:
    """The tokens with the words that introduce the decisions of an item ("… নিম্নরূপ সিদ্ধান্ত গৃহীত হয়ঃ") made labels.

    Above the first item they introduce the whole list. They count where agenda headings lack a label below them, and
    below numbered lines where no decision is labelled and they come again.
    """
    labels = sum(t.role == "decision" for t in found)
    agenda = [i for i, t in enumerate(found) if t.kind == "item" and t.number]
    if labels >= len(agenda) and labels:
        return found
    first = agenda[:1] or [i for i, t in enumerate(found) if t.kind == "numbered"][:1]
    cuts = {i: cut for i in range(first[0] if first else len(found), len(found)) if (cut := _intro(found[i], book))}
    if not cuts or (not agenda and len(cuts) < 2):
        return found
    out: list[Token] = []
    for i, token in enumerate(found):
        if i in cuts:
            story, decision = cuts[i]
            out += [replace(token, text=story), Token("label", decision, token.line, role="decision")]
        else:
            out.append(token)
    return out


def _intro(token: Token, book: Phrasebook) -> tuple[str, str] | None:
    """A token's text up to the colon behind the words that introduce decisions, and the text behind it."""
    if token.kind not in ("text", "item", "numbered") and token.role != "discussion":
        return None
    for found in finder(book, "sections", "introductions").finditer(token.text):
        before = re.split(r"[।.?!\n]", token.text[: found.start()])[-1]
        colon = _COLON.match(token.text, found.end())
        if colon and not finder(book, "meetings", "past").search(before):  # "গত সভায় সিদ্ধান্ত হয়: …" is a story
            return token.text[: colon.end()].strip(), token.text[colon.end() :].strip()
    return None


def _headed(found: list[Token]) -> list[Token]:
    """The tokens with closing words that only head a decision below them ("12. VOTE OF THANKS") as numbered."""
    for n, token in enumerate(found[:-1]):
        if token.kind == "closing" and found[n + 1].role == "decision" and (match := _NUMBERED.match(token.text)):
            heading = replace(token, kind="numbered", text=match["text"].strip(), style="1.")
            heading = replace(heading, number=number_of(match["mark"]) or "")
            found[n] = heading if heading.titled and found[n + 1].line is not token.line else token
    return found


def _ended(found: list[Token], book: Phrasebook) -> list[Token]:
    """The tokens with what only dates the next meeting as tail: a last numbered heading ("7. Date of next meeting"),
    or a line of its own below the last entry ("कार्यपरिषद की आगामी बैठक 15 फरवरी को होगी।")."""
    below = True
    for n in range(len(found) - 1, -1, -1):
        token = found[n]
        if token.kind == "label":
            break
        if below and token.kind == "text" and _dates_next(token.text, book):
            found[n] = replace(token, kind="tail")
        below = below and token.kind not in ("numbered", "item")
        if token.kind == "numbered" and finder(book, "labels", "next_meeting").fullmatch(token.text.strip(" :ঃ.-–")):
            found[n] = replace(token, kind="tail", text=token.line.text.strip())
    return found


def _dates_next(text: str, book: Phrasebook) -> bool:
    """Whether a sentence tells when the next meeting will be, and nothing else."""
    if len(text) > _LINE or not any(map(str.isdigit, text)):
        return False
    named = finder(book, "meetings", "next").search(text, 0, _LINE // 2)
    told = named and finder(book, "meetings", "will_be_held").search(text, named.end())
    return bool(told and not _BULLETED.match(text) and not text[told.end() :].strip(" ।.;"))


def _acting(found: list[Token], book: Phrasebook) -> list[Token]:
    """The tokens with labels that stand for either ("Action: …") made the implementer's where, behind a duty that no
    label opens, they hold nothing but names ("(Action: CMHO)", "Action: Executive Engineer, PWD")."""
    for n, token in enumerate(found):
        if token.role == "decision" and _only_names(token, book) and (_in_bracket(found, n) or _duty(found, n, book)):
            found[n] = replace(token, role="implementer")
    for n in _alike(found, book):
        found[n] = replace(found[n], role="implementer")
    return found


def _alike(found: Sequence[Token], book: Phrasebook) -> list[int]:
    """The labels in brackets at a sentence's end that go the way of the others of the paper ("(Action: BDOs concerned)"
    beside "(Action: CMHO)"), where the duty stands before them and not in them."""
    either = finder(book, "sections", "either")
    closed = [n for n, t in enumerate(found) if _closes_line(t) and either.fullmatch(t.word)]
    acting = [n for n in closed if found[n].role == "implementer"]
    left = [n for n in closed if found[n].role == "decision"]
    if len(acting) <= len(left):
        return []
    return [n for n in left if has_duty_cue(found[n - 1].text, book) and not has_duty_cue(found[n].text, book)]


def _closes_line(token: Token) -> bool:
    """Whether a label stands with its text in a bracket that ends a line of other words."""
    return bool(token.word) and token.line.text.rstrip()[-1:] in (")", "]") and bool(_BRACKETED.search(token.line.text))


def _duty(found: Sequence[Token], at: int, book: Phrasebook) -> bool:
    """Whether the unlabelled text right above a label says a duty."""
    for token in reversed(found[max(at - _ABOVE, 0) : at]):
        if token.kind == "label":
            return False
        if has_duty_cue(token.text, book):
            return True
        if token.kind in ("item", "numbered"):
            return False
    return False


def _in_bracket(found: Sequence[Token], at: int) -> bool:
    """Whether a label takes a whole line in brackets below a text ("(Action: CMHO)")."""
    line = found[at].line.text.strip()
    return at > 0 and found[at - 1].kind == "text" and line[0] in "([" and line[-1] in ")]"


def _only_names(token: Token, book: Phrasebook) -> bool:
    if not finder(book, "sections", "either").fullmatch(token.word) or len(token.text.split()) > _NAME_WORDS:
        return False
    at = 0
    while match := _CAPITALISED.match(token.text, at):
        at = match.end()
    return 0 < at == len(token.text) and not has_duty_cue(token.text, book)


def _tokens_of(text: str, line: Line, book: Phrasebook) -> Iterator[Token]:
    if is_tail(text, book):
        yield Token("tail", text, line)
        return
    cut = pieces(text, book)
    for n, piece in enumerate(cut):
        if piece.role:
            number = str(piece.ordinal) if piece.ordinal else ""
            yield Token("label", piece.text, line, number, piece.role, word=piece.word)
        elif n == 0:
            yield _opening(piece, line, book, alone=len(cut) == 1)


def _opening(piece: Piece, line: Line, book: Phrasebook, alone: bool) -> Token:
    text = piece.text
    if match := _item_heading(book).match(text):
        number = number_of(match["after"] or match["before"] or "") or ""
        return Token("item", match["title"].strip(" :ঃ-–।."), line, number)
    if alone and _closes(text, book):
        return Token("closing", text, line)
    if match := _NUMBERED.match(text):
        style = "(1)" if match["mark"].startswith("(") else "1."
        return Token("numbered", match["text"].strip(), line, number_of(match["mark"]) or "", style=style)
    if match := _LETTERED.match(text):
        return Token("numbered", match["text"].strip(), line, str(ord(match["mark"]) - ord("A") + 1), style="A.")
    if match := _CODED.match(text):
        return Token("numbered", match["text"].strip(), line, number_of(match["mark"]) or "", style="C-1")
    if match := _COUNTED.match(text):
        style = f"C:{match['series']}"
        return Token("numbered", match["text"].strip(), line, number_of(match["mark"]) or "", style=style)
    if match := _DECIMAL.match(text):
        return Token("numbered", match["text"].strip(), line, number_of(match["mark"]) or "", style="1.1")
    return Token("text", text, line)


def _closes(text: str, book: Phrasebook) -> bool:
    """Whether the line closes the meeting; a paper that numbers all its paragraphs numbers this one too."""
    numbered = _NUMBERED.match(text) or _DECIMAL.match(text)
    return is_closing(text, book) and not (numbered and has_duty_cue(text, book))


@lru_cache(maxsize=8)
def _item_heading(book: Phrasebook) -> re.Pattern[str]:
    """ "আলোচ্যসূচি-১: …", "২ নং আলোচ্য বিষয়: …", "Topic: (2) …", or an unnumbered "বিষয়: …"."""
    words = "|".join(map(pattern_of, book.words("sections", "item"))) or "(?!)"
    mark = rf"[{_D}]{{1,3}}(?:\.[{_D}]{{1,2}})?"
    numbering = r"(?:নং|নম্বর|no\.?|number|क्रमांक|क्र\.?|संख्या|#)?"
    return re.compile(
        rf"(?:(?P<before>\(?{mark}\)?)\s?(?:নং|নম্বর|ম|য়|র্থ|st|nd|rd|th|no\.?|[।.)-])?\s*(?:{words})(?:\s*অনুযায়ী|\s*মোতাবেক)?\s*[:ঃः।–.-]*"
        rf"|(?:{words})\s*{numbering}\s*[-–:ঃः#]?\s*\(?\s?(?P<after>{mark})\s?\)?(?![{_D}])\s*(?:[:ঃः।.)–-]+|(?=\s)|$)"
        rf"|(?:{words})\s*[:ঃः])\s*(?P<title>.*)",
        re.IGNORECASE | re.DOTALL,
    )


def titled_start(text: str) -> tuple[str, str] | None:
    """A heading and the words that follow it on the same line ("কৃষি বিভাগ : উপপরিচালক জানান …")."""
    match = _TITLED.match(text)
    if match is None or len(match["title"].split()) > 8:
        return None
    return match["title"].strip(), match["rest"].strip()


def is_marked(text: str) -> bool:
    """Whether a line begins with the first letter or small Roman numeral of a list ("ক)", "(a)", "i)")."""
    return bool(_FIRST_MARK.match(text.strip()))


def under_heading(items: list[RawItem], numbers: list[str], before: Sequence[Line]) -> tuple[list[RawItem], list[str]]:
    """The items of a table without numbers below a numbered heading ("২। কৃষি বিভাগ"): numbered and headed by it."""
    match = _NUMBERED.match(before[-1].text.strip()) if before and items and not numbers else None
    if match is None or any(item.number for item in items) or _SENTENCE_END.search(match["text"]):
        return items, numbers
    number = number_of(match["mark"]) or ""
    title = match["text"].strip(" :ঃ-–")
    many = len(items) > 1
    found = [
        replace(item, number=f"{number}.{n}" if many else number, subject=item.subject or title, section=title)
        for n, item in enumerate(items, 1)
    ]
    return found, [number]
