"""Print what hangs on the wall: a town's self-report QR and the notice of the policy (海报、政策告知)."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from jiuji_docs.domain.documents.official import chinese_date
from jiuji_docs.domain.errors import NotFound, Refused
from jiuji_docs.domain.workflow.policy_notice import policy_notice
from jiuji_docs.rendering.fonts import installed_fonts
from jiuji_docs.rendering.poster_pdf import poster_pdf
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.known import about_policy
from jiuji_docs.services.papers import local_date

#: Where the public reports need; the town is named in the query.
HELP = "/help"


class PosterService:
    """Posters of a town; they hold its name and phone, nobody's data."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def poster(self, town: str, address: str) -> tuple[str, bytes]:
        """Return (file name, PDF); *address* is how phones reach the pages, such as ``http://jiuji.example``.

        Raises NotFound unless *town* is a town, Refused when the address is none.
        """
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise Refused("address", "网页地址应写作 http://… 或 https://…，手机能够打开")
        unit = self._desk.accounts.unit(town)
        if unit.level != "town":
            raise NotFound(town)
        catalog = self._desk.house.catalog
        pdf = poster_pdf(
            catalog.template("posters/help.pt"),
            catalog.template("posters/help.css"),
            {"unit": unit.name, "phone": unit.phone},
            installed_fonts(),
            f"{address.rstrip('/')}{HELP}?town={quote(town)}",
        )
        return f"{unit.name}求助二维码.pdf", pdf

    def policy_notice(self, pack_id: str, unit_id: str) -> tuple[str, bytes]:
        """Return (file name, PDF) of what the public is told of a pack, in the name of a unit (政策告知).

        KeyError for a pack that is not run here. Holds nobody's data.
        """
        desk = self._desk
        if pack_id not in desk.house.pack_ids:
            raise KeyError(pack_id)
        pack, unit = desk.pack(pack_id), desk.accounts.unit(unit_id)
        catalog = desk.house.catalog
        words = {
            "unit": unit.name,
            "phone": unit.phone,
            "named": about_policy(pack)["policy.named"],
            "since": chinese_date(pack.policy.in_force_from),
            "today": chinese_date(local_date(desk.now())),
            "sections": policy_notice(pack),
        }
        css = catalog.template("posters/policy.css")
        pdf = poster_pdf(catalog.template("posters/policy.pt"), css, words, installed_fonts())
        return f"{unit.name}临时救助政策告知.pdf", pdf
