"""Commands about what offices owe."""
