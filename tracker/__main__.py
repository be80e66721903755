"""The program `tracker`."""

from __future__ import annotations

import gc
import io
import os
import sys

BAD_OUTPUT = 3


def main() -> None:
    """Run the command line, and end with its exit status.

    Standard streams are UTF-8 whatever the locale says; a reader that stops reading is no error.
    """
    gc.set_threshold(100_000, 50, 50)  # most commands end before what they leave behind is worth looking for
    from tracker.cli.root import CLOSED_PIPE, tracker

    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    status: str | int | None = 0
    try:
        try:
            tracker.main(prog_name="tracker")
        except SystemExit as ended:
            status = ended.code
        sys.stdout.flush()
    except OSError as trouble:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(trouble, BrokenPipeError):
            status = CLOSED_PIPE
        else:
            sys.stderr.write(f"Error: the output cannot be written: {trouble.strerror}\n")
            status = BAD_OUTPUT
    sys.exit(status)


if __name__ == "__main__":
    main()
