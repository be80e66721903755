"""Mail addresses."""

from __future__ import annotations

import re

_EMAIL = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])"
)


def is_email(address: str) -> bool:
    """Whether it is one plain mail address (RFC 5321: a dot-atom at a host name), no list or named one."""
    local = address.partition("@")[0]
    return len(address) <= 254 and len(local) <= 64 and _EMAIL.fullmatch(address) is not None
