"""Name every table, one family a module."""

from jiuji_docs.storage.models.account import (
    AccessRecord,
    Account,
    AccountRole,
    FormDraft,
    LoginSession,
    Unit,
)
from jiuji_docs.storage.models.archive import DossierFiling, Filing
from jiuji_docs.storage.models.assignment import (
    Assignment,
    CaseLink,
    Circulation,
    CirculationReceipt,
)
from jiuji_docs.storage.models.bundle import BundleOrder
from jiuji_docs.storage.models.case import (
    Case,
    Clock,
    Entry,
    NumberSequence,
    OpenDebt,
    Person,
    RepeatException,
    Step,
)
from jiuji_docs.storage.models.clocks import ClockSuspension, DueChange, Rung
from jiuji_docs.storage.models.deceased import Deceased
from jiuji_docs.storage.models.deputy import Deputy
from jiuji_docs.storage.models.document import Attachment, Document, Job, SealUse, Signature
from jiuji_docs.storage.models.dossier import (
    Dossier,
    DossierPaper,
    DossierSeal,
    DossierStep,
    DossierUnit,
    IssuedNumber,
    OrganCode,
)
from jiuji_docs.storage.models.duty import DutyFile, DutyRecord, RosterMember, RosterVersion
from jiuji_docs.storage.models.edition import EditionMove, PackEdition
from jiuji_docs.storage.models.ledger import LedgerEntry, LedgerHead
from jiuji_docs.storage.models.meeting import (
    Meeting,
    MeetingItem,
    MeetingPerson,
    MeetingShare,
)
from jiuji_docs.storage.models.meta import Base
from jiuji_docs.storage.models.notice import Notice
from jiuji_docs.storage.models.payment import Payment, PaymentBatch
from jiuji_docs.storage.models.payment_import import OffSystemPayment, PaymentImport
from jiuji_docs.storage.models.public_deed import PublicDeed
from jiuji_docs.storage.models.recovery import (
    BanException,
    Recovery,
    RecoveryInstalment,
    RecoveryReceipt,
)
from jiuji_docs.storage.models.reserve import ReserveEntry, ReserveFund, ReserveRequest
from jiuji_docs.storage.models.special_account import SpecialAccount, SpecialEntry
from jiuji_docs.storage.models.standing import BranchStanding, PanelSeat

__all__ = [
    "AccessRecord",
    "Account",
    "AccountRole",
    "Assignment",
    "Attachment",
    "BanException",
    "Base",
    "BranchStanding",
    "BundleOrder",
    "Case",
    "CaseLink",
    "Circulation",
    "CirculationReceipt",
    "Clock",
    "ClockSuspension",
    "Deceased",
    "Deputy",
    "Document",
    "Dossier",
    "DossierFiling",
    "DossierPaper",
    "DossierSeal",
    "DossierStep",
    "DossierUnit",
    "DueChange",
    "DutyFile",
    "DutyRecord",
    "EditionMove",
    "Entry",
    "Filing",
    "FormDraft",
    "IssuedNumber",
    "Job",
    "LedgerEntry",
    "LedgerHead",
    "LoginSession",
    "Meeting",
    "MeetingItem",
    "MeetingPerson",
    "MeetingShare",
    "Notice",
    "NumberSequence",
    "OffSystemPayment",
    "OpenDebt",
    "OrganCode",
    "PackEdition",
    "PanelSeat",
    "Payment",
    "PaymentBatch",
    "PaymentImport",
    "Person",
    "PublicDeed",
    "Recovery",
    "RecoveryInstalment",
    "RecoveryReceipt",
    "RepeatException",
    "ReserveEntry",
    "ReserveFund",
    "ReserveRequest",
    "RosterMember",
    "RosterVersion",
    "Rung",
    "SealUse",
    "Signature",
    "SpecialAccount",
    "SpecialEntry",
    "Step",
    "Unit",
]
