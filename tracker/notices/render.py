"""Letters in words: the templates of `templates/emails/`, a user's own file before the packaged one.

A language's folder holds `letter.txt` and `letter.html` (the common shape), and for each kind of notice a
folder with `subject.txt`, `body.txt` and `body.html`. What has no language of its own there is written in
English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING, Any, TypeVar
from unicodedata import normalize

from tracker.domain.bangla import format_bangla, to_bangla
from tracker.domain.errors import ConfigError
from tracker.domain.numerals import format_date, in_script
from tracker.notices.clean import clean_line, clean_text, shorten
from tracker.notices.letter import Letter, Rendered, in_language
from tracker.notices.wording import ordinal, period_name
from tracker.settings.resources import packaged_root

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER = Path("templates") / "emails"

SHORT = 100
"""Characters of a decision's words in a list; it is told in full below."""

T = TypeVar("T")

_SEVERAL_LINES = frozenset({"decision_text"})
_EMPTY_LINES = re.compile(r"\n{3,}")


def render(letter: Letter, *, home: Path | None = None) -> Rendered:
    """The letter's subject, plain text and HTML, in its language.

    Words from outside are cleaned of control and bidirectional characters first, and escaped in the HTML.
    Raises ConfigError, naming the template and its line, when a template is missing or wrong.
    """
    from jinja2 import TemplateError

    letter = _cleaned(letter)
    language = template_language(letter.language, home)
    names = {
        "letter": letter,
        "language": language,
        "office": in_language(letter.office_names, language),
        "sender": in_language(letter.sender_names, language),
    }
    folder = f"{language}/{letter.kind}"
    try:
        text, html = _environment(home, language, False), _environment(home, language, True)
        names["subject"] = subject = clean_line(text.get_template(f"{folder}/subject.txt").render(names))
        plain = _tidied(text.get_template(f"{folder}/body.txt").render(names))
        page = html.get_template(f"{folder}/body.html").render(names)
        return Rendered(subject, plain, page)
    except (TemplateError, TypeError, ValueError, LookupError, AttributeError) as error:
        raise _wrong_template(error, folder) from error


def template_language(language: str, home: Path | None = None) -> str:
    """The language that a letter is written in: the wanted one when it has templates, else English."""
    folders = (root / FOLDER for root in (home, packaged_root()) if root is not None)
    return language if any((folder / language).is_dir() for folder in folders) else "en"


@cache
def _environment(home: Path | None, language: str, html: bool) -> Environment:
    """Two environments over the same files: all that is rendered for HTML is escaped, whatever its file."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    class Loader(FileSystemLoader):
        """Templates in NFC, as all words from outside are."""

        def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
            source, path, fresh = super().get_source(environment, template)
            return normalize("NFC", source), path, fresh

    roots = [root / FOLDER for root in (home, packaged_root()) if root is not None]
    environment = Environment(
        loader=Loader(roots),
        autoescape=html,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    def on_date(day: date, weekday: bool = False) -> str:
        return format_date(day, language, weekday=weekday)

    environment.filters.update(
        digits=lambda value: in_script(value, language),
        date=on_date,
        bangla=lambda day: format_bangla(to_bangla(day), language),
        period=lambda key: period_name(key, language),
        ordinal=lambda number: ordinal(number, language),
        short=lambda text: shorten(clean_line(text), SHORT),
        words=lambda texts: in_language(texts, language),
    )
    return environment


def _cleaned(letter: Letter) -> Letter:
    items = tuple(_clean_fields(item) for item in letter.items)
    news = letter.news
    if news is not None:
        news = replace(_clean_fields(news), troubles=tuple(_clean_fields(trouble) for trouble in news.troubles))
    return replace(_clean_fields(letter), items=items, news=news)


def _clean_fields(value: T) -> T:
    assert is_dataclass(value) and not isinstance(value, type)
    changes: dict[str, Any] = {}
    for field in fields(value):
        old = getattr(value, field.name)
        new = clean_text(old) if field.name in _SEVERAL_LINES else _clean_value(old)
        if new is not old:
            changes[field.name] = new
    return replace(value, **changes) if changes else value


def _clean_value(value: Any) -> Any:
    if isinstance(value, str):
        return clean_line(value)
    if isinstance(value, Mapping):
        return {code: clean_line(words) if isinstance(words, str) else words for code, words in value.items()}
    if isinstance(value, tuple) and value and all(isinstance(part, str) for part in value):
        return tuple(clean_line(part) for part in value)
    return value


def _tidied(text: str) -> str:
    """Plain text as it is read: no trailing blanks, never more than one empty line in a row, one line end."""
    lines = "\n".join(line.rstrip(" \t") for line in text.split("\n"))
    return _EMPTY_LINES.sub("\n\n", lines).strip("\n") + "\n"


def _wrong_template(error: Exception, folder: str) -> ConfigError:
    """A refusal that names the template and, where it can be known, its line."""
    found = [f for f in extract_tb(error.__traceback__) if str(FOLDER) in f.filename]
    where, line = (found[-1].filename, found[-1].lineno) if found else (str(FOLDER / folder), None)
    if isinstance(stated := getattr(error, "filename", None), str):
        where, line = stated, getattr(error, "lineno", None)
    return ConfigError(
        f"the mail template {where}{f':{line}' if line else ''} cannot be used: {clean_line(str(error))}",
        hint="mend the file, or remove it from your working folder to use the packaged one",
    )
