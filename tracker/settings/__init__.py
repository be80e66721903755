"""Configuration: the user's folder first, the packaged copy second; unknown keys refused, all errors at once."""
