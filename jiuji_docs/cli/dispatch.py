"""Find the command, run it, and turn what goes wrong into one line and an exit code.

Exit codes: 0 done, 1 a finding or a refusal, 2 wrong usage or something missing.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import warnings
from collections.abc import Sequence

from jiuji_docs import __version__
from jiuji_docs.cli.language import say, tell, translate_argparse
from jiuji_docs.domain.errors import FormInvalid, JiujiError, NotFound, Refused, SetUpError

#: Each command is the module of that name, with ``register(subparsers)`` which sets ``run``.
COMMANDS = (
    "init", "account", "serve", "worker", "play", "check", "pack", "diagram", "explain", "document", "form",
    "audit", "bundle", "statistics", "calendar", "amount", "payments", "verify", "archive", "backup", "fonts",
    "bench",
)  # fmt: skip
#: Commands that live in another command's module.
_BESIDE = {"restore": "backup"}

DONE, FINDING, USAGE = 0, 1, 2
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``jiuji`` with these words (default: the command line's) and give the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    # Pyramid's own import; the pin in setup.cfg answers it, and people at a terminal cannot.
    warnings.filterwarnings("ignore", message="pkg_resources is deprecated")
    try:
        arguments = _parser(words).parse_args(words)
        return int(arguments.run(arguments))
    except SystemExit as left:  # argparse leaves this way: help 0, usage 2
        return left.code if isinstance(left.code, int) else USAGE
    except KeyboardInterrupt:
        return INTERRUPTED
    except JiujiError as error:
        return _explain(error)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output left; nobody is there to be told
        return FINDING
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        say(tell("错误：", "error: ") + place + (error.strerror or str(error)))
        return USAGE


def _parser(words: list[str]) -> argparse.ArgumentParser:
    """Build the parser; only the command that is named has its module imported."""
    translate_argparse()
    parser = argparse.ArgumentParser(
        prog="jiuji",
        description=tell(
            "救急难、临时救助与公文。", "Relief cases and official documents for county offices."
        ),
        epilog=tell("例：", "example: ") + "jiuji init --demo && jiuji serve",
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"jiuji {__version__}",
        help=tell("显示版本号", "show the version"),
    )
    commands = parser.add_subparsers(
        title=tell("命令", "commands"), metavar=tell("命令", "COMMAND"), required=True
    )
    for name in _wanted(words):
        importlib.import_module(f"jiuji_docs.cli.{name}").register(commands)
    return parser


def _wanted(words: list[str]) -> Sequence[str]:
    """Name the modules to import: one for a known command, all for help or a wrong word."""
    first = next((word for word in words if not word.startswith("-")), "")
    module = _BESIDE.get(first, first)
    return (module,) if module in COMMANDS else COMMANDS


def _explain(error: JiujiError) -> int:
    """Print an error as people can read it; every message of a form, not only the first."""
    say(tell("错误：", "error: ") + str(error))
    if isinstance(error, Refused) and error.clause:
        say(tell("依据：", "source: ") + error.clause)
    if isinstance(error, FormInvalid):
        for path, messages in error.errors.items():
            say(f"  {path}：{'；'.join(messages)}")
    return USAGE if isinstance(error, SetUpError | NotFound) else FINDING
