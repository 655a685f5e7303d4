"""Keep whose each organ's code is, who voided a number and why, and which text a unit agreed to.

Revision ID: 0006
Revises: 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
#: What an issued number keeps for ever.
FIXED = "code, year, serial"


def upgrade() -> None:
    """Claim the codes used so far for whoever used each first; numbers can no longer be deleted."""
    op.create_table(
        "organ_code",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("unit_id", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.String(length=64), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk__organ_code__unit_id__unit")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk__organ_code")),
    )
    op.execute(
        "INSERT INTO organ_code (code, unit_id, account_id, at) "
        "SELECT code, unit_id, account_id, at FROM issued_number "
        "WHERE id IN (SELECT min(id) FROM issued_number GROUP BY code)"
    )
    for column in (
        sa.Column("voided_dossier_id", KEY, nullable=True),
        sa.Column("voided_by", sa.String(length=64), nullable=True),
        sa.Column("voided_at", INSTANT, nullable=True),
    ):
        op.add_column("issued_number", column)
    op.add_column("dossier_unit", sa.Column("agreed_hash", sa.String(length=64), nullable=True))
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE TRIGGER forbid_delete_issued_number BEFORE DELETE OR TRUNCATE ON issued_number "
            "FOR EACH STATEMENT EXECUTE FUNCTION forbid_change()"
        )
        op.execute(
            f"CREATE TRIGGER forbid_change_issued_number BEFORE UPDATE OF {FIXED} ON issued_number "
            "FOR EACH STATEMENT EXECUTE FUNCTION forbid_change()"
        )
        return
    for verb in ("DELETE", f"UPDATE OF {FIXED}"):
        op.execute(
            f"CREATE TRIGGER forbid_{verb.split()[0].lower()}_issued_number "
            f"BEFORE {verb} ON issued_number "
            "BEGIN SELECT RAISE(ABORT, 'issued_number is append-only'); END"
        )


def downgrade() -> None:
    """Take it away again."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER forbid_delete_issued_number ON issued_number")
        op.execute("DROP TRIGGER forbid_change_issued_number ON issued_number")
    else:
        op.execute("DROP TRIGGER forbid_delete_issued_number")
        op.execute("DROP TRIGGER forbid_update_issued_number")
    op.drop_column("dossier_unit", "agreed_hash")
    for name in ("voided_at", "voided_by", "voided_dossier_id"):
        op.drop_column("issued_number", name)
    op.drop_table("organ_code")
