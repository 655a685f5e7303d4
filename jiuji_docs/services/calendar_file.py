"""Keep the calendar in force (放假安排): the shipped years, with the office's own notices laid over."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from jiuji_docs.definitions.calendar import load_day_table, parse_day_table, toml_of, with_years
from jiuji_docs.domain.calendar import DayTable


class CalendarFile:
    """The day table as this office knows it, read again when its file changes.

    A notice comes once a year, while servers and workers run: each looks at the file's time when it
    is asked, so that nobody goes on with last year's calendar.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._seen: tuple[int, int] | None = None
        self._table = load_day_table()

    def table(self) -> DayTable:
        """Return the table in force; DefinitionError where the file cannot be read."""
        seen = self._stamp()
        if seen != self._seen:
            self._table, self._seen = self._read(), seen
        return self._table

    def take(self, text: str, where: str) -> tuple[int, ...]:
        """Add the years of a notice to the office's file and return them.

        The file is replaced whole or not at all; years it has already are replaced. Raises
        DefinitionError for a notice that cannot be right, and changes nothing then.
        """
        if self._path is None:
            raise ValueError("没有指定本单位放假安排文件的位置")
        notice = parse_day_table(text, where, announced=True)
        own = parse_day_table(self._text(), str(self._path)) if self._path.exists() else None
        merged = with_years(own, notice) if own is not None else notice
        _publish(self._path, toml_of(merged))
        return tuple(sorted(notice.announced))

    def _read(self) -> DayTable:
        shipped = load_day_table()
        if self._path is None or not self._path.exists():
            return shipped
        return with_years(shipped, parse_day_table(self._text(), str(self._path)))

    def _text(self) -> str:
        return self._path.read_text("utf-8") if self._path is not None else ""

    def _stamp(self) -> tuple[int, int] | None:
        if self._path is None:
            return None
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return None
        return found.st_mtime_ns, found.st_size


def _publish(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".calendar-")
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
