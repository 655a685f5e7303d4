"""A form file becomes a form, with its choices filled in."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from jiuji_docs.definitions.loader import load_text
from jiuji_docs.definitions.read_form import read_enumerations, read_form
from jiuji_docs.domain.errors import DefinitionError

TEXT = """
id = "survey"
title = "调查表"
basis = ["CY-1"]

[[section]]
title = "甲"

[[section.field]]
name = "cause"
title = "事由"
kind = "choice"
choices_from = "causes"

[[section.field]]
name = "reason"
title = "理由"
kind = "lines"
maximum = 200
required_when = { field = "proxy", is = true }

[[section.field]]
name = "members"
title = "成员"
kind = "rows"
required = false

[[section.field.columns]]
name = "name"
title = "姓名"
kind = "person_name"

[[rule]]
name = "count"
of = "members"
least = 2

[paper]
title = "调查表"
not_printed = { "survey.reason" = "内部使用" }

[[paper.block]]
kind = "grid"
height = 9.5
rows = [[{ label = "事由", span = 3 }, { field = "survey.cause", span = 9, overflow = "refuse" }]]
"""
CAUSES = {"causes": {"fire": "火灾", "illness": "疾病"}}


def plain() -> dict[str, Any]:
    return load_text(TEXT, "survey.toml")


def test_a_form_reads_as_it_is_written() -> None:
    form = read_form(plain(), "survey.toml", CAUSES)
    cause, reason, members = form.fields
    assert [choice.title for choice in cause.choices] == ["火灾", "疾病"]
    assert (reason.required, reason.required_when) == (False, ("proxy", "true"))
    assert reason.maximum == "200"
    assert [column.name for column in members.columns] == ["name"]
    assert form.rules[0].parameters == {"of": "members", "least": "2"}
    assert form.paper is not None
    assert form.paper.blocks[0].height == 9.5
    assert form.paper.blocks[0].rows[0][1].overflow == "refuse"
    assert form.paper.not_printed == {"survey.reason": "内部使用"}


def test_an_unknown_enumeration_is_refused_with_the_known_ones() -> None:
    with pytest.raises(DefinitionError, match=r"survey\.toml\.cause: 没有名为“causes”.*reasons"):
        read_form(plain(), "survey.toml", {"reasons": {}})


def test_choices_come_from_one_place() -> None:
    data = plain()
    data["section"][0]["field"][0]["choices"] = [{"value": "a", "title": "甲"}]
    with pytest.raises(DefinitionError, match="只能写一个"):
        read_form(data, "survey.toml", CAUSES)


def test_the_checksum_follows_content_and_choices_not_the_order_of_keys() -> None:
    one = read_form(plain(), "survey.toml", CAUSES).checksum
    turned = dict(reversed(list(plain().items())))
    assert read_form(turned, "elsewhere.toml", CAUSES).checksum == one
    more = {"causes": {**CAUSES["causes"], "other": "其他"}}
    assert read_form(plain(), "survey.toml", more).checksum != one
    renamed = copy.deepcopy(plain())
    renamed["title"] = "入户调查表"
    assert read_form(renamed, "survey.toml", CAUSES).checksum != one


def test_enumerations_hold_titles_only() -> None:
    assert read_enumerations({"a": {"x": "甲"}}, "e.toml") == {"a": {"x": "甲"}}
    with pytest.raises(DefinitionError, match=r"e\.toml\.a"):
        read_enumerations({"a": {"x": 1}}, "e.toml")
