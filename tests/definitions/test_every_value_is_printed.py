"""Check that nothing is stored that no paper shows, unless the form gives a reason."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from jiuji_docs.definitions.catalog import Catalog
from jiuji_docs.definitions.check_forms import told_whole
from jiuji_docs.domain.forms.definition import FormDefinition
from jiuji_docs.domain.forms.layout import printed_paths

FORMS = dict(Catalog.shipped().pack("chaoyang-2021").forms)


def stored_paths(form: FormDefinition) -> set[str]:
    paths = set()
    for field in form.fields:
        path = f"{form.id}.{field.name}"
        paths |= {path, *(f"{path}.{column.name}" for column in field.columns)}
    return paths


def left_out(form: FormDefinition) -> set[str]:
    return set(form.paper.not_printed) if form.paper is not None else set()


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_stored_value_is_printed_or_left_out_with_a_reason(form: FormDefinition) -> None:
    if form.paper is not None and form.fields:
        printed = printed_paths(form)
        missing = stored_paths(form) - printed - left_out(form)
    else:
        printed = frozenset().union(*(printed_paths(other) for other in FORMS.values()))
        everywhere = printed | told_whole(Catalog.shipped().pack("chaoyang-2021"), printed)
        missing = stored_paths(form) - everywhere
    assert missing == set()


def test_a_value_left_out_has_a_reason_and_is_not_printed_after_all() -> None:
    for form in FORMS.values():
        if form.paper is not None:
            assert all(form.paper.not_printed.values())
            assert left_out(form) <= stored_paths(form)
            assert not left_out(form) & printed_paths(form)


def test_step_values_reach_the_archives_in_plain_print_too() -> None:
    on_file = printed_paths(FORMS["file_note"])
    for name in ("audit", "decision", "city_referral", "city_decision", "deliberation"):
        assert stored_paths(FORMS[name]) <= on_file, name


def test_a_composed_document_uses_what_its_form_says_it_prints() -> None:
    room = files("jiuji_docs.definitions.templates") / "documents"
    for form in FORMS.values():
        if form.paper is None or form.paper.kind != "official":
            continue
        text = (room / f"{form.paper.composition}.toml").read_text("utf-8")
        slots = tomllib.loads(text)["slots"]
        used = {path for slot in slots.values() for path in slot["from"]}
        assert printed_paths(form) <= used, form.id
