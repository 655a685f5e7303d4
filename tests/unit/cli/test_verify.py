"""``jiuji verify``: exit codes, Chinese lines, JSON."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from jiuji_docs.cli import main
from jiuji_docs.domain.forms.sheet import Place
from jiuji_docs.signing.keyring import Keyring
from jiuji_docs.signing.pades import prepare, sign


def blank(width: float, height: float) -> Any:
    pdf = pikepdf.Pdf.new()
    pdf.add_blank_page(page_size=(width, height))
    output = io.BytesIO()
    pdf.save(output)
    return output.getvalue()


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Make a directory with a signed file in it, whose keys are this office's."""
    monkeypatch.setenv("JIUJI_KEYS", str(tmp_path / "keys"))
    monkeypatch.delenv("LANG", raising=False)
    monkeypatch.delenv("LC_ALL", raising=False)
    keyring = Keyring(tmp_path / "keys")
    keyring.create("示范县")
    subject = keyring.ensure_person("county.head", "李四", "示范县民政局")
    pdf = sign(
        prepare(blank(595, 842), {"decision": Place(1, 30, 30, 60, 20)}),
        place="decision",
        signer=keyring.signer(subject),
        appearance=blank(100, 40),
        reason="审核表",
        at=dt.datetime(2024, 2, 8, 2, tzinfo=dt.UTC),
    )
    (tmp_path / "paper.pdf").write_bytes(pdf)
    (tmp_path / "root.pem").write_bytes(keyring.root_certificate())
    return tmp_path


def test_an_honest_file_leaves_0_and_says_who_signed_when(
    office: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(office / "paper.pdf")]) == 0
    told = capsys.readouterr().out
    for words in ("李四", "示范县民政局", "county.head", "2024-02-08 10:00:00", "未改动一个字节"):
        assert words in told


def test_a_changed_file_leaves_1_and_says_why(
    office: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    path = office / "paper.pdf"
    path.write_bytes(path.read_bytes().replace(b"595", b"594", 1))
    assert main(["verify", str(path)]) == 1
    assert "已被改动" in capsys.readouterr().out


def test_an_unsigned_file_leaves_1(office: Any, capsys: pytest.CaptureFixture[str]) -> None:
    (office / "paper.pdf").write_bytes(blank(100, 100))
    assert main(["verify", str(office / "paper.pdf")]) == 1
    assert "没有任何数字签名" in capsys.readouterr().out


def test_the_recorded_digest_is_compared(office: Any, capsys: pytest.CaptureFixture[str]) -> None:
    path = office / "paper.pdf"
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert main(["verify", str(path), "--sha256", digest]) == 0
    assert main(["verify", str(path), "--sha256", "ab" * 32]) == 1
    assert "SHA-256 不一致" in capsys.readouterr().out


def test_json_tells_the_same(office: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(office / "paper.pdf"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["ok"] is True
    assert told["signatures"][0]["account"] == "county.head"
    assert told["signatures"][0]["at"] == "2024-02-08T02:00:00+00:00"


def test_another_root_does_not_trust_the_signer(
    office: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    other = Keyring(office / "other")
    other.create("某县")
    (office / "other.pem").write_bytes(other.root_certificate())
    words = ["verify", str(office / "paper.pdf"), "--root"]
    assert main([*words, str(office / "root.pem")]) == 0
    assert main([*words, str(office / "other.pem")]) == 1
    assert "身份不可信" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ["missing.pdf"],
        ["paper.pdf", "--root", "missing.pem"],
        ["paper.pdf", "--root", "paper.pdf"],
        [],
        ["paper.pdf", "--ledger"],
    ],
)
def test_what_cannot_be_judged_leaves_2_with_one_line(
    office: Any,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
) -> None:
    monkeypatch.chdir(office)
    assert main(["verify", *words]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_a_machine_without_keys_asks_for_a_root(
    office: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("JIUJI_KEYS", str(office / "nowhere"))
    assert main(["verify", str(office / "paper.pdf")]) == 2
    assert "--root" in capsys.readouterr().err
    assert not (office / "nowhere").exists()
