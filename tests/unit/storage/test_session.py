"""A request's work ends with the request, whatever happens in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyramid.config import Configurator
from pyramid.response import Response
from sqlalchemy import Engine, func, insert, select
from sqlalchemy.exc import DBAPIError
from webtest import TestApp

from jiuji_docs.storage.blobs import DocumentStore
from jiuji_docs.storage.engine import write_lock
from jiuji_docs.storage.tables import PERSON

View = Callable[[Any], Response]


def _app(engine: Engine, view: View, store: DocumentStore | None = None) -> TestApp:
    config = Configurator(settings={"retry.attempts": "3"})
    config.include("pyramid_retry")
    config.include("jiuji_docs.storage.session")
    config.registry["engine"], config.registry["store"] = engine, store
    config.add_route("one", "/")
    config.add_view(view, route_name="one")
    return TestApp(config.make_wsgi_app())


def _add(request: Any) -> Response:
    request.work.session.execute(insert(PERSON).values(id_number="1", name="甲"))
    return Response(status=int(request.params.get("status", 200)))


def _count(engine: Engine) -> int:
    with engine.begin() as connection:
        return connection.execute(select(func.count()).select_from(PERSON)).scalar_one()


def _is_free(engine: Engine) -> bool:
    lock = write_lock(engine)
    if lock is None:
        return True
    with lock.held(patience=0):
        return True


def test_a_post_commits_its_core_rows(engine: Engine) -> None:
    _app(engine, _add).post("/")
    assert _count(engine) == 1
    assert _is_free(engine)


def test_a_refused_post_rolls_back(engine: Engine) -> None:
    _app(engine, _add).post("/?status=409", status=409)
    assert _count(engine) == 0
    assert _is_free(engine)


def test_a_post_that_raises_rolls_back_and_gives_its_turn_back(engine: Engine) -> None:
    def raising(request: Any) -> Response:
        _add(request)
        raise ZeroDivisionError

    app = _app(engine, raising)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            app.post("/")
    assert _count(engine) == 0
    assert _is_free(engine)


def test_a_get_cannot_write(engine: Engine) -> None:
    with pytest.raises(DBAPIError):
        _app(engine, _add).get("/")
    assert _count(engine) == 0


def test_a_get_reads_while_somebody_writes(engine: Engine) -> None:
    def read(request: Any) -> Response:
        return Response(str(request.work.session.execute(select(func.count(PERSON.c.id))).scalar()))

    app = _app(engine, read)
    with engine.begin() as connection:
        connection.execute(insert(PERSON).values(id_number="2", name="乙"))
        assert app.get("/").text == "0"


def test_a_second_row_of_one_key_is_tried_again(engine: Engine) -> None:
    tries = []

    def add_then_find(request: Any) -> Response:
        tries.append(1)
        _add(request)
        if len(tries) == 1:
            _add(request)
        return Response("done")

    assert _app(engine, add_then_find).post("/").text == "done"
    assert len(tries) == 2
    assert _count(engine) == 1
    assert _is_free(engine)


def test_a_request_without_work_opens_nothing(engine: Engine) -> None:
    _app(engine, lambda _request: Response("plain")).post("/")
    assert engine.pool.checkedout() == 0  # type: ignore[attr-defined]
    assert _is_free(engine)


def test_a_paper_put_by_a_request_is_published_with_it(engine: Engine, tmp_path: Path) -> None:
    store = DocumentStore(tmp_path / "store")

    def put(request: Any) -> Response:
        return Response(request.work.store.put(request.work.tm, b"paper"))

    name = _app(engine, put, store).post("/").text
    assert store.get(name) == b"paper"
