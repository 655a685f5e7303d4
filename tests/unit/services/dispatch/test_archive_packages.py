"""A filed item leaves as a package that anybody can check, and no changed byte passes (归档包)."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from jiuji_docs.definitions.directory import demo_directory
from jiuji_docs.domain.archives.package import packed
from jiuji_docs.domain.errors import NotAllowed, NotFound, SigningError
from jiuji_docs.services.archive_packages import ArchiveExport
from jiuji_docs.services.clock import FixedClock
from jiuji_docs.services.directories import enrol
from jiuji_docs.services.house import House
from jiuji_docs.services.ledger_check import check_ledger
from jiuji_docs.services.package_check import check_package
from jiuji_docs.services.press import Press
from jiuji_docs.services.printing import Printer
from jiuji_docs.services.settings import Settings
from jiuji_docs.signing.keyring import Keyring
from tests.common.databases import migrated_sqlite
from tests.common.dossiers import new_dossier, walk_to
from tests.common.houses import MORNING

__all__ = ["migrated_sqlite"]
REFERENCE = "0012-WS·2024-D30-办公室-0001"
#: Random changes of bits; each must be found. Ask for 2000 to be thorough.
CHANGES = int(os.environ.get("JIUJI_PACKAGE_CHANGES", "25"))


@pytest.fixture(scope="module")
def filed(
    tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path, printer: Printer
) -> Iterator[House]:
    """A house with one filed document, for all tests: packages are made of what was read."""
    folder = tmp_path_factory.mktemp("filed")
    database = shutil.copy(migrated_sqlite, folder / "one.db")
    places = (folder / "store", folder / "keys", folder / "office.toml")
    house = House(Settings(f"sqlite:///{database}", *places), clock=FixedClock(MORNING))
    house.keyring.create("示范县")
    house.run(lambda desk: enrol(desk, demo_directory(), with_passwords=False))
    walk_to(house, new_dossier(house), "closed", Press(house, printer), deliver=["yangshan"])
    yield house
    house.close()


@pytest.fixture(scope="module")
def whole(filed: House, printer: Printer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The document's package, not to be touched."""
    (path,) = _export(filed, printer, tmp_path_factory.mktemp("out"))
    return path


@pytest.fixture
def package(whole: Path, tmp_path: Path) -> Path:
    """A copy of the package to change."""
    return Path(shutil.copytree(whole, tmp_path / whole.name))


def _export(house: House, printer: Printer, target: Path, **options: Any) -> list[Path]:
    return ArchiveExport(house, printer).write("county.archivist", 2024, target, **options)


def _roots(house: House) -> list[bytes]:
    return [house.keyring.root_certificate()]


def test_a_package_holds_the_document_its_sheet_and_its_history(filed: House, whole: Path) -> None:
    path = whole

    assert path.name == REFERENCE
    names = sorted(one.name for one in (path / "data").iterdir())
    assert names == ["01_正本.pdf", "02_定稿.docx", "03_发文稿纸.pdf"]
    record = json.loads((path / "metadata/record.json").read_text("utf-8"))
    assert (record["档号"], record["文号"], record["保管期限"]) == (
        REFERENCE,
        "示民发〔2024〕1号",
        "30年",
    )
    history = json.loads((path / "metadata/history.json").read_text("utf-8"))
    assert [one["办理"] for one in history][-2:] == ["核发", "归档"]
    ledger = (path / "metadata/ledger.jsonl").read_text("utf-8").splitlines()
    assert len(ledger) > len(history)
    report = check_package(path, _roots(filed))
    assert report.ok, report.findings
    assert (report.reference, report.signer, report.signed_papers) == (
        REFERENCE,
        "示范县民政局",
        1,
    )
    assert check_ledger(filed).ok


def test_an_export_is_made_once_and_a_zip_says_the_same(
    filed: House, printer: Printer, tmp_path: Path
) -> None:
    _export(filed, printer, tmp_path / "out")
    assert _export(filed, printer, tmp_path / "out") == []
    (path,) = _export(filed, printer, tmp_path / "out", zipped=True, reference=REFERENCE)
    assert path.suffix == ".zip"
    assert check_package(path, _roots(filed)).ok
    assert sorted(one.name for one in (tmp_path / "out").iterdir()) == [REFERENCE, path.name]


def test_other_peoples_tools_agree(filed: House, package: Path, tmp_path: Path) -> None:
    root = tmp_path / "root.pem"
    root.write_bytes(filed.keyring.root_certificate())
    commands = [
        ["sha256sum", "--quiet", "-c", "manifest-sha256.txt"],
        ["sha256sum", "--quiet", "-c", "tagmanifest-sha256.txt"],
        [
            *("openssl", "cms", "-verify", "-binary", "-inform", "DER", "-purpose", "any"),
            *("-CAfile", str(root), "-in", "signatures/tagmanifest-sha256.p7s"),
            *("-content", "tagmanifest-sha256.txt", "-out", "/dev/null"),
        ],
    ]
    for command in commands:
        done = subprocess.run(command, cwd=package, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr


def _remove(path: Path) -> None:
    (path / "data/02_定稿.docx").unlink()


def _add(path: Path) -> None:
    (path / "data/04_夹带.pdf").write_bytes(b"%PDF-")


def _swap(path: Path) -> None:
    first, last = path / "data/01_正本.pdf", path / "data/03_发文稿纸.pdf"
    one, other = first.read_bytes(), last.read_bytes()
    first.write_bytes(other)
    last.write_bytes(one)


def _repack(path: Path) -> None:
    """Change a file and reckon every manifest anew, as somebody without the organ's key would."""
    data = {one.name: one.read_bytes() for one in (path / "data").iterdir()}
    data["02_定稿.docx"] += b" "
    about = {
        one.relative_to(path).as_posix(): one.read_bytes()
        for one in path.rglob("*")
        if one.is_file() and one.parent.name == "metadata"
    }
    for name, content in packed(data, about, {}).items():
        (path / name).write_bytes(content)


def _strip(path: Path) -> None:
    (path / "signatures/tagmanifest-sha256.p7s").write_bytes(b"")


def _rename(path: Path) -> None:
    record = path / "metadata/record.json"
    record.write_text(record.read_text("utf-8").replace("0001", "0002"), "utf-8")


@pytest.mark.parametrize("attack", [_remove, _add, _swap, _repack, _strip, _rename])
def test_no_attack_passes(filed: House, package: Path, attack: Callable[[Path], None]) -> None:
    attack(package)
    report = check_package(package, _roots(filed))
    assert not report.ok
    assert all(
        "\u4e00" <= one[0] <= "\u9fff" or "/" in one or "." in one for one in report.findings
    )


def test_every_changed_byte_is_found(filed: House, package: Path) -> None:
    files = sorted(one for one in package.rglob("*") if one.is_file())
    chance = random.Random(9704)  # noqa: S311 - picks bytes
    for _ in range(CHANGES):
        file = chance.choice(files)
        before = file.read_bytes()
        at = chance.randrange(len(before))
        file.write_bytes(
            before[:at] + bytes([before[at] ^ 1 << chance.randrange(8)]) + before[at + 1 :]
        )
        assert not check_package(package, _roots(filed)).ok, (file, at)
        file.write_bytes(before)
    assert check_package(package, _roots(filed)).ok


def test_another_offices_root_trusts_nothing(whole: Path, tmp_path: Path) -> None:
    other = Keyring(tmp_path / "other")
    other.create("别处")
    report = check_package(whole, [other.root_certificate()])
    assert "清单签名证书不是由所给根证书签发" in report.findings


def test_only_archivists_export_and_only_what_is_there(
    filed: House, printer: Printer, tmp_path: Path
) -> None:
    with pytest.raises(NotAllowed, match="不是档案人员"):
        ArchiveExport(filed, printer).write("county.registrar", 2024, tmp_path)
    with pytest.raises(NotFound):
        _export(filed, printer, tmp_path, reference="0012-WS·2024-Y-0001")


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04" + b"\0" * 40])
def test_what_is_no_package_is_said_in_chinese(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "包.zip"
    path.write_bytes(content)
    with pytest.raises(SigningError, match="归档包无法读取"):
        check_package(path, [])


def test_a_zip_with_two_files_of_one_name_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "包.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("包/bagit.txt", "1")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("包/bagit.txt", "2")
    with pytest.raises(SigningError, match="重名"):
        check_package(path, [])
