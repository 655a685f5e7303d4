"""The packages that are declared, the files that are shipped, and the words that are kept out."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import jiuji_docs

DATA_ROOMS = ("workflows", "forms", "templates")
SHIPPED = ("jiuji_docs", *DATA_ROOMS, "setup.cfg", "pyproject.toml", "README.md", "LICENSE")


@pytest.fixture(scope="module")
def setup_cfg(root: Path) -> configparser.ConfigParser:
    parser = configparser.ConfigParser()
    parser.read(root / "setup.cfg", "utf-8")
    return parser


@pytest.fixture(scope="module")
def wheel_names(root: Path, tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """Build the wheel from a copy, so that the checkout stays clean, and list what is in it."""
    copy = tmp_path_factory.mktemp("wheel")
    ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
    for name in SHIPPED:
        if (root / name).is_dir():
            shutil.copytree(root / name, copy / name, ignore=ignored)
        else:
            shutil.copy(root / name, copy / name)
    build = "import setuptools.build_meta as b; b.build_wheel('out')"
    done = subprocess.run(
        [sys.executable, "-c", build], cwd=copy, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    (wheel,) = (copy / "out").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return frozenset(archive.namelist())


def tracked(root: Path) -> list[Path]:
    """List the files under version control."""
    if not (root / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=True
    ).stdout
    return [path for name in listed.split("\0") if name and (path := root / name).is_file()]


def test_the_packages_of_setup_cfg_are_the_packages_on_the_disk(
    root: Path, setup_cfg: configparser.ConfigParser
) -> None:
    declared = set(setup_cfg["options"]["packages"].split())
    code = {
        ".".join(init.parent.relative_to(root).parts)
        for init in (root / "jiuji_docs").rglob("__init__.py")
    }
    data = {f"jiuji_docs.definitions.{room}" for room in DATA_ROOMS}
    assert declared == code | data


def test_every_folder_with_modules_is_a_package(root: Path) -> None:
    folders = {module.parent for module in (root / "jiuji_docs").rglob("*.py")}
    assert [folder for folder in folders if not (folder / "__init__.py").is_file()] == []


@pytest.mark.parametrize("room", DATA_ROOMS)
def test_a_data_room_has_its_one_line_module_and_travels_whole(
    root: Path, wheel_names: frozenset[str], room: str
) -> None:
    assert (root / room / "__init__.py").read_text("utf-8").count("\n") <= 1
    files = [path for path in (root / room).rglob("*") if path.suffix in {".toml", ".pt", ".css"}]
    assert files
    prefix = f"jiuji_docs/definitions/{room}"
    missing = [
        path.name
        for path in files
        if f"{prefix}/{path.relative_to(root / room).as_posix()}" not in wheel_names
    ]
    assert missing == []


def test_pages_and_static_files_travel_in_the_wheel(
    root: Path, wheel_names: frozenset[str]
) -> None:
    kinds = {".pt", ".css", ".js", ".svg", ".mako"}
    files = [path for path in (root / "jiuji_docs").rglob("*") if path.suffix in kinds]
    missing = [path.name for path in files if path.relative_to(root).as_posix() not in wheel_names]
    assert missing == []


def test_no_data_room_becomes_a_package_of_its_own_name(wheel_names: frozenset[str]) -> None:
    tops = {name.split("/")[0] for name in wheel_names}
    assert tops == {"jiuji_docs", f"jiuji_docs-{jiuji_docs.__version__}.dist-info"}


def test_no_file_names_a_package_registry(root: Path) -> None:
    # Written in pieces, so that this file does not name them either.
    hosts = "|".join(
        re.escape(".".join(parts))
        for parts in (
            ("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"),
            ("deb", "debian", "org"), ("archive", "ubuntu", "com"), ("crates", "io"),
            ("proxy", "golang", "org"),
        )
    )  # fmt: skip
    named = re.compile(hosts.encode())
    assert [path for path in tracked(root) if named.search(path.read_bytes())] == []


def test_the_version_is_the_same_wherever_it_is_told(root: Path) -> None:
    told = (root / "publiccode.yml").read_text("utf-8")
    assert f'softwareVersion: "{jiuji_docs.__version__}"' in told


def test_the_changelog_leads_with_what_is_not_released_or_with_this_version(root: Path) -> None:
    heading = re.search(
        r"^## \[([^\]]+)\]", (root / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE
    )
    assert heading is not None
    assert heading[1] in {"Unreleased", jiuji_docs.__version__}
