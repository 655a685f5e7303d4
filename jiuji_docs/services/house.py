"""Open everything that lives as long as the program: engine, definitions, store, keys, press."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Engine

from jiuji_docs.definitions.catalog import Catalog
from jiuji_docs.definitions.office_packs import KEY, read_runs, shipped_choice
from jiuji_docs.definitions.pack_directory import catalog_with_own
from jiuji_docs.domain.day_table import DayTable
from jiuji_docs.domain.errors import SetUpError
from jiuji_docs.domain.workflow.policy import Pack, Policy
from jiuji_docs.services.calendar_file import CalendarFile
from jiuji_docs.services.clock import Clock, system_clock
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.editions import Editions
from jiuji_docs.services.settings import Settings, ledger_key
from jiuji_docs.signing.keyring import Keyring
from jiuji_docs.storage.blobs import DocumentStore
from jiuji_docs.storage.engine import make_engine
from jiuji_docs.storage.schema import current, newest
from jiuji_docs.storage.work import run, unit_of_work

T = TypeVar("T")


class House:
    """The long-lived parts, opened once per process (机构)."""

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Clock = system_clock,
        office: Mapping[str, Any] | None = None,
        catalog: Catalog | None = None,
    ) -> None:
        self.settings = settings
        self.clock = clock
        self.engine: Engine = make_engine(settings.database)
        self.store = DocumentStore(settings.store)
        self.keyring = Keyring(settings.keys)
        self.ledger_key = ledger_key(settings.keys)
        self.calendar = CalendarFile(settings.calendar)
        self.catalog = catalog or catalog_with_own(settings.packs)
        self._office = dict(office if office is not None else read_office(settings.office))
        self._on_disk: dict[str, Pack] = {}
        self.editions = Editions(self.pack_on_disk, clock)
        #: The packs this office runs, where and when (适用的政策包).
        self.runs = read_runs(self._chosen(), self._policies())

    @property
    def days(self) -> DayTable:
        """The calendar in force: a notice that came while this process runs counts at once."""
        return self.calendar.table()

    def pack(self, pack_id: str) -> Pack:
        """Return what a case is opened under now: the newest published edition in force.

        Where nothing was published yet, the data rooms' pack with the office's own settings.
        """
        with self.desk(write=False) as desk:
            return desk.pack(pack_id)

    def pack_on_disk(self, pack_id: str) -> Pack:
        """Return the data rooms' pack with the office's own settings, published or not."""
        if pack_id not in self._on_disk:
            own = self.office_settings(pack_id)
            self._on_disk[pack_id] = (
                self.catalog.with_office(pack_id, own) if own else self.catalog.pack(pack_id)
            )
        return self._on_disk[pack_id]

    def office_settings(self, pack_id: str) -> Mapping[str, Any]:
        """Return what this office decided itself of a pack (本单位规定)."""
        return self._office.get(pack_id) or {}

    def adopt(self, pack: Pack) -> None:
        """Run *pack* from now on as this process's own edition (测速、试办)."""
        self.editions.adopt(pack)

    @property
    def pack_ids(self) -> tuple[str, ...]:
        """The packs this office runs, in order; a case of another still finds its own with ``pack``."""
        return tuple(sorted({run.policy.id for run in self.runs}))

    def _chosen(self) -> Any:
        return self._office.pop(KEY, None) or shipped_choice()

    def _policies(self) -> dict[str, Policy]:
        return {name: pack.policy for name, pack in self.catalog.packs.items()}

    @contextmanager
    def desk(self, *, write: bool = True) -> Iterator[Desk]:
        """Open one unit of work; raising rolls back, leaving commits."""
        with unit_of_work(self.engine, self.store, write=write) as work:
            yield Desk(self, work)

    def run(self, action: Callable[[Desk], T]) -> T:
        """Carry out *action* in one write transaction, again when the database asks for it."""
        return run(self.engine, self.store, lambda work: action(Desk(self, work)))

    def refuse_unprepared(self) -> None:
        """Raise SetUpError when the database was never made, or is older or newer than this program."""
        found, needed = current(self.engine), newest()
        if not found:
            raise SetUpError("数据库尚未建立，请先运行 jiuji init")
        if found != needed:
            raise SetUpError(
                f"数据库版本 {found} 与程序（{needed}）不符，请用相应版本运行 jiuji init"
            )

    def close(self) -> None:
        """Give back the database connections."""
        self.engine.dispose()


def read_office(path: Path) -> dict[str, Any]:
    """Return the packs an office runs and its own settings by pack (本单位规定); no file means none."""
    if not path.exists():
        return {}
    try:
        content: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    except (ValueError, RecursionError) as error:
        raise SetUpError(f"本单位规定 {path} 不是合格的 TOML：{error}") from error
    return content
