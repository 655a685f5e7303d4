"""Keep what was done of scheduled duties, and rosters by version.

Revision ID: 0017
Revises: 0016
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the three tables."""
    op.create_table(
        "duty_record",
        sa.Column("id", KEY, nullable=False),
        _text("pack", 64),
        _text("duty", 64),
        _text("unit_id", 64),
        _text("period", 12),
        sa.Column("done_on", sa.Date(), nullable=False),
        _text("note", 500),
        _text("account_id", 64),
        sa.Column("recorded_at", INSTANT, nullable=False),
        _text("file_name", 200),
        _text("media_type", 80),
        _text("sha256", 64),
        _text("voided_by", 64),
        _text("void_reason", 200),
        *_keys("duty_record", {"unit_id": "unit", "account_id": "account"}),
    )
    op.create_index(
        "ix__duty_record__unit", "duty_record", ["unit_id", "pack", "duty", "period", "id"], unique=False
    )
    op.create_table(
        "roster_version",
        sa.Column("id", KEY, nullable=False),
        _text("pack", 64),
        _text("roster", 64),
        _text("unit_id", 64),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        _text("note", 200),
        _text("account_id", 64),
        sa.Column("recorded_at", INSTANT, nullable=False),
        *_keys("roster_version", {"unit_id": "unit", "account_id": "account"}),
        sa.UniqueConstraint(
            "unit_id", "pack", "roster", "version", name=op.f("uq__roster_version__unit_id_pack_roster_version")
        ),
    )
    op.create_table(
        "roster_member",
        sa.Column("id", KEY, nullable=False),
        sa.Column("version_id", KEY, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        _text("name", 50),
        _text("unit", 60),
        _text("post", 50),
        _text("phone", 40),
        _text("position", 50),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        *_keys("roster_member", {"version_id": "roster_version"}),
        sa.UniqueConstraint("version_id", "place", name=op.f("uq__roster_member__version_id_place")),
    )


def downgrade() -> None:
    """Drop them again."""
    for table in ("roster_member", "roster_version", "duty_record"):
        op.drop_table(table)


def _text(name: str, length: int) -> sa.Column:
    return sa.Column(name, sa.String(length=length), nullable=False)


def _keys(table: str, referred: dict[str, str]) -> list[sa.SchemaItem]:
    return [
        *(
            sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk__{table}__{column}__{other}"))
            for column, other in referred.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk__{table}")),
    ]
