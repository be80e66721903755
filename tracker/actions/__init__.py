"""Use cases: one file each, each one transaction. Faces parse and print; what happens, happens here."""
