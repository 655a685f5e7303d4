"""Count self-reports by address for all processes (扫码自报的频次).

Revision ID: 0026
Revises: 0025
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "public_deed",
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deeds", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("mark", name=op.f("pk__public_deed")),
    )
    op.create_index("ix__public_deed__since", "public_deed", ["since"])


def downgrade() -> None:
    """Take it away."""
    op.drop_table("public_deed")
