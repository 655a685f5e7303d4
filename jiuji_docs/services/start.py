"""Set the house up (初始化): database, test certificates, directory, and the demo's cases."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path

from jiuji_docs.definitions.directory import demo_directory
from jiuji_docs.rendering.libraries import require_libraries
from jiuji_docs.services.directories import enrol
from jiuji_docs.services.house import House
from jiuji_docs.services.press import Press
from jiuji_docs.services.printing import Printer
from jiuji_docs.services.printing_fonts import printing_fonts
from jiuji_docs.services.publishing import publish_new
from jiuji_docs.storage.schema import upgrade

Say = Callable[[str], None]
_LOG = logging.getLogger(__name__)


def prepare(house: House, say: Say) -> None:
    """Create or migrate the database, make the test CA if there is none, publish what is not published."""
    say("建立或升级数据库")
    upgrade(house.engine)
    if not house.keyring.exists():
        say("生成测试用证书（仅供内部证明，不具法律效力）")
        house.keyring.create("示范县")
    publish_new(house, say)
    (house.settings.keys / "root.pem").write_bytes(house.keyring.root_certificate())


def enrol_demo(house: House, say: Say) -> dict[str, str]:
    """Add the demo county; return the random passwords of accounts made now."""
    say("建立示范县机构与账户")
    return house.run(lambda desk: enrol(desk, demo_directory()))


def keep_passwords(house: House, passwords: dict[str, str]) -> Path | None:
    """Write new passwords to a file only the owner may read, beside the keys; None when there are none."""
    path = house.settings.keys / "demo-passwords.json"
    if not passwords:
        return path if path.exists() else None
    path.touch(mode=0o600, exist_ok=True)
    path.write_text(json.dumps(passwords, ensure_ascii=False, indent=1), "utf-8")
    return path


def open_press(house: House) -> Press:
    """Return the press with the fonts that the settings choose; what stands in for another is logged.

    Missing fonts or libraries are one clear SetUpError, an unknown choice a DefinitionError.
    """
    require_libraries()
    fonts, stand_ins = printing_fonts(house.settings)
    for note in stand_ins:
        _LOG.warning("%s", note.message)
    return Press(house, Printer(house.catalog, fonts, house.settings.address))
