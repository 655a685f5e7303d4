"""The documents' benchmark makes another four-page circular each time, and gives peers the same words."""

from __future__ import annotations

import pytest

from jiuji_docs.services.bench import documents, peers
from jiuji_docs.services.bench.circular import PAGES, circular, words


def test_every_circular_is_another_one_of_four_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("libreoffice", "chromium", "typst"):
        monkeypatch.setattr(peers, name, lambda *_args, **_options: 1.0)
    monkeypatch.setattr(documents, "_memory", lambda: (100.0, 101.0))
    monkeypatch.setattr(documents, "TIMED", 2)
    told = {one.name: one for one in documents.measure_documents()}
    assert told["pages"].value == PAGES
    assert told["than_libreoffice"].value > 1
    assert told["growth"].met


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


def test_a_missing_peer_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers.shutil, "which", lambda _name: None)
    assert peers.libreoffice(circular, None) is None  # type: ignore[arg-type]
