"""Facts of a meeting, one kind a file: labels, title, days, memo number, chair, place, participants."""
