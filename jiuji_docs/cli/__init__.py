"""jiuji: the command line."""

from __future__ import annotations

from jiuji_docs.cli.dispatch import main

__all__ = ["main"]
