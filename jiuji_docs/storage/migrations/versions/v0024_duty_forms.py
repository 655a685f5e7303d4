"""Keep what a duty's form says, and further files of its record (定期任务的表单和材料).

Revision ID: 0024
Revises: 0023
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the form's entry and the table of further files; records of before have neither."""
    op.add_column("duty_record", sa.Column("form", sa.String(length=64), nullable=True))
    op.add_column("duty_record", sa.Column("entry", sa.String(), nullable=True))
    op.create_table(
        "duty_file",
        sa.Column("id", KEY, nullable=False),
        sa.Column("record_id", KEY, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=80), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"], ["duty_record.id"], name=op.f("fk__duty_file__record_id__duty_record")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__duty_file")),
        sa.UniqueConstraint("record_id", "place", name=op.f("uq__duty_file__record_id_place")),
    )


def downgrade() -> None:
    """Take them off again."""
    op.drop_table("duty_file")
    op.drop_column("duty_record", "entry")
    op.drop_column("duty_record", "form")
