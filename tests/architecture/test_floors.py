"""The five floors, the names of rooms, and what each module says it does."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

FORBIDDEN_ROOMS = {"util", "utils", "helper", "helpers", "common", "manager", "managers", "misc"}
CODE = Path(__file__).resolve().parents[2] / "jiuji_docs"
MODULES = sorted(CODE.rglob("*.py"))


def name_of(module: Path) -> str:
    return module.relative_to(CODE.parent).as_posix()


def test_the_import_contracts_are_kept(root: Path) -> None:
    linter = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run(
        [linter, "--no-cache"], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_module_says_in_one_line_what_it_does(module: Path) -> None:
    told = ast.get_docstring(ast.parse(module.read_text("utf-8")))
    assert told, "no docstring"
    assert told.splitlines()[0].endswith((".", "。", "…")), "the first line is one whole sentence"


def test_no_room_is_a_collecting_room() -> None:
    rooms = {part for module in MODULES for part in module.relative_to(CODE).with_suffix("").parts}
    assert rooms & FORBIDDEN_ROOMS == set()


def test_the_domain_imports_nothing_but_the_standard_library_and_colander() -> None:
    allowed = sys.stdlib_module_names | {"colander", "jiuji_docs"}
    for module in sorted((CODE / "domain").rglob("*.py")):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            assert {name.split(".")[0] for name in names} <= allowed, name_of(module)


def test_the_domain_never_reads_the_clock_or_a_file() -> None:
    calls = {"now", "today", "utcnow", "open", "read_text", "read_bytes", "getenv"}
    for module in sorted((CODE / "domain").rglob("*.py")):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                called = getattr(node.func, "attr", getattr(node.func, "id", ""))
                assert called not in calls, f"{name_of(module)}:{node.lineno} calls {called}"


def test_a_case_is_read_by_its_own_edition_of_the_pack(root: Path) -> None:
    """``desk.pack`` is for opening cases; of a case that is there, ``desk.pack_of(case)``."""
    wrong = re.compile(r"\.pack\((?:self\._?)?\w*(?:case|row|progress)\w*\.(?:case\.)?pack\)")
    found = [
        f"{path.relative_to(root)}: {match.group()}"
        for path in sorted((root / "jiuji_docs").rglob("*.py"))
        for match in wrong.finditer(path.read_text("utf-8"))
    ]
    assert found == []
