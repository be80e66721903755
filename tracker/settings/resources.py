"""Where configuration and templates lie: the user's working folder first, the packaged copy second."""

from __future__ import annotations

from pathlib import Path

from tracker.domain.errors import ConfigError


def packaged_root() -> Path:
    """The folder with the packaged `config/` and `templates/`: in a wheel, else the checkout's top."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "packaged"
    return installed if installed.is_dir() else package.parent


def resource(relative: str, home: Path | None = None) -> Path:
    """The file or folder `relative` ("config/ladder.toml"): the one under `home`, else the packaged one.

    Raises ConfigError when neither has it.
    """
    for root in (home, packaged_root()):
        if root is not None and (found := root / relative).exists():
            return found
    raise ConfigError(
        f"{relative} is neither in {home or 'the working folder'} nor among the packaged files",
        hint="check the name, or write the packaged files anew with: tracker init",
    )
