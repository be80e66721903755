"""The rules: dates, deadlines, lives, the ladder, compliance. No clock, file, database or mail."""
