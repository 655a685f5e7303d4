"""Write the page that documents every key of the definition files, from the vocabulary itself.

``python -m jiuji_docs.definitions.vocabulary_page > docs/concepts/definition-files.md``
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from jiuji_docs.definitions.vocabulary import NODES, Node
from jiuji_docs.domain.workflow.guards import GUARDS, Guard

HEAD = """# 定义文件的键

政策包、流程和表单都是 TOML 文件。下面列出每种表可以用的键；写了别的键，程序会拒绝并列出
可用的键。`unset` 表示文件没有规定，界面显示“未规定”。
本页由 `python -m jiuji_docs.definitions.vocabulary_page` 生成。

类型：`text` 文字，`texts` 文字列表，`flag` 是否，`integer` 整数，`number` 数，`date` 日期，
`scalar` 单个值，`map` 名称到文字，`any` 任意；`table:` 一组，`tables:` 多组，`named:` 以名称
为键的多组，`grid:` 行与格。
"""


def page() -> str:
    """Return the whole page in Markdown."""
    nodes = (line for name, node in NODES.items() for line in _node(name, node))
    guards = (_guard(name, guard) for name, guard in sorted(GUARDS.items()))
    table = ["## 流程可用的条件", "", "| 条件 | 意思 | 参数 |", "|---|---|---|"]
    return "\n".join([HEAD, *nodes, *table, *guards]) + "\n"


def _node(name: str, node: Node) -> Iterator[str]:
    yield f"## {name}"
    yield ""
    yield node.title
    yield ""
    if node.keys:
        yield "| 键 | 类型 | 必写 | 意思 |"
        yield "|---|---|---|---|"
    for key, rule in node.keys.items():
        yield f"| `{key}` | `{rule.kind}` | {'是' if rule.required else ''} | {rule.meaning} |"
    if node.others:
        yield ""
        yield f"其他键：`{node.others}`。"
    yield ""


def _guard(name: str, guard: Guard) -> str:
    parameters = "，".join(
        f"`{key}`（{kind}{'，可省' if key in guard.optional else ''}）"
        for key, kind in guard.parameters.items()
    )
    return f"| `{name}` | {guard.title} | {parameters} |"


if __name__ == "__main__":
    sys.stdout.write(page())
