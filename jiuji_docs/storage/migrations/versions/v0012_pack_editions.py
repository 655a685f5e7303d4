"""Keep the published editions of packs, and which case moved between them.

Revision ID: 0012
Revises: 0011
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
TABLES = ("pack_edition", "edition_move")


def upgrade() -> None:
    """Create the tables and the triggers that forbid to change a row."""
    op.create_table(
        "pack_edition",
        sa.Column("checksum", sa.String(length=64), nullable=False),
        sa.Column("pack", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("in_force_from", sa.Date(), nullable=False),
        sa.Column("published_at", INSTANT, nullable=False),
        sa.Column("published_by", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("checksum", name=op.f("pk__pack_edition")),
        sa.UniqueConstraint("pack", "number", name=op.f("uq__pack_edition__pack_number")),
    )
    op.create_table(
        "edition_move",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("old_checksum", sa.String(length=64), nullable=False),
        sa.Column("new_checksum", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.String(length=64), nullable=False),
        sa.Column("moved_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk__edition_move__case_id__case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__edition_move")),
        sa.UniqueConstraint("case_id", "seq", name=op.f("uq__edition_move__case_id_seq")),
    )
    for table in TABLES:
        _forbid_changes(table)


def downgrade() -> None:
    """Drop them again; the triggers go with them."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _forbid_changes(table: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER forbid_change_{table} BEFORE UPDATE OR DELETE OR TRUNCATE "
            f"ON {table} FOR EACH STATEMENT EXECUTE FUNCTION forbid_change()"
        )
        return
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER forbid_{verb.lower()}_{table} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )
