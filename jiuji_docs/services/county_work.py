"""List the services of the county's own work: meetings, registers, scheduled duties, rosters (县级日常工作)."""

from __future__ import annotations

from jiuji_docs.services.duties.closed import ClosedReader
from jiuji_docs.services.duties.recording import DutyService
from jiuji_docs.services.duties.sheets import DutySheets
from jiuji_docs.services.duties.superiors import SuperiorReader
from jiuji_docs.services.duties.views import DutyReader
from jiuji_docs.services.meetings.filed_minutes import MinutesReader
from jiuji_docs.services.meetings.holding import HoldingService
from jiuji_docs.services.meetings.preparing import MeetingService
from jiuji_docs.services.meetings.signed_paper import SignedPaperService
from jiuji_docs.services.meetings.unsigned import UnsignedMinutesReader
from jiuji_docs.services.meetings.views import MeetingReader
from jiuji_docs.services.registers import RegisterService
from jiuji_docs.services.rosters.keeping import RosterService
from jiuji_docs.services.rosters.views import RosterReader
from jiuji_docs.services.self_reports import SelfReportService

SERVICES: tuple[type, ...] = (
    ClosedReader,
    DutyReader,
    DutyService,
    DutySheets,
    HoldingService,
    MeetingReader,
    MeetingService,
    MinutesReader,
    RegisterService,
    RosterReader,
    RosterService,
    SelfReportService,
    SignedPaperService,
    SuperiorReader,
    UnsignedMinutesReader,
)
