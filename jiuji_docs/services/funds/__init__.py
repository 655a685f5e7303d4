"""Keep the books of relief money (资金): reserve, imports, special account, recoveries."""

from __future__ import annotations

from typing import Any


def includeme(config: Any) -> None:
    """Register every service of the money books by its class."""
    from jiuji_docs.services import factory
    from jiuji_docs.services.funds.payment_imports import PaymentImportService
    from jiuji_docs.services.funds.recoveries import RecoveryService
    from jiuji_docs.services.funds.reserve import ReserveService
    from jiuji_docs.services.funds.reserve_papers import ReservePapers
    from jiuji_docs.services.funds.reserve_views import ReserveReader
    from jiuji_docs.services.funds.special_account import SpecialAccountService

    for service in (
        PaymentImportService,
        RecoveryService,
        ReservePapers,
        ReserveReader,
        ReserveService,
        SpecialAccountService,
    ):
        config.register_service_factory(factory(service), iface=service)
