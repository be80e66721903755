"""Evidence, extensions, parts, findings; revisions and restatements of minutes; more notices; contacts that return."""

# ruff: noqa: E501

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_DECISION_STATES = "state IN ('review', 'binding', 'noted', 'dropped', 'superseded'{})"
_VERDICTS = "verdict IN ('accepted', 'returned'{})"
_SUBMITTED = sa.text("state IN ('submitted')")
_AUDITED = (("subject", "seq"), ("office", "seq"), ("at",))
_NOTICE_KINDS = "kind IN ('reminder', 'overdue', 'escalation', 'summary', 'operator'{})"


def upgrade() -> None:
    """Go to 0002."""
    for columns in _AUDITED:
        op.create_index(op.f(f"ix_audit_{'_'.join(columns)}"), "audit", list(columns))
    op.create_index(op.f("ix_notice_on_kind"), "notice", ["on", "kind"])
    op.create_index("ix_occurrence_submitted", "occurrence", ["submitted_on"], sqlite_where=_SUBMITTED, postgresql_where=_SUBMITTED)
    op.add_column("occurrence", sa.Column("since", sa.Date(), nullable=True))
    op.add_column("minutes", sa.Column("revision", sa.Integer(), server_default="1", nullable=False))
    with op.batch_alter_table("submission") as batch:
        batch.add_column(sa.Column("kind", sa.Text(), server_default="complete", nullable=False))
        batch.create_check_constraint(op.f("ck_submission_kind"), "kind IN ('complete', 'progress')")
    _check("submission", "verdict", _VERDICTS.format(", 'withdrawn'"))
    with op.batch_alter_table("notice_item") as batch:
        batch.alter_column("due_on", existing_type=sa.Date(), nullable=True)
        batch.add_column(sa.Column("event_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(op.f("fk_notice_item_event_id"), "event", ["event_id"], ["id"])
    _check("notice", "kind", _NOTICE_KINDS.format(", 'returned', 'extension', 'duties', 'moved'"))
    _check("decision", "state", _DECISION_STATES.format(", 'carried', 'linked'"))
    with op.batch_alter_table("decision") as batch:
        for name in ("continues_id", "restates_id"):
            batch.add_column(sa.Column(name, sa.Integer(), nullable=True))
            batch.create_foreign_key(op.f(f"fk_decision_{name}"), "decision", [name], ["id"])
    with op.batch_alter_table("contact") as batch:
        batch.drop_constraint(op.f("uq_contact_office_code_role_email"), type_="unique")
        batch.create_unique_constraint(
            op.f("uq_contact_office_code_role_email_valid_from"), ["office_code", "role", "email", "valid_from"]
        )
    op.create_table(
        "finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("office_code", sa.Text(), nullable=False),
        sa.Column("found", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.Text(), nullable=True),
        sa.CheckConstraint("found IN ('done', 'missing')", name=op.f("ck_finding_found")),
        sa.CheckConstraint("origin IN ('text', 'registrar')", name=op.f("ck_finding_origin")),
        sa.CheckConstraint("state IN ('proposed', 'confirmed', 'dismissed')", name=op.f("ck_finding_state")),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_finding_decision_id")),
        sa.ForeignKeyConstraint(["office_code"], ["office.code"], name=op.f("fk_finding_office_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
        sa.UniqueConstraint("decision_id", "office_code", name=op.f("uq_finding_decision_id_office_code")),
    )
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_evidence_submission_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index(op.f("ix_evidence_submission_id"), "evidence", ["submission_id"])
    op.create_index(op.f("ix_evidence_sha256"), "evidence", ["sha256"])
    op.create_table(
        "extension",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("occurrence_id", sa.Integer(), nullable=False),
        sa.Column("requested_on", sa.Date(), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("requested_by", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=True),
        sa.Column("granted_until", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("decision_reason", sa.Text(), nullable=True),
        sa.CheckConstraint("verdict IN ('granted', 'refused', 'withdrawn')", name=op.f("ck_extension_verdict")),
        sa.ForeignKeyConstraint(["occurrence_id"], ["occurrence.id"], name=op.f("fk_extension_occurrence_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension")),
    )
    op.create_index(op.f("ix_extension_occurrence_id"), "extension", ["occurrence_id"])
    op.create_index("ix_extension_undecided", "extension", ["occurrence_id"], unique=True, sqlite_where=sa.text("verdict IS NULL"), postgresql_where=sa.text("verdict IS NULL"))
    op.create_table(
        "part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_part_decision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_part")),
        sa.UniqueConstraint("decision_id", "position", name=op.f("uq_part_decision_id_position")),
    )
    op.create_table(
        "part_report",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.Column("returned_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["part_id"], ["part.id"], name=op.f("fk_part_report_part_id")),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_part_report_submission_id")),
        sa.PrimaryKeyConstraint("submission_id", "part_id", name=op.f("pk_part_report")),
    )


def downgrade() -> None:
    """Back to 0001; refused once there is a record."""
    if op.get_bind().scalar(sa.text("SELECT count(*) FROM audit")):
        raise RuntimeError("the database holds a record, which a downgrade would destroy")
    for table in ("part_report", "part", "extension", "evidence", "finding"):
        op.drop_table(table)
    for columns in _AUDITED:
        op.drop_index(op.f(f"ix_audit_{'_'.join(columns)}"), "audit")
    op.drop_index("ix_occurrence_submitted", "occurrence")
    op.drop_index(op.f("ix_notice_on_kind"), "notice")
    op.drop_column("occurrence", "since")
    op.drop_column("minutes", "revision")
    with op.batch_alter_table("submission") as batch:
        batch.drop_constraint(op.f("ck_submission_kind"), type_="check")
        batch.drop_column("kind")
    _check("submission", "verdict", _VERDICTS.format(""))
    with op.batch_alter_table("notice_item") as batch:
        batch.drop_constraint(op.f("fk_notice_item_event_id"), type_="foreignkey")
        batch.drop_column("event_id")
        batch.alter_column("due_on", existing_type=sa.Date(), nullable=False)
    with op.batch_alter_table("contact") as batch:
        batch.drop_constraint(op.f("uq_contact_office_code_role_email_valid_from"), type_="unique")
        batch.create_unique_constraint(op.f("uq_contact_office_code_role_email"), ["office_code", "role", "email"])
    _check("notice", "kind", _NOTICE_KINDS.format(""))
    _check("decision", "state", _DECISION_STATES.format(""))
    with op.batch_alter_table("decision") as batch:
        for name in ("continues_id", "restates_id"):
            batch.drop_constraint(op.f(f"fk_decision_{name}"), type_="foreignkey")
            batch.drop_column(name)


def _check(table: str, column: str, condition: str) -> None:
    """Put another condition in the place of the check on a column."""
    name = op.f(f"ck_{table}_{column}")
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, condition)
