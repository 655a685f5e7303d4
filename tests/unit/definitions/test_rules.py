"""Every finding names its rule, every rule says what to do, and new rules find what they are for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from jiuji_docs.definitions.directory import demo_directory
from jiuji_docs.definitions.finding import ERROR, WARNING, Finding
from jiuji_docs.definitions.read_pack import read_pack
from jiuji_docs.definitions.rules import RULES, advice, check_pack, check_people_of, page
from jiuji_docs.domain.directory import Directory
from tests.common.consultation import consulting_sources
from tests.common.mutants import Mutant
from tests.common.relief import catalog, pack

ROOT = Path(__file__).resolve().parents[3]


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
    ("WF-21", lambda m: m.step("return_county").update(title="上报市级")),
    ("WF-21", lambda m: m.step("refuse_town").update(title="乡镇批准")),
    ("WF-22", lambda m: m.policy.update(in_force_to=dt.date(2022, 12, 31))),
    ("WF-22", lambda m: m.policy.update(in_force_to=dt.date(2025, 1, 1))),
    ("WF-23", lambda m: m.step("audit").update(title="审核{{ 7 * 7 }}")),
    ("WF-23", lambda m: m.clause("CY-4.3.2").update(summary="<script>alert(1)</script>")),
    ("WF-23", lambda m: m.field("audit", "opinion").update(hint="__import__('os').system('id')")),
    (
        "BD-02",
        lambda m: m.field("audit", "opinion").update(required_when={"field": "x", "is": "y"}),
    ),
    ("BD-01", lambda m: m.field("audit", "opinion").update(known_from="nowhere.at_all")),
]


@pytest.mark.parametrize(("rule", "change"), MUTANTS, ids=lambda item: str(item)[:8])
def test_a_mutant_is_caught_by_its_rule(rule: str, change: Callable[[Mutant], object]) -> None:
    assert rule in rules_of(change)


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
