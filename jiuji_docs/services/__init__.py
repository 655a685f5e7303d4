"""Carry out one use case each: accept, investigate, decide, sign, pay, file."""

from __future__ import annotations

from functools import cache, partial
from typing import Any


def includeme(config: Any) -> None:
    """Open the house, give each request a desk, and register every service by its class."""
    from jiuji_docs.services.accounts import AccountService
    from jiuji_docs.services.attachments import AttachmentService
    from jiuji_docs.services.bulk_lists import BulkListService
    from jiuji_docs.services.bulk_steps import BulkStepService
    from jiuji_docs.services.case_file import CaseFileService
    from jiuji_docs.services.case_pictures import CasePictureService
    from jiuji_docs.services.circulation import CirculationService
    from jiuji_docs.services.county_work import SERVICES as COUNTY_WORK
    from jiuji_docs.services.delays import DelayService
    from jiuji_docs.services.deputies import DeputyService
    from jiuji_docs.services.desk import Desk
    from jiuji_docs.services.dispatch.arrivals import ArrivalService
    from jiuji_docs.services.dispatch.drafting import DraftingService
    from jiuji_docs.services.dispatch.filed import FiledDossiers
    from jiuji_docs.services.dispatch.kernel import DispatchKernel
    from jiuji_docs.services.dispatch.lists import DossierLists
    from jiuji_docs.services.dispatch.number_register import NumberRegisterService
    from jiuji_docs.services.dispatch.preview import PreviewDesk
    from jiuji_docs.services.dispatch.reading import DossierReader
    from jiuji_docs.services.dispatch.sheets import SheetService
    from jiuji_docs.services.drafts import DraftService
    from jiuji_docs.services.edition_list import EditionService
    from jiuji_docs.services.escalations import EscalationService
    from jiuji_docs.services.exceptions import ExceptionService
    from jiuji_docs.services.filing import FilingService
    from jiuji_docs.services.flow_charts import FlowChartService
    from jiuji_docs.services.handovers import HandoverService
    from jiuji_docs.services.hands_views import HandsReader
    from jiuji_docs.services.house import House
    from jiuji_docs.services.notices import NoticeService
    from jiuji_docs.services.packs import PackService
    from jiuji_docs.services.payments import PaymentService
    from jiuji_docs.services.printed_services import PRINTED_SERVICES
    from jiuji_docs.services.printing_fonts import printing_fonts
    from jiuji_docs.services.settings import Settings
    from jiuji_docs.services.step_forms import StepFormService
    from jiuji_docs.services.transitions import TransitionService
    from jiuji_docs.services.trial import TrialService
    from jiuji_docs.services.urging import UrgingService
    from jiuji_docs.services.withdrawals import WithdrawalService
    from jiuji_docs.services.worklists import WorklistService

    given = config.registry.settings
    house = given.get("house") or House(Settings.read(given))
    config.registry["house"] = house
    config.registry["engine"] = house.engine
    config.registry["store"] = house.store
    # Looked up when the first draft is shown: a preview has the faces that the press has.
    fonts = cache(partial(printing_fonts, house.settings))
    config.registry["preview"] = PreviewDesk(house.catalog, fonts=fonts)
    config.add_request_method(lambda request: Desk(house, request.work), "desk", reify=True)
    for service in (
        AccountService,
        ArrivalService,
        AttachmentService,
        BulkListService,
        BulkStepService,
        CaseFileService,
        CasePictureService,
        DelayService,
        CirculationService,
        DeputyService,
        DispatchKernel,
        DossierLists,
        DossierReader,
        DraftService,
        DraftingService,
        EditionService,
        EscalationService,
        ExceptionService,
        FiledDossiers,
        FilingService,
        FlowChartService,
        HandoverService,
        HandsReader,
        NoticeService,
        NumberRegisterService,
        PackService,
        PaymentService,
        SheetService,
        StepFormService,
        TransitionService,
        TrialService,
        UrgingService,
        WithdrawalService,
        WorklistService,
        *PRINTED_SERVICES,
        *COUNTY_WORK,
    ):
        config.register_service_factory(factory(service), iface=service)


def factory(service: Any) -> Any:
    """Return what makes a service for a request's desk."""

    def make(_context: Any, request: Any) -> Any:
        return service(request.desk)

    return make
