"""Keep who acts for whom while somebody is away, and for whom a step was taken.

Revision ID: 0009
Revises: 0008
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the table and add the two columns."""
    op.create_table(
        "deputy",
        sa.Column("id", KEY, nullable=False),
        sa.Column("principal_id", sa.String(length=64), nullable=False),
        sa.Column("deputy_id", sa.String(length=64), nullable=False),
        sa.Column("from_at", INSTANT, nullable=False),
        sa.Column("to_at", INSTANT, nullable=False),
        sa.Column("roles", sa.String(length=400), nullable=False),
        sa.Column("steps", sa.String(length=2000), nullable=False),
        sa.Column("ceiling", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("appointed_by", sa.String(length=64), nullable=False),
        sa.Column("appointed_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.Column("ended_by", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["principal_id"], ["account.id"], name=op.f("fk__deputy__principal_id__account")),
        sa.ForeignKeyConstraint(["deputy_id"], ["account.id"], name=op.f("fk__deputy__deputy_id__account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__deputy")),
    )
    op.create_index("ix__deputy__deputy", "deputy", ["deputy_id", "to_at"], unique=False)
    op.create_index("ix__deputy__principal", "deputy", ["principal_id", "to_at"], unique=False)
    op.add_column("step", sa.Column("on_behalf_of", sa.String(length=64), nullable=True))
    op.add_column("login_session", sa.Column("acting_for", sa.String(length=64), nullable=True))


def downgrade() -> None:
    """Drop it again."""
    op.drop_column("login_session", "acting_for")
    op.drop_column("step", "on_behalf_of")
    op.drop_table("deputy")
