"""The proof must go red for each kind of damage it claims to see; a proof that cannot fail proves nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest

from jiuji_docs.definitions.directory import demo_directory
from jiuji_docs.services.clock import FixedClock
from jiuji_docs.services.directories import enrol
from jiuji_docs.services.house import House
from jiuji_docs.services.settings import Settings
from jiuji_docs.services.start import open_press
from tests.common.cases import fire
from tests.common.houses import MORNING
from tests.reliability.books import Books, read
from tests.reliability.clerks import WALK
from tests.reliability.proof import Witness, findings


@dataclass(frozen=True, slots=True)
class Left:
    """One approved, printed, signed and sealed case as it lies on the disk."""

    root: Path
    seen: Witness

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.root / "case.db"

    def books(self) -> Books:
        """Read it."""
        return read(f"sqlite:///{self.database}", self.root / "store", self.root / "keys")

    def change(self, statement: str) -> None:
        """Change rows as somebody with the file could: first drop the triggers that forbid it."""
        connection = sqlite.connect(str(self.database))
        names = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        for (name,) in connection.execute(names).fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        assert connection.execute(statement).rowcount > 0
        connection.commit()
        connection.close()

    def file_of(self, paper: str) -> Path:
        """Return the stored PDF of a paper."""
        connection = sqlite.connect(str(self.database))
        statement = "SELECT pdf_hash FROM document WHERE paper = ?"
        (name,) = connection.execute(statement, (paper,)).fetchone()
        connection.close()
        return self.root / "store" / name[:2] / name[2:]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> Iterator[Left]:
    """Take one case to its approval, print everything, and leave."""
    root = tmp_path_factory.mktemp("whole")
    shutil.copy(migrated_sqlite, root / "case.db")
    settings = Settings(
        f"sqlite:///{root / 'case.db'}", root / "store", root / "keys", root / "office.toml"
    )
    house = House(settings, clock=FixedClock(MORNING))
    house.keyring.create("示范县")
    house.run(lambda desk: enrol(desk, demo_directory(), with_passwords=False))
    seen, number = Witness(), ""
    for transition, who, _forms in WALK:
        key = f"proof:{transition}"
        number = fire(house, who, transition, number, key=key).case
        seen.tried.add(key)
        seen.confirmed[key] = (number, transition)
    press = open_press(house)
    press.run_all()
    press.close()
    house.close()
    return Left(root, seen)


@pytest.fixture
def left(whole: Left, tmp_path: Path) -> Left:
    """Copy the whole case, to be damaged."""
    return replace(whole, root=Path(shutil.copytree(whole.root, tmp_path / "copy")))


def test_an_untouched_case_has_no_findings(whole: Left) -> None:
    books = whole.books()

    assert findings(books, whole.seen) == []
    assert len(books["step"]) == len(WALK)
    assert len(books["document"]) >= 8
    assert len(books["seal_use"]) == 2


def _again(table: str, columns: str, **changed: str) -> str:
    """Return a statement that doubles a table's first row with some columns changed."""
    chosen = ", ".join(changed.get(name.strip(), name.strip()) for name in columns.split(","))
    first = f"(SELECT min(id) FROM {table})"
    return f"INSERT INTO {table} ({columns}) SELECT {chosen} FROM {table} WHERE id = {first}"


_STEP = (
    "id, case_id, seq, idempotency_key, transition, source, target, account_id, comment, amount, "
    "occurred_at, recorded_at, late, voided"
)
_SEAL_USE = (
    "id, unit_id, seal_name, document_id, document_title, document_number, copies, applicant_id, "
    "approver_id, reason, pdf_hash, used_at"
)
_PAYMENT = (
    "id, case_id, amount, method, payee, bank, bank_account, state, batch_id, row, failure, "
    "replaces_id, created_at, settled_at"
)
#: Damage: the statement that does it, and words of the finding it must lead to.
ROWS = {
    "a confirmed step lost": (
        "DELETE FROM step WHERE seq = 5",
        "confirmed step proof:approve_town",
    ),
    "a step doubled": (_again("step", _STEP, id="99", seq="6", idempotency_key="'x'"), "by nobody"),
    "a case ahead of its steps": ('UPDATE "case" SET version = 6', "version 6"),
    "a case off its steps": ("UPDATE \"case\" SET state = 'paid'", "does not lead to paid"),
    "steps that do not join": ("UPDATE step SET source = 'paid' WHERE seq = 3", "do not join"),
    "an entry replaced": (
        "UPDATE entry SET body = '{}' WHERE form = 'decision'",
        "step 5: what was entered is not stored",
    ),
    "an entry lost": ("DELETE FROM entry WHERE form = 'audit'", "step 4: what was entered is not"),
    "a ledger entry changed": (
        "UPDATE ledger SET body = replace(body, 'audit', 'audjt') WHERE seq = 4",
        "ledger entry 4 does not hold",
    ),
    "a ledger entry lost": ("DELETE FROM ledger WHERE seq = 2", "ledger entry 3 does not hold"),
    "the ledger's tail cut": (
        "DELETE FROM ledger WHERE seq = (SELECT max(seq) FROM ledger)",
        "the ledger's head says",
    ),
    "a paper lost": ("DELETE FROM document WHERE paper = 'review'", "a paper it issued is missing"),
    "a paper left in print": (
        "UPDATE document SET state = 'printing' WHERE paper = 'review'",
        "is printing",
    ),
    "a paper without bytes": (
        "UPDATE document SET pdf_hash = '' WHERE paper = 'review'",
        "has no bytes",
    ),
    "frozen content changed": (
        "UPDATE document SET content = content || ' ' WHERE paper = 'review'",
        "frozen content was changed",
    ),
    "a document number skipped": (
        "UPDATE document SET number = replace(number, '1号', '2号') WHERE number <> ''",
        "document numbers of",
    ),
    "a case number skipped": (
        "UPDATE \"case\" SET number = '阳政救受〔2024〕2号'",
        "case numbers of 阳政救受〔2024〕",
    ),
    "a seal without its line": (
        "DELETE FROM seal_use WHERE id = 1",
        "seal register and seals differ",
    ),
    "a seal entered twice": (
        _again("seal_use", _SEAL_USE, id="99"),
        "seal register and seals differ",
    ),
    "a signature marked as owed": (
        "UPDATE signature SET state = 'ordered' WHERE place = 'seal'",
        "ordered and never applied",
    ),
    "a signature not marked": ("DELETE FROM signature WHERE place = 'village'", "signed {"),
    "a signature at another time": (
        "UPDATE signature SET pdf_hash = 'other' WHERE place = 'village'",
        "has no ledger entry of its own",
    ),
    "a payment doubled": (_again("payment", _PAYMENT, id="99"), "payments and grants differ"),
    "a payment lost": ("DELETE FROM payment", "payments and grants differ"),
    "a job forgotten": ("UPDATE job SET state = 'taken' WHERE id = 1", "job 1 is taken"),
}


@pytest.mark.parametrize("damage", ROWS)
def test_damaged_rows_are_found(damage: str, left: Left) -> None:
    statement, words = ROWS[damage]

    left.change(statement)

    assert words in "\n".join(findings(left.books(), left.seen))


def _lose(path: Path) -> None:
    path.unlink()


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-200])


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("damage", [_lose, _cut, _flip])
def test_damaged_files_are_found(damage: Callable[[Path], None], left: Left) -> None:
    damage(left.file_of("approval_notice"))

    assert findings(left.books(), left.seen)


def test_a_step_nobody_asked_for_is_found(left: Left) -> None:
    seen = Witness(dict(left.seen.confirmed), left.seen.tried - {"proof:audit"}, set())

    assert findings(left.books(), seen) == ["step proof:audit was asked for by nobody"]


def test_a_paper_somebody_was_given_must_stay(left: Left) -> None:
    seen = Witness(left.seen.confirmed, left.seen.tried, {"0" * 64})

    assert findings(left.books(), seen) == [f"a paper somebody was given is gone: {'0' * 64}"]


def test_another_key_does_not_hold_the_ledger(left: Left) -> None:
    (left.root / "keys" / "ledger.key").write_bytes(b"another key" * 3)

    assert "ledger entry 1 does not hold" in findings(left.books(), left.seen)
