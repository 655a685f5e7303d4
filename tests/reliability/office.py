"""Run the real server as a process of its own, and end it the hard way."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from jiuji_docs.definitions.directory import demo_directory
from jiuji_docs.rendering.fonts import installed_fonts
from jiuji_docs.services.accounts import password_hash
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.directories import enrol
from jiuji_docs.services.house import House
from jiuji_docs.services.settings import Settings
from jiuji_docs.services.start import prepare

PASSWORD = "a long enough password"
#: Seconds a server may take until it answers; a loaded machine needs some.
PATIENCE = 60.0


@dataclass
class Office:
    """One installation in a directory of its own: database, store, keys, and the process serving it."""

    root: Path
    database: str
    port: int = 0
    #: seconds each start took until the first answer
    starts: list[float] = field(default_factory=list)
    process: subprocess.Popen[bytes] | None = None

    @property
    def settings(self) -> Settings:
        """Where everything is."""
        root = self.root
        return Settings(self.database, root / "store", root / "keys", root / "office.toml")

    @property
    def address(self) -> tuple[str, int]:
        """Where the server listens; the same after every restart."""
        if not self.port:
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", 0))
                self.port = probe.getsockname()[1]
        return "127.0.0.1", self.port

    def furnish(self) -> None:
        """Make the database, the certificates and the demo county's people, who share one password."""
        house = House(self.settings)
        try:
            prepare(house, lambda _line: None)
            house.run(_people)
        finally:
            house.close()

    def start(self) -> None:
        """Start the server and wait until it answers."""
        began = time.monotonic()
        self.launch()
        self._wait_since(began)
        self.starts.append(time.monotonic() - began)

    def launch(self) -> None:
        """Start the server and do not wait."""
        host, port = self.address
        command = [sys.executable, "-m", "jiuji_docs", "serve", "--host", host, "--port", str(port)]
        with (self.root / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                command, env=self._environment(), cwd=self.root, stdout=log, stderr=log
            )

    def answers(self) -> bool:
        """Whether somebody serves the login page now."""
        host, port = self.address
        try:
            urllib.request.urlopen(f"http://{host}:{port}/login", timeout=20).close()
        except (OSError, urllib.error.URLError):
            return False
        return True

    def kill(self) -> None:
        """End the process in the middle of whatever it does: nothing of it runs any more."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End the process the ordinary way."""
        self._end(signal.SIGTERM)

    def complaints(self) -> list[str]:
        """Return the errors the servers wrote to their log: nobody's page and no paper may break."""
        text = (self.root / "server.log").read_text("utf-8", errors="replace")
        return ["server: " + part[-1500:] for part in text.split("Traceback (most recent")[1:]]

    def _wait_since(self, began: float) -> None:
        while not self.answers():
            ended = self.process is None or self.process.poll() is not None
            if ended or time.monotonic() - began > PATIENCE:
                raise RuntimeError((self.root / "server.log").read_text("utf-8")[-4000:])
            time.sleep(0.02)

    def _end(self, how: int) -> None:
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait(PATIENCE)
            self.process = None

    def _environment(self) -> dict[str, str]:
        settings = self.settings
        return {
            **os.environ,
            "JIUJI_DATABASE": settings.database,
            "JIUJI_STORE": str(settings.store),
            "JIUJI_KEYS": str(settings.keys),
            "JIUJI_OFFICE": str(settings.office),
            "JIUJI_FONTS": str(installed_fonts().directory.absolute()),
            "PYTHONWARNINGS": "ignore",
        }


def _people(desk: Desk) -> None:
    enrol(desk, demo_directory(), with_passwords=False)
    stored = password_hash(PASSWORD)
    for person in demo_directory().people:
        desk.accounts.set_password(person.id, stored)
