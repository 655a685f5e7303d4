"""Say what a parameter holds in words people read: spans, periods, sums, lists (参数的文字)."""

from __future__ import annotations

from jiuji_docs.domain.workflow.policy import Pack, Parameter
from jiuji_docs.domain.workflow.time_limit_text import span_text
from jiuji_docs.domain.workflow.verdict import UNSET_TEXT
from jiuji_docs.domain.workflow.windows import window_text


def text_in(pack: Pack, parameter: Parameter) -> str:
    """Return the value as people of the office and the public read it: an amount table by its name."""
    table = next((use.table for use in pack.amounts if use.parameter == parameter.id), None)
    return f"{table.title}（{table.source}）" if table is not None else value_text(parameter)


def value_text(parameter: Parameter) -> str:
    """Return the value: ``1y`` reads 1 年, ``5wd`` 5 个工作日, ``500.00`` 500.00 元, lists as one line."""
    value = parameter.value
    if not parameter.is_set:
        return UNSET_TEXT
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list | tuple):
        return "、".join(map(str, value))
    if parameter.kind == "share" and value == "1/1":
        return "全部"
    words = {"budget": span_text, "window": window_text, "money": "{} 元".format}
    return words.get(parameter.kind, str)(str(value))
