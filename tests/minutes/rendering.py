"""One paper in many layouts: whatever the markup, the same decisions must be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from tests.minutes.formats.files import docx, odt, paragraph, table


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the decision table."""

    number: str
    subject: str
    discussion: str
    decision: str
    implementer: str


@dataclass(frozen=True, slots=True)
class Paper:
    """Minutes: the lines above the items, the columns' headings, the rows, the lines below."""

    language: str
    head: tuple[tuple[str, str], ...]
    title: str
    headings: tuple[str, str, str, str, str]
    rows: tuple[Row, ...]
    closing: str
    tail: tuple[str, ...]


Render = Callable[[Paper], str]


def _cells(paper: Paper) -> list[tuple[str, ...]]:
    rows = [(r.number, r.subject, r.discussion, r.decision, r.implementer) for r in paper.rows]
    return [paper.headings, *rows]


def _around(paper: Paper, table: str, colon: str = " : ") -> str:
    labels = "\n".join(f"{label}{colon}{value}" for label, value in paper.head)
    return "\n\n".join([paper.title, labels, table, paper.closing, "\n".join(paper.tail)]) + "\n"


def tabs(paper: Paper) -> str:
    """Tab-separated rows below tab-separated labels."""
    return _around(paper, "\n".join("\t".join(cells) for cells in _cells(paper)), "\t")


def turned_columns(paper: Paper) -> str:
    """The same with the columns in another order."""
    order = (0, 4, 1, 3, 2)
    return _around(paper, "\n".join("\t".join(cells[i] for i in order) for cells in _cells(paper)))


def pipes(paper: Paper) -> str:
    """Pipe rows without a rule line."""
    return _around(paper, "\n".join(f"| {' | '.join(cells)} |" for cells in _cells(paper)))


def markdown(paper: Paper) -> str:
    """Pipe rows with a rule line below the headings."""
    lines = [f"| {' | '.join(cells)} |" for cells in _cells(paper)]
    return _around(paper, "\n".join([lines[0], "|---|---|---|---|---|", *lines[1:]]))


def cell_a_line(paper: Paper) -> str:
    """One cell a line with a closing pipe."""
    cells = [cell for row in _cells(paper) for cell in row]
    return _around(paper, "\n".join(f"{cell} |" if cell else "|" for cell in cells))


def paragraphs_in_cells(paper: Paper) -> str:
    """Tab-separated cells wrapped in <p>."""
    return _around(paper, "\n".join("\t".join(f"<p>{cell}</p>" for cell in row) for row in _cells(paper)))


def broken_by_rules(paper: Paper) -> str:
    """Each row followed by a rule, as a page-broken table is exported; headings only on the first piece."""
    head, *rows = _cells(paper)
    pieces = ["\t".join(head), *("\t".join(row) + "\n-----\t--\t--\t--\t--\n" for row in rows)]
    return _around(paper, "\n".join(pieces))


def page(paper: Paper) -> str:
    """An HTML page with menu, table and footer."""

    def row(cells: tuple[str, ...], tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"

    head, *rows = _cells(paper)
    table = row(head, "th") + "".join(row(cells, "td") for cells in rows)
    labels = "".join(f"<p>{escape(label)}: {escape(value)}</p>" for label, value in paper.head)
    tail = "".join(f"<p>{escape(line)}</p>" for line in (paper.closing, *paper.tail))
    return (
        f"<!doctype html><html lang='{paper.language}'><head><meta charset='utf-8'><title>x</title></head><body>"
        f"<nav><a href='#'>Home</a></nav><h2>{escape(paper.title)}</h2>{labels}"
        f"<table>{table}</table>{tail}</body></html>"
    )


AGENDA_WORDS = {
    "bn": ("আলোচ্যসূচি-{}: ", "আলোচনা: ", "সিদ্ধান্ত: ", "বাস্তবায়নে: "),
    "en": ("Agenda {}: ", "Discussion: ", "Decision: ", "Responsible: "),
    "hi": ("एजेण्डा {}: ", "चर्चा: ", "निर्णय: ", "उत्तरदायी: "),
}


def agenda(paper: Paper) -> str:
    """Agenda paragraphs with labels before the parts of each item."""
    item, discussion, decision, implementer = AGENDA_WORDS[paper.language]
    blocks = [
        f"{item.format(r.number)}{r.subject}\n{discussion}{r.discussion}\n{decision}{r.decision}\n"
        f"{implementer}{r.implementer}"
        for r in paper.rows
    ]
    return _around(paper, "\n\n".join(blocks))


TABLES: tuple[Render, ...] = (
    turned_columns,
    pipes,
    markdown,
    cell_a_line,
    paragraphs_in_cells,
    broken_by_rules,
    page,
)


def word(paper: Paper) -> bytes:
    """A Word file with the decisions in a table."""
    around = [paper.title, *(f"{label}: {value}" for label, value in paper.head)]
    below = [paper.closing, *paper.tail]
    made = table([escape(cell) for cell in row] for row in _cells(paper))
    return docx("".join(paragraph(escape(line)) for line in around) + made + "".join(map(paragraph, below)))


def word_paragraphs(paper: Paper) -> bytes:
    """A Word file with agenda paragraphs."""
    return docx("".join(paragraph(escape(line)) for line in agenda(paper).split("\n") if line))


def open_document(paper: Paper) -> bytes:
    """An OpenDocument text with the decisions in a table."""

    def lines(texts: tuple[str, ...]) -> str:
        return "".join(f"<text:p>{escape(text)}</text:p>" for text in texts)

    rows = "".join(
        "<table:table-row>" + "".join(f"<table:table-cell>{lines((c,))}</table:table-cell>" for c in row)
        + "</table:table-row>"
        for row in _cells(paper)
    )
    head = (paper.title, *(f"{label}: {value}" for label, value in paper.head))
    return odt(lines(head) + f"<table:table>{rows}</table:table>" + lines((paper.closing, *paper.tail)))


OFFICE: dict[Callable[[Paper], bytes], str] = {word: ".docx", word_paragraphs: ".docx", open_document: ".odt"}
"""Renderings as office files, with the suffix of their names."""
