"""Serve WeasyPrint only what the press names: nothing from disk, network or data addresses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from jiuji_docs.domain.errors import PaperError

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcherResponse

SCHEME = "asset:"

#: An asset is its bytes, or how to read them when they are asked for (a font is 5 MB).
Asset = bytes | Callable[[], bytes]


class AssetFetcher:
    """A closed URL fetcher (资源取用器) for WeasyPrint.

    ``assets`` maps a name such as ``fonts/JiujiFang.otf`` to its content; it is reached as
    ``asset:fonts/JiujiFang.otf``. Every other address is refused and remembered, because WeasyPrint
    swallows a refusal in some places (inside SVG, for a missing image) and goes on.
    """

    #: WeasyPrint reads this: True would raise a BaseException in the middle of a layout.
    _fail_on_errors = False

    def __init__(self, assets: Mapping[str, Asset]) -> None:
        self._assets = dict(assets)
        self._refused: list[str] = []

    @property
    def refused(self) -> tuple[str, ...]:
        """Addresses asked for and not served since the last :meth:`check`."""
        return tuple(self._refused)

    def __call__(self, url: str) -> URLFetcherResponse:
        """Answer WeasyPrint, which calls its fetcher."""
        return self.fetch(url)

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """Return a named asset; note and refuse anything else."""
        from weasyprint.urls import URLFetcherResponse

        del headers
        asset = self._assets.get(url.removeprefix(SCHEME)) if url.startswith(SCHEME) else None
        if asset is None:
            self._refused.append(url[:200])
            raise PaperError(f"纸面不得引用外部资源：{url[:80]}")
        return URLFetcherResponse(url, asset() if callable(asset) else asset)

    def check(self) -> None:
        """Raise PaperError if anything was refused since the last check."""
        refused, self._refused = self._refused, []
        if refused:
            raise PaperError(
                f"纸面引用了外部资源（{len(refused)} 处），已停止制作：{refused[0][:80]}"
            )
