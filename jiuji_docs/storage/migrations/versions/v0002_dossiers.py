"""Keep official documents on their way, and the register of their numbers.

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
TABLES = ("dossier", "dossier_step", "dossier_unit", "dossier_paper", "issued_number")


def upgrade() -> None:
    """Create the tables in the order of their references."""
    op.create_table(
        "dossier",
        sa.Column("id", KEY, nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("flow", sa.String(length=20), nullable=False),
        sa.Column("unit_id", sa.String(length=64), nullable=False),
        sa.Column("drafter_id", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("document_number", sa.String(length=80), nullable=False),
        sa.Column("urgency", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("signed_hash", sa.String(length=64), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("source_id", KEY, nullable=True),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("moved_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["dossier.id"], name=op.f("fk__dossier__source_id__dossier")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk__dossier__unit_id__unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__dossier")),
        sa.UniqueConstraint("number", name=op.f("uq__dossier__number")),
    )
    op.create_index(op.f("ix__dossier__unit"), "dossier", ["unit_id", "state", "id"], unique=False)
    op.create_table(
        "dossier_step",
        sa.Column("id", KEY, nullable=False),
        sa.Column("dossier_id", KEY, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("idempotency_key", sa.String(length=120), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("target", sa.String(length=40), nullable=False),
        sa.Column("account_id", sa.String(length=64), nullable=False),
        sa.Column("unit_id", sa.String(length=64), nullable=False),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk__dossier_step__dossier_id__dossier")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__dossier_step")),
        sa.UniqueConstraint("dossier_id", "seq", name=op.f("uq__dossier_step__dossier_id_seq")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq__dossier_step__idempotency_key")),
    )
    op.create_table(
        "dossier_unit",
        sa.Column("id", KEY, nullable=False),
        sa.Column("dossier_id", KEY, nullable=False),
        sa.Column("unit_id", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk__dossier_unit__dossier_id__dossier")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk__dossier_unit__unit_id__unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__dossier_unit")),
        sa.UniqueConstraint("dossier_id", "unit_id", "purpose", name=op.f("uq__dossier_unit__dossier_id_unit_id_purpose")),
    )
    op.create_index(op.f("ix__dossier_unit__unit_id"), "dossier_unit", ["unit_id"], unique=False)
    op.create_table(
        "dossier_paper",
        sa.Column("id", KEY, nullable=False),
        sa.Column("dossier_id", KEY, nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("pdf_hash", sa.String(length=64), nullable=False),
        sa.Column("docx_hash", sa.String(length=64), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("places", sa.String(), nullable=False),
        sa.Column("findings", sa.String(), nullable=False),
        sa.Column("sealed_by", sa.String(length=64), nullable=False),
        sa.Column("ordered_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk__dossier_paper__dossier_id__dossier")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__dossier_paper")),
    )
    op.create_index(op.f("ix__dossier_paper__dossier_id"), "dossier_paper", ["dossier_id"], unique=False)
    op.create_table(
        "issued_number",
        sa.Column("id", KEY, nullable=False),
        sa.Column("unit_id", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("dossier_id", KEY, nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("account_id", sa.String(length=64), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk__issued_number__dossier_id__dossier")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk__issued_number__unit_id__unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__issued_number")),
        sa.UniqueConstraint("code", "year", "serial", name=op.f("uq__issued_number__code_year_serial")),
        sa.UniqueConstraint("dossier_id", name=op.f("uq__issued_number__dossier_id")),
    )
    op.create_index(op.f("ix__issued_number__unit_id"), "issued_number", ["unit_id"], unique=False)


def downgrade() -> None:
    """Drop them again."""
    for table in reversed(TABLES):
        op.drop_table(table)
