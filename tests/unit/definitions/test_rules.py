"""Every finding names its rule, every rule says what to do, and new rules find what they are for."""

from __future__ import annotations

import copy
import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from jiuji_docs.definitions.directory import demo_directory
from jiuji_docs.definitions.finding import ERROR, WARNING, Finding
from jiuji_docs.definitions.read_pack import read_pack
from jiuji_docs.definitions.rules import (
    BANK_FILES,
    CERTIFIED,
    OFFICIAL,
    PEOPLE_RULES,
    RULES,
    UNREADABLE,
    advice,
    check_certificates,
    check_pack,
    check_people_of,
    page,
)
from jiuji_docs.domain.directory import Directory
from jiuji_docs.signing.keyring import Keyring
from tests.common.consultation import consulting_sources
from tests.common.mutants import Mutant
from tests.common.registers import register_pack, register_sources
from tests.common.relief import catalog, pack

Plain = dict[str, Any]
ROOT = Path(__file__).resolve().parents[3]


def by_table(m: Mutant, **without: str) -> None:
    """Let the pack go by an amount table, its steps without one form or condition."""
    m.parameter("amount_table").update(value="formula-months")
    for step in m.workflow["transition"]:
        for key, name in without.items():
            step[key] = [one for one in step.get(key, []) if name not in (one, _name(one))]


def _name(one: Any) -> str:
    return str(one.get("name", "")) if isinstance(one, dict) else ""


def rules_of(change: Callable[[Mutant], object]) -> set[str]:
    mutant = Mutant()
    change(mutant)
    return {item.rule for item in check_pack(mutant.pack())}


def test_the_page_lists_every_rule() -> None:
    written = (ROOT / "docs" / "analysis" / "lint-rules.md").read_text("utf-8")
    assert written == page(), "python -m jiuji_docs.definitions.rules > docs/analysis/lint-rules.md"


def test_every_rule_says_what_to_do() -> None:
    assert all(rule.title and rule.advice for rule in RULES.values())
    assert advice(Finding("f", "p", ERROR, "m", "WF-07")) == RULES["WF-07"].advice
    assert advice(Finding("f", "p", ERROR, "m")) == ""


@pytest.mark.parametrize("pack_id", sorted(catalog().packs))
def test_shipped_packs_break_no_rule(pack_id: str) -> None:
    assert list(check_pack(catalog().pack(pack_id))) == []


WEATHER = {"name": "weather", "title": "天气", "kind": "text"}
RIGHT = {
    "form": "audit",
    "field": "proposed_amount",
    "roles": ["town.auditor"],
    "access": "read",
}


#: Asks for a step of the other route, or one that lies behind.
TOO_LATE = {"name": "step_taken", "step": "publicise"}
DRIVE = {
    "id": "drive",
    "title": "宣传",
    "level": "town",
    "role": "town.clerk",
    "every": "year",
    "remind": ["5wd"],
    "clause": "CY-5.3",
}
ON_CALL = {
    "id": "on_call",
    "title": "值班表",
    "kind": "duty",
    "level": "town",
    "role": "town.clerk",
    "clause": "CY-5.3",
}


def cell(mutant: Mutant, form: str) -> dict[str, Any]:
    """Return the first cell of the form's paper that shows a field."""
    blocks = mutant.forms[form]["paper"]["block"]
    cells = (c for block in blocks for row in block.get("rows", ()) for c in row)
    return next(c for c in cells if c.get("field"))


#: Two mutants at least a rule, over the rules a single change of the shipped pack can break.
MUTANTS: list[tuple[str, Callable[[Mutant], object]]] = [
    ("WF-01", lambda m: m.step("audit").update(roles=["town.nobody"])),
    ("WF-01", lambda m: m.step("audit").update(clauses=[])),
    ("WF-02", lambda m: m.step("audit")["signs"][0].update(place="nowhere")),
    ("WF-02", lambda m: m.step("review")["signs"][0].update(place="attic")),
    ("WF-03", lambda m: m.step("review")["guards"][1].update(parameter="nothing")),
    ("WF-03", lambda m: m.step("publicise")["guards"][0].update(form="nothing")),
    ("WF-04", lambda m: m.table("tier").update(amount="audit.nothing")),
    ("WF-04", lambda m: m.table("emergency_tier").update(amount="audit.nothing")),
    ("WF-05", lambda m: m.clause("CY-4.3.2").update(carried_by=[], reason="")),
    ("WF-05", lambda m: m.clause("CY-4.3.2").update(carried_by=["transition:fly"])),
    ("WF-06", lambda m: m.parameter("town_ceiling").update(clause="")),
    ("WF-06", lambda m: m.parameter("town_ceiling").update(clause="CY-99")),
    ("WF-07", lambda m: m.workflow["state"].append({"id": "lonely", "title": "孤立"})),
    ("WF-07", lambda m: m.step("investigate").update(to="accepted")),
    ("WF-08", lambda m: m.step("audit")["from"].append("filed")),
    ("WF-08", lambda m: m.step("convene")["from"].append("filed")),
    ("WF-09", lambda m: m.step("accept").pop("subject")),
    ("WF-09", lambda m: m.step("accept").update(routes=["expenditure", "emergency"])),
    ("WF-10", lambda m: m.step("register").update(settles=["object", "cause"])),
    ("WF-10", lambda m: m.step("relieve").update(owes=["object"])),
    (
        "WF-11",
        lambda m: m.step("investigate").update(signs=[{"paper": "receipt", "place": "payee"}]),
    ),
    ("WF-11", lambda m: m.step("register").update(documents=["receipt"])),
    ("WF-12", lambda m: m.step("refuse_town").update(documents=[])),
    ("WF-12", lambda m: m.step("refuse_county").update(forms=[])),
    ("WF-13", lambda m: m.step("return_town").update(return_targets=[])),
    ("WF-13", lambda m: m.step("return_county").update(return_targets=["filed"])),
    ("WF-14", lambda m: m.table("tier")["rows"].pop()),
    ("WF-14", lambda m: m.table("tier")["rows"][0].pop("at_most")),
    ("WF-15", lambda m: m.limit("audit").update(starts=[])),
    ("WF-15", lambda m: m.limit("audit").update(ends=["fly"])),
    ("WF-15", lambda m: m.limit("audit").update(budget="5wd") or m.limit("audit").pop("on_miss")),
    ("WF-21", lambda m: m.step("return_county").update(title="上报市级")),
    ("WF-21", lambda m: m.step("refuse_town").update(title="乡镇批准")),
    ("WF-22", lambda m: m.policy.update(in_force_to=dt.date(2022, 12, 31))),
    ("WF-22", lambda m: m.policy.update(in_force_to=dt.date(2025, 1, 1))),
    ("WF-23", lambda m: m.step("audit").update(title="审核{{ 7 * 7 }}")),
    ("WF-23", lambda m: m.clause("CY-4.3.2").update(summary="<script>alert(1)</script>")),
    ("WF-23", lambda m: m.field("audit", "opinion").update(hint="__import__('os').system('id')")),
    ("WF-23", lambda m: m.step("audit").update(title="lambda case: case")),
    ("WF-23", lambda m: m.step("audit").update(title="os.system('id')")),
    ("WF-23", lambda m: m.step("audit").update(title="<img src=x onerror=alert(1)>")),
    ("WF-23", lambda m: m.policy["enumerations"]["causes"].update({"${cause}": "其他"})),
    ("DJ-06", lambda m: m.policy.update(lead_departments={"nothing": "civil_affairs"})),
    ("DJ-06", lambda m: m.policy.update(lead_departments={"accident": "nobody"})),
    ("WF-26", lambda m: m.step("refer_city").update(guards=[])),
    ("JE-01", lambda m: by_table(m, forms="amount_table_facts?")),
    ("JE-01", lambda m: by_table(m, guards="amount_by_table")),
    (
        "JE-01",
        lambda m: by_table(m) or m.policy["parameter"].remove(m.parameter("subsistence_standard")),
    ),
    ("WF-26", lambda m: m.parameter("near_relative_register").update(descriptive=" ")),
    ("WF-26", lambda m: m.policy["enumerations"].update(colours={"red": "红"})),
    ("WF-26", lambda m: m.parameter("hotline").update(descriptive="只作说明")),
    ("WF-25", lambda m: m.step("archive").update(guards=[TOO_LATE])),
    ("WF-25", lambda m: m.step("confirm_town")["guards"].append(TOO_LATE)),
    (
        "BD-02",
        lambda m: m.field("audit", "opinion").update(required_when={"field": "x", "is": "y"}),
    ),
    ("BD-01", lambda m: m.field("audit", "opinion").update(known_from="nowhere.at_all")),
    ("BD-01", lambda m: m.field("review", "expected").update(kind="whole")),
    ("BD-02", lambda m: m.forms["review"].setdefault("rule", []).append({"name": "x"})),
    ("BD-03", lambda m: cell(m, "review").update(field="review.x")),
    ("BD-03", lambda m: cell(m, "application").update(field="application.x")),
    ("BD-04", lambda m: m.forms["review"]["section"][0]["field"].append(WEATHER)),
    ("BD-04", lambda m: m.forms["application"]["section"][0]["field"].append(WEATHER)),
    ("BD-05", lambda m: cell(m, "review").update(span=99)),
    ("BD-05", lambda m: cell(m, "review").update(overflow="cut")),
    ("BD-05", lambda m: cell(m, "review").update(overflow="grow")),
    ("WF-19", lambda m: m.workflow.update(right=[{**RIGHT, "form": "nothing"}])),
    ("WF-19", lambda m: m.workflow.update(right=[{**RIGHT, "field": "nothing"}])),
    ("WF-20", lambda m: m.workflow.update(right=[{**RIGHT, "field": "opinion"}])),
    ("WF-20", lambda m: m.workflow.update(right=[{**RIGHT, "field": "", "access": "read"}])),
    ("WF-24", lambda m: m.clause("SJ-11").update(document="中华人民共和国婚姻法")),
    ("HY-01", lambda m: m.meeting("deliberation").update(state="approved")),
    ("HY-01", lambda m: m.meeting("deliberation").update(approve="refuse_deliberation")),
    ("HY-01", lambda m: m.meeting("deliberation")["fill"].update({"decision.x": "amount"})),
    ("HY-01", lambda m: m.meeting("deliberation").update(roles=["town.clerk"])),
    ("HY-02", lambda m: m.step("approve_deliberation")["documents"].append("meeting_minutes")),
    (
        "HY-02",
        lambda m: m.step("refuse_deliberation").update(documents=["meeting_minutes"], signs=[]),
    ),
    ("DQ-01", lambda m: m.policy.update(duty=[{**DRIVE, "role": "town.nobody"}])),
    ("DQ-01", lambda m: m.policy.update(duty=[{**DRIVE, "clause": "CY-99"}])),
    ("DQ-01", lambda m: m.policy.update(duty=[{**DRIVE, "every": "unset"}])),
    ("DQ-01", lambda m: m.policy.update(duty=[{**DRIVE, "escalate_to": "county.nobody"}])),
    ("DQ-01", lambda m: m.policy.update(duty=[{**DRIVE, "escalate_to": "village.recorder"}])),
    ("DQ-01", lambda m: m.policy.update(duty=[{**DRIVE, "form": "nothing"}])),
    ("DQ-01", lambda m: m.policy.update(duty=[{**DRIVE, "files": 11}])),
    ("DQ-01", lambda m: m.policy.update(duty=[{**DRIVE, "escalate_after": "3wd"}])),
    ("DQ-02", lambda m: m.policy.update(roster=[{**ON_CALL, "role": "town.nobody"}])),
    ("DQ-02", lambda m: m.policy.update(roster=[{**ON_CALL, "clause": ""}])),
    ("WF-24", lambda m: m.clause("MF-202").update(document="中华人民共和国民法通则")),
]


@pytest.mark.parametrize(("rule", "change"), MUTANTS, ids=lambda item: str(item)[:8])
def test_a_mutant_is_caught_by_its_rule(rule: str, change: Callable[[Mutant], object]) -> None:
    assert rule in rules_of(change)


def item(kind: str, name: str) -> Callable[[Plain], Plain]:
    return lambda flow: next(one for one in flow[kind] if one["id"] == name)


BANK, CONSULTATION = item("branch", "bank"), item("panel", "consultation")
#: The same over the pack with branches and a panel.
PARALLEL: list[tuple[str, Callable[[Plain], object]]] = [
    ("WF-16", lambda flow: BANK(flow).update(first="house_asked")),
    ("WF-16", lambda flow: item("state", "bank_answered")(flow).update(final=False)),
    ("WF-17", lambda flow: CONSULTATION(flow)["roles"].append("town.head")),
    ("WF-17", lambda flow: item("transition", "give_opinion")(flow).update(to="agreed")),
    ("WF-18", lambda flow: item("transition", "checked")(flow).update(forms=["audit"])),
    ("WF-18", lambda flow: item("transition", "checked")(flow).update(guards=[])),
]


@pytest.mark.parametrize(("rule", "change"), PARALLEL, ids=lambda one: str(one)[:8])
def test_a_mutant_of_branches_and_panels_is_caught_by_its_rule(
    rule: str, change: Callable[[Plain], object]
) -> None:
    sources = consulting_sources()
    change(dict(sources.workflow))
    found = check_pack(read_pack(sources, catalog().form_sources))
    assert rule in {one.rule for one in found}


#: The same over the pack with registers.
KEPT: list[tuple[str, Callable[[Plain], object]]] = [
    ("DJ-01", lambda flow: flow["registers"].append("nowhere")),
    ("DJ-01", lambda flow: item("transition", "close_transfer")(flow).update(to="filed")),
    (
        "DJ-01",
        lambda flow: item("transition", "reply_transfer")(flow).update(grants="referral_reply"),
    ),
    ("DJ-02", lambda flow: item("transition", "issue_transfer")(flow).update(side="owner")),
    ("DJ-02", lambda flow: item("transition", "hotline_call_back")(flow).update(side="receiver")),
    ("DJ-02", lambda flow: item("transition", "issue_transfer")(flow).update(receiver="no.where")),
    ("DJ-04", lambda flow: item("transition", "report_online")(flow).update(operation=False)),
    ("DJ-05", lambda flow: flow["number_words"].update(transfer="转1")),
    ("DJ-05", lambda flow: flow["number_words"].update(nowhere="去处")),
    ("DJ-05", lambda flow: flow["number_words"].update(hotline="转办")),
    ("DJ-04", lambda flow: item("transition", "register_hotline")(flow).update(public=True)),
    ("DJ-03", lambda flow: item("time_limit", "transfer_reply")(flow).update(due_from="no.where")),
    (
        "DJ-03",
        lambda flow: item("time_limit", "hotline_handling")(flow).update(due_from="slip.due"),
    ),
]


@pytest.mark.parametrize(("rule", "change"), KEPT, ids=lambda one: str(one)[:8])
def test_a_mutant_of_registers_is_caught_by_its_rule(
    rule: str, change: Callable[[Plain], object]
) -> None:
    sources = register_sources()
    workflow = copy.deepcopy(dict(sources.workflow))
    change(workflow)
    found = check_pack(read_pack(replace(sources, workflow=workflow), catalog().form_sources))
    assert rule in {one.rule for one in found}


def test_a_pack_with_every_register_breaks_no_rule() -> None:
    assert list(check_pack(register_pack())) == []


def test_every_rule_of_packs_has_two_mutants() -> None:
    counted = Counter(rule for rule, _ in (*MUTANTS, *PARALLEL, *KEPT))
    # What cannot be read, official documents, bank files and people have tests of their own.
    own = {
        UNREADABLE.id,
        OFFICIAL.id,
        BANK_FILES.id,
        CERTIFIED.id,
        *(rule.id for rule in PEOPLE_RULES),
    }
    assert [rule for rule in RULES if rule not in own and counted[rule] < 2] == []


def test_whoever_signs_without_a_certificate_in_force_is_named(tmp_path: Path) -> None:
    keyring = Keyring(tmp_path / "keys")
    keyring.create()
    keyring.ensure_person("yangshan.auditor", "孙某", "示范县阳山镇人民政府")
    past = dt.date(2020, 1, 1)

    def ends(subject: str) -> dt.date | None:
        return past if subject == "person:yangshan.head" else keyring.ends(subject)

    found = list(check_certificates(pack(), demo_directory(), ends))
    names = {one.id: one.name for one in demo_directory().people}
    said = {one.message: one.severity for one in found}
    assert not any(names["yangshan.auditor"] in message for message in said)
    assert said[f"{names['yangshan.head']}的签名证书已于 2020-01-01 到期"] == ERROR
    assert any("的印章没有签名证书" in message for message in said)
    assert {one.rule for one in found} == {"RY-03"}


def test_automatic_steps_that_shadow_each_other_are_found() -> None:
    sources = consulting_sources()
    steps = {item["id"]: item for item in sources.workflow["transition"]}
    steps["settle_disagreed"]["guards"] = list(steps["settle_agreed"]["guards"])
    found = check_pack(read_pack(sources, catalog().form_sources))
    assert any(item.rule == "WF-21" and "永远走前一步" in item.message for item in found)


def without(*people: str) -> Directory:
    directory = demo_directory()
    kept = tuple(one for one in directory.people if one.id not in people)
    return replace(directory, people=kept)


def said(directory: Directory) -> list[str]:
    return [str(item) for item in check_people_of(pack(), directory)]


def test_the_demo_county_holds_every_post_and_is_told_where_only_one_may_act() -> None:
    found = list(check_people_of(pack(), demo_directory()))
    assert {item.severity for item in found} == {WARNING}
    assert {item.rule for item in found} == {"RY-02"}


def test_a_town_without_a_post_and_a_county_without_one_are_named() -> None:
    assert any(
        "示范县清河乡人民政府没有人担任“乡镇审核人”" in line
        for line in said(without("qinghe.auditor"))
    )
    assert any("没有人担任“县局审批人”" in line for line in said(without("county.approver")))


def test_where_the_same_person_alone_holds_both_posts_nobody_is_left() -> None:
    directory = without("yangshan.auditor")
    people = tuple(
        replace(one, roles=(*one.roles, "town.auditor")) if one.id == "yangshan.head" else one
        for one in directory.people
    )
    lines = said(replace(directory, people=people))
    assert any("示范县阳山镇人民政府：办过" in line and "乡镇批准" in line for line in lines), (
        lines[:3]
    )


def test_three_steps_that_exclude_each_other_need_three_people() -> None:
    mutant = Mutant()
    excluded = {"investigate": ["audit"], "audit": ["convene"], "convene": ["investigate"]}
    for name, others in excluded.items():
        mutant.step(name).update(roles=["town.auditor"], not_same_person_as=others)
    auditor = next(one for one in demo_directory().people if one.id == "yangshan.auditor")

    def left_alone(auditors: int) -> bool:
        more = tuple(replace(auditor, id=f"yangshan.auditor{n}") for n in range(auditors - 1))
        directory = replace(demo_directory(), people=(*demo_directory().people, *more))
        found = check_people_of(mutant.pack(), directory)
        words = "示范县阳山镇人民政府：办过“提请一事一议”的人都不能办，没有人可办“乡镇审核”"
        return any(words in item.message for item in found)

    assert left_alone(2)
    assert not left_alone(3)


@pytest.mark.parametrize(("until", "severity"), [("unset", ERROR), (dt.date(2022, 1, 1), WARNING)])
def test_a_repealed_document_is_an_error_while_cases_are_opened_under_it(
    until: object, severity: str
) -> None:
    mutant = Mutant()
    mutant.policy["in_force_to"] = until
    mutant.clause("SJ-11")["document"] = "中华人民共和国婚姻法"
    found = [one for one in check_pack(mutant.pack()) if one.rule == "WF-24"]
    assert [one.severity for one in found] == [severity]
