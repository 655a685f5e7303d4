"""Write the files of a new pack (新政策包): nothing decided yet, and beside each line what to fill in."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from jiuji_docs.definitions.pack_outline import Outline

Plain = Mapping[str, Any]
_RULE = "─" * 78

#: How a value of each kind is written.
_LIKE = {
    "money": '金额，如 "500.00"',
    "integer": "整数，如 7",
    "share": '比例或人数，如 "2/3" 或 "10"',
    "window": '期间，如 "1y"、"6m"、"30d"',
    "budget": '时限，如 "24h"、"5wd"、"3d"',
    "flag": "true 或 false",
    "text": "文字，写在引号里",
    "amount_table": '标准表的编号，如 "formula-months"',
    "texts": '文字列表，如 ["甲", "乙"]',
}


def policy_text(outline: Outline, laid: Plain) -> str:
    """Return policy.toml: the head, one clause, every parameter unset; *laid* is the plain base."""
    lines = [*_head(outline), *_first_clause(outline), *_parameters(outline, laid)]
    return "\n".join([*lines, *_causes(laid)]) + "\n"


def _head(outline: Outline) -> Iterator[str]:
    yield f"# {outline.title}：用我们自己的话写，一条一条注明位置。"
    yield '# 文件没有说的写 "unset"，界面和文书显示“未规定”；不要替文件填数。'
    yield ""
    yield f"id = {_quoted(outline.id)}"
    yield f"title = {_quoted(outline.title)}"
    yield f"issuer = {_quoted(outline.issuer)}"
    yield f"document_number = {_quoted(outline.document_number)}"
    yield f"in_force_from = {outline.in_force_from}    # 核对：文件写的施行日期；没有写的在 note 里说明"
    yield 'in_force_to = "unset"    # 有效期届满或被废止的日期，如 2026-06-30'
    yield 'note = "新建，尚待对照原件填写。"    # 原件的情况：缺日期、括号写法、只见到节录等'
    yield f"base = {_quoted(outline.base)}"
    yield "# 选用的调整：jiuji pack parts 列出全部；去掉一项或添上一项，流程随之改变。"
    yield f"adaptations = {json.dumps(list(outline.adaptations), ensure_ascii=False)}"


def _first_clause(outline: Outline) -> Iterator[str]:
    letters = outline.letters
    yield from ("", f"# ── 各条 {_RULE}", "")
    yield "# 文件的每一条写一段：编号、位置、用自己的话概括（不抄原文），再写由谁落实（carried_by）"
    yield "# 或为什么软件不管（reason）。carried_by 写 种类:名称，名称可从 jiuji pack show 看到。"
    yield f"# 编号的字头 {letters}- 可以整份换成别的，如两个拼音首字母。"
    yield ""
    yield "[[clause]]"
    yield f'id = "{outline.opening_clause}"'
    yield 'place = "前言"'
    yield 'summary = "说明制定的依据和目的。"'
    yield 'reason = "说明制定依据，不产生办理规则。"'
    yield ""
    for line in (
        "[[clause]]",
        f'id = "{letters}-1"',
        'place = "第一条"',
        'summary = "……"',
        'carried_by = ["transition:accept", "parameter:hotline"]',
    ):
        yield f"# {line}"


def _parameters(outline: Outline, laid: Plain) -> Iterator[str]:
    yield from ("", f"# ── 由本地决定的事项 {_RULE}")
    yield "# 文件写了数字的：把 unset 换成数字，并去掉 clause 前的 # 写明出自哪一条。"
    for entry in laid.get("parameter", ()):
        yield ""
        yield f"# {entry['title']}：{_LIKE[entry['kind']]}"
        yield "[[parameter]]"
        yield f"id = {_quoted(entry['id'])}"
        yield 'value = "unset"'
        yield f'# clause = "{outline.letters}-1"'


def _causes(laid: Plain) -> Iterator[str]:
    causes = laid.get("enumerations", {}).get("causes", {})
    yield from ("", f"# ── 困难类别 {_RULE}")
    yield "# 底本的类别如下。文件另有分类的，去掉下面的 # 改写；前两行表示整组换掉，不写则是添上。"
    yield "# [without]"
    yield '# enumerations = ["causes"]'
    yield "#"
    yield "# [enumerations.causes]"
    for name, title in causes.items():
        yield f"# {name} = {_quoted(title)}"


def workflow_text(outline: Outline, laid: Plain) -> str:
    """Return workflow.toml: nothing changed, every time limit unset."""
    lines = [
        f"# {outline.title}的流程：底本加所选的调整。这里只写本文件不同的地方。",
        "# 改一步：写同一个 id 和要改的键；添一步：写全。写法见说明页“定义文件的键”。",
        "",
        f"id = {_quoted(outline.id)}",
        f"title = {_quoted(f'{outline.title}办理流程')}",
        "",
        f"# ── 时限 {_RULE}",
        '# 24h 是小时（节假日不停），5wd 是工作日，3d 是日历日；文件没有写的留 "unset"。',
    ]
    for entry in laid.get("time_limit", ()):
        lines += ["", f"# {entry['title']}", "[[time_limit]]", f"id = {_quoted(entry['id'])}"]
        lines += ['budget = "unset"', f'# clause = "{outline.letters}-1"']
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
