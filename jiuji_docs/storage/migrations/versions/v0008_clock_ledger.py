"""Keep what a clock went through: suspensions, changes of its due time, and what it said.

Revision ID: 0008
Revises: 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
#: All may be empty: clocks that ran before this migration have none of them.
CLOCK_COLUMNS = (
    ("rolls", sa.Boolean()),
    ("started_seq", sa.Integer()),
    ("ended_seq", sa.Integer()),
    ("end_reason", sa.String(length=20)),
    ("escalated_to", sa.String(length=64)),
    ("escalated_unit", sa.String(length=64)),
    ("escalated_at", INSTANT),
)


def upgrade() -> None:
    """Widen the clock and create its three tables."""
    for name, kind in CLOCK_COLUMNS:
        op.add_column("clock", sa.Column(name, kind, nullable=True))
    is_running = sa.text("ended_at IS NULL AND escalated_at IS NOT NULL")
    op.create_index(
        "ix__clock__escalated",
        "clock",
        ["escalated_unit", "escalated_to", "due_at"],
        sqlite_where=is_running,
        postgresql_where=is_running,
    )
    _suspensions()
    _due_changes()
    _rungs()


def _suspensions() -> None:
    op.create_table(
        "clock_suspension",
        sa.Column("id", KEY, nullable=False),
        sa.Column("clock_id", KEY, nullable=False),
        sa.Column("from_at", INSTANT, nullable=False),
        sa.Column("to_at", INSTANT, nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("from_seq", sa.Integer(), nullable=False),
        sa.Column("to_seq", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["clock_id"], ["clock.id"], name=op.f("fk__clock_suspension__clock_id__clock")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__clock_suspension")),
    )
    op.create_index(op.f("ix__clock_suspension__clock_id"), "clock_suspension", ["clock_id"])


def _due_changes() -> None:
    op.create_table(
        "due_change",
        sa.Column("id", KEY, nullable=False),
        sa.Column("clock_id", KEY, nullable=False),
        sa.Column("old_due_at", INSTANT, nullable=True),
        sa.Column("new_due_at", INSTANT, nullable=True),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["clock_id"], ["clock.id"], name=op.f("fk__due_change__clock_id__clock")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__due_change")),
    )
    op.create_index(op.f("ix__due_change__clock_id"), "due_change", ["clock_id"])


def _rungs() -> None:
    op.create_table(
        "rung",
        sa.Column("id", KEY, nullable=False),
        sa.Column("clock_id", KEY, nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("run_at", INSTANT, nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("done_at", INSTANT, nullable=True),
        sa.Column("told", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["clock_id"], ["clock.id"], name=op.f("fk__rung__clock_id__clock")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__rung")),
        sa.UniqueConstraint("clock_id", "name", name=op.f("uq__rung__clock_id_name")),
    )
    is_waiting = sa.text("state = 'waiting'")
    op.create_index(
        "ix__rung__waiting",
        "rung",
        ["run_at", "id"],
        sqlite_where=is_waiting,
        postgresql_where=is_waiting,
    )


def downgrade() -> None:
    """Drop them again."""
    for table in ("rung", "due_change", "clock_suspension"):
        op.drop_table(table)
    op.drop_index("ix__clock__escalated", table_name="clock")
    with op.batch_alter_table("clock") as batch:
        for name, _kind in reversed(CLOCK_COLUMNS):
            batch.drop_column(name)
