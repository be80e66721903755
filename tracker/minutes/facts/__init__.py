"""Facts of a meeting, one kind a file: labelled lines, title, dates, memo number, chair, place, participants."""
