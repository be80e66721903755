"""What happens in the demo: dates, and which office hands in which decisions when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

ISSUED = date(2025, 9, 14)
LAST_DAY = date(2025, 10, 9)
REGISTRAR = "registrar"

HANDED_IN: Sequence[tuple[date, str, tuple[str, ...]]] = (
    (date(2025, 9, 20), "dc-dinajpur", ("1",)),
    (date(2025, 9, 21), "dc-nilphamari", ("1",)),
    (date(2025, 9, 22), "dc-panchagarh", ("1",)),
    (date(2025, 9, 23), "dc-thakurgaon", ("1", "3")),
    (date(2025, 9, 24), "dc-rangpur", ("1",)),
    (date(2025, 9, 25), "dc-dinajpur", ("3", "5")),
    (date(2025, 9, 28), "dc-nilphamari", ("3", "5")),
    (date(2025, 9, 29), "dc-gaibandha", ("1",)),
    (date(2025, 9, 29), "dc-panchagarh", ("3", "5")),
    (date(2025, 9, 30), "dc-rangpur", ("3", "5")),
    (date(2025, 9, 30), "dc-thakurgaon", ("5",)),
    (date(2025, 10, 5), "dc-gaibandha", ("3", "5")),
    (date(2025, 10, 5), "dc-dinajpur", ("2.1", "4")),
    (date(2025, 10, 6), "dc-nilphamari", ("2.1", "4")),
    (date(2025, 10, 6), "dc-panchagarh", ("2.1", "4")),
    (date(2025, 10, 6), "dc-lalmonirhat", ("2.1", "4")),
    (date(2025, 10, 7), "dc-rangpur", ("2.1", "4")),
    (date(2025, 10, 7), "dc-thakurgaon", ("2.1", "4")),
    (date(2025, 10, 7), "dc-gaibandha", ("2.1", "4")),
)
"""Who hands in which decisions when. Kurigram hands in nothing, Lalmonirhat little."""

RETURNED = ("dc-rangpur", "1")
NOT_YET_VERIFIED = ("dc-thakurgaon", "5")

MORE_TIME = (date(2025, 9, 28), "dc-lalmonirhat", "5", date(2025, 10, 15))
"""When which office asks for more time for which decision, until when; it is granted on that day."""

VERIFIER = "verifier"
