"""Keep cases in other hands, and copies to read with their receipts.

Revision ID: 0010
Revises: 0009
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
OPEN = sa.text("ended_at IS NULL")


def upgrade() -> None:
    """Create the tables, and name a case's open assignment in its row."""
    op.create_table(
        "assignment",
        sa.Column("id", KEY, nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("roles", sa.String(length=400), nullable=False),
        sa.Column("from_account", sa.String(length=64), nullable=False),
        sa.Column("to_account", sa.String(length=64), nullable=True),
        sa.Column("to_unit", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("accepted_at", INSTANT, nullable=True),
        sa.Column("accepted_by", sa.String(length=64), nullable=False),
        sa.Column("answer", sa.String(length=1000), nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.Column("ended_by", sa.String(length=64), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        *_references("assignment"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__assignment")),
        sa.UniqueConstraint("number", name=op.f("uq__assignment__number")),
    )
    op.create_index(
        "uq__assignment__open", "assignment", ["case_id"], unique=True, sqlite_where=OPEN, postgresql_where=OPEN
    )
    op.create_index("ix__assignment__case", "assignment", ["case_id", "id"], unique=False)
    for name in ("to_account", "to_unit", "from_account"):
        op.create_index(f"ix__assignment__{name}", "assignment", [name, "ended_at", "id"], unique=False)
    op.create_table(
        "circulation",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("from_account", sa.String(length=64), nullable=False),
        sa.Column("to_account", sa.String(length=64), nullable=True),
        sa.Column("to_unit", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("sent_at", INSTANT, nullable=False),
        sa.Column("until", INSTANT, nullable=False),
        sa.Column("ended_by", sa.String(length=64), nullable=False),
        *_references("circulation"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__circulation")),
    )
    op.create_index("ix__circulation__case", "circulation", ["case_id", "id"], unique=False)
    for name in ("to_account", "to_unit"):
        op.create_index(f"ix__circulation__{name}", "circulation", [name, "until", "id"], unique=False)
    op.create_table(
        "circulation_receipt",
        sa.Column("id", KEY, nullable=False),
        sa.Column("circulation_id", KEY, nullable=False),
        sa.Column("account_id", sa.String(length=64), nullable=False),
        sa.Column("read_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["circulation_id"], ["circulation.id"], name=op.f("fk__circulation_receipt__circulation_id__circulation")
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk__circulation_receipt__account_id__account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__circulation_receipt")),
        sa.UniqueConstraint(
            "circulation_id", "account_id", name=op.f("uq__circulation_receipt__circulation_id_account_id")
        ),
    )
    op.add_column("case", sa.Column("assignment_id", KEY, nullable=True))


def downgrade() -> None:
    """Drop it again."""
    op.drop_column("case", "assignment_id")
    for table in ("circulation_receipt", "circulation", "assignment"):
        op.drop_table(table)


def _references(table: str) -> list[sa.ForeignKeyConstraint]:
    referred = {"case_id": "case", "from_account": "account", "to_account": "account", "to_unit": "unit"}
    return [
        sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk__{table}__{column}__{other}"))
        for column, other in referred.items()
    ]
