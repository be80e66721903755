"""How the language of time is read: the phrase files become one table of words and one tree of patterns.

words → lexicon → lattice (what each place of a text can be read as) → matching → rules → choosing.
"""
