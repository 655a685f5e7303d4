"""Keep payment sheets as they were judged, and payments found outside the system.

Revision ID: 0019
Revises: 0018
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "payment_import",
        sa.Column("id", KEY, nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("file_hash", sa.String(length=64), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("findings", sa.String(), nullable=False),
        sa.Column("batch_id", KEY, nullable=True),
        sa.Column("account_id", sa.String(length=64), nullable=False),
        sa.Column("taken_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["payment_batch.id"], name=op.f("fk__payment_import__batch_id__payment_batch")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__payment_import")),
        sa.UniqueConstraint("number", name=op.f("uq__payment_import__number")),
    )
    op.create_table(
        "off_system_payment",
        sa.Column("id", KEY, nullable=False),
        sa.Column("import_id", KEY, nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("payee", sa.String(length=50), nullable=False),
        sa.Column("amount", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("closed_by", sa.String(length=64), nullable=True),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("found_at", MOMENT, nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["payment_import.id"], name=op.f("fk__off_system_payment__import_id__payment_import")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__off_system_payment")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq__off_system_payment__fingerprint")),
    )
    op.create_index(op.f("ix__off_system_payment__import_id"), "off_system_payment", ["import_id"], unique=False)
    op.create_index(op.f("ix__off_system_payment__state"), "off_system_payment", ["state"], unique=False)


def downgrade() -> None:
    """Drop them again."""
    op.drop_table("off_system_payment")
    op.drop_table("payment_import")
