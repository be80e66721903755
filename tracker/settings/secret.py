"""Passwords: named in the configuration, kept in the environment or a file of their own, never printed."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tracker.domain.errors import ConfigError


class Secret:
    """A password that shows itself only to who asks for it by `reveal`."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The password itself."""
        return self._value

    def __repr__(self) -> str:
        return "***"

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return format("***", spec)


class PasswordSource(NamedTuple):
    """Where a password is to be had: an environment variable or a file; neither means that there is none."""

    env: str = ""
    file: Path | None = None
    environ: Mapping[str, str] = os.environ

    def __repr__(self) -> str:
        return f"PasswordSource(env={self.env!r}, file={self.file!r})"

    def read(self) -> Secret | None:
        """The password, or None when none is configured.

        Raises ConfigError when the variable or the file is missing or empty, or others may read the file.
        """
        if self.env:
            value = self.environ.get(self.env, "")
            if not value:
                raise ConfigError(
                    f"the environment variable {self.env}, which should hold a password, is not set",
                    hint="set it, or name a file with `password_file` in place of `password_env`",
                )
            return Secret(value)
        return Secret(_from_file(self.file)) if self.file else None


NO_PASSWORD = PasswordSource()


def _from_file(path: Path) -> str:
    """The file's text without the line break at its end."""
    try:
        with path.open(encoding="utf-8") as file:
            found = os.fstat(file.fileno())
            if stat.S_ISREG(found.st_mode) and found.st_mode & stat.S_IRWXO:
                raise ConfigError(
                    f"{path}: other users of this machine may read this password file",
                    hint=f"take their rights away: chmod 600 {path}",
                )
            value = file.read(4096).rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as trouble:
        reason = trouble.strerror if isinstance(trouble, OSError) else "it is not UTF-8 text"
        raise ConfigError(
            f"{path}: the password file cannot be read ({reason})",
            hint="check `password_file` in config/tracker.toml",
        ) from None
    if not value:
        raise ConfigError(f"{path}: the password file is empty", hint="write the password into it")
    return value
