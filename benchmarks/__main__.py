"""Run all benchmarks, or those named: `python -m benchmarks [NAME …]`; exit status 1 when a promise is not kept."""

from __future__ import annotations

import importlib
import sys

NAMES = ("overdue", "daily_check", "audit", "reading")


def main(names: list[str]) -> int:
    """Print each ratio as it is measured."""
    kept = True
    for name in names or NAMES:
        for ratio in importlib.import_module(f"benchmarks.{name}").measure():
            print(ratio, flush=True)
            kept = kept and ratio.kept
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
