"""A real server with the embedded press, and headless Chromium to visit it."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright
from webtest.http import StopableWSGIServer

from jiuji_docs.definitions.directory import demo_directory
from jiuji_docs.rendering.fonts import FontSet
from jiuji_docs.services.accounts import password_hash
from jiuji_docs.services.directories import enrol
from jiuji_docs.services.house import House
from jiuji_docs.services.settings import Settings
from jiuji_docs.web.app import main
from tests.browser.visitor import PASSWORD, Visitor
from tests.common.databases import migrated_sqlite

__all__ = ["migrated_sqlite"]

#: What a browser may be told to leave alone: it must not call out.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)

Enter = Callable[..., Visitor]


@dataclass(slots=True)
class Scales:
    """A WSGI layer that weighs every HTML page, gzipped, as it goes out."""

    app: Any
    pages: dict[str, int] = field(default_factory=dict)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Pass the request on and weigh the answer."""
        kinds: list[str] = []

        def started(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            kinds.extend(value for name, value in headers if name.lower() == "content-type")
            return start_response(status, headers, *more)

        answer = self.app(environ, started)
        try:
            body = b"".join(answer)
        finally:
            getattr(answer, "close", lambda: None)()
        if kinds and kinds[0].startswith("text/html"):
            path = str(environ["PATH_INFO"])
            self.pages[path] = max(self.pages.get(path, 0), len(gzip.compress(body)))
        return [body]


@pytest.fixture
def chromium() -> Iterator[Browser]:
    """Headless Chromium from the system; without it the test is skipped, and says so."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("chromium is not installed: the desks are not tested in a browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def house(migrated_sqlite: Path, tmp_path: Path) -> Iterator[House]:
    """A house on the system's clock whose people share one test password."""
    database = tmp_path / "desk.db"
    database.write_bytes(migrated_sqlite.read_bytes())
    folders = (tmp_path / "store", tmp_path / "keys", tmp_path / "office.toml")
    made = House(Settings(f"sqlite:///{database}", *folders))
    made.keyring.create("示范县")
    stored = password_hash(PASSWORD)

    def people(desk: Any) -> None:
        enrol(desk, demo_directory(), with_passwords=False)
        for person in demo_directory().people:
            desk.accounts.set_password(person.id, stored)

    made.run(people)
    yield made
    made.close()


@pytest.fixture
def server(house: House, fonts: FontSet) -> Iterator[tuple[str, Scales]]:
    """A waitress server with the embedded press; gives its address and the weights of its pages."""
    del fonts
    app = main({}, house=house, **{"jiuji.press": "embedded"})
    scales = Scales(app)
    running = StopableWSGIServer.create(scales, host="127.0.0.1", threads=6)
    yield running.application_url.rstrip("/"), scales
    running.shutdown()
    worker = app.registry["worker"]
    worker.stop()
    worker._press.close()


@pytest.fixture
def enter(chromium: Browser, server: tuple[str, Scales]) -> Iterator[Enter]:
    """Return a browser window of somebody's own; at the end no window may have complained.

    ``script=False`` opens a browser without script; ``expected`` is a console message that is no complaint.
    """
    visitors: list[Visitor] = []

    def open_window(who: str, *, script: bool = True, expected: str = "") -> Visitor:
        context = chromium.new_context(
            locale="zh-CN", base_url=server[0], java_script_enabled=script
        )
        visitors.append(Visitor(context.new_page(), who, expected))
        return visitors[-1]

    yield open_window
    complaints = {visitor.who: visitor.complaints for visitor in visitors if visitor.complaints}
    assert complaints == {}
