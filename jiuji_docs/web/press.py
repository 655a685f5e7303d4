"""Run the press inside the web process, woken after each commit that left it work."""

from __future__ import annotations

import atexit
from typing import Any

from jiuji_docs.services.deadline_watch import DeadlineWatch
from jiuji_docs.services.worker import Worker


def includeme(config: Any) -> None:
    """Start the embedded worker if the settings ask for it."""
    config.registry["worker"] = None
    if config.registry.settings.get("jiuji.press") != "embedded":
        return
    config.registry["house"].refuse_unprepared()
    # The rendering stack is only loaded where papers are really made.
    from jiuji_docs.services.start import open_press

    press = open_press(config.registry["house"])
    worker = Worker(press, DeadlineWatch(config.registry["house"]))
    config.registry["worker"] = worker
    worker.start()
    atexit.register(worker.stop)
    atexit.register(press.close)


def wake_after_commit(request: Any) -> None:
    """Wake the worker once this request's work is safely stored; the outbox stays the truth."""
    worker = request.registry["worker"]
    if worker is not None:
        request.tm.get().addAfterCommitHook(lambda done: worker.wake() if done else None)
