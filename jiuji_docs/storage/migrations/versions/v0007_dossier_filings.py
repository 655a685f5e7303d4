"""Keep where filed official documents stand in the archives.

Revision ID: 0007
Revises: 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the table; a filing is never deleted."""
    op.create_table(
        "dossier_filing",
        sa.Column("id", KEY, nullable=False),
        sa.Column("dossier_id", KEY, nullable=False),
        sa.Column("unit_id", sa.String(length=64), nullable=False),
        sa.Column("fonds", sa.String(length=10), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("retention", sa.String(length=4), nullable=False),
        sa.Column("office", sa.String(length=12), nullable=False),
        sa.Column("item", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=60), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("contents", sa.String(), nullable=False),
        sa.Column("filed_by", sa.String(length=64), nullable=False),
        sa.Column("filed_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossier.id"], name=op.f("fk__dossier_filing__dossier_id__dossier")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk__dossier_filing__unit_id__unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__dossier_filing")),
        sa.UniqueConstraint("dossier_id", name=op.f("uq__dossier_filing__dossier_id")),
        sa.UniqueConstraint("reference", name=op.f("uq__dossier_filing__reference")),
        sa.UniqueConstraint(
            "fonds", "year", "retention", "office", "item",
            name=op.f("uq__dossier_filing__fonds_year_retention_office_item"),
        ),
    )
    op.create_index(op.f("ix__dossier_filing__unit"), "dossier_filing", ["unit_id", "year"], unique=False)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE TRIGGER forbid_change_dossier_filing BEFORE UPDATE OR DELETE OR TRUNCATE "
            "ON dossier_filing FOR EACH STATEMENT EXECUTE FUNCTION forbid_change()"
        )
        return
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER forbid_{verb.lower()}_dossier_filing BEFORE {verb} ON dossier_filing "
            "BEGIN SELECT RAISE(ABORT, 'dossier_filing is append-only'); END"
        )


def downgrade() -> None:
    """Drop it again; the triggers go with it."""
    op.drop_table("dossier_filing")
