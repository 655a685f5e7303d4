"""Name the services that print, find and count what others have made, for registration."""

from __future__ import annotations

from typing import Any

from jiuji_docs.services.audit.service import AuditService
from jiuji_docs.services.bundles.orders import BundleOrderService
from jiuji_docs.services.bundles.plan import BundlePlanner
from jiuji_docs.services.paper_lookup import PaperLookup
from jiuji_docs.services.posters import PosterService
from jiuji_docs.services.signing_sheets import SigningSheets
from jiuji_docs.services.statistics.bulletin import BulletinService
from jiuji_docs.services.statistics.service import StatisticsService

#: Each takes a desk.
PRINTED_SERVICES: tuple[Any, ...] = (
    AuditService,
    BulletinService,
    BundleOrderService,
    BundlePlanner,
    PaperLookup,
    PosterService,
    SigningSheets,
    StatisticsService,
)
