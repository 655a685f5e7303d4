"""jiuji serve: the web application with the embedded press."""

from __future__ import annotations

import argparse
import sys

from jiuji_docs.services.house import House
from jiuji_docs.services.publishing import unpublished_lines
from jiuji_docs.services.settings import Settings


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``jiuji serve``."""
    parser = subparsers.add_parser(
        "serve",
        help="启动网页服务",
        description="启动网页服务，并在同一进程内印制文书。",
        epilog="例：jiuji serve --port 6543",
    )
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=6543)
    parser.add_argument("--workers", type=int, default=8, help="处理请求的线程数")
    parser.add_argument("--database", default="")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Carry out the command; Ctrl-C ends it."""
    import waitress

    from jiuji_docs.web.app import main

    settings = Settings.read(database=args.database)
    house = House(settings)
    app = main({}, house=house, **{"jiuji.press": "embedded"})
    for line in unpublished_lines(house):
        print(line, file=sys.stderr)
    print(f"http://{args.host}:{args.port}", file=sys.stderr, flush=True)
    try:
        waitress.serve(app, host=args.host, port=args.port, threads=args.workers, ident=None)
    except KeyboardInterrupt:
        return 0
    finally:
        app.registry["house"].close()
    return 0
