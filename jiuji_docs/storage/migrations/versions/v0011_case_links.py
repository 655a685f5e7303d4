"""Keep which case was opened from which.

Revision ID: 0011
Revises: 0010
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "case_link",
        sa.Column("id", KEY, nullable=False),
        sa.Column("parent_id", KEY, nullable=False),
        sa.Column("child_id", KEY, nullable=False),
        sa.Column("opened_by", sa.String(length=64), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["case.id"], name=op.f("fk__case_link__parent_id__case")),
        sa.ForeignKeyConstraint(["child_id"], ["case.id"], name=op.f("fk__case_link__child_id__case")),
        sa.ForeignKeyConstraint(["opened_by"], ["account.id"], name=op.f("fk__case_link__opened_by__account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__case_link")),
        sa.UniqueConstraint("child_id", name=op.f("uq__case_link__child_id")),
    )
    op.create_index(op.f("ix__case_link__parent_id"), "case_link", ["parent_id"], unique=False)


def downgrade() -> None:
    """Drop it again."""
    op.drop_table("case_link")
