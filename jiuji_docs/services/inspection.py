"""Judge a document file, anybody's, in a child process that can touch nothing else (公文检查)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jiuji_docs.conformance.reading_rules import cannot_judge
from jiuji_docs.domain.conformance.finding import Finding
from jiuji_docs.domain.errors import NotFound, PaperError

WORKER = "jiuji_docs.services.inspection_worker"
#: What can be judged: a document file, a Word file, a finished PDF.
KINDS = {".toml": "toml", ".docx": "docx", ".pdf": "pdf"}
LARGEST = 50_000_000
#: Seconds a file may take; the largest sound one takes some three.
PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Inspected:
    """What was found in a file: its name, kind, and the findings, errors first.

    ``unjudged`` says in Chinese why a file could not be read at all, as the only finding does (F-0).
    """

    file: str
    kind: str
    findings: tuple[Finding, ...] = ()
    unjudged: str = ""

    @property
    def errors(self) -> int:
        """How many findings break what the standard demands (规定)."""
        return sum(one.severity == "error" for one in self.findings)

    def plain(self) -> dict[str, Any]:
        """Return the JSON report."""
        told: dict[str, Any] = {
            "file": self.file,
            "findings": [one.plain() for one in self.findings],
        }
        return {**told, "unjudged": self.unjudged} if self.unjudged else told


def inspect_file(path: Path) -> Inspected:
    """Return what a file breaks; NotFound or PaperError when there is nothing to judge.

    A damaged file is an answer (``unjudged``), never an error of ours: files come from anywhere.
    """
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        raise PaperError(f"只能检查 {'、'.join(KINDS)} 文件：{path.name}")
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise PaperError(f"文件过大（{size} 字节），不予检查")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise NotFound(f"没有这个文件：{path}") from error
    return inspect_bytes(data, kind, path.name)


def inspect_bytes(data: bytes, kind: str, name: str) -> Inspected:
    """Return what a file's bytes break; *kind* is toml, docx or pdf."""
    answer = _ask(data, kind, name)
    if "unjudged" in answer:
        why = str(answer["unjudged"])
        return Inspected(name, kind, cannot_judge("F-0", why), unjudged=why)
    findings = tuple(Finding(**one) for one in answer["findings"])
    return Inspected(name, kind, findings)


def _ask(data: bytes, kind: str, name: str) -> dict[str, Any]:
    """Send the bytes to a fresh child and read its answer; whatever goes wrong there is told."""
    environment = {
        key: os.environ[key] for key in ("PATH", "LANG", "PYTHONUTF8") if key in os.environ
    }
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter, fixed arguments
            [sys.executable, "-P", "-m", WORKER, kind, name],
            input=data,
            capture_output=True,
            timeout=PATIENCE,
            env=environment,
            check=False,
        )
        answer: dict[str, Any] = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        return {"unjudged": f"检查超过 {PATIENCE:g} 秒，已停止"}
    except ValueError:
        return {"unjudged": "文件已损坏或过于复杂，检查进程没有完成"}
    return answer
