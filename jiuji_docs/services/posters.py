"""Print the poster whose QR opens a town's self-report page (自助求助海报)."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from jiuji_docs.domain.errors import NotFound, Refused
from jiuji_docs.rendering.fonts import installed_fonts
from jiuji_docs.rendering.poster_pdf import poster_pdf
from jiuji_docs.services.desk import Desk

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
            f"{address.rstrip('/')}{HELP}?town={quote(town)}",
            installed_fonts(),
        )
        return f"{unit.name}求助二维码.pdf", pdf
