"""The settings of a working folder: defaults, mistakes at their lines, passwords that never show."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from tracker.domain.deadlines import NO_DEADLINE, DeadlineRule, Kind, Unit
from tracker.domain.errors import ConfigError
from tracker.domain.offices import LANGUAGES
from tracker.settings import load as load_module
from tracker.settings.load import find_home, load_settings
from tracker.settings.model import Settings


def home(tmp_path: Path, text: str) -> Path:
    (tmp_path / "config").mkdir(exist_ok=True)
    (tmp_path / "config/tracker.toml").write_text(text, "utf-8")
    return tmp_path


def load(tmp_path: Path, text: str, **environ: str) -> Settings:
    return load_settings(home(tmp_path, text), environ)


def problems(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, text)
    assert caught.value.exit_status == 4
    return [p.removeprefix(f"{tmp_path}/config/tracker.toml:") for p in caught.value.problems]


def test_the_languages_are_those_of_the_offices() -> None:
    assert load_module.LANGUAGES == LANGUAGES


def test_an_empty_file_means_the_defaults(tmp_path: Path) -> None:
    settings = load(tmp_path, "")
    assert settings.database.address() == f"sqlite:///{tmp_path}/var/tracker.db"
    assert settings.mail.transport == "folder"
    assert settings.mail.folder == tmp_path / "var/mail"
    assert settings.basis_order == ("issued", "held")
    assert settings.schedule.check_at == time(8)
    assert settings.policy_rule(NO_DEADLINE) is None
    assert settings.directory().body.code == "divcom-rangpur"


def test_a_folder_without_settings_uses_the_packaged_ones(tmp_path: Path) -> None:
    settings = load_settings(tmp_path, {})
    assert settings.source.name == "tracker.toml"
    assert not settings.source.is_relative_to(tmp_path)
    assert settings.mail.folder.is_relative_to(tmp_path)
    assert settings.policy_rule(NO_DEADLINE) == DeadlineRule(Kind.WITHIN, 30, Unit.DAY, text="30 days")


def test_what_is_written_holds(tmp_path: Path) -> None:
    text = """
        [office]
        language = "en"
        [mail]
        transport = "smtp"
        sender = "a@b.example"
        reply_to = "c@d.example"
        [mail.smtp]
        host = "localhost"
        security = "tls"
        [deadlines]
        basis = "held"
        [schedule]
        check_at = 06:30:00
        [policy]
        vague = "every 2 days"
    """
    assert problems(tmp_path, text)[0].startswith("16: `vague`: “every 2 days” is not a deadline; write ")
    settings = load(tmp_path, text.replace("every 2 days", "every quarter"))
    assert settings.mail.smtp.port == 465
    assert settings.mail.reply_to == "c@d.example"
    assert settings.basis_order == ("held", "issued")
    assert settings.schedule.check_at == time(6, 30)
    rule = settings.policy_rule(DeadlineRule(Kind.VAGUE))
    assert rule is not None
    assert rule.every is Unit.QUARTER


def test_all_mistakes_are_said_at_once_each_with_its_line(tmp_path: Path) -> None:
    assert problems(
        tmp_path,
        """[office]
directory = "config/offices/nowhere.toml"
[mail]
transport = "smpt"
sender = "nobody"
[mail.smtp]
host = "localhost"
port = 0
username = "u"
security = "none"
password = "hunter2"
[deadlines]
bais = "held"
[schedule]
check_at = "25:00"
[calendar]
holidays = ["mine.toml"]
[shedule]
""",
    ) == [
        f"2: config/offices/nowhere.toml is neither in {tmp_path} nor among the packaged files",
        "4: `transport` must be folder or smtp, not 'smpt'; did you mean `smtp`?",
        "5: 'nobody' is not one mail address such as office@example.org",
        "8: `port` must be 1 to 65535, not 0",
        "10: a login needs a protected connection: set `security` to starttls or tls",
        "11: no password in this file; use `password_env` or `password_file`",
        "13: unknown key `bais` in [deadlines]; did you mean `basis`?",
        "15: `check_at` must be a time such as \"08:00\", not '25:00'",
        f"17: mine.toml is neither in {tmp_path} nor among the packaged files",
        "18: unknown key `shedule` in the file; did you mean `schedule`?",
    ]


def test_smtp_needs_a_host_and_a_sender(tmp_path: Path) -> None:
    found = problems(tmp_path, '[mail]\ntransport = "smtp"\n')
    assert [p.partition(": ")[2] for p in found] == [
        '`transport = "smtp"` needs `host` in [mail.smtp]',
        '`transport = "smtp"` needs `sender`, the address that notices come from',
    ]


def test_a_password_in_the_url_is_refused_and_not_repeated(tmp_path: Path) -> None:
    text = '[database]\nurl = "postgresql+psycopg://u:hunter2@db/x"\n'
    found = problems(tmp_path, text)
    assert found == ["2: `url` holds a password; use `password_env` or `password_file` instead"]


def test_a_password_comes_from_the_environment_and_is_never_shown(tmp_path: Path) -> None:
    text = '[database]\nurl = "postgresql+psycopg://u@db/x"\npassword_env = "PW"\n'
    settings = load(tmp_path, text, PW="p@ss/word")
    assert settings.database.address() == "postgresql+psycopg://u:p%40ss%2Fword@db/x"
    secret = settings.database.password.read()
    assert secret is not None
    assert f"{secret} {secret!r} {settings} {settings.database}".count("p@ss") == 0
    assert f"{secret:>5}" == "  ***"


def test_a_missing_password_is_told_only_when_it_is_needed(tmp_path: Path) -> None:
    settings = load(tmp_path, '[mail.smtp]\npassword_env = "PW"\n')
    with pytest.raises(ConfigError, match="PW, which should hold a password, is not set"):
        _ = settings.mail.smtp.password


@pytest.mark.parametrize(
    ("mode", "text", "message"),
    [(0o644, "x", "other users"), (0o600, "\n", "is empty"), (None, "", "cannot be read")],
)
def test_a_password_file_must_be_there_filled_and_private(
    tmp_path: Path, mode: int | None, text: str, message: str
) -> None:
    if mode is not None:
        (tmp_path / "pw").write_text(text, "utf-8")
        (tmp_path / "pw").chmod(mode)
    settings = load(tmp_path, '[mail.smtp]\npassword_file = "pw"\n')
    with pytest.raises(ConfigError, match=message):
        _ = settings.mail.smtp.password


def test_a_password_file_is_read_without_its_line_break(tmp_path: Path) -> None:
    (tmp_path / "pw").write_text("geheim \n", "utf-8")
    (tmp_path / "pw").chmod(0o600)
    secret = load(tmp_path, '[mail.smtp]\npassword_file = "pw"\n').mail.smtp.password
    assert secret is not None
    assert secret.reveal() == "geheim "


def test_the_home_is_named_or_found_upwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "office").mkdir()
    top = home(tmp_path / "office", "")
    below = top / "var/reports"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    assert find_home(None, {}) == top
    assert find_home(None, {"TRACKER_HOME": str(tmp_path)}) == tmp_path
    assert find_home(str(below), {"TRACKER_HOME": str(tmp_path)}) == below
    monkeypatch.chdir(tmp_path)
    assert find_home(None, {}) == tmp_path


def test_a_named_home_must_be_a_folder(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="--home names"):
        find_home(str(tmp_path / "nowhere"), {})
    with pytest.raises(ConfigError, match="TRACKER_HOME names"):
        find_home(None, {"TRACKER_HOME": str(tmp_path / "nowhere")})
