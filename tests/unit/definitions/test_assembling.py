"""Bases and adaptations: what is laid, in which order, and what is refused (底本与调整)."""

import datetime as dt
import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiuji_docs.definitions.adaptation import Adaptation, read_adaptation
from jiuji_docs.definitions.assembling import Shelf, assemble
from jiuji_docs.domain.errors import DefinitionError

Plain = dict[str, Any]

BASE: Plain = {
    "policy": {
        "id": "relief",
        "parameter": [{"id": "days", "title": "公示期", "kind": "integer", "value": "unset"}],
    },
    "workflow": {
        "id": "relief",
        "routes": {"ordinary": "一般"},
        "roles": {"clerk": "经办"},
        "state": [{"id": "accepted", "title": "已受理"}, {"id": "filed", "title": "已归档"}],
        "transition": [
            {
                "id": "accept",
                "title": "受理",
                "from": ["start"],
                "to": "accepted",
                "roles": ["clerk"],
                "clauses": ["N-1"],
                "guards": [{"name": "votes_add_up", "form": "review"}, {"name": "quorum"}],
            }
        ],
    },
}


def adaptation(name: str, workflow: Plain | None = None, **more: Any) -> Adaptation:
    data = {"id": name, "title": name, "workflow": workflow or {}, **more}
    return read_adaptation(data, f"{name}.toml")


def shelf(*items: Adaptation) -> Shelf:
    return Shelf({"relief": BASE}, {item.id: item for item in items})


def pack(*names: str, policy: Plain | None = None, workflow: Plain | None = None) -> Plain:
    return {
        "policy": {
            "id": "p",
            "title": "规定",
            "issuer": "示范县",
            "document_number": "示〔2026〕1号",
            "in_force_from": dt.date(2026, 1, 1),
            "in_force_to": "unset",
            "base": "relief",
            "adaptations": list(names),
            **(policy or {}),
        },
        "workflow": {"id": "p", "title": "流程", **(workflow or {})},
    }


def step(**changes: Any) -> Plain:
    return {"transition": [{"id": "accept", **changes}]}


def accept(files: Plain) -> Plain:
    return next(item for item in files["workflow"]["transition"] if item["id"] == "accept")


def refusal(files: Plain, *items: Adaptation) -> str:
    with pytest.raises(DefinitionError) as caught:
        assemble("p", files, shelf(*items))
    return str(caught.value)


def test_a_pack_without_a_base_is_as_written() -> None:
    files = {"policy": {"id": "p"}, "workflow": {"id": "p"}}
    assert assemble("p", files, shelf()) is files


def test_given_keys_replace_and_the_rest_stays() -> None:
    found = assemble("p", pack(workflow=step(title="窗口受理")), shelf())
    assert accept(found)["title"] == "窗口受理"
    assert accept(found)["roles"] == ["clerk"]
    assert found["policy"]["title"] == "规定"
    assert accept(BASE)["title"] == "受理", "the base is shared and must not change"


def test_more_less_and_drop_act_on_lists_and_keys() -> None:
    change = step(
        drop=["to"],
        table="tier",
        more={"clauses": ["P-2"], "guards": [{"name": "recused"}]},
        less={"guards": ["quorum"]},
    )
    found = accept(assemble("p", pack("tier"), shelf(adaptation("tier", change))))
    assert (found.get("to"), found["table"]) == (None, "tier")
    assert found["clauses"] == ["N-1", "P-2"]
    assert [item["name"] for item in found["guards"]] == ["votes_add_up", "recused"]


def test_what_is_taken_away_may_be_put_back_otherwise() -> None:
    new = {"id": "accept", "title": "登记", "from": ["start"], "to": "filed", "roles": ["clerk"]}
    change = {"without": {"transition": ["accept"], "routes": ["ordinary"]}, "transition": [new]}
    found = assemble("p", pack(workflow=change), shelf())
    assert accept(found) == new
    assert found["workflow"]["routes"] == {}


def test_an_adaptation_lies_on_those_it_needs_in_whatever_order_they_are_chosen() -> None:
    first = adaptation("first", step(title="一"))
    second = adaptation("second", step(title="二"), needs=["first"])
    for names in itertools.permutations(("first", "second")):
        assert accept(assemble("p", pack(*names), shelf(first, second)))["title"] == "二"


CONTRADICTIONS = {
    "same key": (step(title="一"), step(title="二")),
    "key and list of it": (step(clauses=["A"]), step(more={"clauses": ["B"]})),
    "more and less": (step(more={"clauses": ["A"]}), step(less={"clauses": ["A"]})),
    "removal and change": ({"without": {"transition": ["accept"]}}, step(title="二")),
    "added twice": (
        {"state": [{"id": "seen", "title": "看过"}]},
        {"state": [{"id": "seen", "title": "已看"}]},
    ),
    "drop and set": (step(drop=["to"]), step(to="filed")),
    "same role": ({"roles": {"head": "负责人"}}, {"roles": {"head": "主任"}}),
}


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_contradicting_adaptations_are_refused_unless_one_builds_on_the_other(name: str) -> None:
    one, two = CONTRADICTIONS[name]
    first, second = adaptation("first", one), adaptation("second", two)
    for names in itertools.permutations(("first", "second")):
        message = refusal(pack(*names), first, second)
        assert "“first”" in message
        assert "“second”" in message
        assert "冲突" in message


def test_equal_words_and_different_items_are_no_contradiction() -> None:
    first = adaptation("first", step(title="窗口受理", more={"clauses": ["A"]}))
    second = adaptation("second", step(title="窗口受理", more={"clauses": ["B"]}))
    found = accept(assemble("p", pack("first", "second"), shelf(first, second)))
    assert found["clauses"] == ["N-1", "A", "B"]


def test_the_pack_has_the_last_word() -> None:
    first = adaptation("first", step(title="一"))
    found = assemble("p", pack("first", workflow=step(title="本县")), shelf(first))
    assert accept(found)["title"] == "本县"


def test_circles_and_missing_needs_are_refused() -> None:
    first = adaptation("first", needs=["second"])
    second = adaptation("second", needs=["first"])
    assert "first → second → first" in refusal(pack("first", "second"), first, second)
    assert "须一并选用" in refusal(pack("second"), adaptation("second", needs=["first"]), first)
    assert "没有名为“third”" in refusal(pack("third"), first)
    assert "写了两次" in refusal(pack("first", "first"), adaptation("first"))


def test_bad_layers_are_findings_with_their_place() -> None:
    assert "没有底本“none”" in refusal(pack(policy={"base": "none"}))
    assert "还须写 base" in refusal({"policy": {"adaptations": []}, "workflow": {}})
    assert "无从去掉" in refusal(pack(workflow={"without": {"state": ["nowhere"]}}))
    assert "无从去掉" in refusal(pack(workflow=step(less={"guards": ["nothing"]})))
    assert "只能从列表里去掉" in refusal(pack(workflow=step(less={"title": ["x"]})))
    assert "不能写 more" in refusal(
        pack(workflow={"transition": [{"id": "new", "more": {"roles": ["x"]}}]})
    )
    assert "不认识的键“tittle”" in refusal(pack(workflow=step(tittle="x")))
    with pytest.raises(DefinitionError, match="不认识的键"):
        adaptation("first", {"id": "x"})
    with pytest.raises(DefinitionError, match="id 应与文件名相同"):
        read_adaptation({"id": "a", "title": "a"}, "b.toml")


KEYS = st.sampled_from(["title", "to", "table", "grants"])
CHANGE = st.builds(
    lambda keys, more: step(**keys, **({"more": {"clauses": more}} if more else {})),
    st.dictionaries(KEYS, st.sampled_from(["a", "b"])),
    st.lists(st.sampled_from(["A", "B"]), unique=True),
)


@given(CHANGE, CHANGE)
def test_without_contradiction_the_order_of_choice_does_not_matter(one: Plain, two: Plain) -> None:
    here = shelf(adaptation("first", one), adaptation("second", two))
    found: list[object] = []
    for names in (("first", "second"), ("second", "first")):
        try:
            laid = accept(assemble("p", pack(*names), here))
        except DefinitionError:
            found.append(None)
        else:
            found.append({**laid, "clauses": sorted(laid["clauses"])})
    assert found[0] == found[1]
