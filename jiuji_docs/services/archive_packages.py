"""Write the packages of a year's filed items, each signed by its organ (归档包导出)."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from jiuji_docs import __version__
from jiuji_docs.domain.archives.package import RECORD, SIGNATURE, TAG_MANIFEST, packed
from jiuji_docs.domain.canonical import digest
from jiuji_docs.domain.errors import NotAllowed, NotFound
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.archive_items import CASES, DOCUMENTS, ArchiveItem, items_of_year
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.dispatch.sheets import SheetService
from jiuji_docs.services.house import House
from jiuji_docs.services.papers import local_date
from jiuji_docs.services.printing import Printer
from jiuji_docs.signing.manifest_signature import sign_manifest

HOW_TO_VERIFY = """本文件夹是一件归档文件，格式为 BagIt 1.0（SHA-256）。核验：
  jiuji verify 本文件夹 --root root.pem
或者只用别人的工具：
  sha256sum -c manifest-sha256.txt && sha256sum -c tagmanifest-sha256.txt
  openssl cms -verify -binary -inform DER -purpose any -CAfile root.pem \\
    -in signatures/tagmanifest-sha256.p7s -content tagmanifest-sha256.txt -out /dev/null
证书仅供内部证明，不具法律效力。
"""


class ArchiveExport:
    """Make packages in the name of an archivist; *printer* prints the sheets of documents."""

    def __init__(self, house: House, printer: Printer) -> None:
        self._house, self._printer = house, printer

    def write(
        self,
        account: str,
        year: int | None,
        target: Path,
        *,
        reference: str = "",
        zipped: bool = False,
    ) -> list[Path]:
        """Write a package for each item of *year* below *target* and return their paths.

        A package that is there already is left as it is and not returned. Raises NotAllowed for
        somebody who is no archivist, NotFound when there is no such item.
        """
        with self._house.desk(write=False) as desk:
            actor = desk.actor(account)
            if not {CASES, DOCUMENTS} & actor.roles:
                raise NotAllowed("role", f"{actor.name}不是档案人员，不能导出归档包")
            found = items_of_year(desk, actor, year or local_date(desk.now()).year)
        wanted = [one for one in found if reference in ("", one.reference)]
        if not wanted:
            raise NotFound(reference or "该年度没有归档件")
        target.mkdir(parents=True, exist_ok=True)
        paths = (self._write_one(one, actor, target, zipped=zipped) for one in wanted)
        return [path for path in paths if path is not None]

    def _write_one(
        self, item: ArchiveItem, actor: Actor, target: Path, *, zipped: bool
    ) -> Path | None:
        path = target / (f"{item.reference}.zip" if zipped else item.reference)
        if path.exists():
            return None
        files = self._files(item, actor)
        # Written down first: a package that nobody knows of is worse than a line without package.
        self._house.run(lambda desk: _note(desk, actor, item, digest(files[TAG_MANIFEST])))
        _publish(path, files, item.reference, zipped=zipped)
        return path

    def _files(self, item: ArchiveItem, actor: Actor) -> dict[str, bytes]:
        store = self._house.store
        data = {
            f"{at:02d}_{_safe(one.name)}": store.get(one.digest)
            for at, one in enumerate(item.files, start=1)
        }
        if item.sheet:
            with self._house.desk(write=False) as desk:
                sheet = SheetService(desk).sheet(item.sheet, actor)
            data[f"{len(data) + 1:02d}_{sheet.title}.pdf"] = self._printer.sheet(sheet).pdf
        with self._house.desk(write=False) as desk:
            unit, (count, head) = desk.accounts.unit(item.unit_id), desk.ledger.head()
            today = local_date(desk.now())
        about = {
            RECORD: _json({**item.record, "文件": _described(data)}),
            "metadata/history.json": _json(list(item.history)),
            "metadata/ledger.jsonl": "".join(
                f"{json.dumps(line, ensure_ascii=False, sort_keys=True)}\n" for line in item.ledger
            ).encode(),
            "metadata/ledger-head.json": _json({"count": count, "hash": head}),
            "VERIFY.txt": HOW_TO_VERIFY.encode(),
        }
        info = {
            "Source-Organization": str(unit.name),
            "External-Identifier": item.reference,
            "Bagging-Date": today.isoformat(),
            "Bag-Software-Agent": f"jiuji {__version__}",
        }
        files = packed(data, about, info)
        keyring = self._house.keyring
        signer = keyring.signer(keyring.ensure_unit(unit.id, unit.name))
        return {**files, SIGNATURE: sign_manifest(files[TAG_MANIFEST], signer)}


def _note(desk: Desk, actor: Actor, item: ArchiveItem, manifest: str) -> None:
    """Write the export to the ledger, and of a case who took its personal data out (查阅留痕)."""
    if item.case_id is not None:
        what = f"导出归档包：{item.reference}"
        desk.accounts.add_access(actor.account, item.case_id, what, desk.now())
    facts = {"reference": item.reference, "manifest": manifest}
    desk.ledger.append("archive_export", actor.account, **facts)


def _described(data: Mapping[str, bytes]) -> list[dict[str, object]]:
    return [
        {"名称": name, "字节": len(content), "SHA-256": digest(content)}
        for name, content in data.items()
    ]


def _publish(path: Path, files: Mapping[str, bytes], name: str, *, zipped: bool) -> None:
    """Write the package aside and move it into place whole; a killed export leaves nothing half-made."""
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".export-") as aside:
        draft = Path(aside) / path.name
        if zipped:
            with zipfile.ZipFile(draft, "w", zipfile.ZIP_STORED) as archive:
                for place, content in files.items():
                    archive.writestr(f"{name}/{place}", content)
        else:
            for place, content in files.items():
                file = draft / place
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
        draft.rename(path)


def _safe(name: str) -> str:
    """Return a name without what a path could mean."""
    plain = "".join(
        "_" if mark in '/\\:*?"<>|' or not mark.isprintable() else mark for mark in name
    )
    return plain[-80:].lstrip(".") or "文件"


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()
