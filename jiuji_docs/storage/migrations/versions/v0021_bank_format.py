"""Keep in which bank's format a batch was sent.

Revision ID: 0021
Revises: 0020
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column(
        "payment_batch",
        sa.Column("bank_format", sa.String(length=40), nullable=False, server_default="standard"),
    )


def downgrade() -> None:
    """Drop it again."""
    op.drop_column("payment_batch", "bank_format")
