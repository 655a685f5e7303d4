"""The documents' benchmark makes another four-page circular each time, and gives peers the same words."""

from __future__ import annotations

import pytest

from jiuji_docs.services.bench import documents, peers
from jiuji_docs.services.bench.circular import PAGES, circular, words
from jiuji_docs.services.bench.measure import Measure
from jiuji_docs.services.bench.peer import Run, absent


def _measured(monkeypatch: pytest.MonkeyPatch, **peer_runs: Run) -> dict[str, Measure]:
    for name in ("libreoffice", "chromium", "typst"):
        run = peer_runs.get(name, Run(1.0))
        monkeypatch.setattr(peers, name, lambda *_args, run=run, **_options: run)
    monkeypatch.setattr(documents, "_memory", lambda: (100.0, 101.0))
    monkeypatch.setattr(documents, "TIMED", 1)
    return {one.name: one for one in documents.measure_documents()}


def test_every_circular_is_another_one_of_four_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    told = _measured(monkeypatch)
    assert told["pages"].value == PAGES
    assert not told["documents"].note
    assert told["than_libreoffice"].value > 1
    assert told["growth"].met


def test_an_absent_peer_is_named_and_owes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    told = _measured(monkeypatch, libreoffice=absent("LibreOffice"))["than_libreoffice"]
    assert told.met
    assert told.note == "未安装 LibreOffice"


def test_a_peer_that_did_other_work_is_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    told = _measured(monkeypatch, chromium=Run(1.0, "排成 3 页，不是 4 页"))["than_chromium"]
    assert not told.met
    assert told.note == "排成 3 页，不是 4 页"


def test_the_memory_of_many_is_read_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "EARLY", 1)
    monkeypatch.setattr(documents, "LATE", 2)
    early, late = documents.many()
    assert 20 < early <= late + 50


def test_peers_get_the_same_words() -> None:
    document = circular(3)
    told = "".join(words(document))
    assert document.full_title in told
    assert document.cc in told
    assert circular(3) == circular(3) != circular(4)


def test_a_missing_peer_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers.shutil, "which", lambda _name: None)
    run = peers.libreoffice(circular, None)  # type: ignore[arg-type]
    assert run == absent("LibreOffice")
    assert not run.comparable
