"""Take the same steps in a django-viewflow process, by itself because Django settles one whole process.

Run as ``python -m jiuji_docs.services.bench.engine_viewflow DATABASE CASES``; prints the processor seconds
of one step. DATABASE is a path of SQLite or an address of PostgreSQL.
"""

from __future__ import annotations

import sys
import time
from typing import Any

from sqlalchemy import make_url

from jiuji_docs.services.bench.engine_flow import DATA, STEPS, holds

_NAME = "jiuji_docs.services.bench.engine_viewflow"


def main(database: str, cases: int) -> None:
    """Print the seconds a step takes after a warm-up."""
    _settle(database)
    flow, process = _flow()
    _walk(flow, process, max(2, cases // 10))
    began = time.process_time()
    _walk(flow, process, cases)
    spent = (time.process_time() - began) / (cases * len(STEPS))
    sys.stdout.write(f"{spent}\n")


def _settle(database: str) -> None:
    """Configure Django for *database*, as durable as ours, and make viewflow's tables."""
    import django  # noqa: PLC0415
    from django.conf import settings  # noqa: PLC0415

    settings.configure(
        DATABASES={"default": _database(database)},
        INSTALLED_APPS=[
            "django.contrib.contenttypes",
            "django.contrib.auth",
            "viewflow",
            "viewflow.workflow",
            "jiuji_docs.services.bench",
        ],
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
    )
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)


def _database(database: str) -> dict[str, Any]:
    if "://" not in database:
        durable = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL"
        options = {"init_command": durable, "transaction_mode": "IMMEDIATE"}
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": database, "OPTIONS": options}
    url = make_url(database)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": url.database,
        "USER": url.username or "",
        "PASSWORD": url.password or "",
        "HOST": url.query.get("host", url.host or ""),
        "PORT": url.port or "",
    }


def _flow() -> tuple[Any, Any]:
    """Return the flow, a task a step waiting to be handled, and its process."""
    from viewflow import this  # noqa: PLC0415
    from viewflow.workflow import flow, lock  # noqa: PLC0415
    from viewflow.workflow.models import Process  # noqa: PLC0415

    body: dict[str, Any] = {
        "__module__": _NAME,
        "process_class": Process,
        "lock_impl": lock.select_for_update_lock,
        "start": flow.StartHandle().Next(getattr(this, STEPS[0][0])),
        "end": flow.End(),
    }
    following = [*(name for name, _ in STEPS[1:]), "end"]
    for (name, _), after in zip(STEPS, following, strict=True):
        body[name] = flow.Handle(_judge).Next(getattr(this, after))
    made = type("Approval", (flow.Flow,), body)
    # viewflow finds a case's flow again by module and name.
    sys.modules[_NAME] = sys.modules[__name__]
    globals()["Approval"] = made
    return made, Process


def _judge(activation: Any, role: str = "", wanted: str = "") -> Any:
    """Check role and condition before the step."""
    if role != wanted or not holds(DATA):
        raise ValueError(role)
    return activation.process


def _walk(flow: Any, process: Any, cases: int) -> None:
    for _ in range(cases):
        flow.start.run()
        case = process.objects.latest("pk")
        for name, role in STEPS:
            task = case.task_set.get(flow_task=getattr(flow, name), finished__isnull=True)
            getattr(flow, name).run(task, role=role, wanted=role)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
