"""Keep towns' reserves, and say out of which money a payment is made.

Revision ID: 0018
Revises: 0017
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the tables and the column."""
    op.create_table(
        "reserve_fund",
        sa.Column("town_id", sa.String(length=64), nullable=False),
        sa.Column("balance", sa.BigInteger(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("low_line", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("balance >= 0", name=op.f("ck__reserve_fund__balance_not_negative")),
        sa.ForeignKeyConstraint(["town_id"], ["unit.id"], name=op.f("fk__reserve_fund__town_id__unit")),
        sa.PrimaryKeyConstraint("town_id", name=op.f("pk__reserve_fund")),
    )
    op.create_table(
        "reserve_request",
        sa.Column("id", KEY, nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("town_id", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("period_from", sa.Date(), nullable=False),
        sa.Column("period_to", sa.Date(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("settled", sa.BigInteger(), nullable=False),
        sa.Column("balance", sa.BigInteger(), nullable=False),
        sa.Column("requested", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("requested_by", sa.String(length=64), nullable=False),
        sa.Column("requested_at", MOMENT, nullable=False),
        sa.Column("opinion", sa.String(length=200), nullable=False),
        sa.Column("decided_by", sa.String(length=64), nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("paid_by", sa.String(length=64), nullable=True),
        sa.Column("paid_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["town_id"], ["reserve_fund.town_id"], name=op.f("fk__reserve_request__town_id__reserve_fund")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__reserve_request")),
        sa.UniqueConstraint("number", name=op.f("uq__reserve_request__number")),
    )
    op.create_index(op.f("ix__reserve_request__town_id"), "reserve_request", ["town_id"], unique=False)
    op.create_table(
        "reserve_entry",
        sa.Column("id", KEY, nullable=False),
        sa.Column("town_id", sa.String(length=64), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("balance", sa.BigInteger(), nullable=False),
        sa.Column("purpose", sa.String(length=200), nullable=False),
        sa.Column("basis", sa.String(length=200), nullable=False),
        sa.Column("approved_by", sa.String(length=64), nullable=False),
        sa.Column("handled_by", sa.String(length=64), nullable=False),
        sa.Column("occurred_at", MOMENT, nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("case_id", KEY, nullable=True),
        sa.Column("request_id", KEY, nullable=True),
        sa.CheckConstraint("amount > 0", name=op.f("ck__reserve_entry__amount_positive")),
        sa.CheckConstraint("balance >= 0", name=op.f("ck__reserve_entry__balance_not_negative")),
        sa.ForeignKeyConstraint(["town_id"], ["reserve_fund.town_id"], name=op.f("fk__reserve_entry__town_id__reserve_fund")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk__reserve_entry__case_id__case")),
        sa.ForeignKeyConstraint(["request_id"], ["reserve_request.id"], name=op.f("fk__reserve_entry__request_id__reserve_request")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__reserve_entry")),
        sa.UniqueConstraint("town_id", "seq", name=op.f("uq__reserve_entry__town_id_seq")),
    )
    op.create_index("ix__reserve_entry__case", "reserve_entry", ["case_id"], unique=False)
    op.add_column(
        "payment", sa.Column("source", sa.String(length=20), nullable=False, server_default="fund")
    )


def downgrade() -> None:
    """Drop them again."""
    op.drop_column("payment", "source")
    op.drop_table("reserve_entry")
    op.drop_table("reserve_request")
    op.drop_table("reserve_fund")
