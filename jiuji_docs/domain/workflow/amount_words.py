"""Put the answer of an amount table in words: lines for a page, a paragraph for the form (测算说明)."""

from __future__ import annotations

from collections.abc import Iterator

from jiuji_docs.domain.amounts.table import Line
from jiuji_docs.domain.money import figures
from jiuji_docs.domain.workflow.amount_answers import Answer
from jiuji_docs.domain.workflow.verdict import UNSET_TEXT


def explanation(found: Answer) -> tuple[Line, ...]:
    """Return everything the page and the paper say: whose table, what was looked at, each step, the way on."""
    table = found.use.table
    adopted = f"；本地依据：{found.use.adopted_by}" if found.use.adopted_by else ""
    head = Line(f"依据：{table.title}（{table.source}{adopted}）")
    looked_at = Line("要素：" + ("，".join(found.facts) or "无"))
    if found.unset:
        why = f"{'、'.join(found.unset)}：{UNSET_TEXT}，按本表不能算出金额，由审批人员确定"
        return head, looked_at, Line(why)
    if found.missing:
        return head, looked_at, Line("还不能测算：" + "；".join(found.missing))
    steps = found.reckoned.lines[1:]
    return head, looked_at, *steps, *_way_on(found)


def _way_on(found: Answer) -> Iterator[Line]:
    """Yield which rows were compared and what the document says where none applies."""
    if found.reckoned.rule:
        return
    yield Line("比对的各档：" + "；".join(found.compared))
    said = found.use.table.otherwise or f"没有相符档次时怎么办，文件{UNSET_TEXT}"
    yield Line(f"{said}，由审批人员写明理由决定")


def in_short(found: Answer) -> str:
    """Return the answer in one line, as an opinion on paper cites it."""
    reckoned = found.reckoned
    if not found.is_reckoned:
        return f"{'、'.join(found.unset)}{UNSET_TEXT}" if found.unset else "要素不全，未测算"
    if not reckoned.rule:
        return "没有相符的档次"
    if reckoned.refused:
        return reckoned.refused
    if reckoned.most is None:
        return reckoned.then
    if reckoned.least == reckoned.most:
        return f"{figures(reckoned.most)} 元"
    low = "" if reckoned.least is None else f"{figures(reckoned.least)} 元至 "
    return f"{low}{figures(reckoned.most)} 元{'' if low else '以内'}"


def on_paper(found: Answer) -> str:
    """Return the answer as the approval form prints it: the result first, then how it came about.

    One paragraph, because the form has one box for it; the step that says the result again is left out.
    """
    told = list(explanation(found))
    if found.is_reckoned and not found.reckoned.refused:
        del told[-1 if found.reckoned.rule else 2]
    return "。".join((f"测算结果：{in_short(found)}", *(spelled(line) for line in told))) + "。"


def spelled(line: Line) -> str:
    """Return a line with the clause it rests on."""
    return f"{line.text}（{line.clause}）" if line.clause else line.text
