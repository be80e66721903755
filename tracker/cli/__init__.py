"""The command line: each command parses, calls one action or query, and prints."""
