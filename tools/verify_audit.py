#!/usr/bin/env python3
"""Verify an export of the audit chain with nothing but Python 3.8 or newer: no database, no other program.

    python3 verify_audit.py EXPORT.jsonl [--checkpoint NUMBER:HASH]

Each line is an entry: a JSON object with the keys below. Its hash is the SHA-256, in hexadecimal, of the UTF-8 bytes of
the hash before (64 zeros for the first), its number and its seven texts, with U+001F between them. That the chain was
cut off at its end, or written anew as a whole, shows only against a checkpoint that was kept outside. Exit status 0:
all hold; 1: altered.
"""

import argparse
import hashlib
import itertools
import json
import sys

KEYS = ["seq", "at", "actor", "action", "subject", "office", "before", "after", "hash"]


def entries(path):
    """The entries of a file one by one; a line that is none gives one that holds nowhere."""
    with open(path, "rb") as file:
        for number, line in enumerate(file, 1):
            try:
                pairs = json.loads(line.decode("utf-8"), object_pairs_hook=tuple)
                keys, row = zip(*pairs)
                "".join(row[1:]).encode()
                proper = type(pairs) is tuple and list(keys) == KEYS and type(row[0]) is int
            except (ValueError, TypeError, RecursionError):
                proper = False
            yield row if proper else (number,) + ("",) * 8


def follows(previous, row, number):
    """Whether an entry, had it that number, would rightly come after that hash."""
    text = "\x1f".join((previous, str(number)) + row[1:8])
    return hashlib.sha256(text.encode()).hexdigest() == row[8]


def verify(read, checkpoint=(0, "")):
    """How many entries from the first on hold, the hash of the last of them, the bad one's number, what is wrong."""
    earlier, previous, number, rows = "0" * 64, "0" * 64, 1, read()
    for row in rows:
        if row[0] != number or "\x1f" in "".join(row[1:8]) or not follows(previous, row, number):
            return (number - 1, previous) + diagnose(read, row, next(rows, None), earlier, previous, number)
        if number == checkpoint[0] and row[8] != checkpoint[1]:
            return number - 1, previous, number, "rewritten"
        earlier, previous, number = previous, row[8], number + 1
    return (number - 1, previous) + ((number, "truncated") if number <= checkpoint[0] else (0, ""))


def diagnose(read, row, after, earlier, previous, number):
    """The number to name, and what is wrong, where `row` stands in the place of the entry of that number."""
    if number > 1 and follows(earlier, row, number - 1):
        return number - 1, "inserted"
    for other in itertools.islice(read(), number, None):
        if follows(previous, other, number):
            shifted = other[0] == number + 1 and not follows(other[8], row, number + 1)
            return number, "inserted" if shifted else "reordered"
    if row[0] > number or (after is not None and follows(row[8], after, number + 2)):
        return number, "deleted"
    return number, "inserted" if row[0] < number else "edited"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Verify an export of the audit chain.")
    parser.add_argument("export")
    parser.add_argument("--checkpoint", metavar="NUMBER:HASH")
    given = parser.parse_args()
    seq, _, digest = ("0:" if given.checkpoint is None else given.checkpoint.strip()).partition(":")
    if given.checkpoint is not None and not (seq.isdecimal() and len(seq) < 19 and int(seq) and len(digest) == 64):
        parser.error("a checkpoint is a number, a colon and 64 hexadecimal digits")
    try:
        count, head, bad, kind = verify(lambda: entries(given.export), (int(seq), digest))
    except OSError as error:
        parser.error("%s cannot be read: %s" % (given.export, error.strerror))
    if kind:
        sys.exit("ALTERED: entry %d was %s; %d entries before it hold" % (bad, kind, count))
    print("%d entries hold" % count + ("\ncheckpoint: %d:%s" % (count, head) if count else ""))
