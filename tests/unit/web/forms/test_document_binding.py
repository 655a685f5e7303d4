"""The entry form of a document takes what a browser posts, whatever kind was chosen meanwhile."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from jiuji_docs.domain.documents.entry_form import FORM
from jiuji_docs.domain.documents.kinds import KINDS
from jiuji_docs.domain.errors import FormInvalid
from jiuji_docs.web.forms.binding import field_at
from jiuji_docs.web.forms.document_binding import bind_document, entered_content, posted_entry

TODAY = dt.date(2026, 3, 1)
Pairs = list[tuple[str, str]]


def pairs(values: dict[str, Any]) -> Pairs:
    """Return what a browser posts: boxes, and rows as sequences of mappings."""
    posted: Pairs = [("__start__", f"{FORM}:mapping")]
    for name, value in values.items():
        if isinstance(value, str):
            posted.append((name, value))
            continue
        posted.append(("__start__", f"{name}:sequence"))
        for row in value:
            posted += [("__start__", "row:mapping"), *row.items(), ("__end__", "row:mapping")]
        posted.append(("__end__", f"{name}:sequence"))
    return [*posted, ("__end__", f"{FORM}:mapping")]


def test_what_is_posted_becomes_the_content() -> None:
    entry = posted_entry(
        pairs(
            {
                "kind": "请示",
                "title": "示范县民政局关于追加经费的请示",
                "addressees": "示范县人民政府",
                "body": "一、情况\r\n妥否，请批示。",
                "date": "2026年3月1日",
                "stamped": "true",
                "signers": "吴建华\r\n钱静",
                "attachments": [{"title": "测算表", "landscape": "true", "body": "甲\t乙"}],
            }
        )
    )

    content = entered_content(entry, {}, TODAY)

    assert content["direction"] == "up"
    assert content["date"] == "2026-03-01"
    assert content["signers"] == ["吴建华", "钱静"]
    assert content["body"][0] == {"heading": "一、情况", "level": 1}
    assert content["attachments"][0]["landscape"] is True
    assert content["attachments"][0]["body"] == [{"table": [["甲", "乙"]]}]


@pytest.mark.parametrize("before", KINDS)
def test_any_kind_can_be_changed_to_any_other(before: str) -> None:
    boxes = {name: "" for name in KINDS[before].fields if "attach" not in name}
    boxes |= {"attendance": [], "signature_stamps": [], "kind": before}
    for after in KINDS:
        posted = {
            **boxes,
            "kind": after,
            "title": "关于甲的",
            "stamped": "true",
            "seal_diameter": "42",
        }
        posted = {name: value for name, value in posted.items() if name in KINDS[before].fields}

        content = entered_content(posted_entry(pairs(posted)), {}, TODAY)

        assert content["style"] == KINDS[after].style


def test_a_filled_box_of_the_old_kind_stays_an_empty_one_goes() -> None:
    entry = posted_entry(
        pairs({"kind": "通知", "signers": "吴建华", "attendance": [{"names": ""}]})
    )

    form = bind_document(entry, {})

    assert field_at(form, f"{FORM}.signers").cstruct == "吴建华"
    assert "attendance" not in {child.name for child in form.children[0].children}


@pytest.mark.parametrize(
    "posted",
    [
        [("__start__", f"{FORM}:mapping")],
        [("__start__", f"{FORM}:sequence"), ("a", "b"), ("__end__", f"{FORM}:sequence")],
        [("__end__", "x")],
        [(FORM, "text")],
    ],
)
def test_another_shape_is_refused_in_words(posted: Pairs) -> None:
    with pytest.raises(FormInvalid, match="提交的"):
        posted_entry(posted)


def test_an_unknown_box_is_refused() -> None:
    entry = posted_entry(pairs({"kind": "通知", "secrecy": "绝密"}))

    with pytest.raises(FormInvalid, match="表单没有这个字段"):
        entered_content(entry, {}, TODAY)


@pytest.mark.parametrize(
    ("box", "text", "words"),
    [
        ("date", "2026-2-30", "没有这一天"),
        ("title", "长" * 300, "内容过长"),
        ("body", "甲\u202e乙", "会改变文字方向"),
        ("kind", "方案", "请从列出的选项中选择"),
    ],
)
def test_what_is_wrong_is_named_at_its_box(box: str, text: str, words: str) -> None:
    with pytest.raises(FormInvalid) as refused:
        entered_content(posted_entry(pairs({"kind": "通知", box: text})), {}, TODAY)

    assert words in "".join(refused.value.errors[box])


def test_boxes_nobody_needs_are_folded_until_they_hold_something() -> None:
    empty = bind_document({"kind": "通知"}, {}).render()
    filled = bind_document({"kind": "通知", "issued_title": "办法"}, {}).render()

    assert empty.count("<details") == filled.count("<details") + 1
