"""Start a PostgreSQL server of our own, in a directory of its own, for as long as the tests run."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

#: Seconds a server may take to start or stop.
PATIENCE = 60.0
#: Tests may lose the machine's power, so the server need not wait for its disk.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")


@dataclass(frozen=True, slots=True)
class Server:
    """A running server; people reach it only through the socket in its private directory."""

    directory: Path
    process: subprocess.Popen[bytes]

    def url(self, database: str = "postgres") -> str:
        """Return the address of a database for ``make_engine``."""
        return f"postgresql+psycopg://jiuji@/{database}?host={self.directory}"

    def create(self, name: str, template: str = "template1") -> str:
        """Create a database as a copy of *template*, which nobody may be using; return its URL."""
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        self.execute(statement.format(sql.Identifier(name), sql.Identifier(template)))
        return self.url(name)

    def drop(self, name: str) -> None:
        """Drop a database, whoever is still connected."""
        self.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def execute(self, statement: sql.Composed) -> None:
        """Carry out one statement outside any transaction."""
        with psycopg.connect(
            host=str(self.directory), user="jiuji", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(statement)


def binaries() -> Path | None:
    """Return the directory of the newest PostgreSQL server here, if any."""
    installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = sorted(installed, key=lambda path: float(path.parts[4]), reverse=True)
    if newest:
        return newest[0].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


@contextmanager
def running(programs: Path, settings: tuple[str, ...] = FAST) -> Iterator[Server]:
    """Run a new, empty server; stop it and delete its files at the end."""
    directory = Path(tempfile.mkdtemp(prefix="jiuji-pg-"))
    server_user = _server_user()
    try:
        if server_user:
            shutil.chown(directory, server_user["user"], server_user["group"])
        server = Server(directory, _start(programs, directory, settings, server_user))
        try:
            _wait_until_ready(server)
            yield server
        finally:
            server.process.send_signal(signal.SIGINT)
            server.process.wait(PATIENCE)
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def _start(
    programs: Path, directory: Path, settings: tuple[str, ...], server_user: dict[str, Any]
) -> subprocess.Popen[bytes]:
    data = directory / "data"
    subprocess.run(
        [
            *(programs / "initdb", "-D", data, "-U", "jiuji", "--auth=trust", "--no-sync"),
            *("--encoding=UTF8", "--locale=C"),
        ],
        check=True,
        capture_output=True,
        cwd=directory,
        **server_user,
    )
    options = [f"unix_socket_directories={directory}", "listen_addresses=", *settings]
    with (directory / "log").open("wb") as log:
        return subprocess.Popen(
            [programs / "postgres", "-D", data, *(part for o in options for part in ("-c", o))],
            stdout=log,
            stderr=log,
            cwd=directory,
            **server_user,
        )


def _server_user() -> dict[str, Any]:
    """Return who shall run the server: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    entry = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _wait_until_ready(server: Server) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            server.execute(sql.SQL("SELECT 1").format())
        except psycopg.OperationalError:
            if server.process.poll() is not None or time.monotonic() > deadline:
                log = (server.directory / "log").read_text(errors="replace")
                raise RuntimeError(f"PostgreSQL did not start:\n{log}") from None
            time.sleep(0.05)
        else:
            return


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """Run a private PostgreSQL server; where there is none, skip and say so."""
    programs = binaries()
    if programs is None:
        pytest.skip("PostgreSQL is not installed: no initdb in /usr/lib/postgresql/*/bin or PATH")
    with running(programs) as server:
        yield server
