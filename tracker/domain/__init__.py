"""The rules: dates, deadlines, the life of an occurrence, the ladder, compliance. No clock, file, database or mail."""
