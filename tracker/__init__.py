"""Action-item compliance tracker: decisions in minutes become obligations that are kept."""

__version__ = "0.1.0"
