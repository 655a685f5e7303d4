"""Keep which unit an item was sent to, and which cases are items of a register.

Revision ID: 0015
Revises: 0014
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns and an index for each."""
    op.add_column("case", sa.Column("receiver_id", sa.String(length=64), nullable=True))
    op.add_column("case", sa.Column("register", sa.Boolean(), server_default=sa.false(), nullable=False))
    sent = sa.text("receiver_id IS NOT NULL")
    op.create_index(
        "ix__case__receiver",
        "case",
        ["receiver_id", "state", "due_at", "id"],
        unique=False,
        sqlite_where=sent,
        postgresql_where=sent,
    )
    op.create_index(
        "ix__case__register",
        "case",
        ["route", "id"],
        unique=False,
        sqlite_where=sa.text("register = 1"),
        postgresql_where=sa.text("register = true"),
    )


def downgrade() -> None:
    """Drop them again."""
    for name in ("register", "receiver"):
        op.drop_index(f"ix__case__{name}", table_name="case")
    for name in ("register", "receiver_id"):
        op.drop_column("case", name)
