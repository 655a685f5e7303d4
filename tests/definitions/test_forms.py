"""Check the shipped form files: they load, name only what exists, and lay out blank on one page."""

from __future__ import annotations

import re

import pytest

from jiuji_docs.definitions.catalog import Catalog
from jiuji_docs.domain.forms.definition import Block, Field, FormDefinition
from jiuji_docs.domain.forms.entry import blank
from jiuji_docs.domain.forms.kinds import KINDS, ROWS
from jiuji_docs.domain.forms.known import alternatives
from jiuji_docs.domain.forms.layout import lay_out, places, printed_paths
from jiuji_docs.domain.forms.rules import RULES
from jiuji_docs.domain.forms.schema import schema
from jiuji_docs.domain.forms.show import FORMATS
from jiuji_docs.domain.forms.slots import paths_in

FORMS = dict(Catalog.shipped().pack("chaoyang-2021").forms)
SHEETS = [form for form in FORMS.values() if form.paper and form.paper.kind == "sheet"]
PAPERS = {
    "application": "临时救助申请书",
    "integrity_pledge": "诚信承诺书",
    "check_authorization": "家庭经济状况核对授权书",
    "acceptance_notice": "受理告知书",
    "investigation": "入户调查表",
    "review": "民主评议记录",
    "publicity": "公示单",
    "approval_expenditure": "支出型临时救助审核确认表",
    "approval_emergency": "急难型临时救助审核确认表",
    "approval_notice": "批准通知书",
    "refusal_notice": "不予救助告知书",
    "payroll": "发放花名册",
    "receipt": "领取凭证",
    "file_catalogue": "卷内目录",
    "file_note": "备考表",
}
STEP_FORMS = {
    "audit",
    "decision",
    "city_referral",
    "city_decision",
    "deliberation",
    "emergency_relief",
}
#: What services add to the entries; see services/known.py, papers.py, payments.py and filing.py.
PROVIDED = re.compile(
    r"(case|relief_standard|passed_on|lead|unit|village|county|actor|policy|household|relief|office|decided|due|document|batch|filing)\.[a-z_]+"
    r"|today|debts|contents|panels|batch_rows"
)
#: Mm a sheet may fill: the page less its margins, title, unit line, and what the Word file needs more.
ROOM = 297 - 25 - 22 - 11 - 7 - 1

every_form = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
every_sheet = pytest.mark.parametrize("form", SHEETS, ids=lambda form: form.id)


def fields(form: FormDefinition) -> list[Field]:
    return [item for field in form.fields for item in (field, *field.columns)]


def exists(path: str) -> bool:
    form, _, name = path.partition(".")
    if form not in FORMS:
        return bool(PROVIDED.fullmatch(path)) or form in {
            "contents",
            "debts",
            "panels",
            "batch_rows",
        }
    field_name, _, column = name.partition(".")
    found = [field for field in FORMS[form].fields if field.name == field_name]
    return bool(found) and (not column or column in {item.name for item in found[0].columns})


def test_all_papers_and_step_forms_are_shipped() -> None:
    assert {name: FORMS[name].title for name in PAPERS} == PAPERS
    assert all(FORMS[name].paper is not None for name in PAPERS)
    assert set(FORMS) >= STEP_FORMS
    assert all(FORMS[name].paper is None for name in STEP_FORMS)


@every_form
def test_every_form_names_its_basis_by_clause(form: FormDefinition) -> None:
    assert form.basis
    assert all(re.search(r"CY-|第.+条|DA/T", clause) for clause in form.basis)


@every_form
def test_kinds_rules_and_bounds_are_known(form: FormDefinition) -> None:
    for field in fields(form):
        assert field.kind in KINDS
        assert bool(field.choices) == (field.kind in ("choice", "choices"))
        assert bool(field.columns) == (field.kind == ROWS)
        assert not any(column.columns for column in field.columns)
    names = {field.name for field in form.fields}
    assert len(names) == len(form.fields)
    for rule in form.rules:
        assert rule.name in RULES
        assert set(rule.parameters.values()) <= {field.name for field in fields(form)}


@every_form
def test_conditions_and_sources_of_fields_exist(form: FormDefinition) -> None:
    names = {field.name: field for field in form.fields}
    for field in form.fields:
        if field.required_when is not None:
            other, wanted = field.required_when
            assert wanted in {choice.value for choice in names[other].choices} | {"true", "false"}
        for path in alternatives(field.known_from) if field.known_from else ():
            assert exists(path), path


@every_form
def test_everything_a_paper_prints_exists(form: FormDefinition) -> None:
    assert [path for path in printed_paths(form) if not exists(path)] == []


@every_form
def test_a_blank_entry_fits_the_schema(form: FormDefinition) -> None:
    assert set(blank(form)) == {child.name for child in schema(form)}


@every_sheet
def test_formats_are_from_the_closed_list(form: FormDefinition) -> None:
    assert form.paper is not None
    cells = [
        cell for block in form.paper.blocks for row in (*block.rows, block.heads) for cell in row
    ]
    for cell in cells:
        if cell.format and "{" not in cell.format:
            assert cell.format.partition(":")[0] in {*FORMATS, "boxes", "known", "if_known"}


@every_sheet
def test_rows_fill_the_grid_exactly(form: FormDefinition) -> None:
    assert form.paper is not None
    for block in form.paper.blocks:
        if block.heads:
            assert sum(head.span for head in block.heads) == block.columns
        covered = [0] * len(block.rows)
        for number, row in enumerate(block.rows):
            for cell in row:
                for down in range(cell.rows):
                    covered[number + down] += cell.span
        assert all(width == block.columns for width in covered)


def height_of(block: Block) -> float:
    rows = block.minimum_rows + 1 if block.kind == "table" else len(block.rows)
    return block.height * (rows or 1)


@every_sheet
def test_a_blank_sheet_fits_one_page(form: FormDefinition) -> None:
    assert form.paper is not None
    boxed = sum(height_of(block) for block in form.paper.blocks if block.kind != "paragraph")
    lines = sum(
        block.height * (1 + len(line) // 32)
        for block in form.paper.blocks
        if block.kind == "paragraph"
        for line in block.text.split("\n")
    )
    assert boxed + lines <= (ROOM if form.paper.orientation == "portrait" else 210 - 47 - 18)
    assert lay_out(form, {}).blocks


def test_signature_and_seal_places_stand_where_the_workflow_signs() -> None:
    decisions = ("town", "decision_town", "decision_county")
    assert places(FORMS["approval_expenditure"]) == ("village", *decisions)
    assert set(places(FORMS["approval_emergency"])) == {
        "handler_first",
        "handler_second",
        "seal",
        *decisions,
    }
    assert places(FORMS["acceptance_notice"]) == ("handler", "applicant", "seal")
    assert places(FORMS["publicity"]) == ("seal",)


def test_every_signature_of_the_workflow_has_its_place() -> None:
    workflow = Catalog.shipped().pack("chaoyang-2021").workflow
    for transition in workflow.transitions.values():
        for rule in transition.signs:
            form = FORMS[rule.paper]
            assert form.paper is not None
            assert form.paper.kind == "official" or rule.place in places(form)


@pytest.mark.parametrize("name", ["approval_expenditure", "approval_emergency"])
def test_opinion_boxes_are_large_enough_to_sign_in(name: str) -> None:
    paper = FORMS[name].paper
    assert paper is not None
    for block in paper.blocks:
        for row in block.rows:
            for cell in row:
                if cell.place and "handler" not in cell.place:
                    assert cell.span * 165 / block.columns >= (40 if cell.place == "seal" else 60)
                    assert cell.rows * block.height >= 28


def test_what_stands_on_the_board_names_no_number_card_phone_or_health() -> None:
    printed = printed_paths(FORMS["publicity"])
    private = {
        f"{form.id}.{field.name}"
        for form in FORMS.values()
        for field in form.fields
        if field.privacy or field.kind in ("id_number", "account")
    }
    assert not printed & private
    assert not any(path.startswith("application.members") for path in printed)
    assert {"application.applicant_name", "application.village", "application.cause"} <= printed


def test_personal_numbers_are_classed_everywhere() -> None:
    classes = {"id_number": "id", "account": "account"}
    for form in FORMS.values():
        for field in fields(form):
            if field.kind in classes:
                assert field.privacy == classes[field.kind], f"{form.id}.{field.name}"


def test_later_forms_ask_nothing_again_that_is_known() -> None:
    asked = {
        "approval_emergency": {
            "recipient_name",
            "id_number",
            "cause",
            "occurred_on",
            "modes",
            "amount",
        },
        "audit": {"modes", "proposed_amount"},
        "decision": {"modes", "approved_amount", "goods", "referral", "payment_method"},
        "receipt": {"received_by", "received_on", "amount", "goods"},
        "check_authorization": {"adults"},
    }
    for name, wanted in asked.items():
        sources = {field.name for field in FORMS[name].fields if field.known_from}
        assert wanted <= sources, name


def test_signature_wording_uses_only_entries() -> None:
    for form in SHEETS:
        assert form.paper is not None
        for block in form.paper.blocks:
            for row in block.rows:
                for cell in row:
                    if cell.place and "seal" not in cell.place:
                        assert all(path.split(".")[0] in FORMS for path in paths_in(cell.label))
