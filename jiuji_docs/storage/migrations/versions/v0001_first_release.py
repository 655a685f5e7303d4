"""Create every table of the first release, and forbid changing the ledger and the seal register.

Revision ID: 0001
Revises:
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
FEN = sa.BigInteger()
#: Rows of these are never changed or deleted (台账、用印登记).
APPEND_ONLY = ("ledger", "seal_use")
TABLES = (
    "job",
    "ledger",
    "ledger_head",
    "number_sequence",
    "payment_batch",
    "person",
    "unit",
    "account",
    "case",
    "access_record",
    "account_role",
    "attachment",
    "clock",
    "debt",
    "document",
    "entry",
    "filing",
    "form_draft",
    "login_session",
    "payment",
    "repeat_exception",
    "step",
    "seal_use",
    "signature",
)


def upgrade() -> None:
    """Create the tables, the ledger's empty head and the triggers."""
    create_tables()
    op.execute(
        sa.text("INSERT INTO ledger_head (id, seq, hash) VALUES (1, 0, :hash)").bindparams(
            hash="0" * 64
        )
    )
    if op.get_bind().dialect.name == "postgresql":
        forbid_changes_postgresql()
    else:
        forbid_changes_sqlite()


def downgrade() -> None:
    """Drop everything; triggers go with their tables."""
    for table in reversed(TABLES):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION forbid_change()")


def forbid_changes_sqlite() -> None:
    """Abort updates and deletes of the append-only tables."""
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER forbid_{verb.lower()}_{table} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
    op.execute(
        "CREATE TRIGGER forbid_delete_ledger_head BEFORE DELETE ON ledger_head "
        "BEGIN SELECT RAISE(ABORT, 'ledger_head is kept'); END"
    )


def forbid_changes_postgresql() -> None:
    """Abort updates, deletes and truncation of the append-only tables."""
    op.execute(
        "CREATE FUNCTION forbid_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER forbid_change_{table} BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION forbid_change()"
        )
    op.execute(
        "CREATE TRIGGER forbid_delete_ledger_head BEFORE DELETE OR TRUNCATE ON ledger_head "
        "FOR EACH STATEMENT EXECUTE FUNCTION forbid_change()"
    )


def create_tables() -> None:
    """Create tables in the order of their references."""
    op.create_table(
        "job",
        sa.Column("id", KEY, nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("payload", sa.String(), nullable=False),
        sa.Column("dedup", sa.String(length=120), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("run_at", INSTANT, nullable=False),
        sa.Column("error", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__job")),
        sa.UniqueConstraint("dedup", name=op.f("uq__job__dedup")),
    )
    op.create_index("ix__job__waiting", "job", ["state", "run_at", "id"], unique=False)
    op.create_table(
        "ledger",
        sa.Column("seq", KEY, autoincrement=False, nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk__ledger")),
        sa.UniqueConstraint("hash", name=op.f("uq__ledger__hash")),
    )
    op.create_table(
        "ledger_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__ledger_head")),
    )
    op.create_table(
        "number_sequence",
        sa.Column("series", sa.String(length=80), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.CheckConstraint("last >= 0", name=op.f("ck__number_sequence__last_not_negative")),
        sa.PrimaryKeyConstraint("series", "year", name=op.f("pk__number_sequence")),
    )
    op.create_table(
        "payment_batch",
        sa.Column("id", KEY, nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("total", FEN, nullable=False),
        sa.Column("file_hash", sa.String(length=64), nullable=False),
        sa.Column("made_by", sa.String(length=64), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("reviewed_by", sa.String(length=64), nullable=True),
        sa.Column("reviewed_at", INSTANT, nullable=True),
        sa.Column("returned_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__payment_batch")),
        sa.UniqueConstraint("number", name=op.f("uq__payment_batch__number")),
    )
    op.create_table(
        "person",
        sa.Column("id", KEY, nullable=False),
        sa.Column("id_number", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=50), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__person")),
        sa.UniqueConstraint("id_number", name=op.f("uq__person__id_number")),
    )
    op.create_index(
        "ix__person__name",
        "person",
        ["name"],
        unique=False,
        postgresql_ops={"name": "text_pattern_ops"},
    )
    op.create_table(
        "unit",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("parent_id", sa.String(length=64), nullable=True),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["unit.id"], name=op.f("fk__unit__parent_id__unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__unit")),
    )
    op.create_table(
        "account",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("unit_id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=50), nullable=False),
        sa.Column("post", sa.String(length=50), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk__account__unit_id__unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__account")),
    )
    op.create_index(op.f("ix__account__unit_id"), "account", ["unit_id"], unique=False)
    op.create_table(
        "case",
        sa.Column("id", KEY, nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("pack", sa.String(length=64), nullable=False),
        sa.Column("pack_checksum", sa.String(length=64), nullable=False),
        sa.Column("workflow_checksum", sa.String(length=64), nullable=False),
        sa.Column("route", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("town_id", sa.String(length=64), nullable=False),
        sa.Column("village_id", sa.String(length=64), nullable=True),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("cause", sa.String(length=40), nullable=False),
        sa.Column("occurred_on", sa.Date(), nullable=True),
        sa.Column("amount", FEN, nullable=True),
        sa.Column("accepted_at", INSTANT, nullable=False),
        sa.Column("decided_at", INSTANT, nullable=True),
        sa.Column("returned_by", sa.String(length=64), nullable=True),
        sa.Column("due_at", INSTANT, nullable=True),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk__case__person_id__person")
        ),
        sa.ForeignKeyConstraint(["town_id"], ["unit.id"], name=op.f("fk__case__town_id__unit")),
        sa.ForeignKeyConstraint(
            ["village_id"], ["unit.id"], name=op.f("fk__case__village_id__unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__case")),
        sa.UniqueConstraint("number", name=op.f("uq__case__number")),
    )
    op.create_index("ix__case__person", "case", ["person_id", "cause"], unique=False)
    op.create_index("ix__case__town", "case", ["town_id", "id"], unique=False)
    for name, columns in (
        ("ix__case__worklist", ["town_id", "state", "due_at", "id"]),
        ("ix__case__county_worklist", ["state", "due_at", "id"]),
    ):
        op.create_index(
            name,
            "case",
            columns,
            sqlite_where=sa.text("closed = 0"),
            postgresql_where=sa.text("closed = false"),
        )
    op.create_table(
        "access_record",
        sa.Column("id", KEY, nullable=False),
        sa.Column("account_id", sa.String(length=64), nullable=False),
        sa.Column("case_id", KEY, nullable=True),
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk__access_record__case_id__case")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__access_record")),
    )
    op.create_index("ix__access_record__case", "access_record", ["case_id"], unique=False)
    op.create_table(
        "account_role",
        sa.Column("account_id", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk__account_role__account_id__account")
        ),
        sa.PrimaryKeyConstraint("account_id", "role", name=op.f("pk__account_role")),
    )
    op.create_table(
        "attachment",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=80), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.String(length=64), nullable=False),
        sa.Column("added_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk__attachment__case_id__case")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__attachment")),
    )
    op.create_index(op.f("ix__attachment__case_id"), "attachment", ["case_id"], unique=False)
    op.create_table(
        "clock",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("time_limit", sa.String(length=64), nullable=False),
        sa.Column("budget", sa.String(length=20), nullable=False),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("due_at", INSTANT, nullable=True),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk__clock__case_id__case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__clock")),
    )
    op.create_index(op.f("ix__clock__case_id"), "clock", ["case_id"], unique=False)
    op.create_index("ix__clock__due", "clock", ["ended_at", "due_at"], unique=False)
    op.create_table(
        "debt",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("debt", sa.String(length=64), nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("due_at", INSTANT, nullable=True),
        sa.Column("settled_at", INSTANT, nullable=True),
        sa.Column("settled_by", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk__debt__case_id__case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__debt")),
        sa.UniqueConstraint("case_id", "debt", name=op.f("uq__debt__case_id_debt")),
    )
    op.create_table(
        "document",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("paper", sa.String(length=64), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("number", sa.String(length=80), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("pdf_hash", sa.String(length=64), nullable=False),
        sa.Column("docx_hash", sa.String(length=64), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("places", sa.String(), nullable=False),
        sa.Column("findings", sa.String(), nullable=False),
        sa.Column("step_seq", sa.Integer(), nullable=False),
        sa.Column("issued_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk__document__case_id__case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__document")),
        sa.UniqueConstraint(
            "case_id", "paper", "edition", name=op.f("uq__document__case_id_paper_edition")
        ),
    )
    op.create_table(
        "entry",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("form", sa.String(length=64), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("form_checksum", sa.String(length=64), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(length=64), nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk__entry__case_id__case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__entry")),
        sa.UniqueConstraint(
            "case_id", "form", "edition", name=op.f("uq__entry__case_id_form_edition")
        ),
    )
    op.create_table(
        "filing",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("fonds", sa.String(length=10), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("retention", sa.String(length=4), nullable=False),
        sa.Column("item", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=60), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("contents", sa.String(), nullable=False),
        sa.Column("filed_by", sa.String(length=64), nullable=False),
        sa.Column("filed_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk__filing__case_id__case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__filing")),
        sa.UniqueConstraint("case_id", name=op.f("uq__filing__case_id")),
        sa.UniqueConstraint(
            "fonds", "year", "retention", "item", name=op.f("uq__filing__fonds_year_retention_item")
        ),
        sa.UniqueConstraint("reference", name=op.f("uq__filing__reference")),
    )
    op.create_table(
        "form_draft",
        sa.Column("id", KEY, nullable=False),
        sa.Column("account_id", sa.String(length=64), nullable=False),
        sa.Column("case_key", sa.String(length=64), nullable=False),
        sa.Column("transition", sa.String(length=64), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("saved_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk__form_draft__account_id__account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__form_draft")),
        sa.UniqueConstraint(
            "account_id",
            "case_key",
            "transition",
            name=op.f("uq__form_draft__account_id_case_key_transition"),
        ),
    )
    op.create_table(
        "login_session",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.String(length=64), nullable=False),
        sa.Column("csrf_token", sa.String(length=64), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk__login_session__account_id__account")
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk__login_session")),
    )
    op.create_index(
        op.f("ix__login_session__account_id"), "login_session", ["account_id"], unique=False
    )
    op.create_table(
        "payment",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("amount", FEN, nullable=False),
        sa.Column("method", sa.String(length=20), nullable=False),
        sa.Column("payee", sa.String(length=50), nullable=False),
        sa.Column("bank", sa.String(length=100), nullable=False),
        sa.Column("bank_account", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("batch_id", KEY, nullable=True),
        sa.Column("row", sa.Integer(), nullable=True),
        sa.Column("failure", sa.String(length=200), nullable=False),
        sa.Column("replaces_id", KEY, nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("settled_at", INSTANT, nullable=True),
        sa.CheckConstraint("amount > 0", name=op.f("ck__payment__amount_positive")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["payment_batch.id"], name=op.f("fk__payment__batch_id__payment_batch")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk__payment__case_id__case")),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["payment.id"], name=op.f("fk__payment__replaces_id__payment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__payment")),
        sa.UniqueConstraint("replaces_id", name=op.f("uq__payment__replaces_id")),
    )
    op.create_index(op.f("ix__payment__batch_id"), "payment", ["batch_id"], unique=False)
    op.create_index(op.f("ix__payment__case_id"), "payment", ["case_id"], unique=False)
    op.create_index("ix__payment__state", "payment", ["state", "id"], unique=False)
    op.create_table(
        "repeat_exception",
        sa.Column("id", KEY, nullable=False),
        sa.Column("id_number", sa.String(length=64), nullable=False),
        sa.Column("cause", sa.String(length=40), nullable=False),
        sa.Column("occurred_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(length=64), nullable=False),
        sa.Column("granted_at", INSTANT, nullable=False),
        sa.Column("used_by_case_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(
            ["used_by_case_id"],
            ["case.id"],
            name=op.f("fk__repeat_exception__used_by_case_id__case"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__repeat_exception")),
    )
    op.create_index(
        op.f("ix__repeat_exception__id_number"), "repeat_exception", ["id_number"], unique=False
    )
    op.create_table(
        "step",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("idempotency_key", sa.String(length=80), nullable=False),
        sa.Column("transition", sa.String(length=64), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("target", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.String(length=64), nullable=False),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("amount", FEN, nullable=True),
        sa.Column("occurred_at", INSTANT, nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("late", sa.String(length=200), nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk__step__case_id__case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__step")),
        sa.UniqueConstraint("case_id", "seq", name=op.f("uq__step__case_id_seq")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq__step__idempotency_key")),
    )
    op.create_table(
        "seal_use",
        sa.Column("id", KEY, nullable=False),
        sa.Column("unit_id", sa.String(length=64), nullable=False),
        sa.Column("seal_name", sa.String(length=100), nullable=False),
        sa.Column("document_id", KEY, nullable=False),
        sa.Column("document_title", sa.String(length=200), nullable=False),
        sa.Column("document_number", sa.String(length=80), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("applicant_id", sa.String(length=64), nullable=False),
        sa.Column("approver_id", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("pdf_hash", sa.String(length=64), nullable=False),
        sa.Column("used_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk__seal_use__document_id__document")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__seal_use")),
    )
    op.create_index(op.f("ix__seal_use__unit_id"), "seal_use", ["unit_id"], unique=False)
    op.create_table(
        "signature",
        sa.Column("id", KEY, nullable=False),
        sa.Column("document_id", KEY, nullable=False),
        sa.Column("place", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("account_id", sa.String(length=64), nullable=False),
        sa.Column("unit_id", sa.String(length=64), nullable=False),
        sa.Column("appearance", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("ordered_at", INSTANT, nullable=False),
        sa.Column("applied_at", INSTANT, nullable=True),
        sa.Column("pdf_hash", sa.String(length=64), nullable=False),
        sa.Column("step_seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk__signature__document_id__document")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__signature")),
        sa.UniqueConstraint("document_id", "place", name=op.f("uq__signature__document_id_place")),
    )
