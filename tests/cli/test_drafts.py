"""Drafts on the command line: exported, edited by a registrar, imported."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.actions.world import DISTRICTS, make_settings
from tests.cli.conftest import MINUTES, Cli
from tracker.actions.edited_draft import read_edited
from tracker.actions.incoming import incoming
from tracker.cli.minutes.draft_file import draft_file
from tracker.domain.deadlines import DeadlineRule, Kind, Unit
from tracker.domain.errors import BadInput
from tracker.minutes.draft import Draft, DraftDecision, Meeting, Source
from tracker.settings.load import load_settings

Edit = Callable[..., Path]


@pytest.fixture
def edit(cli: Cli, tmp_path: Path) -> Edit:
    """Exports a draft of the sample minutes and replaces words in it: (item, before, after)…; its path."""

    def edited(*changes: tuple[int, str, str]) -> Path:
        path = tmp_path / "draft.toml"
        cli.ok("minutes", "export-draft", MINUTES, "-o", path)
        parts = path.read_text("utf-8").split("[[decision]]")
        for item, before, after in changes:
            assert before in parts[item], parts[item]
            parts[item] = parts[item].replace(before, after)
        path.write_text("[[decision]]".join(parts), "utf-8")
        return path

    return edited


def decisions(cli: Cli) -> dict[str, dict[str, object]]:
    story = json.loads(cli.ok("minutes", "show", "1", "--json"))
    return {one["number"]: one for one in story["decisions"]}


def test_a_draft_shows_the_words_the_reading_and_what_is_to_be_settled(edit: Edit) -> None:
    text = edit().read_text("utf-8")
    assert "# TO SETTLE     the deadline is vague" in text
    assert "# first due     due 24 September 2025: within 10 days of issue" in text
    assert 'deadline = "within 10 days"' in text
    assert text.count("[[decision]]") == 7


def test_a_draft_imported_as_it_was_exported_is_the_import_of_the_document(cli: Cli, edit: Edit) -> None:
    told = cli.ok("minutes", "import", "--draft", edit())
    assert "in force      5, 40 obligations" in told
    assert "IN REVIEW     2" in told
    assert "decision.edit" not in cli.ok("audit", "log")
    assert "imported before" in cli.ok("minutes", "import", MINUTES)


def test_what_is_settled_in_the_draft_binds_at_once_and_says_by_whom(cli: Cli, edit: Edit) -> None:
    draft = edit(
        (6, 'deadline = ""', 'deadline = "every month"'),
        (7, 'deadline = ""', 'deadline = "আগামী ১৫ দিনের মধ্যে"'),
        (7, 'note = ""', 'note = "as agreed by telephone"'),
    )
    assert "in force      7, 56 obligations" in cli.ok("minutes", "import", "--draft", draft)
    found = decisions(cli)
    assert (found["6"]["origin"], found["6"]["first_due_on"]) == ("registrar", "2025-09-29")
    assert (found["5"]["origin"], found["5"]["rule"]) == ("registrar", {"kind": "every", "every": "month", "text": "every month"})  # fmt: skip
    entries = [e for e in cli.items("audit", "log") if e["action"] == "decision.edit"]
    assert len(entries) == 2
    assert "no_deadline" in str(entries[1]["before"])
    assert "as agreed by telephone" in str(entries[1]["after"])


def test_the_documents_own_words_stay_beside_the_edited_ones(cli: Cli, edit: Edit) -> None:
    draft = edit((1, 'number = "1"', 'number = "1.1"'), (1, 'text = "', 'text = "জরুরি: '))
    cli.ok("minutes", "import", "--draft", draft)
    one = decisions(cli)["1.1"]
    assert str(one["text"]).startswith("জরুরি: ")
    read = one["as_read"]
    assert isinstance(read, dict)
    assert (read["number"], read["text"].startswith("জরুরি")) == ("1", False)
    assert one["origin"] == "text"  # the deadline is still the document's


def test_an_item_can_be_dropped_confirmed_or_given_to_other_offices(cli: Cli, edit: Edit) -> None:
    draft = edit(
        (1, "drop = false", "drop = true"),
        (1, 'note = ""', 'note = "an address to all"'),
        (2, '  "dc-panchagarh",\n', ""),
        (6, 'deadline = ""', 'deadline = "policy"'),
    )
    cli.ok("minutes", "import", "--draft", draft)
    found = decisions(cli)
    assert (found["1"]["state"], found["2.1"]["offices"], found["5"]["origin"]) == ("dropped", 7, "policy")


@pytest.mark.parametrize(
    ("item", "before", "after", "message"),
    [
        (6, 'deadline = ""', 'deadline = "someday"', "names no usable deadline"),
        (6, 'deadline = ""', "deadline = 5", "must be a text in quotes"),
        (6, "confirm = false", "confirm = true", "cannot bind without a usable `deadline`"),
        (1, '"dc-rangpur"', '"dc-atlantis"', "no active office has the code 'dc-atlantis'"),
        (1, 'nature = "obligation"', 'nature = "obligaton"', "did you mean `obligation`?"),
        (1, "drop = false", "drop = true", "needs a `note`"),
        (1, "drop = false", "dropp = false", "unknown key `dropp`"),
        (2, "item = 2", "item = 1", "item 1 stands twice"),
        (2, "item = 2", "item = 99", "must be a number from 1 to 7"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_nothing_is_stored(
    cli: Cli, edit: Edit, item: int, before: str, after: str, message: str
) -> None:
    draft = edit((item, before, after))
    told = cli.refused(3, "minutes", "import", "--draft", draft)
    lines = draft.read_text("utf-8").splitlines()
    named = next(line for line in told.splitlines() if message in line)
    number = int(named.split("draft.toml:")[1].split(":")[0])
    key = "deadline" if "`deadline`" in message else after.split(" = ")[0].strip('"')
    assert key in lines[number - 1]
    assert not (cli.home / "var/tracker.db").exists()


def test_a_missing_item_is_named(cli: Cli, edit: Edit) -> None:
    draft = edit()
    head, *rest = draft.read_text("utf-8").split("[[decision]]")
    draft.write_text("[[decision]]".join([head, *rest[:-1]]), "utf-8")
    assert "item 7 (number 6) is missing" in cli.refused(3, "minutes", "import", "--draft", draft)


def test_a_draft_of_another_document_or_of_another_reading_is_refused(cli: Cli, edit: Edit, tmp_path: Path) -> None:
    draft = edit()
    other = tmp_path / "minutes.txt"
    other.write_bytes(MINUTES.read_bytes() + b"\n")
    assert "was not exported from" in cli.refused(3, "minutes", "import", other, "--draft", draft)
    text = draft.read_text("utf-8")
    draft.write_text(text.replace('reading = "', 'reading = "0'), "utf-8")
    assert "has changed since" in cli.refused(3, "minutes", "import", "--draft", draft)


def test_a_draft_with_edits_is_not_written_over(cli: Cli, edit: Edit) -> None:
    draft = edit()
    before = draft.read_bytes()
    assert "is there already" in cli.refused(3, "minutes", "export-draft", MINUTES, "-o", draft)
    assert draft.read_bytes() == before


@pytest.mark.parametrize("text", ["", "[document", "x = 1\n", "[document]\nsha256 = 5\n"])
def test_a_file_that_is_no_draft_is_refused(cli: Cli, tmp_path: Path, text: str) -> None:
    path = tmp_path / "no.toml"
    path.write_text(text, "utf-8")
    assert "→" in cli.refused(3, "minutes", "import", MINUTES, "--draft", path)


_DAYS = st.dates(date(2023, 1, 1), date(2027, 1, 1))
_RULES = st.one_of(
    st.builds(lambda n, unit: DeadlineRule(Kind.WITHIN, n, unit), st.integers(1, 400), st.sampled_from([Unit.DAY, Unit.WORKING_DAY, Unit.MONTH])),
    st.builds(lambda day: DeadlineRule(Kind.BY, date=day), _DAYS),
    st.builds(lambda unit: DeadlineRule(Kind.EVERY, every=unit), st.sampled_from([Unit.DAY, Unit.BIMONTH, Unit.HALF_YEAR])),
    st.builds(lambda day: DeadlineRule(Kind.EVERY, every=Unit.MONTH, day=day, text="মাসের তারিখ"), st.integers(1, 31)),
    st.builds(lambda kind: DeadlineRule(kind), st.sampled_from([Kind.NONE, Kind.VAGUE, Kind.EVENT, Kind.IMMEDIATE, Kind.ONGOING])),
    st.none(),
)  # fmt: skip
_WORDS = st.text(st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(" \n\"'\\#[]{}অআক্ষ"), min_size=1).map(
    lambda text: unicodedata.normalize("NFC", text).strip() or "ক"
)
_DECISIONS = st.builds(
    lambda **read: DraftDecision(**read),
    number=st.sampled_from(["", "1", "2.1", "ক"]),
    subject=_WORDS,
    text=_WORDS,
    nature=st.sampled_from(["obligation", "directive", "information", "commitment"]),
    implementer_text=_WORDS,
    implementers=st.lists(st.sampled_from(DISTRICTS), unique=True).map(tuple),
    deadline=_RULES,
    review=st.lists(st.sampled_from(["no_deadline", "not_binding", "damaged_text"]), unique=True).map(tuple),
    basis=st.none() | _DAYS,
    basis_kind=st.just("issued"),
)


@given(found=st.lists(_DECISIONS, min_size=1, max_size=4))
def test_every_draft_comes_back_as_it_went_out(tmp_path_factory: pytest.TempPathFactory, found: list[DraftDecision]) -> None:
    folder = tmp_path_factory.mktemp("draft")
    settings = make_settings(folder)
    draft = Draft(Source("m.txt", "a" * 64, "text", "bn"), "other", Meeting(), tuple(found), ())
    path = folder / "draft.toml"
    path.write_text("".join(f"{line}\n" for line in draft_file(draft, folder / "m.txt", folder)), "utf-8")
    assert read_edited(settings, path, draft) == [incoming(one) for one in found]


def test_plain_words_of_a_rule_are_read_back(cli: Cli) -> None:
    from tracker.actions.deadline_words import rule_in_words
    from tracker.settings.wording import words_of

    settings = load_settings(cli.home)
    for words in ["within 1 day", "within 15 working days", "end of half year", "every two months", "every half year", "2023-07-05", "ongoing", "immediately"]:
        assert words_of(rule_in_words(settings, words, None)) == words
    with pytest.raises(BadInput):
        rule_in_words(settings, "2023-02-30", None)


@pytest.mark.parametrize("words", ["প্রতি মাসের ৫ তারিখের মধ্যে", "প্রতি সোমবার", "हर महीने की 5 तारीख तक"])
def test_how_letters_are_encoded_does_not_matter(cli: Cli, words: str) -> None:
    from tracker.actions.deadline_words import rule_in_words

    settings = load_settings(cli.home)
    rules = [rule_in_words(settings, unicodedata.normalize(form, words), date(2024, 1, 1)) for form in ("NFC", "NFD")]
    assert rules[0] == rules[1]
    assert cli.ok("phrases", "test", unicodedata.normalize("NFD", words)) == cli.ok("phrases", "test", words)


def test_within_takes_the_words_of_minutes_too(imported: Cli) -> None:
    told = imported.ok("minutes", "settle", "1/6", "--within", "১০ দিন")
    assert "due 24 September 2025" in told
    assert "no deadline for --within" in imported.refused(3, "minutes", "settle", "1/5", "--within", "প্রতি মাসে")
