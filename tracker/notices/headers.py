"""Header fields by RFC 5322 and RFC 2047, such that no word from outside can begin a field of its own."""

from __future__ import annotations

import re
import unicodedata
from binascii import b2a_base64
from functools import lru_cache

from tracker.domain.errors import BadInput
from tracker.notices.clean import clean_line, shorten
from tracker.settings.addresses import is_email

MAX_SUBJECT = 200
"""Characters; longer subjects are cut, they are read in a list of mails."""

MAX_NAME = 120

_FIRST_LINE = 76
_WORD_BYTES = 45
"""Of text in one encoded word: base64 makes 60 characters of them, the word has 72 of the 75 allowed."""

_PLAIN = re.compile(r"[\x20-\x7e]*")
_FIELD_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,63}")


def check_address(address: str) -> str:
    """The address itself when it is exactly one plain mail address.

    Raises BadInput for lists, named or quoted addresses, comments, and letters beyond ASCII.
    """
    if not is_email(address):
        raise BadInput(
            f"{clean_line(ascii(address))} is not one plain mail address",
            hint="mend the contact in the directory of offices (config/offices/)",
        )
    return address


def field_name(name: str) -> str:
    """The name of a header field, as given. Raises ValueError when it is none."""
    if not _FIELD_NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no name of a header field")
    return name


def field_text(text: str, *, used: int, limit: int = MAX_SUBJECT) -> str:
    """Free text as the value of a field: printable ASCII as it is, anything else as folded encoded words.

    `used` is the length of what stands before it in its line. What could pass for an encoded word is broken
    up.
    """
    text = header_words(text, limit)
    if _PLAIN.fullmatch(text) and used + len(text) <= _FIRST_LINE:
        return text
    return _encoded(text, used)


def header_words(text: str, limit: int = MAX_SUBJECT) -> str:
    """The words as a reader of the header will see them: one clean line, cut to `limit`, no `=?` in it."""
    return shorten(clean_line(text).replace("=?", "= ?"), limit)


@lru_cache(maxsize=4096)
def mailbox(address: str, name: str = "", *, used: int = 0) -> str:
    """`address`, or name and address; the name quoted or encoded as it needs."""
    check_address(address)
    name = header_words(name, MAX_NAME)
    if not name:
        return address
    if _PLAIN.fullmatch(name) and used + len(name) + len(address) + 5 <= _FIRST_LINE:
        quoted = name.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{quoted}" <{address}>'
    return f"{_encoded(name, used)}\r\n <{address}>"


def _encoded(text: str, used: int) -> str:
    """Encoded words, one a line; the first shortened by what its line already holds."""
    words: list[str] = []
    room = min(_WORD_BYTES, max(0, _FIRST_LINE - used - 12) // 4 * 3)
    current = bytearray()
    for cluster in _clusters(text):
        data = cluster.encode()
        if current and len(current) + len(data) > room:
            words.append(_word(bytes(current)))
            current, room = bytearray(), _WORD_BYTES
        current += data
    words.append(_word(bytes(current)))
    return "\r\n ".join(words)


def _word(data: bytes) -> str:
    return f"=?UTF-8?B?{b2a_base64(data, newline=False).decode('ascii')}?="


def _clusters(text: str) -> list[str]:
    """Characters with the signs that belong to them: no encoded word shall begin within a letter."""
    found: list[str] = []
    for char in text:
        joins = found and (
            unicodedata.category(char)[0] == "M" or char in "\u200c\u200d" or found[-1][-1] in "\u09cd\u094d"
        )
        if joins and len(found[-1].encode()) <= _WORD_BYTES - 4:
            found[-1] += char
        else:
            found.append(char)
    return found
