"""Keep recoveries after fraud, what came back, and exceptions from bans.

Revision ID: 0020
Revises: 0019
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "recovery",
        sa.Column("id", KEY, nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("facts", sa.String(length=400), nullable=False),
        sa.Column("basis", sa.String(length=200), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("received", sa.BigInteger(), nullable=False),
        sa.Column("stopped", sa.Boolean(), nullable=False),
        sa.Column("barred_until", sa.Date(), nullable=True),
        sa.Column("transferred_to", sa.String(length=100), nullable=False),
        sa.Column("transferred_at", MOMENT, nullable=True),
        sa.Column("decided_by", sa.String(length=64), nullable=False),
        sa.Column("decided_at", MOMENT, nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck__recovery__amount_positive")),
        sa.CheckConstraint("received >= 0 AND received <= amount", name=op.f("ck__recovery__received_within_amount")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk__recovery__case_id__case")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk__recovery__person_id__person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__recovery")),
        sa.UniqueConstraint("number", name=op.f("uq__recovery__number")),
    )
    op.create_index(op.f("ix__recovery__case_id"), "recovery", ["case_id"], unique=False)
    op.create_index("ix__recovery__person", "recovery", ["person_id", "barred_until"], unique=False)
    op.create_table(
        "recovery_instalment",
        sa.Column("id", KEY, nullable=False),
        sa.Column("recovery_id", KEY, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck__recovery_instalment__amount_positive")),
        sa.ForeignKeyConstraint(["recovery_id"], ["recovery.id"], name=op.f("fk__recovery_instalment__recovery_id__recovery")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__recovery_instalment")),
        sa.UniqueConstraint("recovery_id", "seq", name=op.f("uq__recovery_instalment__recovery_id_seq")),
    )
    op.create_table(
        "recovery_receipt",
        sa.Column("id", KEY, nullable=False),
        sa.Column("recovery_id", KEY, nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("voucher", sa.String(length=30), nullable=False),
        sa.Column("account_id", sa.String(length=64), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck__recovery_receipt__amount_positive")),
        sa.ForeignKeyConstraint(["recovery_id"], ["recovery.id"], name=op.f("fk__recovery_receipt__recovery_id__recovery")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__recovery_receipt")),
        sa.UniqueConstraint("recovery_id", "voucher", name=op.f("uq__recovery_receipt__recovery_id_voucher")),
    )
    op.create_table(
        "ban_exception",
        sa.Column("id", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(length=64), nullable=False),
        sa.Column("granted_at", MOMENT, nullable=False),
        sa.Column("used_by_case_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk__ban_exception__person_id__person")),
        sa.ForeignKeyConstraint(["used_by_case_id"], ["case.id"], name=op.f("fk__ban_exception__used_by_case_id__case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__ban_exception")),
    )
    op.create_index(op.f("ix__ban_exception__person_id"), "ban_exception", ["person_id"], unique=False)


def downgrade() -> None:
    """Drop them again."""
    op.drop_table("ban_exception")
    op.drop_table("recovery_receipt")
    op.drop_table("recovery_instalment")
    op.drop_table("recovery")
