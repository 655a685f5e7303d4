"""Measure a whole case of the demo (整件事项), from the first entry to the last stored paper."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from jiuji_docs.services.bench.ground import scenario
from jiuji_docs.services.bench.measure import Measure, at_least, at_most, exactly
from jiuji_docs.services.play import open_house, play
from jiuji_docs.services.play_papers import write_papers
from jiuji_docs.services.settings import Settings
from jiuji_docs.services.start import open_press

#: Seconds; `make run` has sixty for everything.
LONGEST, FEWEST = 30.0, 12


def measure_case(_database: str = "") -> tuple[Measure, ...]:
    """Return the seconds of the demo's case with its press started cold, its papers and failures."""
    chosen = scenario("expenditure_county")
    with tempfile.TemporaryDirectory(prefix="jiuji-bench-") as folder:
        root = Path(folder)
        database = f"sqlite:///{root / 'case.db'}"
        settings = Settings(database, root / "store", root / "keys", root / "office.toml")
        house, clock = open_house(chosen, settings)
        press = open_press(house)
        try:
            began = time.perf_counter()
            state = play(chosen, house, clock, press, lambda _line: None)
            spent = time.perf_counter() - began
            papers = write_papers(house, state.cases, root / "out")
        finally:
            press.close()
            house.close()
    return (
        at_most("whole_case", "从填表到归档", spent, "秒", LONGEST),
        at_least("papers", "文书", len(papers), "份", FEWEST),
        exactly("failures", "与情景不符", len(state.failures), "处", 0),
    )
