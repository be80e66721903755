"""Text in the code of old Bengali fonts (Bijoy: SutonnyMJ and its kin): told apart, and turned into Unicode.

Those fonts draw Bengali glyphs at Latin code points, in the order in which they are seen: a vowel sign that stands
to the left is typed first, a reph last. Each code is turned into its Unicode letters, then the order is mended.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_LETTERS = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "অইঈউঊঋএঐওঔকখগঘঙচছজঝঞটঠডঢণত", strict=True)) | dict(
    zip(
        "_`abcdefghijklmnopqrstu",
        [
            "থ",
            "দ",
            "ধ",
            "ন",
            "প",
            "ফ",
            "ব",
            "ভ",
            "ম",
            "য",
            "র",
            "ল",
            "শ",
            "ষ",
            "স",
            "হ",
            "ড়",
            "ঢ়",
            "য়",
            "ৎ",
            "ং",
            "ঃ",
            "ঁ",
        ],
        strict=True,
    )
)
_SIGNS = dict(zip("vwxyz~‚ƒ„…†‡ˆ‰Š", "ািীুুূূূৃৃেেৈৈৗ", strict=True)) | {"“": "ু", "æ": "ু"}
_CONJUNCTS = {
    "°": "ক্ক", "±": "ক্ট", "²": "ক্ষ্ণ", "³": "ক্ত", "´": "ক্ম", "µ": "ক্র", "¶": "ক্ষ", "·": "ক্স", "¸": "গু", "¹": "জ্ঞ",
    "º": "গ্দ", "»": "গ্ধ", "¼": "ঙ্ক", "½": "ঙ্গ", "¾": "জ্জ", "À": "জ্ঝ", "Á": "জ্ঞ", "Â": "ঞ্চ", "Ã": "ঞ্ছ", "Ä": "ঞ্জ",
    "Å": "ঞ্ঝ", "Æ": "ট্ট", "Ç": "ড্ড", "È": "ণ্ট", "É": "ণ্ঠ", "Ê": "ণ্ড", "Ë": "ত্ত", "Ì": "ত্থ", "Î": "ত্র", "Ï": "দ্দ",
    "×": "দ্ধ", "Ø": "দ্ব", "Ù": "দ্ম", "Ú": "ন্ঠ", "Û": "ন্ড", "Ü": "ন্ধ", "Ý": "ন্স", "Þ": "প্ট", "ß": "প্ত", "à": "প্প",
    "á": "প্স", "â": "ব্জ", "ã": "ব্দ", "ä": "ব্ধ", "å": "ভ্র", "ç": "ম্ফ", "é": "ল্ক", "ê": "ল্গ", "ë": "ল্ট", "ì": "ল্ড",
    "í": "ল্প", "î": "ল্ফ", "ï": "শু", "ð": "শ্চ", "ñ": "শ্ছ", "ò": "ষ্ণ", "ó": "ষ্ট", "ô": "ষ্ঠ", "õ": "ষ্ফ", "ö": "স্খ",
    "÷": "স্ট", "ù": "স্ফ", "û": "হু", "ü": "হৃ", "ý": "হ্ন", "þ": "হ্ম", "ÿ": "ক্ষ",
}  # fmt: skip
# Halves: the first begin a conjunct, the second stand below or after one.
_HALVES = {"”": "চ্", "•": "ঙ্", "˜": "দ্", "™": "দ্", "š": "ন্", "›": "ন্", "¤": "ম্", "®": "ষ্", "¯": "স্"}
_BELOW = {
    "‹": "্ক", "Œ": "্ক্র", "‘": "্তু", "’": "্থ", "—": "্ত", "Í": "্ত", "¿": "্ত্র", "œ": "্ন", "è": "্ণ", "Ÿ": "্ব", "¡": "্ব",
    "¦": "্ব", "^": "্ব", "¢": "্ভ", "£": "্ভ্র", "¥": "্ম", "§": "্ম", "¨": "্য", "ª": "্র", "«": "্র", "Ö": "্র", "¬": "্ল",
    "\u00ad": "্ল", "ø": "্ল", "ú": "্প", "&": "্",
}  # fmt: skip
_REPH = "©"
# Word processors put true quotes, dashes and bullets into such texts too: only beside these codes are they letters.
_TRUE_SIGNS = re.compile("(?<![¯šÍ])[‘’—]|(?<![A-Za-z_`ª«Ö])“|”(?![PQT])|•(?![KLMN¶])")
_KEPT = {"‘": "\ue000", "’": "\ue001", "—": "\ue002", "“": "\ue003", "”": "\ue004", "•": "\ue005"}
_RESTORED = str.maketrans({kept: sign for sign, kept in _KEPT.items()})
_OTHERS = {"|": "।", "Ò": "“", "Ó": "”", "Ô": "‘", "Õ": "’", "Ñ": "–", "Ð": "–", "$": "৳"}
_CODES = _LETTERS | _SIGNS | _CONJUNCTS | _HALVES | _BELOW | _OTHERS | {str(n): chr(0x09E6 + n) for n in range(10)}
_TABLE = str.maketrans(_CODES)

_CONSONANT = "[ক-হড়ঢ়য়ৎ]়?"
_CLUSTER = rf"(?:{_CONSONANT}(?:\u200d?্{_CONSONANT})*)"
_SIGN = "[া-ৄৗ]"
_LATE_REPH = re.compile(rf"({_CLUSTER})({_SIGN}*){_REPH}")
_EARLY_SIGN = re.compile(rf"([িেৈ])({_CLUSTER})")
_EARLY_CANDRA = re.compile(f"ঁ({_SIGN}+)")
_HASANTA = re.compile("্{2,}")

_STRONG = re.compile(r"[A-Za-z_`][†‡ˆ‰©¨Ö×¯¤®±³µ¶·¸»¼½¾¿«ªºšÍ›œ§¥¡¢ÿ¬÷ó]|[†‡ˆ‰¯š›¤®”][A-Za-z_`]")
_OF_OLD_FONTS = re.compile("[†‡ˆ‰©¨Ö×¯¤®±³µ¶·¸»¼½¾¿«ªºšÍ›œø§¥¡¢¦ÿ¬÷ó”]")
"""Signs of which the code of old fonts, and what is left of it, always holds one."""
_WORD = re.compile(r"\S+")
_BENGALI_RUN = re.compile("[ঀ-৿]+")
_BENGALI = re.compile("[ঀ-৿]")
_LATIN_KEPT = re.compile(
    r"(?<!\S)(?:https?://|www\.)\S{1,300}|(?<!\S)[\w.+-]{1,64}@[\w.-]{1,100}"
    r"|(?<![\w.-])[\w-]{1,60}(?:\.[\w-]{1,60}){0,4}\.(?:gov|org|com|net)(?:\.bd)?\b"
)
_FONTS = re.compile(
    r"mj$|sutonny|bijoy|jugantor|boishakhi|chandrabati|kalegonga|turag|padma|rinkiy|sulekha|tonny|bhagirathi|parash",
    re.IGNORECASE,
)
_UNICODE_FONTS = re.compile(r"omj$|unicode|nikosh", re.IGNORECASE)
_KRUTIDEV = re.compile(r"kruti\s?dev|devlys|chanakya|walkman.chanakya", re.IGNORECASE)
_BROKEN = (("সত্ম", "স্ত"), ("মত্ম", "ন্ত"), ("রম্ন", "রু"))
_LEFT_OVER = re.compile("(?<=[ঀ-৿])[¤®¯š›]?[œø¨©ªÖ¥§¬¡¦](?=[ঀ-৿\\s।,]|$)")


def is_bijoy_font(font: str) -> bool:
    """Whether a font draws Bengali at Latin code points (SutonnyMJ, not SutonnyOMJ)."""
    return bool(_FONTS.search(font.strip())) and not _UNICODE_FONTS.search(font.strip())


def is_krutidev_font(font: str) -> bool:
    """Whether a font draws Hindi at Latin code points in another code, which is not converted here."""
    return bool(_KRUTIDEV.search(font))


def from_bijoy(text: str) -> str:
    """A text in the code of Bijoy fonts as Unicode, in NFC; digits become Bengali ones."""
    text = _TRUE_SIGNS.sub(lambda m: _KEPT[m[0]], text)
    text = text.replace("i¨", "র\u200d্য").replace("ª–", "ªæ").replace("Ö–", "Öæ")
    text = _HASANTA.sub("্", text.translate(_TABLE)).translate(_RESTORED)
    text = _LATE_REPH.sub(r"র্\1\2", text)
    text = _EARLY_SIGN.sub(r"\2\1", text)
    text = _EARLY_CANDRA.sub(r"\1ঁ", text)
    text = text.replace("অা", "আ").replace("ে" + "া", "ো").replace("ে" + "ৗ", "ৌ")
    return unicodedata.normalize("NFC", text)


def legacy_converter(text: str) -> Callable[[str], str] | None:
    """What turns the paper's lines into Unicode where they are in Bijoy code; None when none of them is.

    A line is converted when the paper is in that code and the line is not in Unicode Bengali; addresses of pages and
    mails stay. Leftovers of such a conversion by other programs (নি¤œ, জরম্নরী, সিদ্ধামত্ম) are mended too.
    """
    if not _OF_OLD_FONTS.search(text) and not any(broken in text for broken, _ in _BROKEN):
        return None
    strong = bool(_STRONG.search(text))
    whole = strong and _is_bijoy(text)
    lines = whole or (strong and any(_is_bijoy(line) for line in text.split("\n")))
    if not lines and not _LEFT_OVER.search(text) and not any(broken in text for broken, _ in _BROKEN):
        return None

    def convert(piece: str) -> str:
        return _mended("\n".join(_line(line, whole) for line in piece.split("\n")))

    return convert


def _line(line: str, whole: bool) -> str:
    if not line.strip() or _BENGALI.search(line) or not (whole or _is_bijoy(line)):
        return line
    out, at = [], 0
    for kept in _LATIN_KEPT.finditer(line):
        out += [from_bijoy(line[at : kept.start()]), kept.group()]
        at = kept.end()
    return "".join([*out, from_bijoy(line[at:])])


def _is_bijoy(text: str) -> bool:
    """Whether a fair share of the words carry signs that only this code has."""
    text = text[:200_000]
    words = len(_WORD.findall(text))
    signs = len(_STRONG.findall(text))
    return signs >= 3 and signs * 5 >= words and sum(map(len, _BENGALI_RUN.findall(text))) < words


def _mended(text: str) -> str:
    for broken, whole in _BROKEN:
        text = text.replace(broken, whole)
    return _HASANTA.sub("্", _LEFT_OVER.sub(lambda m: m[0].translate(_TABLE), text))
