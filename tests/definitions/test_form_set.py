"""The whole set of papers stands: F01–F29, each with an origin, places of size, and an example."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from pathlib import Path

import pytest

from jiuji_docs.definitions.catalog import Catalog
from jiuji_docs.definitions.examples import example
from jiuji_docs.domain.archives.stamp import HEIGHT
from jiuji_docs.domain.errors import FormInvalid, NotFound
from jiuji_docs.domain.forms.definition import FormDefinition
from jiuji_docs.domain.forms.entry import validate
from jiuji_docs.domain.forms.known import alternatives
from jiuji_docs.domain.forms.layout import lay_out, place_kind
from jiuji_docs.rendering.filing_stamp import TOP
from jiuji_docs.rendering.sheet_metrics import NominalWidths
from jiuji_docs.rendering.sheet_plan import plan
from jiuji_docs.services.form_page import page

CATALOG = Catalog.shipped()
FORMS = dict(CATALOG.pack("chaoyang-2021").forms)
SET = [form for form in FORMS.values() if form.number]
SHEETS = [form for form in SET if form.paper and form.paper.kind == "sheet"]
#: Millimetres a place must have: a written name, a thumb, a round seal of 4.2 cm.
LEAST = {"signature": (24.0, 11.0), "fingerprint": (20.0, 16.0), "seal": (42.0, 42.0)}

every_sheet = pytest.mark.parametrize("form", SHEETS, ids=lambda form: form.id)


def wrong_fields(form: FormDefinition, entry: dict[str, object], today: dt.date) -> set[str]:
    """Return the fields an entry lacks or has wrong."""
    try:
        validate(form, entry, today=today)
    except FormInvalid as wrong:
        return {name.partition(".")[0] for name in wrong.errors}
    return set()


def test_every_number_from_f01_to_f29_has_a_form() -> None:
    by_number = defaultdict(list)
    for form in SET:
        by_number[form.number].append(form.id)
    assert sorted(by_number) == [f"F{number:02d}" for number in range(1, 30)]
    assert len(by_number["F27"]) == len(by_number["F28"]) == 3


@pytest.mark.parametrize("form", SET, ids=lambda form: form.id)
def test_a_form_says_whether_a_published_sample_stands_behind_it(form: FormDefinition) -> None:
    assert form.origin in {"published", "project"}
    assert bool(form.sample) == (form.origin == "published")
    assert form.basis


@every_sheet
def test_places_are_large_enough_for_hand_thumb_and_seal(form: FormDefinition) -> None:
    cells = [cell for cell in plan(lay_out(form, {}), NominalWidths()).cells if cell.box.place]
    for cell in cells:
        assert cell.place is not None
        width, height = LEAST[place_kind(cell.box.place)]
        assert cell.rect.width >= width, cell.box.place
        assert cell.rect.height >= height, cell.box.place


@every_sheet
def test_there_is_room_for_the_filing_stamp_above_every_sheet(form: FormDefinition) -> None:
    first = plan(lay_out(form, {}), NominalWidths()).pages[0]
    assert min(standing.top for standing in first) >= TOP + HEIGHT


def test_the_page_lists_every_form_as_its_file_says() -> None:
    written = Path(__file__).resolve().parents[2] / "docs" / "analysis" / "forms.md"
    assert written.read_text("utf-8") == page(), "python -m jiuji_docs.services.form_page > …"


@pytest.mark.parametrize("form", SET, ids=lambda form: form.id)
def test_the_example_of_a_form_is_a_right_entry(form: FormDefinition) -> None:
    data = example(form.id)
    assert type(data["today"]) is dt.date
    if form.fields and form.id in data["form"]:
        own = data["form"][form.id]
        known = {field.name for field in form.fields if field.known_from}
        assert wrong_fields(form, own, data["today"]) <= known


@pytest.mark.parametrize("name", ["nothing", "../enumerations", "_household"])
def test_what_is_no_example_is_refused(name: str) -> None:
    with pytest.raises(NotFound):
        example(name)


@pytest.mark.parametrize(
    ("form", "change", "words"),
    [
        ("reserve_ledger", {"spent": "2800.00", "closing": "27200.00"}, "明细合计 2900.00 元"),
        ("reserve_ledger", {"closing": "27000.00"}, "应余 27100.00 元"),
        ("referral_slip", {"consented": False}, "不得转介慈善力量"),
        ("recovery_decision", {"amount": "600.00"}, "明细合计 500.00 元"),
        ("meeting_minutes", {"in_favour": 5}, "与实到 6 人不符"),
        ("review", {"in_favour": 1}, "（依据 社会救助暂行办法第十一条）"),
    ],
)
def test_wrong_sums_votes_and_consent_are_refused(
    form: str, change: dict[str, object], words: str
) -> None:
    data = example(form)
    entry = {**data["form"][form], **change}
    with pytest.raises(FormInvalid) as refused:
        validate(CATALOG.form(form), entry, today=data["today"])
    assert words in str(refused.value.errors)


def test_no_paper_asks_for_a_fact_that_another_has_asked_for() -> None:
    """Of fields with one title and kind, one is entered; every other is pre-filled from elsewhere."""
    entered = defaultdict(list)
    for form in SET:
        for field in form.fields:
            if not field.known_from:
                entered[field.title, field.kind].append(f"{form.id}.{field.name}")
    assert {fact: names for fact, names in entered.items() if len(names) > 1} == {}


def test_no_fact_is_pre_filled_in_a_circle() -> None:
    sources = {
        f"{form.id}.{field.name}": alternatives(field.known_from) if field.known_from else ()
        for form in FORMS.values()
        for field in form.fields
    }

    def leads_back(path: str, seen: frozenset[str]) -> bool:
        return path in seen or any(
            leads_back(source, seen | {path}) for source in sources.get(path, ())
        )

    assert [path for path in sources if leads_back(path, frozenset())] == []
