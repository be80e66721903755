"""The quarterly summary: who did what was due in the quarter, by office and by decision, from plain facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from tracker.domain.compliance import Figures
from tracker.domain.fiscal import FiscalCalendar, Quarter
from tracker.reports.listing import Column, Listing, listing_of

Names = Mapping[str, str]
"""Names by language code."""


@dataclass(frozen=True, slots=True)
class DecisionLabel:
    """What a decision is called in a summary: "1/2.3" (minutes and number), its words, the memo number."""

    ref: str
    text: str
    memo_number: str = ""


@dataclass(frozen=True, slots=True)
class OfficeFigures:
    """One office's line."""

    office: str
    names: Names
    figures: Figures


@dataclass(frozen=True, slots=True)
class DecisionFigures:
    """One decision's line."""

    label: DecisionLabel
    figures: Figures


@dataclass(frozen=True, slots=True)
class Summary:
    """A quarter's figures at the end of `as_of`. `start` and `end` are the quarter's first and last day.

    The lines of `offices` add up to `total`, and so do those of `decisions`. It is `provisional` until the
    quarter is over.
    """

    quarter: str
    start: date
    end: date
    as_of: date
    body: str
    body_names: Names
    offices: tuple[OfficeFigures, ...]
    decisions: tuple[DecisionFigures, ...]
    total: Figures

    @property
    def provisional(self) -> bool:
        """Whether days of the quarter were still to come."""
        return self.as_of < self.end

    def to_json(self) -> dict[str, Any]:
        """Schema 1: offices under `items`, decisions, total; rates are fractions (None: none due)."""
        return {
            "schema": 1,
            "quarter": self.quarter,
            "start": self.start.isoformat(),
            "end": self.end.isoformat(),
            "as_of": self.as_of.isoformat(),
            "provisional": self.provisional,
            "body": self.body,
            "body_name": dict(self.body_names),
            "items": [
                {"office": line.office, "office_name": dict(line.names), **figures_json(line.figures)}
                for line in self.offices
            ],
            "decisions": [
                {
                    "decision": line.label.ref,
                    "memo_number": line.label.memo_number,
                    "text": line.label.text,
                    **figures_json(line.figures),
                }
                for line in self.decisions
            ],
            "total": figures_json(self.total),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Summary:
        """The inverse of `to_json`, for a summary kept as issued."""
        return cls(
            quarter=data["quarter"],
            start=date.fromisoformat(data["start"]),
            end=date.fromisoformat(data["end"]),
            as_of=date.fromisoformat(data["as_of"]),
            body=data["body"],
            body_names=data["body_name"],
            offices=tuple(OfficeFigures(i["office"], i["office_name"], _figures(i)) for i in data["items"]),
            decisions=tuple(
                DecisionFigures(DecisionLabel(d["decision"], d["text"], d["memo_number"]), _figures(d))
                for d in data["decisions"]
            ),
            total=_figures(data["total"]),
        )


COUNTS = tuple(f.name for f in fields(Figures))


def figures_json(figures: Figures) -> dict[str, Any]:
    """The counts by name, and the two rates as fractions (None: none due)."""
    counts: dict[str, Any] = {name: getattr(figures, name) for name in COUNTS}
    return {**counts, "rate": _rounded(figures.rate), "on_time_rate": _rounded(figures.on_time_rate)}


Cells = Mapping[tuple[str, str], Figures]
"""The figures of each office (code) and decision (key): the matrix that a summary is made of."""


def summarise_cells(
    cells: Cells,
    quarter: Quarter,
    as_of: date,
    *,
    fiscal: FiscalCalendar,
    body: str,
    names: Mapping[str, Names],
    labels: Mapping[str, DecisionLabel],
) -> Summary:
    """The summary of what fell due in a quarter, as known at the end of `as_of`.

    `cells` count the occurrences whose first deadline lies in the quarter; `names` the names of offices by code (an
    office without cells is listed too, with none due), `labels` the decisions by the key that cells carry.
    """
    by_office: dict[str, Figures] = {}
    by_decision: dict[str, Figures] = {}
    for (office, decision), figures in cells.items():
        by_office[office] = by_office.get(office, Figures()) + figures
        by_decision[decision] = by_decision.get(decision, Figures()) + figures
    offices = [code for code in names if code in by_office or code != body]
    return Summary(
        quarter=fiscal.label(quarter),
        start=fiscal.quarter_start(quarter),
        end=fiscal.quarter_end(quarter),
        as_of=as_of,
        body=body,
        body_names=names.get(body, {}),
        offices=tuple(OfficeFigures(code, names[code], by_office.get(code, Figures())) for code in offices),
        decisions=tuple(DecisionFigures(labels[key], figures) for key, figures in by_decision.items()),
        total=sum(cells.values(), Figures()),
    )


def summary_listing(summary: Summary, language: str) -> Listing:
    """The offices' lines and the total, as a list for a terminal, CSV or JSON."""
    total = {"office": "total", "office_name": {"bn": "মোট", "en": "Total"}, **figures_json(summary.total)}
    items = [*summary.to_json()["items"], total]

    def name(names: Names) -> str:
        return names.get(language) or names.get("en") or next(iter(names.values()), "")

    columns = (
        Column("OFFICE", "office"),
        Column("DUE", "due"),
        Column("ON TIME", "on_time"),
        Column("LATE", "late"),
        Column("AWAITING", "awaiting"),
        Column("OVERDUE", "overdue"),
        Column("NOT DUE", "not_yet_due"),
        Column("RATE", "rate", percent),
        Column("ON-TIME RATE", "on_time_rate", percent),
        Column("NAME", "office_name", name),
    )
    keys = ("office", *COUNTS, "rate", "on_time_rate")
    return listing_of(keys, columns, items, summary.as_of, empty="no offices")


def percent(rate: float | None) -> str:
    """ "87.5 %", or "none due"."""
    return "none due" if rate is None else f"{rate * 100:.1f} %"


def _figures(data: Mapping[str, Any]) -> Figures:
    return Figures(**{name: data[name] for name in COUNTS})


def _rounded(rate: float | None) -> float | None:
    return None if rate is None else round(rate, 6)


def parts_of(figures: Figures) -> Sequence[tuple[str, int]]:
    """What the due ones became, in the order of a bar: they add up to `due`."""
    return [(name, getattr(figures, name)) for name in ("on_time", "late", "awaiting", "overdue")]
