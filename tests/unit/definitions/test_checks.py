"""Each mistake the lint knows is found where it was made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from jiuji_docs.definitions.finding import ERROR, WARNING
from tests.common.mutants import Mutant, found


def test_the_shipped_pack_has_no_finding() -> None:
    assert Mutant().findings() == ()


def put(table: dict[str, Any], /, **values: Any) -> None:
    table.update(values)


def without(entries: list[dict[str, Any]], name: str) -> None:
    entries[:] = [item for item in entries if item["id"] != name]


def lonely(mutant: Mutant) -> None:
    mutant.workflow["state"].append({"id": "lonely", "title": "孤立"})


def no_archive(mutant: Mutant) -> None:
    without(mutant.workflow["transition"], "archive_emergency")
    mutant.clause("SJ-66")["carried_by"] = ["transition:archive"]
    mutant.clause("CY-4.3.1a")["carried_by"] = ["route:emergency"]


FLOW: dict[str, tuple[Callable[[Mutant], object], str]] = {
    "a state nothing reaches": (lonely, "state[lonely]：错误：没有任何路径能到达"),
    "a state without a way to the end": (
        no_archive,
        "state[confirmed]：错误：急难型事项到了这里就走不到终点",
    ),
    "no final state": (
        lambda m: [state.pop("final", None) for state in m.workflow["state"]],
        "没有终点环节",
    ),
    "a step out of a final state": (
        lambda m: m.step("archive")["from"].append("filed"),
        "从终点“filed”又走出一步",
    ),
    "an opening of two routes": (
        lambda m: put(m.step("accept"), routes=["expenditure", "emergency"]),
        "transition[accept]：错误：立件的一步须属于且只属于一条路径",
    ),
    "an opening without a subject": (
        lambda m: m.step("relieve").pop("subject"),
        "transition[relieve]：错误：立件的一步没有写 subject",
    ),
    "a route nothing opens": (
        lambda m: put(m.workflow["routes"], third="第三种"),
        "routes.third：错误：没有立件的一步",
    ),
    "a debt nothing settles": (
        lambda m: (
            [m.step(s).pop("settles") for s in ("confirm_town", "confirm_county")]
            + [m.step("refuse_confirmation_county").pop("settles")]
        ),
        "debt[seal]：错误：欠下以后没有任何一步补齐",
    ),
    "a debt nobody owes": (
        lambda m: m.step("relieve")["owes"].remove("object"),
        "debt[object]：错误：没有任何一步欠下这一项",
    ),
    "a signature before the paper": (
        lambda m: m.step("review")["documents"].remove("approval_expenditure"),
        "transition[audit]：错误：在“publicised、reviewed”签“approval_expenditure”时它可能还未出具",
    ),
    "a refusal without a notice": (
        lambda m: put(m.step("refuse_town"), documents=[]),
        "transition[refuse_town]：错误：不予救助须填写理由并出具告知书",
    ),
    "a return without targets": (
        lambda m: put(m.step("return_town"), return_targets=[]),
        "transition[return_town]：错误：退回没有写可退回的环节",
    ),
    "a return to where nothing leads on": (
        lambda m: put(m.step("return_town"), return_targets=["filed"]),
        "退回到“filed”后无路可走",
    ),
}


@pytest.mark.parametrize("mistake", FLOW)
def test_a_mistake_in_the_flow_is_found(mistake: str) -> None:
    change, says = FLOW[mistake]
    assert says in found(change)


def rows(mutant: Mutant, *bounds: tuple[str, str]) -> None:
    outcomes = ("awaiting_town", "awaiting_county", "awaiting_county")
    mutant.table("tier")["rows"] = [
        {key: value for key, value in (("over", o), ("at_most", a), ("outcome", out)) if value}
        for (o, a), out in zip(bounds, outcomes, strict=False)
    ]


@pytest.mark.parametrize(
    ("bounds", "says"),
    [
        ([("", "500.00"), ("500.01", "")], "缺档：大于 500.00 元、小于等于 500.01 元没有去处"),
        ([("", "500.00"), ("499.99", "")], "重档：“awaiting_town”与“awaiting_county”"),
        ([("", ""), ("500.00", "")], "重档"),
        ([("0", "500.00"), ("500.00", "")], "缺档：0 元及以下没有去处"),
        ([("", "500.00"), ("500.00", "900.00")], "缺档：大于 900.00 元没有去处"),
        ([("", "500.00"), ("500.00", "500.00"), ("500.00", "")], "上限不大于下限"),
        ([], "没有任何一档"),
    ],
)
def test_a_gap_or_overlap_in_a_table_is_found(bounds: list[tuple[str, str]], says: str) -> None:
    assert says in found(lambda mutant: rows(mutant, *bounds))


def test_a_table_in_any_order_without_gap_is_clean() -> None:
    assert found(lambda mutant: mutant.table("tier")["rows"].reverse()) == ""


NAMES: dict[str, tuple[Callable[[Mutant], object], str]] = {
    "form": (
        lambda m: m.step("audit")["forms"].append("x"),
        "transition[audit].forms：错误：没有“x”",
    ),
    "paper": (
        lambda m: put(m.step("audit"), documents=["decision"]),
        "documents：错误：“decision”没有纸面（paper）",
    ),
    "role": (lambda m: m.step("audit")["roles"].append("king"), "roles：错误：没有“king”"),
    "clause": (lambda m: m.step("audit")["clauses"].append("X-1"), "clauses：错误：没有“X-1”"),
    "no clause": (
        lambda m: put(m.step("audit"), clauses=[]),
        "transition[audit]：错误：没有写出处条款",
    ),
    "source": (lambda m: m.step("audit")["from"].append("x"), "from：错误：没有“x”"),
    "target": (lambda m: put(m.step("deliver"), to="x"), "to：错误：没有“x”"),
    "table": (lambda m: put(m.step("audit"), table="x"), "table：错误：没有“x”"),
    "unused table": (
        lambda m: put(m.step("audit"), table="emergency_tier"),
        "没有任何一步使用这张表",
    ),
    "outcome": (lambda m: put(m.table("tier")["rows"][0], outcome="x"), "去往不存在的环节“x”"),
    "amount": (
        lambda m: put(m.table("tier"), amount="audit.x"),
        "table[tier].amount：错误：没有“audit.x”",
    ),
    "debt": (lambda m: m.step("register")["settles"].append("x"), "settles：错误：没有“x”"),
    "person": (
        lambda m: put(m.step("audit"), not_same_person_as=["x"]),
        "not_same_person_as：错误：没有“x”",
    ),
    "grant": (lambda m: put(m.step("approve_town"), grants="audit"), "grants：错误：没有“audit”"),
    "subject": (
        lambda m: put(m.step("accept")["subject"], cause="application.x"),
        "subject：错误：没有“application.x”",
    ),
    "guard clause": (
        lambda m: put(m.step("publicise")["guards"][0], clause="X-2"),
        "guards.clause：错误：没有“X-2”",
    ),
    "guard path": (
        lambda m: put(m.step("investigate")["guards"][0], names="investigation.x"),
        "条件 two_investigators 的 names：没有“investigation.x”",
    ),
    "guard setting": (
        lambda m: put(m.step("publicise")["guards"][0], parameter="x"),
        "条件 publicity_set 的 parameter：没有“x”",
    ),
    "guard debt": (
        lambda m: put(m.step("audit_emergency")["guards"][0], debts=["x"]),
        "条件 debts_settled 的 debts：没有“x”",
    ),
    "guard step": (
        lambda m: put(m.step("audit")["guards"][-1], step="x"),
        "条件 publicity_done 的 step：没有“x”",
    ),
    "place": (
        lambda m: put(m.step("audit")["signs"][0], place="x"),
        "“approval_expenditure”上没有“x”这个位置",
    ),
    "limit without an end": (
        lambda m: put(m.limit("review"), ends=[]),
        "time_limit[review]：错误：没有写截止的一步",
    ),
    "limit without a start": (
        lambda m: put(m.limit("review"), starts=[]),
        "time_limit[review]：错误：没有写起算的一步",
    ),
    "limit of no step": (lambda m: put(m.limit("review"), starts=["x"]), "starts 里没有“x”这一步"),
    "limit clause": (
        lambda m: put(m.limit("review"), clause="X-3"),
        "time_limit[review]：错误：没有“X-3”这一条",
    ),
    "parameter clause": (
        lambda m: put(m.parameter("hotline"), clause="X-4"),
        "parameter[hotline]：错误：没有“X-4”这一条",
    ),
    "parameter without clause": (
        lambda m: m.parameter("town_ceiling").pop("clause"),
        "parameter[town_ceiling]：错误：写明来自文件，却没有出处条款",
    ),
    "clause nobody carries": (
        lambda m: m.clause("CY-2").pop("carried_by"),
        "clause[CY-2]：错误：既没有落实，也没有写无须落实的理由",
    ),
    "carrier that is not there": (
        lambda m: m.clause("CY-2")["carried_by"].append("form:x"),
        "clause[CY-2]：错误：carried_by 里没有“form:x”",
    ),
}


@pytest.mark.parametrize("mistake", NAMES)
def test_a_name_that_means_nothing_is_found(mistake: str) -> None:
    change, says = NAMES[mistake]
    assert says in found(change)


def cell(mutant: Mutant, form: str) -> dict[str, Any]:
    """Return the first cell of the form's paper that shows a field."""
    blocks = mutant.forms[form]["paper"]["block"]
    cells = (c for block in blocks for row in block.get("rows", ()) for c in row)
    return next(c for c in cells if c.get("field"))


def twice(mutant: Mutant) -> None:
    fields = mutant.forms["review"]["section"][0]["field"]
    fields.append(dict(fields[0]))


FORMS: dict[str, tuple[Callable[[Mutant], object], str]] = {
    "same name": (twice, "字段名重复"),
    "no such kind": (
        lambda m: put(m.field("review", "expected"), kind="whole"),
        "forms/review.toml：expected：错误：没有“whole”这种字段",
    ),
    "choice without choices": (
        lambda m: put(m.field("review", "expected"), kind="choice"),
        "expected：错误：可选值与字段类型不符",
    ),
    "rows without columns": (
        lambda m: put(m.field("review", "expected"), kind="rows"),
        "expected：错误：列与字段类型不符",
    ),
    "unknown source": (
        lambda m: put(m.field("review", "expected"), known_from="application.x"),
        "expected：错误：known_from 里没有“application.x”",
    ),
    "unknown condition": (
        lambda m: put(m.field("review", "opinion"), required_when={"field": "x", "is": "y"}),
        "opinion：错误：required_when 里没有“x”",
    ),
    "condition that never holds": (
        lambda m: put(
            m.field("review", "opinion"), required_when={"field": "conclusion", "is": "maybe"}
        ),
        "opinion：错误：“conclusion”没有“maybe”这个值",
    ),
    "unknown rule": (
        lambda m: m.forms["review"].setdefault("rule", []).append({"name": "x"}),
        "rule[x]：错误：没有这种检查",
    ),
    "prints what nobody enters": (
        lambda m: put(cell(m, "review"), field="review.x"),
        "印“review.x”，但没有人填",
    ),
    "not printed but not there": (
        lambda m: put(m.forms["review"]["paper"].setdefault("not_printed", {}), x="无"),
        "paper.not_printed：错误：没有“x”",
    ),
    "not printed without a reason": (
        lambda m: (
            m.forms["review"]["paper"].setdefault("not_printed", {}).update({"review.place": " "})
        ),
        "“review.place”没有写不印的理由",
    ),
    "stored but not printed": (
        lambda m: m.forms["review"]["section"][0]["field"].append(
            {"name": "weather", "title": "天气", "kind": "text"}
        ),
        "weather：错误：填了却不印",
    ),
    "a row too wide": (lambda m: put(cell(m, "review"), span=99), "列，多于 12 列"),
    "an unknown overflow": (
        lambda m: put(cell(m, "review"), overflow="cut"),
        "没有“cut”这种处理",
    ),
}


@pytest.mark.parametrize("mistake", FORMS)
def test_a_mistake_in_a_form_is_found(mistake: str) -> None:
    change, says = FORMS[mistake]
    assert says in found(change)


def test_a_step_form_nothing_prints_is_only_a_warning() -> None:
    mutant = Mutant()
    mutant.forms["city_referral"]["section"][0]["field"].append(
        {"name": "mood", "title": "心情", "kind": "text"}
    )
    (finding,) = mutant.findings()
    assert finding.severity == WARNING
    assert finding.place == "mood"


def test_an_unused_table_is_only_a_warning() -> None:
    mutant = Mutant()
    mutant.workflow["table"].append({**mutant.table("tier"), "id": "spare"})
    (finding,) = mutant.findings()
    assert (finding.place, finding.severity) == ("table[spare]", WARNING)


def test_errors_are_marked_as_such() -> None:
    mutant = Mutant()
    put(mutant.step("audit"), clauses=[])
    assert {item.severity for item in mutant.findings()} == {ERROR}
