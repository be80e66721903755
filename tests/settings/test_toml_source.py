"""Places in TOML files, and problems collected all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.domain.errors import ConfigError
from tracker.settings.toml_lines import key_lines
from tracker.settings.toml_source import TomlSource

TEXT = '''# a comment with [brackets] and = signs
title = "first"   # trailing

[body]
code = "x"
place = { bn = "রংপুর", en = "Rangpur" }
notes = """
[not.a.table]
code = "still text"
"""

[[office]]
code = 'a'
contacts = [
    { role = "focal", email = "a@x.example" },  # one

    { role = "head", email = "b@x.example" },
]

[[office]]
code = "b"
[office.extra]
"quoted key" = [1, [2, 3]]
day = 2024-05-01

[deep.er."dot.ted"]
x.y = 1
'''


def test_every_key_has_its_line() -> None:
    lines = key_lines(TEXT)
    assert lines[("title",)] == 2
    assert lines[("body", "place", "en")] == 6
    assert lines[("body", "notes")] == 7
    assert ("not", "a", "table") not in lines
    assert lines[("office", 0, "contacts", 0, "email")] == 15
    assert lines[("office", 0, "contacts", 1, "email")] == 17
    assert lines[("office", 1)] == 20
    assert lines[("office", 1, "code")] == 21
    assert lines[("office", 1, "extra", "quoted key", 1, 1)] == 23
    assert lines[("office", 1, "extra", "day")] == 24
    assert lines[("deep", "er", "dot.ted", "x", "y")] == 27


def test_a_key_that_is_missing_has_the_line_of_its_table(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text(TEXT, "utf-8")
    source = TomlSource.load(path)
    assert source.line_of("office", 1, "parent") == 20
    assert source.line_of("nowhere") == 1
    assert source.at("body", "code") == f"{path}:5"


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b'a = 1\nb = "open\n', 2),
        (b"a = 1\nb = \n", 2),
        (b"a = 1\na = 2\n", 2),
        (b"a = 1\n\n[x\n", 3),
        (b"a = 1\nb = \"\xff\xfe\"\n", 2),
        (b"a = [1,\n2", 2),
    ],
)
def test_a_broken_file_names_its_line(tmp_path: Path, content: bytes, line: int) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(content)
    with pytest.raises(ConfigError) as caught:
        TomlSource.load(path)
    assert caught.value.message.startswith(f"{path}:{line}: ")


def test_a_missing_file_and_a_file_nested_without_end_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        TomlSource.load(tmp_path / "none.toml")
    deep = tmp_path / "deep.toml"
    deep.write_text("a = " + "[" * 100_000, "utf-8")
    with pytest.raises(ConfigError, match=r"deep\.toml:1: "):
        TomlSource.load(deep)


def test_all_problems_of_a_file_are_said_at_once_in_the_order_of_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    lines = ["[ladder]", "frist=1", 'steps="many"', "day=40", 'mode = "fats"', 'list = ["a", 1, ""]', "on=1"]
    path.write_text("\n".join(lines), "utf-8")
    top = TomlSource.load(path).checked()
    ladder = top.table("ladder")
    assert ladder.text("name", required=True) == ""
    assert ladder.integer("steps", 3) == 3
    assert ladder.integer("day", 1, low=1, high=31) == 1
    assert ladder.choice("mode", ("fast", "slow"), "slow") == "slow"
    assert ladder.texts("list") == ("a",)
    assert ladder.flag("on", False) is False
    assert ladder.integer("first", 7) == 7
    ladder.finish()
    top.finish()
    with pytest.raises(ConfigError) as caught:
        top.refuse("the ladder has mistakes", "mend them")
    assert [p.removeprefix(f"{path}:") for p in caught.value.problems] == [
        "1: [ladder] needs `name` (a text in quotes)",
        "2: unknown key `frist` in [ladder]; did you mean `first`?",
        "3: `steps` must be a whole number, not 'many'",
        "4: `day` must be 1 to 31, not 40",
        "5: `mode` must be fast or slow, not 'fats'; did you mean `fast`?",
        "6: `list` must hold texts in quotes, not 1",
        "6: `list` must hold texts in quotes, not ''",
        "7: `on` must be true or false, not 1",
    ]


def test_a_file_without_problems_is_not_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text('[[a]]\nx = 1\n[[a]]\nx = 2\n', "utf-8")
    top = TomlSource.load(path).checked()
    values = []
    for table in top.tables("a"):
        values.append(table.integer("x", 0))
        table.finish()
    top.finish()
    top.refuse("never", "never")
    assert values == [1, 2]
