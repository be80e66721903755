"""${message}

Revision ID: ${up_revision}
Revises: ${down_revision | comma,n}

Before this goes out:
- add the revision to KNOWN in tracker/store/schema.py;
- every constraint and index has a name, else SQLite's table rebuild drops it without a word;
- a new column that must not be null has a server default, or is filled here by one set-based UPDATE;
- the audit table is never rewritten; rows are never lost: move data before dropping what holds it;
- it runs on SQLite (inside batch_alter_table) and on PostgreSQL, over a database with rows (tests/store).
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    """Go to ${up_revision}."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Go back from ${up_revision}."""
    ${downgrades if downgrades else "pass"}
