"""Name the services that print, find and count what others have made, for registration."""

from __future__ import annotations

from typing import Any

from jiuji_docs.services.bundles.plan import BundlePlanner
from jiuji_docs.services.paper_lookup import PaperLookup
from jiuji_docs.services.posters import PosterService

#: Each takes a desk.
PRINTED_SERVICES: tuple[Any, ...] = (BundlePlanner, PaperLookup, PosterService)
