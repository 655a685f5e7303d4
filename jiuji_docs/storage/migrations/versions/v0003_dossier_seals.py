"""Keep every use of a seal on an official document, and forbid changing what was written.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the table and its triggers."""
    op.create_table(
        "dossier_seal",
        sa.Column("id", KEY, nullable=False),
        sa.Column("paper_id", KEY, nullable=False),
        sa.Column("unit_id", sa.String(length=64), nullable=False),
        sa.Column("seal_name", sa.String(length=100), nullable=False),
        sa.Column("document_title", sa.String(length=400), nullable=False),
        sa.Column("document_number", sa.String(length=80), nullable=False),
        sa.Column("applicant_id", sa.String(length=64), nullable=False),
        sa.Column("approver_id", sa.String(length=64), nullable=False),
        sa.Column("keeper_id", sa.String(length=64), nullable=False),
        sa.Column("pdf_hash", sa.String(length=64), nullable=False),
        sa.Column("used_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["dossier_paper.id"], name=op.f("fk__dossier_seal__paper_id__dossier_paper")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__dossier_seal")),
    )
    op.create_index(op.f("ix__dossier_seal__unit_id"), "dossier_seal", ["unit_id"], unique=False)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE TRIGGER forbid_change_dossier_seal BEFORE UPDATE OR DELETE OR TRUNCATE ON dossier_seal "
            "FOR EACH STATEMENT EXECUTE FUNCTION forbid_change()"
        )
        return
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER forbid_{verb.lower()}_dossier_seal BEFORE {verb} ON dossier_seal "
            "BEGIN SELECT RAISE(ABORT, 'dossier_seal is append-only'); END"
        )


def downgrade() -> None:
    """Drop it again; the triggers go with it."""
    op.drop_table("dossier_seal")
