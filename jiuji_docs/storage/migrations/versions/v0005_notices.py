"""Keep what people are told at their desks.

Revision ID: 0005
Revises: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the table and its indexes."""
    op.create_table(
        "notice",
        sa.Column("id", KEY, nullable=False),
        sa.Column("account_id", sa.String(length=64), nullable=True),
        sa.Column("role", sa.String(length=64), nullable=False),
        sa.Column("unit_id", sa.String(length=64), nullable=True),
        sa.Column("case_id", KEY, nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("text", sa.String(length=400), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("read_at", INSTANT, nullable=True),
        sa.Column("read_by", sa.String(length=64), nullable=False),
        sa.Column("dedup", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk__notice__account_id__account")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk__notice__unit_id__unit")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk__notice__case_id__case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__notice")),
        sa.UniqueConstraint("dedup", name=op.f("uq__notice__dedup")),
    )
    op.create_index(op.f("ix__notice__case_id"), "notice", ["case_id"], unique=False)
    op.create_index("ix__notice__account", "notice", ["account_id", "read_at", "id"], unique=False)
    op.create_index("ix__notice__desk", "notice", ["unit_id", "role", "read_at", "id"], unique=False)


def downgrade() -> None:
    """Drop it again."""
    op.drop_table("notice")
