"""What is asked of the record: one SELECT each, in the database's terms, for any day in the past."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row

AnyRow = Row[*tuple[Any, ...]]
"""A row whose columns are told in the docstring of what gives it, and read by name."""

Rows = Sequence[AnyRow]
