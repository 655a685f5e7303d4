"""Keep the special account of relief money.

Revision ID: 0022
Revises: 0021
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "special_account",
        sa.Column("id", KEY, nullable=False),
        sa.Column("balance", sa.BigInteger(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.CheckConstraint("balance >= 0", name=op.f("ck__special_account__balance_not_negative")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__special_account")),
    )
    op.create_table(
        "special_entry",
        sa.Column("id", KEY, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("balance", sa.BigInteger(), nullable=False),
        sa.Column("basis", sa.String(length=200), nullable=False),
        sa.Column("account_id", sa.String(length=64), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("batch_id", KEY, nullable=True),
        sa.CheckConstraint("amount > 0", name=op.f("ck__special_entry__amount_positive")),
        sa.CheckConstraint("balance >= 0", name=op.f("ck__special_entry__balance_not_negative")),
        sa.ForeignKeyConstraint(["batch_id"], ["payment_batch.id"], name=op.f("fk__special_entry__batch_id__payment_batch")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__special_entry")),
        sa.UniqueConstraint("seq", name=op.f("uq__special_entry__seq")),
    )
    op.create_index(op.f("ix__special_entry__batch_id"), "special_entry", ["batch_id"], unique=False)


def downgrade() -> None:
    """Drop them again."""
    op.drop_table("special_entry")
    op.drop_table("special_account")
