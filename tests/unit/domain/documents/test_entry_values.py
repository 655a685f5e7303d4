"""A document's content and the boxes of its entry form say the same."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from jiuji_docs.definitions.documents import read_document
from jiuji_docs.domain.documents.entry_form import FORM, entry_form, form_for
from jiuji_docs.domain.documents.entry_values import to_content, to_entry
from jiuji_docs.domain.documents.frozen import freeze, thaw
from jiuji_docs.domain.documents.import_text import import_circular
from jiuji_docs.domain.documents.kinds import KINDS, blank_content, kind_of_content
from jiuji_docs.domain.errors import FormInvalid
from jiuji_docs.domain.forms.entry import validate

GOLDEN = Path(__file__).parents[3] / "documents" / "golden"
TODAY = dt.date(2026, 3, 1)


def _through_the_form(content: dict[str, object]) -> dict[str, object]:
    entry = to_entry(content)
    return to_content(validate(form_for(entry), entry, today=TODAY).values, content)


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.toml")), ids=lambda path: path.stem)
def test_a_golden_document_comes_out_of_the_form_as_it_went_in(path: Path) -> None:
    document = read_document(path.read_text("utf-8"), path.name)

    assert thaw(_through_the_form(freeze(document))) == document


@pytest.mark.seeds
def test_the_seeds_come_out_of_the_form_as_they_were_imported(seeds: Path) -> None:
    for path in sorted(seeds.glob("*.txt")) or sorted(seeds.glob("*")):
        document = import_circular(path.read_text("utf-8")).document
        assert thaw(_through_the_form(freeze(document))) == document


@pytest.mark.parametrize("name", KINDS)
def test_a_new_document_of_every_kind_is_of_that_kind(name: str) -> None:
    content = blank_content(KINDS[name], "示范县民政局")

    assert kind_of_content(content) is KINDS[name]
    assert thaw(_through_the_form(content)) == thaw(content)


def test_a_kind_shows_its_own_fields_only() -> None:
    names = {name: {one.name for one in entry_form(kind).fields} for name, kind in KINDS.items()}

    assert "signers" in names["请示"]
    assert "signers" not in names["通知"]
    assert "attendance" in names["纪要"]
    assert "addressees" not in names["公告"]
    assert "signature_stamps" in names["命令（令）"]
    assert not {name for name, kind in KINDS.items() if set(kind.fields) != names[name]}


def test_what_another_kind_has_no_field_for_stays_on_the_page() -> None:
    entry = to_entry(blank_content(KINDS["请示"], "示范县民政局") | {"signers": ["王建国"]})

    form = form_for(entry | {"kind": "通知"})

    assert "signers" in {one.name for one in form.fields}


def test_notes_follow_the_attachments_and_several_are_numbered() -> None:
    values = {
        "kind": "通知",
        "title": "关于甲的通知",
        "attachments": [{"title": "表一", "body": "| 甲 |"}, {"title": "表二", "landscape": True}],
    }

    content = to_content(values)

    assert content["attachment_notes"] == ["表一", "表二"]
    assert [one["number"] for one in content["attachments"]] == [1, 2]
    assert content["attachments"][1]["landscape"] is True


@pytest.mark.parametrize(
    ("values", "path"),
    [
        ({"body": "| 甲 |\n| 1 | 2 |"}, "body"),
        ({"attachments": [{"title": "", "body": "甲"}]}, "attachments.0.title"),
        ({"attachments": [{"title": "表", "body": "| 甲 |\n| 1 | 2 |"}]}, "attachments.0.body"),
        ({"issued_body": "第一条　甲"}, "issued_title"),
    ],
)
def test_what_does_not_go_together_is_refused_at_its_box(
    values: dict[str, object], path: str
) -> None:
    with pytest.raises(FormInvalid) as refused:
        to_content({"kind": "通知", "title": "关于甲的通知", **values})

    assert refused.value.form == FORM
    assert set(refused.value.errors) == {path}
