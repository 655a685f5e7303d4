"""Keep the minutes that a convener signed on paper with their meeting (会议纪要签字件).

Revision ID: 0023
Revises: 0022
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

WIDTHS = {"signed_name": 200, "signed_media": 80, "signed_hash": 64}


def upgrade() -> None:
    """Add the file and its pages; meetings of before have none."""
    for name, width in WIDTHS.items():
        column = sa.Column(name, sa.String(length=width), nullable=True)
        op.add_column("meeting", column)
    op.add_column(
        "meeting", sa.Column("signed_pages", sa.Integer(), server_default="0", nullable=False)
    )


def downgrade() -> None:
    """Take them off again."""
    for name in ("signed_pages", *reversed(WIDTHS)):
        op.drop_column("meeting", name)
