"""The kinds of notices: what a mail can be about."""

from __future__ import annotations

KINDS = (
    "reminder",
    "overdue",
    "escalation",
    "summary",
    "operator",
    "returned",
    "extension",
    "duties",
    "moved",
)
"""Letters to offices, and `operator`, the daily report to the divisional office itself."""
