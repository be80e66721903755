"""Page pictures before they are read: size, tilt, ruled lines, pieces put on one sheet. Needs Pillow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import pvariance
from typing import Any

from tracker.minutes.formats.ruled import Box, Rule

NEAR_PIXELS = 12.0
"""Ruled lines closer than this are one, at about 300 dpi."""
LONGEST_SIDE = 4000
_LEAST_SIDE = 1800
_DARK = 140
_PROBE = 700
_ANGLES = [n / 4 for n in range(-10, 11)]
_MOST_RUNS = 50_000


def prepared(page: Any) -> Any:
    """The picture in grey and at a size near 300 dpi of a page."""
    grey = page.convert("L")
    side = max(grey.size)
    if side > LONGEST_SIDE:
        return grey.resize((grey.width * LONGEST_SIDE // side, grey.height * LONGEST_SIDE // side))
    return grey.resize((grey.width * 2, grey.height * 2)) if side < _LEAST_SIDE else grey


def straightened(picture: Any) -> Any:
    """The picture turned by up to two and a half degrees so that its lines of writing lie level."""
    probe = picture.resize((_PROBE, max(_PROBE * picture.height // picture.width, 1)))
    best = max(_ANGLES, key=lambda angle: (_levelness(probe, angle), -abs(angle)))
    return picture.rotate(best, fillcolor=255, resample=2) if best else picture


def _levelness(probe: Any, angle: float) -> float:
    """How much the rows of pixels differ in darkness: most where writing and gaps lie level."""
    turned = probe.rotate(angle, fillcolor=255, resample=2)
    return float(pvariance(turned.resize((1, turned.height), resample=4).tobytes()))


def dark_rules(picture: Any) -> list[Rule]:
    """The ruled lines of a page: across, only dark lines longer than any headline of letters; down, only those that
    reach from one such line to another."""
    from PIL import Image, ImageFilter

    dark = picture.point(lambda v: 0 if v < _DARK else 255).filter(ImageFilter.MinFilter(3))
    across = _runs(dark, max(picture.width // 6, 200))
    down = _runs(dark.transpose(Image.Transpose.TRANSPOSE), max(picture.height // 50, 60))
    rules = [Rule(True, y, a, b) for y, a, b in across]
    return rules + [Rule(False, x, a, b) for x, a, b in down if _reaches(x, a, b, across)]


def _reaches(x: int, top: int, bottom: int, across: Sequence[tuple[int, int, int]]) -> bool:
    heights = [y for y, a, b in across if a - NEAR_PIXELS <= x <= b + NEAR_PIXELS]
    above = any(abs(y - top) <= NEAR_PIXELS for y in heights)
    below = any(abs(y - bottom) <= NEAR_PIXELS for y in heights)
    through = sum(top - NEAR_PIXELS <= y <= bottom + NEAR_PIXELS for y in heights)
    return above or below or through > 5


def _runs(picture: Any, least: int) -> list[tuple[int, int, int]]:
    """The dark runs of at least so many pixels: (row, start, end)."""
    width, height = picture.size
    data = picture.tobytes()
    dark = re.compile(b"\\x00{%d,}" % least)
    found: list[tuple[int, int, int]] = []
    for y in range(height):
        found += [(y, m.start(), m.end()) for m in dark.finditer(data[y * width : (y + 1) * width])]
        if len(found) > _MOST_RUNS:
            break
    return found


def cropped(picture: Any, box: Box, inset: int) -> Any:
    """The ink inside a box; `inset` pixels of border are left out."""
    from PIL import ImageOps

    left, top = int(box.left) + inset, int(box.top) + inset
    crop = picture.crop((left, top, max(int(box.right) - inset, left + 1), max(int(box.bottom) - inset, top + 1)))
    ink = ImageOps.invert(crop).point(lambda v: 255 if v > 255 - _DARK else 0).getbbox()
    return crop.crop(ink) if ink else crop.crop((0, 0, 1, 1))


def stacked(crops: Sequence[Any], gap: int) -> tuple[Any, list[tuple[int, int]]]:
    """The pieces one below the other on a white sheet, and the span of heights that belongs to each."""
    from PIL import Image

    width = max(c.width for c in crops) + 2 * gap
    sheet = Image.new("L", (width, sum(c.height + gap for c in crops) + gap), 255)
    spans, y = [], gap
    for crop in crops:
        sheet.paste(crop, (gap, y))
        spans.append((y - gap // 2, y + crop.height + gap // 2))
        y += crop.height + gap
    return sheet, spans
