"""The papers of one whole case, as the archivist gets them: all there, all sealed, nothing entered is lost."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from jiuji_docs.definitions.scenarios import shipped_scenarios
from jiuji_docs.domain.forms.definition import Field, FormDefinition
from jiuji_docs.domain.forms.entry import from_plain
from jiuji_docs.domain.forms.layout import printed_paths
from jiuji_docs.domain.forms.show import show
from jiuji_docs.domain.money import figures
from jiuji_docs.services.house import House
from jiuji_docs.services.play import open_house, play
from jiuji_docs.services.settings import Settings
from jiuji_docs.services.start import open_press
from jiuji_docs.services.verification import verify_document

SCENARIOS = ("expenditure_county", "emergency_debts_in_time", "refusal_county")


@dataclass
class Played:
    """A played case: its house, the papers' rows, and each paper's text without blanks."""

    house: House
    rows: list[Any]
    entries: list[tuple[FormDefinition, dict[str, Any]]]
    texts: dict[int, str]


@pytest.fixture(scope="module", params=SCENARIOS)
def played(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Played]:
    """One scenario played to its end with real papers."""
    folder = tmp_path_factory.mktemp(request.param)
    chosen = next(item for item in shipped_scenarios("chaoyang-2021") if item.id == request.param)
    settings = Settings(
        f"sqlite:///{folder / 'p.db'}", folder / "store", folder / "keys", folder / "office.toml"
    )
    house, clock = open_house(chosen, settings)
    press = open_press(house)
    state = play(chosen, house, clock, press, lambda _line: None)
    press.close()
    assert state.failures == []
    yield _read(house, state.cases["case"])
    house.close()


def test_every_paper_is_final_printed_and_opens(played: Played) -> None:
    assert {row.state for row in played.rows} == {"final"}
    for row in played.rows:
        assert row.pages == len(pypdfium2.PdfDocument(played.house.store.get(row.pdf_hash)))
        assert played.house.store.get(row.docx_hash).startswith(b"PK")


def test_every_value_entered_is_on_paper(played: Played) -> None:
    everything = "".join(played.texts.values())
    lost = [
        path
        for form, values in played.entries
        for path, texts in _expected(form, values)
        if not any(text in everything for text in texts)
    ]

    assert lost == []


def test_no_field_is_missing_from_the_papers_plan(played: Played) -> None:
    pack = played.house.pack("chaoyang-2021")
    printed = set().union(*(printed_paths(form) for form in pack.forms.values() if form.paper))
    hidden = {path for form in pack.forms.values() if form.paper for path in form.paper.not_printed}

    unplanned = [
        f"{form.id}.{item.name}"
        for form, _values in played.entries
        for item in form.fields
        if not any(path.startswith(f"{form.id}.{item.name}") for path in printed | hidden)
    ]

    assert unplanned == []


def test_every_signed_paper_verifies_against_the_register(played: Played) -> None:
    judged = [verify_document(played.house, row.id) for row in played.rows]

    assert [report.findings for report in judged if not report.ok] == []
    assert any(report.signatures for report in judged)


def test_every_seal_on_paper_stands_in_the_register(played: Played) -> None:
    with played.house.desk(write=False) as desk:
        seals = [
            mark.pdf_hash
            for row in played.rows
            for mark in desk.documents.signatures(row.id)
            if mark.kind == "seal"
        ]
        register = [row.pdf_hash for row in desk.documents.seal_uses(None, 100)]

    assert seals
    assert sorted(seals) == sorted(register)


def test_publicity_names_nobody_s_numbers(played: Played) -> None:
    for row in played.rows:
        if row.paper == "publicity":
            text = played.texts[row.id]
            assert "王守田" in text
            assert "13900000001" not in text
            assert "9901011968" not in text
            assert "6217" not in text


def _read(house: House, number: str) -> Played:
    pack = house.pack("chaoyang-2021")
    with house.desk(write=False) as desk:
        case = desk.cases.get(number)
        rows = desk.documents.of_case(case.id)
        entries = [
            (pack.forms[row.form], from_plain(pack.forms[row.form], json.loads(row.body)))
            for row in desk.cases.entries(case.id)
        ]
    texts = {row.id: _text(house.store.get(row.pdf_hash)) for row in rows}
    return Played(house, list(rows), entries, texts)


def _text(data: bytes) -> str:
    """Return a paper's words without blanks, those of its signatures included."""
    pdf = pypdfium2.PdfDocument(data)
    signed = bool(pdf.get_formtype())
    if signed:
        pdf.init_forms()
    words = []
    for number in range(len(pdf)):
        if signed:
            pdf[number].flatten()
        words.append(pdf[number].get_textpage().get_text_range())
    return "".join("".join(words).split())


def _expected(form: FormDefinition, values: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    for item in form.fields:
        value = values.get(item.name)
        if item.kind == "rows":
            for row in value or ():
                for column in item.columns:
                    yield from _one(
                        f"{form.id}.{item.name}.{column.name}", column, row.get(column.name)
                    )
        else:
            yield from _one(f"{form.id}.{item.name}", item, value)


def _one(path: str, item: Field, value: Any) -> Iterator[tuple[str, list[str]]]:
    """Yield the ways a value may stand on paper; ticks are pictures and are checked by the plan."""
    if value in (None, "", [], False, True):
        return
    if item.kind in ("choice", "choices"):
        titles = {choice.value: choice.title for choice in item.choices}
        chosen = value if isinstance(value, list) else [value]
        for one in chosen:
            yield path, ["".join(titles[str(one)].split())]
        return
    texts = [show(item, value)]
    if isinstance(value, Decimal):
        texts.append(figures(value))
    if isinstance(value, dt.datetime | dt.date):
        texts.append(f"{value.year}年{value.month}月{value.day}日")
    yield path, ["".join(text.split()) for text in texts]


def test_the_demo_case_has_at_least_twelve_papers(played: Played) -> None:
    papers = {row.paper for row in played.rows}

    if "publicity" in papers:
        assert len(played.rows) >= 12
    assert {"file_catalogue", "file_note"} <= papers


def test_papers_can_be_written_out_beside_their_root(played: Played, tmp_path: Path) -> None:
    from jiuji_docs.services.play_papers import write_papers

    with played.house.desk(write=False) as desk:
        number = desk.cases.get_by_id(played.rows[0].case_id).number

    written = write_papers(played.house, {"case": number}, tmp_path)

    assert len(written) == len(played.rows)
    assert (tmp_path / "root.pem").read_bytes().startswith(b"-----BEGIN CERTIFICATE")
