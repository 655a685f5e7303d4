"""Keep meetings that decide cases: people, agenda, shares, minutes.

Revision ID: 0013
Revises: 0012
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
OPEN = sa.text("state = 'open'")


def upgrade() -> None:
    """Create the four tables."""
    op.create_table("meeting", *_meeting(), *_keys("meeting", {"unit_id": "unit", "convener_account": "account"}))
    op.create_index("ix__meeting__unit", "meeting", ["unit_id", "id"], unique=False)
    op.create_table(
        "meeting_person",
        sa.Column("id", KEY, nullable=False),
        sa.Column("meeting_id", KEY, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        _text("unit", 60),
        _text("name", 50),
        _text("post", 50),
        _text("attendance", 20),
        *_keys("meeting_person", {"meeting_id": "meeting"}),
        sa.UniqueConstraint("meeting_id", "place", name=op.f("uq__meeting_person__meeting_id_place")),
    )
    op.create_table("meeting_item", *_item(), *_keys("meeting_item", {"meeting_id": "meeting", "case_id": "case"}))
    op.create_index("ix__meeting_item__case", "meeting_item", ["case_id", "id"], unique=False)
    op.create_index(
        "uq__meeting_item__open", "meeting_item", ["case_id"], unique=True, sqlite_where=OPEN, postgresql_where=OPEN
    )
    op.create_table(
        "meeting_share",
        sa.Column("id", KEY, nullable=False),
        sa.Column("item_id", KEY, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        _text("department", 60),
        _text("measure", 200),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        *_keys("meeting_share", {"item_id": "meeting_item"}),
        sa.UniqueConstraint("item_id", "place", name=op.f("uq__meeting_share__item_id_place")),
    )


def downgrade() -> None:
    """Drop them again."""
    for table in ("meeting_share", "meeting_item", "meeting_person", "meeting"):
        op.drop_table(table)


def _text(name: str, length: int | None = None) -> sa.Column:
    return sa.Column(name, sa.String(length=length) if length else sa.String(), nullable=False)


def _meeting() -> list[sa.SchemaItem]:
    return [
        sa.Column("id", KEY, nullable=False),
        _text("number", 40),
        _text("pack", 64),
        _text("kind", 64),
        _text("unit_id", 64),
        _text("name", 80),
        _text("session", 40),
        sa.Column("planned_at", INSTANT, nullable=False),
        _text("place", 100),
        _text("convener", 50),
        sa.Column("convener_account", sa.String(length=64), nullable=True),
        _text("recorder", 50),
        _text("copied_to", 200),
        _text("state", 20),
        sa.Column("version", sa.Integer(), nullable=False),
        _text("made_by", 64),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("held_at", INSTANT, nullable=True),
        _text("minutes_number", 40),
        _text("issued_by", 64),
        sa.Column("issued_at", INSTANT, nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        _text("content"),
        _text("sheet"),
        _text("content_hash", 64),
        _text("paper_state", 20),
        _text("pdf_hash", 64),
        _text("docx_hash", 64),
        _text("sheet_hash", 64),
        _text("findings"),
        sa.UniqueConstraint("number", name=op.f("uq__meeting__number")),
    ]


def _item() -> list[sa.SchemaItem]:
    return [
        sa.Column("id", KEY, nullable=False),
        sa.Column("meeting_id", KEY, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        _text("state", 20),
        _text("decision", 20),
        _text("resolution", 400),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        _text("way", 20),
        sa.Column("in_favour", sa.Integer(), nullable=False),
        sa.Column("against", sa.Integer(), nullable=False),
        sa.Column("abstain", sa.Integer(), nullable=False),
        _text("recused"),
        _text("entries"),
        _text("return_target", 64),
        _text("reason", 400),
        sa.Column("step_seq", sa.Integer(), nullable=True),
        sa.UniqueConstraint("meeting_id", "place", name=op.f("uq__meeting_item__meeting_id_place")),
    ]


def _keys(table: str, referred: dict[str, str]) -> list[sa.SchemaItem]:
    return [
        *(
            sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk__{table}__{column}__{other}"))
            for column, other in referred.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk__{table}")),
    ]
