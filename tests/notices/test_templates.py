"""Pages and templates: well-formed whatever the words, and a user's own file before the packaged one."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from unicodedata import is_normalized

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.notices.letters import ON, WORDS, item, letter, seen
from tracker.domain.errors import ConfigError
from tracker.notices.render import render
from tracker.settings.resources import packaged_root

TEMPLATES = packaged_root() / "templates" / "emails"


class _Page(HTMLParser):
    """Collects elements and attributes, and what is open at the end."""

    VOID = frozenset({"meta", "br", "img", "hr"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag


def parsed(page: str) -> _Page:
    parser = _Page()
    parser.feed(page)
    parser.close()
    assert not parser.open
    return parser


@pytest.mark.parametrize("language", ["bn", "en", "hi"])
@pytest.mark.parametrize("kind", sorted(ON))
def test_the_page_is_well_formed_adapts_to_darkness_and_fetches_nothing(kind: str, language: str) -> None:
    page = render(letter(kind, ON[kind], item(1), item(2), language=language)).html
    parser = parsed(page)
    assert not {"img", "script", "link", "iframe", "form", "input"} & set(parser.tags)
    assert not [v for k, v in parser.attributes if k in ("src", "background") or (v and "url(" in v)]
    assert [v for k, v in parser.attributes if k == "href"] == ["mailto:charter@example.org"]
    assert ("name", "color-scheme") in parser.attributes and "prefers-color-scheme: dark" in page
    assert ("lang", language) in parser.attributes
    assert "{{" not in page and "{%" not in page


def test_markup_and_template_signs_in_any_words_are_shown_as_they_are() -> None:
    attack = "<script>alert(1)</script>{{ 7*7 }}{% raw %}\" onload='x'"
    hostile: dict[str, Any] = {"decision_text": attack, "minutes_title": attack, "memo_number": attack,
                               "decision_number": attack, "office_names": {"bn": attack},
                               "explanation": {"bn": attack}, "period": attack}  # fmt: skip
    wanted = letter("escalation", ON["escalation"], item(**hostile), office="div-rangpur",
                    sender_names={"bn": attack}, copies=(attack,), number=attack)  # fmt: skip
    rendered = render(wanted)
    harmless = letter("escalation", ON["escalation"], item(), office="div-rangpur", copies=("x",))
    clean = parsed(render(harmless).html)
    assert sorted(set(parsed(rendered.html).tags)) == sorted(set(clean.tags))
    assert not any(name.startswith("on") for name, _ in parsed(rendered.html).attributes)
    assert attack in seen(rendered.html) and attack in rendered.text


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=60))
def test_any_words_give_a_sound_page_and_one_line_of_subject(words: str) -> None:
    hostile = item(decision_text=words, minutes_title=words, decision_number=words)
    rendered = render(letter("overdue", date(2023, 7, 6), hostile, office_names={"bn": words}, number=words))
    parsed(rendered.html)
    assert len(rendered.subject.splitlines()) == 1
    (rendered.text + rendered.html).encode()


def test_control_and_bidi_characters_and_surrogates_in_words_go_nowhere() -> None:
    bad = "ক\x1b[2J\u202eখ\x00\ud800"
    told = item(decision_text=bad, minutes_title=bad, office_names={"bn": bad}, explanation={"bn": bad})
    wanted = letter("overdue", date(2023, 7, 6), told, office_names={"bn": bad}, copies=(bad,), number=bad)
    rendered = render(wanted)
    for text in (rendered.subject, rendered.text, rendered.html):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", text)
    assert rendered.text.count("ক[2Jখ\ufffd") == 6


def test_a_decision_of_several_lines_keeps_them() -> None:
    assert "ক\n   খ" in render(letter("overdue", date(2023, 7, 6), item(decision_text="ক\r\nখ"))).text


def test_plain_text_has_no_trailing_blanks_and_no_gaps() -> None:
    for kind in ON:
        text = render(letter(kind, ON[kind], item(1), item(2), copies=("ক",))).text
        assert not re.search(r"[ \t]+$", text, re.MULTILINE)
        assert "\n\n\n" not in text and text.endswith("\n") and not text.startswith("\n")


def test_a_template_of_the_users_folder_goes_before_the_packaged_one(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "emails" / "bn" / "overdue" / "subject.txt"
    own.parent.mkdir(parents=True)
    own.write_text("আমাদের বিষয়: {{ letter.decisions|digits }}", encoding="utf-8")
    rendered = render(letter(), home=tmp_path)
    assert rendered.subject == "আমাদের বিষয়: ১"
    assert "তাগিদপত্র" not in rendered.subject and WORDS in rendered.text
    own.write_text("পরে বদলানো", encoding="utf-8")
    assert render(letter(), home=tmp_path).subject == "পরে বদলানো"
    assert render(letter()).subject.startswith("তাগিদপত্র")


@pytest.mark.parametrize(
    ("template", "named"),
    [
        ("{{ nothing }}", "nothing"),
        ("{% if %}", "subject.txt"),
        ("{{ letter.wrong }}", "wrong"),
        ("{{ letter.stage + 'x' }}", "subject.txt"),
        ("{% include 'none.txt' %}", "none.txt"),
        ("{{ letter.number|nofilter }}", "nofilter"),
    ],
)
def test_a_wrong_template_is_refused_by_name(tmp_path: Path, template: str, named: str) -> None:
    own = tmp_path / "templates" / "emails" / "bn" / "overdue" / "subject.txt"
    own.parent.mkdir(parents=True)
    own.write_text(template, encoding="utf-8")
    with pytest.raises(ConfigError) as refused:
        render(letter(), home=tmp_path)
    assert named in refused.value.message and f"{own}:1" in refused.value.message


def test_a_kind_without_templates_is_refused_by_name() -> None:
    with pytest.raises(ConfigError, match=r"bn/unknown/subject\.txt"):
        render(letter("unknown", date(2023, 7, 6)))


FOREIGN = {"bn": "[\u0900-\u0963\u0966-\u097f]", "en": "[\u0900-\u09ff]", "hi": "[\u0980-\u09ff]"}


@pytest.mark.parametrize("language", sorted(FOREIGN))
def test_every_language_has_all_templates_and_no_letters_of_another(language: str) -> None:
    bengali = {p.relative_to(TEMPLATES / "bn") for p in (TEMPLATES / "bn").rglob("*.*")}
    files = {p.relative_to(TEMPLATES / language): p.read_text("utf-8") for p in (TEMPLATES / language).rglob("*.*")}
    assert files.keys() == bengali
    assert not any(re.search(FOREIGN[language], text) for text in files.values())
    assert all(is_normalized("NFC", text) for text in files.values())
