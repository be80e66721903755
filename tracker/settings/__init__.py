"""Configuration: the user's folder first, the packaged copy second; every mistake at once."""
