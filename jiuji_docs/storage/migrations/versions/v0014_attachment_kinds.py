"""Say what a file brought to a case shows.

Revision ID: 0014
Revises: 0013
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the kind; files of before are proofs."""
    kind = sa.Column("kind", sa.String(length=40), server_default="proof", nullable=False)
    op.add_column("attachment", kind)


def downgrade() -> None:
    """Take it off again."""
    op.drop_column("attachment", "kind")
