"""Run ``python -m jiuji_docs.cli`` like ``jiuji``."""

from __future__ import annotations

import sys

from jiuji_docs.cli.dispatch import main

if __name__ == "__main__":
    sys.exit(main())
