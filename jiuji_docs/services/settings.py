"""Read where things are kept: environment first, then the caller's mapping, then the defaults."""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

#: Environment variable and ini key for each setting, beside its default.
NAMES = {
    "database": ("JIUJI_DATABASE", "jiuji.database", "sqlite:///var/jiuji.db"),
    "store": ("JIUJI_STORE", "jiuji.store", "var/store"),
    "keys": ("JIUJI_KEYS", "jiuji.keys", "var/keys"),
    "office": ("JIUJI_OFFICE", "jiuji.office", "var/office.toml"),
    "packs": ("JIUJI_PACKS", "jiuji.packs", "var/packs"),
    "calendar": ("JIUJI_CALENDAR", "jiuji.calendar", "var/calendar.toml"),
    "fonts": ("JIUJI_FONT_CHOICE", "jiuji.fonts", "bundled"),
    "office_fonts": ("JIUJI_OFFICE_FONTS", "jiuji.office_fonts", ""),
    "address": ("JIUJI_ADDRESS", "jiuji.address", ""),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the database, papers, keys and the office's own rules are (设置).

    ``packs`` is the folder of packs the office made itself, beside the shipped ones.
    ``calendar`` holds the holiday notices that came after this release.
    ``address`` is how the office's people reach the pages, such as ``http://jiuji.example``, for QR codes.
    ``fonts`` is ``bundled`` or ``office``; ``office_fonts`` is the folder of the office's own faces.
    """

    database: str
    store: Path
    keys: Path
    office: Path
    fonts: str = "bundled"
    office_fonts: Path | None = None
    calendar: Path | None = None
    address: str = ""
    packs: Path | None = None

    @classmethod
    def read(cls, given: Mapping[str, str] | None = None, *, database: str = "") -> Settings:
        """Return the settings in force.

        *given* holds paste keys such as ``jiuji.database``, which the environment overrides;
        *database* is what somebody typed after ``--database``, which overrides both.
        """
        values = {}
        for name, (variable, key, default) in NAMES.items():
            values[name] = os.environ.get(variable) or (given or {}).get(key) or default
        return cls(
            database or values["database"],
            Path(values["store"]),
            Path(values["keys"]),
            Path(values["office"]),
            values["fonts"],
            Path(values["office_fonts"]) if values["office_fonts"] else None,
            Path(values["calendar"]),
            values["address"],
            Path(values["packs"]),
        )


def ledger_key(directory: Path) -> bytes:
    """Return the ledger's HMAC key, made on first use; it lives outside the database."""
    path = directory / "ledger.key"
    if not path.exists():
        directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        _publish(path, secrets.token_bytes(32))
    return path.read_bytes()


def _publish(path: Path, key: bytes) -> None:
    """Write whole or not at all: a process killed in between must not leave an empty key; first wins."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")  # mkstemp makes 0600
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(key)
            stream.flush()
            os.fsync(stream.fileno())
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(draft)
    finally:
        draft.unlink()
