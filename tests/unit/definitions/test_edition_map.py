"""A map between editions is read strictly, and what it leaves out or names wrongly is found."""

from __future__ import annotations

from functools import cache

import pytest

from jiuji_docs.definitions.loader import load_text
from jiuji_docs.definitions.read_edition_map import read_edition_map
from jiuji_docs.domain.errors import DefinitionError
from jiuji_docs.domain.workflow.edition_map import EditionMap, what_is_missing
from jiuji_docs.domain.workflow.policy import Pack
from tests.common.relief import pack
from tests.common.second_edition import MAP, changed, second_edition


def the_map(text: str) -> EditionMap:
    return read_edition_map(load_text(text, "map"), "map")


@cache
def second() -> Pack:
    return second_edition().pack("chaoyang-2021")


def missing(text: str, old: Pack | None = None, new: Pack | None = None) -> str:
    return "\n".join(what_is_missing(the_map(text), old or pack(), new or second()))


def test_a_whole_map_leaves_nothing_out() -> None:
    assert missing(MAP) == ""
    assert missing("", pack(), pack()) == ""


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ('[states]\npublicised = "nowhere"', "新版没有环节“nowhere”"),
        ('[states]\nnowhere = "reviewed"', "旧版没有环节“nowhere”"),
        ('[fields]\n"nowhere.x" = { drop = true, reason = "无" }', "旧版没有表单“nowhere”"),
        ('[fields]\n"audit.x" = { drop = true, reason = "无" }', "旧版没有字段：audit.x"),
        (
            '[fields]\n"investigation.housing" = { to = "findings", reason = "并入" }',
            "改称“findings”，但旧版已有这个字段",
        ),
        (
            '[fields]\n"investigation.housing" = { to = "nowhere", reason = "改称" }',
            "新版表单“investigation”没有字段“nowhere”",
        ),
        (
            '[fields]\n"investigation.annual_income" = { to = "dwelling", reason = "改称" }',
            "在新版是另一种内容",
        ),
    ],
)
def test_wrong_names_are_found(more: str, sentence: str) -> None:
    assert sentence in missing(more)


def test_a_form_or_debt_that_is_gone_must_be_named() -> None:
    def without(_policy, _workflow, forms) -> None:
        del forms["return_visit"]

    new = changed(without).pack("chaoyang-2021")
    assert "（return_visit）在新版没有，[forms] 应写明不再使用及原因" in missing("", pack(), new)
    named = '[forms]\nreturn_visit = { drop = true, reason = "不再回访" }'
    assert missing(named, pack(), new) == ""


def test_another_kind_of_content_is_never_carried_over_unsaid() -> None:
    def as_lines(_policy, _workflow, forms) -> None:
        fields = (one for part in forms["investigation"]["section"] for one in part["field"])
        next(one for one in fields if one["name"] == "housing")["kind"] = "lines"

    new = changed(as_lines).pack("chaoyang-2021")
    assert "（investigation.housing）在新版是另一种内容" in missing("", pack(), new)


def test_values_go_under_their_new_names_and_the_lost_ones_are_told() -> None:
    names = the_map(
        """
        [fields]
        "audit.goods" = { to = "things", reason = "改称" }
        "audit.referral" = { drop = true, reason = "不再填写" }
        "audit.empty" = { drop = true, reason = "不再填写" }
        """
    )
    body = {"goods": "棉被", "referral": "医院", "empty": "", "opinion": "同意"}
    assert names.moved("audit", body) == (
        {"things": "棉被", "opinion": "同意"},
        ("audit.referral",),
    )
    assert names.moved("decision", body) == (body, ())


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("state = {}", "不认识的键"),
        ('states = "x"', "应为一组键值"),
        ("[states]\na = 1", "文字"),
        ('reason = "' + "长" * 401 + '"', "不超过 400 字"),
        ('[fields]\n"a.b" = { to = "c" }', "须写明原因"),
        ('[fields]\n"a.b" = { reason = "无" }', "应写 drop = true"),
        ('[fields]\n"a.b" = { to = "c", drop = true, reason = "无" }', "应写 drop = true"),
        ('[fields]\n"a.b" = { drop = "yes", reason = "无" }', "drop 只能写 true"),
        ('[forms]\na = { to = "b", reason = "无" }', "不认识的键"),
    ],
)
def test_what_is_not_understood_is_refused_with_its_place(text: str, sentence: str) -> None:
    with pytest.raises(DefinitionError, match="map") as refused:
        the_map(text)
    assert sentence in str(refused.value)
