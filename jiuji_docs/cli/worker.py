"""jiuji worker: a press process of its own, for PostgreSQL installations."""

from __future__ import annotations

import argparse
import signal

from jiuji_docs.services.deadline_watch import DeadlineWatch
from jiuji_docs.services.house import House
from jiuji_docs.services.settings import Settings
from jiuji_docs.services.start import open_press
from jiuji_docs.services.worker import Worker


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``jiuji worker``."""
    parser = subparsers.add_parser(
        "worker",
        help="单独的印制进程",
        description="单独的印制进程，与网页服务共用同一个 PostgreSQL 数据库和文书库。",
        epilog="例：jiuji worker --database postgresql+psycopg://…",
    )
    parser.add_argument("--database", default="")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print until told to stop."""
    house = House(Settings.read(database=args.database))
    press = open_press(house)
    worker = Worker(press, DeadlineWatch(house))
    signal.signal(signal.SIGTERM, lambda *_: worker.request_stop())
    try:
        worker.run()
    except KeyboardInterrupt:
        return 0
    finally:
        press.close()
        house.close()
    return 0
