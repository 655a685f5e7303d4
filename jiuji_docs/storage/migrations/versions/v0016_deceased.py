"""Keep the list of the dead that audit checks compare with.

Revision ID: 0016
Revises: 0015
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "deceased",
        sa.Column("id", KEY, nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("died_on", sa.Date(), nullable=False),
        sa.Column("account_id", sa.String(length=64), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__deceased")),
        sa.UniqueConstraint("mark", name=op.f("uq__deceased__mark")),
    )


def downgrade() -> None:
    """Drop it again."""
    op.drop_table("deceased")
