"""The text of Word paragraphs as it is seen: hidden runs left out, runs in old Bengali fonts converted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tracker.domain.errors import BadInput
from tracker.minutes.bijoy import from_bijoy, is_bijoy_font, is_krutidev_font
from tracker.minutes.draft import DocumentWarning
from tracker.minutes.formats.dropped import Cleaner

_SKIPPED = frozenset(("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "commentReference", "footnoteReference"))
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_OFF = ("0", "false", "off", "none")


class Texts:
    """Reads paragraphs with the fonts and list numbers that their styles give them."""

    def __init__(self, styles: Any | None, name: str) -> None:
        self._name = name
        self._cleaner = Cleaner()
        self._styles: dict[str, Any] = {}
        self._default_font = ""
        self._converted = 0
        self._first = ""
        if styles is not None:
            self._load(styles)

    def _load(self, root: Any) -> None:
        for element in root:
            tag = _tag(element)
            if tag == "style":
                self._styles[_attribute(element, "styleId")] = element
            elif tag == "docDefaults":
                self._default_font = next(filter(None, (_font(e) for e in element.iter() if _tag(e) == "rPr")), "")

    @property
    def warnings(self) -> tuple[DocumentWarning, ...]:
        """What was converted from an old font's code, and what was dropped."""
        if not self._converted:
            return self._cleaner.warnings
        what = f"{self._converted} runs of text in an old Bengali font (Bijoy/SutonnyMJ) were converted to Unicode"
        return (DocumentWarning("legacy_encoding", what, self._first), *self._cleaner.warnings)

    @property
    def notes(self) -> tuple[str, ...]:
        """What was dropped that shows nothing."""
        return self._cleaner.notes

    def of(self, paragraph: Any) -> tuple[str, list[Any]]:
        """The visible text of a paragraph, and the text boxes anchored in it."""
        boxes: list[Any] = []
        style_font = self._font_of_style(_style(paragraph)) or self._default_font
        merged: list[tuple[str, bool]] = []
        for text, font in self._runs(paragraph, style_font, boxes):
            old = is_bijoy_font(font)
            if is_krutidev_font(font) and text.strip():
                raise BadInput(
                    f"{self._name} is written in the font {font}, whose letters are no Unicode text",
                    hint="convert it to Unicode (Mangal) first, and read it again",
                )
            if merged and merged[-1][1] == old:
                merged[-1] = (merged[-1][0] + text, old)
            else:
                merged.append((text, old))
        return self._cleaner.clean("".join(self._shown(text, old) for text, old in merged)), boxes

    def _shown(self, text: str, old: bool) -> str:
        if not old or not text.strip():
            return text
        shown = from_bijoy(text)
        self._converted += 1
        self._first = self._first or shown.strip()[:80]
        return shown

    def _runs(self, element: Any, font: str, boxes: list[Any]) -> Iterator[tuple[str, str]]:
        for child in element:
            tag = _tag(child)
            if tag == "r":
                yield from self._run(child, font, boxes)
            elif tag not in _SKIPPED and len(child):
                yield from self._runs(child, font, boxes)

    def _run(self, run: Any, font: str, boxes: list[Any]) -> Iterator[tuple[str, str]]:
        properties = next((e for e in run if _tag(e) == "rPr"), None)
        if properties is not None:
            if _is_on(properties, "vanish"):
                return
            own = next((_value(e) for e in properties if _tag(e) == "rStyle"), "")
            font = _font(properties) or self._font_of_style(own) or font
        for child in run:
            tag = _tag(child)
            if tag == "t":
                yield child.text or "", font
            elif tag in _SIGNS:
                yield _SIGNS[tag], font
            elif tag in ("AlternateContent", "pict", "drawing"):
                boxes.extend(_boxes(child))

    def _font_of_style(self, style: str) -> str:
        for element in self._chain(style):
            if found := next(filter(None, (_font(e) for e in element if _tag(e) == "rPr")), ""):
                return found
        return ""

    def _chain(self, style: str) -> Iterator[Any]:
        """A style and those that it is based on."""
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            element = self._styles[style]
            yield element
            style = next((_value(e) for e in element if _tag(e) == "basedOn"), "")

    def numbering(self, paragraph: Any) -> tuple[str, int]:
        """The list that a paragraph belongs to, by itself or by its style, and its level; ("", 0) for none."""
        found = _number_properties(paragraph)
        if found is None:
            found = next(filter(None, map(_number_properties, self._chain(_style(paragraph)))), None)
        return found or ("", 0)


def _number_properties(element: Any) -> tuple[str, int] | None:
    for properties in element:
        if _tag(properties) != "pPr":
            continue
        for inner in properties:
            if _tag(inner) == "numPr":
                values = {_tag(e): _value(e) for e in inner}
                level = values.get("ilvl", "0")
                return values.get("numId", ""), min(int(level), 8) if level.isdecimal() else 0
    return None


def _boxes(element: Any) -> list[Any]:
    """The contents of text boxes, once where Word stores them twice for older programs."""
    if _tag(element) == "AlternateContent":
        for choice in element:
            if found := [e for e in choice.iter() if _tag(e) == "txbxContent"]:
                return found
        return []
    return [e for e in element.iter() if _tag(e) == "txbxContent"]


def _style(paragraph: Any) -> str:
    for properties in paragraph:
        if _tag(properties) == "pPr":
            return next((_value(e) for e in properties if _tag(e) == "pStyle"), "Normal")
    return "Normal"


def _font(properties: Any) -> str:
    fonts = next((e for e in properties if _tag(e) == "rFonts"), None)
    return "" if fonts is None else _attribute(fonts, "ascii") or _attribute(fonts, "hAnsi")


def _is_on(properties: Any, name: str) -> bool:
    return any(_tag(e) == name and _value(e, "true") not in _OFF for e in properties)


def _tag(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _attribute(element: Any, name: str) -> str:
    return next((str(v) for k, v in element.attrib.items() if k.rpartition("}")[2] == name), "")


def _value(element: Any, default: str = "") -> str:
    return _attribute(element, "val") or default
