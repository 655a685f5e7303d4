"""Page templates and the widget templates that replace deform's."""

from __future__ import annotations

import hashlib
import os
import stat
from contextlib import suppress
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from chameleon import PageTemplateFile, PageTemplateLoader
from chameleon.loader import ModuleLoader
from pyramid.csrf import get_csrf_token

from jiuji_docs.web.forms.binding import compile_widgets
from jiuji_docs.web.presenters.text import chinese_moment, desk_links, money

_FOLDER = Path(str(files("jiuji_docs.web.pages")))


class PageRenderer:
    """Render a page template inside the common frame (Pyramid renderer for ``.pt``)."""

    def __init__(self, info: Any) -> None:
        self._loader = compiled_pages()
        self._name = info.name
        self._marks = _asset_marks()

    def __call__(self, value: dict[str, Any], system: dict[str, Any]) -> str:
        """Return the page's HTML; templates see the view's values, the request and a few formats."""
        request = system["request"]
        names = {
            **value,
            "request": request,
            "frame": self._loader["frame.pt"],
            "actor": request.identity.actor if request.identity else None,
            "links": desk_links(request),
            "csrf_token": get_csrf_token(request),
            "asset": lambda name: f"/static/{name}?v={self._marks[name]}",
            "when": chinese_moment,
            "money": money,
        }
        return str(self._loader[self._name](**names))


class Page(PageTemplateFile):
    """A page template; compiled ones may be kept on disk."""


def keep_compiled(folder: Path) -> None:
    """Keep compiled pages under *folder*, so that a server starts in two seconds and not in ten.

    They are programs: a folder that others may write to is left alone, and pages compiled anew.
    """
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        found = folder.stat()
        if found.st_uid == os.geteuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            Page.loader = ModuleLoader(str(folder))


@cache
def compiled_pages() -> Any:
    """Return the loader of page templates with every one compiled.

    Compiling waits for no request: CPython 3.11 fails when two threads do it at once (gh-106905), which is
    what the first requests after a start would make them do.
    """
    loader = PageTemplateLoader(
        str(_FOLDER), auto_reload=False, boolean_attributes=set(), formats={"xml": Page}
    )
    for path in sorted(_FOLDER.glob("*.pt")):
        loader[path.name].cook_check()
    return loader


def _asset_marks() -> dict[str, str]:
    """Return a short content hash per static file, so that a year of caching never shows an old one."""
    folder = files("jiuji_docs.web.static")
    return {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()[:12]
        for name in ("desk.css", "desk.js", "editor.js", "icon.svg")
    }


def includeme(config: Any) -> None:
    """Make ``renderer="worklist.pt"`` work; a template that does not compile stops the start."""
    house = config.registry.get("house")
    if house is not None:
        keep_compiled(house.settings.store.parent / "cache" / "pages")
    compiled_pages()
    compile_widgets()
    config.add_renderer(".pt", PageRenderer)
