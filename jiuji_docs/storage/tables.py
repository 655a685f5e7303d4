"""Name the tables as Core sees them; repositories write statements against these."""

from __future__ import annotations

from typing import cast

from sqlalchemy import Table

from jiuji_docs.storage import models


def _table(model: type[models.Base]) -> Table:
    return cast("Table", model.__table__)


ACCESS_RECORD = _table(models.AccessRecord)
ACCOUNT = _table(models.Account)
ACCOUNT_ROLE = _table(models.AccountRole)
ASSIGNMENT = _table(models.Assignment)
ATTACHMENT = _table(models.Attachment)
BRANCH_STANDING = _table(models.BranchStanding)
CASE = _table(models.Case)
CASE_LINK = _table(models.CaseLink)
CIRCULATION = _table(models.Circulation)
CIRCULATION_RECEIPT = _table(models.CirculationReceipt)
CLOCK = _table(models.Clock)
CLOCK_SUSPENSION = _table(models.ClockSuspension)
DEBT = _table(models.OpenDebt)
DECEASED = _table(models.Deceased)
DEPUTY = _table(models.Deputy)
DOCUMENT = _table(models.Document)
DOSSIER = _table(models.Dossier)
DOSSIER_FILING = _table(models.DossierFiling)
DOSSIER_PAPER = _table(models.DossierPaper)
DOSSIER_SEAL = _table(models.DossierSeal)
DOSSIER_STEP = _table(models.DossierStep)
DOSSIER_UNIT = _table(models.DossierUnit)
DUE_CHANGE = _table(models.DueChange)
EDITION_MOVE = _table(models.EditionMove)
DUTY_RECORD = _table(models.DutyRecord)
ENTRY = _table(models.Entry)
FILING = _table(models.Filing)
FORM_DRAFT = _table(models.FormDraft)
ISSUED_NUMBER = _table(models.IssuedNumber)
JOB = _table(models.Job)
LEDGER = _table(models.LedgerEntry)
LEDGER_HEAD = _table(models.LedgerHead)
LOGIN_SESSION = _table(models.LoginSession)
MEETING = _table(models.Meeting)
MEETING_ITEM = _table(models.MeetingItem)
MEETING_PERSON = _table(models.MeetingPerson)
MEETING_SHARE = _table(models.MeetingShare)
NOTICE = _table(models.Notice)
NUMBER_SEQUENCE = _table(models.NumberSequence)
OFF_SYSTEM_PAYMENT = _table(models.OffSystemPayment)
ORGAN_CODE = _table(models.OrganCode)
PACK_EDITION = _table(models.PackEdition)
PANEL_SEAT = _table(models.PanelSeat)
PAYMENT = _table(models.Payment)
PAYMENT_BATCH = _table(models.PaymentBatch)
PAYMENT_IMPORT = _table(models.PaymentImport)
PERSON = _table(models.Person)
REPEAT_EXCEPTION = _table(models.RepeatException)
ROSTER_MEMBER = _table(models.RosterMember)
ROSTER_VERSION = _table(models.RosterVersion)
RESERVE_ENTRY = _table(models.ReserveEntry)
RESERVE_FUND = _table(models.ReserveFund)
RESERVE_REQUEST = _table(models.ReserveRequest)
RUNG = _table(models.Rung)
SEAL_USE = _table(models.SealUse)
SIGNATURE = _table(models.Signature)
STEP = _table(models.Step)
UNIT = _table(models.Unit)
