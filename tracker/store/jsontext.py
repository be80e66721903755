"""JSON as text that a person can read in the database, the same for the same value."""

from __future__ import annotations

import json
from typing import Any


def dumps(value: Any) -> str:
    """Canonical JSON: sorted keys, no spaces, letters as they are (NFC is the caller's), no NaN."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
