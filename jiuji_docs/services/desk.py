"""One unit of work: the repositories on one session, with the house's clock and definitions."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING, Any

from jiuji_docs.domain.ledger import keyed_hash
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.storage.accounts import AccountRepository
from jiuji_docs.storage.archives import ArchiveRepository
from jiuji_docs.storage.assignments import AssignmentRepository
from jiuji_docs.storage.bulk import BulkRepository
from jiuji_docs.storage.bundle_orders import BundleOrders
from jiuji_docs.storage.case_links import CaseLinkRepository
from jiuji_docs.storage.cases import CaseRepository
from jiuji_docs.storage.circulation import CirculationRepository
from jiuji_docs.storage.deputies import DeputyRepository
from jiuji_docs.storage.documents import DocumentRepository
from jiuji_docs.storage.dossiers import DossierRepository
from jiuji_docs.storage.duties import DutyRepository
from jiuji_docs.storage.editions import EditionRepository
from jiuji_docs.storage.issued_numbers import IssuedNumberRepository
from jiuji_docs.storage.jobs import JobRepository
from jiuji_docs.storage.ledger import LedgerRepository
from jiuji_docs.storage.meetings import MeetingRepository
from jiuji_docs.storage.notices import NoticeRepository
from jiuji_docs.storage.numbers import NumberRegister
from jiuji_docs.storage.payment_imports import PaymentImportRepository
from jiuji_docs.storage.payments import PaymentRepository
from jiuji_docs.storage.recoveries import RecoveryRepository
from jiuji_docs.storage.reserves import ReserveRepository
from jiuji_docs.storage.rosters import RosterRepository
from jiuji_docs.storage.rungs import RungRepository
from jiuji_docs.storage.special_account import SpecialAccountRepository
from jiuji_docs.storage.work import Work

if TYPE_CHECKING:
    from jiuji_docs.services.house import House


class Desk:
    """Repositories sharing one transaction (一次办理)."""

    def __init__(self, house: House, work: Work) -> None:
        self.house, self.work = house, work

    @cached_property
    def cases(self) -> CaseRepository:
        """Cases and their steps."""
        return CaseRepository(self.work.session)

    @cached_property
    def bulk(self) -> BulkRepository:
        """Many cases at once."""
        return BulkRepository(self.work.session)

    @cached_property
    def documents(self) -> DocumentRepository:
        """Papers, signatures and seal uses."""
        return DocumentRepository(self.work.session)

    @cached_property
    def payments(self) -> PaymentRepository:
        """Payments and batches."""
        return PaymentRepository(self.work.session)

    @cached_property
    def accounts(self) -> AccountRepository:
        """Units, people, sessions."""
        return AccountRepository(self.work.session)

    @cached_property
    def assignments(self) -> AssignmentRepository:
        """Cases in other hands."""
        return AssignmentRepository(self.work.session)

    @cached_property
    def case_links(self) -> CaseLinkRepository:
        """Which case was opened from which."""
        return CaseLinkRepository(self.work.session)

    @cached_property
    def circulation(self) -> CirculationRepository:
        """Copies of cases to read."""
        return CirculationRepository(self.work.session)

    @cached_property
    def deputies(self) -> DeputyRepository:
        """Who acts for whom."""
        return DeputyRepository(self.work.session)

    @cached_property
    def ledger(self) -> LedgerRepository:
        """The hash chain."""
        return LedgerRepository(self.work.session, self.house.ledger_key, self.house.clock)

    @cached_property
    def archives(self) -> ArchiveRepository:
        """Filed cases."""
        return ArchiveRepository(self.work.session)

    @cached_property
    def dossiers(self) -> DossierRepository:
        """Official documents on their way."""
        return DossierRepository(self.work.session)

    @cached_property
    def issued_numbers(self) -> IssuedNumberRepository:
        """The register of document numbers."""
        return IssuedNumberRepository(self.work.session)

    @cached_property
    def editions(self) -> EditionRepository:
        """Published editions of packs."""
        return EditionRepository(self.work.session)

    @cached_property
    def bundle_orders(self) -> BundleOrders:
        """Bundles asked for on the page."""
        return BundleOrders(self.work.session)

    @cached_property
    def jobs(self) -> JobRepository:
        """Work for the press."""
        return JobRepository(self.work.session)

    @cached_property
    def duties(self) -> DutyRepository:
        """What was done of scheduled duties."""
        return DutyRepository(self.work.session)

    @cached_property
    def rosters(self) -> RosterRepository:
        """Rosters by version."""
        return RosterRepository(self.work.session)

    @cached_property
    def meetings(self) -> MeetingRepository:
        """Meetings that decide cases."""
        return MeetingRepository(self.work.session)

    @cached_property
    def notices(self) -> NoticeRepository:
        """What people are told at their desks."""
        return NoticeRepository(self.work.session)

    @cached_property
    def numbers(self) -> NumberRegister:
        """Gapless numbers."""
        return NumberRegister(self.work.session)

    @cached_property
    def rungs(self) -> RungRepository:
        """What clocks will say and have said."""
        return RungRepository(self.work.session)

    @cached_property
    def payment_imports(self) -> PaymentImportRepository:
        """Sheets of payments, taken or refused."""
        return PaymentImportRepository(self.work.session)

    @cached_property
    def recoveries(self) -> RecoveryRepository:
        """Recoveries and bans after fraud."""
        return RecoveryRepository(self.work.session)

    @cached_property
    def special_account(self) -> SpecialAccountRepository:
        """The account of relief money."""
        return SpecialAccountRepository(self.work.session)

    @cached_property
    def reserves(self) -> ReserveRepository:
        """Towns' reserves and their entries."""
        return ReserveRepository(self.work.session)

    def now(self) -> dt.datetime:
        """Return the present moment, aware."""
        return self.house.clock()

    def pack(self, pack_id: str) -> Pack:
        """Return what a case is opened under now: the newest published edition in force."""
        return self.house.editions.newest(self.work.session, pack_id)

    def pack_of(self, case: Any) -> Pack:
        """Return the edition a case was opened under, or was moved to; *case* is its row."""
        editions = self.house.editions
        found = editions.known.get(case.pack_checksum)
        return found or editions.of(self.work.session, case.pack, case.pack_checksum)

    def packs_running(self, pack_id: str) -> list[Pack]:
        """Return every edition that open cases of a pack may run on, newest first."""
        return self.house.editions.running(self.work.session, pack_id)

    def pseudonym(self, text: str) -> str:
        """Return a keyed hash of personal text, so that the ledger names nobody in clear."""
        return keyed_hash(self.house.ledger_key, text)

    def put(self, data: bytes) -> str:
        """Keep bytes in the store as part of this transaction and return their SHA-256."""
        return self.house.store.put(self.work.tm, data)

    def actor(self, account_id: str) -> Actor:
        """Return the person behind an account, with unit and roles."""
        account = self.accounts.account(account_id)
        unit = self.accounts.unit(account.unit_id)
        return Actor(
            account=account.id,
            name=account.name,
            post=account.post,
            unit=unit.id,
            unit_name=unit.name,
            level=unit.level,
            roles=frozenset(self.accounts.roles(account.id)),
            town=self._town_of(unit),
        )

    def _town_of(self, unit: Any) -> str:
        if unit.level == "county":
            return ""
        return str(unit.parent_id) if unit.level == "village" else str(unit.id)
