"""Copy a whole database while others work in it, and bring a copy back (数据库副本)."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from sqlalchemy import URL, Engine, inspect, make_url

from jiuji_docs.domain.errors import JiujiError, SetUpError
from jiuji_docs.storage.engine import make_engine


def take_snapshot(engine: Engine, path: Path) -> None:
    """Write the database as of one moment to *path*; SetUpError when PostgreSQL's tools are missing.

    ``VACUUM INTO`` holds up writers for a tenth of a second, where SQLite's backup API starts again
    at every write and never ends on a busy desk.
    """
    if engine.dialect.name == "sqlite":
        _vacuum_into(engine, path)
    else:
        _run("pg_dump", engine.url, "--format=custom", "--no-owner", f"--file={path}")


def bring_back(database: str, path: Path) -> None:
    """Put a copy in place as *database*, which must be empty."""
    refuse_unless_empty(database)
    address = make_url(database)
    if address.get_backend_name() == "sqlite":
        target = Path(str(address.database)).absolute()
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f"{target.name}.restoring")
        shutil.copyfile(path, draft)
        draft.chmod(0o600)
        os.replace(draft, target)  # noqa: PTH105 - named for what it promises: whole or not at all
    else:
        _run("pg_restore", address, "--no-owner", "--exit-on-error", str(path))


def refuse_unless_empty(database: str) -> None:
    """Raise SetUpError when there is anything in *database*: restoring never overwrites."""
    address = make_url(database)
    if address.get_backend_name() == "sqlite":
        path = Path(str(address.database))
        if path.exists() and path.stat().st_size:
            raise SetUpError(f"数据库不是空的，不能恢复到此处：{path}")
        return
    engine = make_engine(database)
    try:
        if inspect(engine).get_table_names():
            raise SetUpError(f"数据库不是空的，不能恢复到此处：{address.database}")
    finally:
        engine.dispose()


def _vacuum_into(engine: Engine, path: Path) -> None:
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        # The pool's connection may come from a reader, which must not even write elsewhere.
        cursor.execute("PRAGMA query_only = 0")
        cursor.execute("VACUUM INTO ?", (str(path),))
        cursor.close()
    finally:
        connection.close()


def _run(program: str, address: URL, *arguments: str) -> None:
    """Run one of PostgreSQL's programs; the password travels in the environment, never in the list."""
    found = shutil.which(program)
    if found is None:
        raise SetUpError(f"没有找到 {program}，请安装 postgresql-client 后重试")
    plain = address.set(drivername="postgresql", password=None).render_as_string()
    environment = {**os.environ, "PGPASSWORD": address.password or os.environ.get("PGPASSWORD", "")}
    done = subprocess.run(  # noqa: S603 - a program of PostgreSQL, fixed arguments
        [found, *arguments, f"--dbname={plain}"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise JiujiError(f"{program} 失败：{done.stderr.strip()[-500:]}")
