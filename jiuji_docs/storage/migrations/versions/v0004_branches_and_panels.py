"""Keep where parallel branches stand and who sits on a panel.

Revision ID: 0004
Revises: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the two tables and their indexes."""
    op.create_table(
        "branch_standing",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("branch", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("opened_seq", sa.Integer(), nullable=False),
        sa.Column("moved_seq", sa.Integer(), nullable=False),
        sa.Column("closed_seq", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk__branch_standing__case_id__case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__branch_standing")),
    )
    is_open = sa.text("closed_seq IS NULL")
    op.create_index(
        "uq__branch_standing__open",
        "branch_standing",
        ["case_id", "branch"],
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    op.create_index("ix__branch_standing__state", "branch_standing", ["state", "closed_seq", "case_id"])
    op.create_table(
        "panel_seat",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("panel", sa.String(length=64), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.String(length=64), nullable=False),
        sa.Column("vote", sa.String(length=20), nullable=False),
        sa.Column("opinion", sa.String(length=400), nullable=False),
        sa.Column("by_account_id", sa.String(length=64), nullable=False),
        sa.Column("answered_seq", sa.Integer(), nullable=True),
        sa.Column("off", sa.String(length=20), nullable=False),
        sa.Column("opened_seq", sa.Integer(), nullable=False),
        sa.Column("closed_seq", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk__panel_seat__case_id__case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__panel_seat")),
        sa.UniqueConstraint("case_id", "panel", "round", "number", name=op.f("uq__panel_seat__case_id_panel_round_number")),
    )
    op.create_index("ix__panel_seat__account", "panel_seat", ["account_id", "closed_seq", "case_id"])


def downgrade() -> None:
    """Drop them again."""
    op.drop_table("panel_seat")
    op.drop_table("branch_standing")
