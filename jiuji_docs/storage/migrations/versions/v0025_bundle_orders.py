"""Keep bundles that were asked for on the page, and how far they are (打印册).

Revision ID: 0025
Revises: 0024
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "bundle_order",
        sa.Column("id", KEY, nullable=False),
        sa.Column("account_id", sa.String(length=64), nullable=False),
        sa.Column("unit_id", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("duplex", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("sides", sa.Integer(), nullable=False),
        sa.Column("papers", sa.Integer(), nullable=False),
        sa.Column("cases", sa.String(), nullable=False),
        sa.Column("missing", sa.String(), nullable=False),
        sa.Column("error", sa.String(length=400), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk__bundle_order__account_id__account")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk__bundle_order__unit_id__unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__bundle_order")),
    )
    op.create_index("ix__bundle_order__account", "bundle_order", ["account_id", "id"])


def downgrade() -> None:
    """Drop it again."""
    op.drop_index("ix__bundle_order__account", table_name="bundle_order")
    op.drop_table("bundle_order")
