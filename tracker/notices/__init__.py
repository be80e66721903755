"""What is said to whom, and getting it there: letters, their words, the message, the ways to send it."""
