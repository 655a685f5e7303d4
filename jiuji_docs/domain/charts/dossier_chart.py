"""Chart the flow of an official document (公文流程图)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from jiuji_docs.domain.canonical import canonical
from jiuji_docs.domain.charts.case_chart import EDITION
from jiuji_docs.domain.charts.chart import Asked, Chart, Exit, Move, Place
from jiuji_docs.domain.dispatch.flow import SAME, Flow, FlowStep

#: The posts of the document desks (公文岗位).
POSTS: Mapping[str, str] = {
    "doc.drafter": "拟稿人",
    "doc.countersigner": "会签人",
    "doc.reviewer": "审核人",
    "doc.issuer": "签发人",
    "doc.principal": "主要负责人",
    "doc.registrar": "登记人",
    "doc.printer": "印制人",
    "doc.sealkeeper": "用印人",
    "doc.archivist": "档案员",
}
#: What each condition of a step asks.
ASKS: Mapping[str, str] = {
    "written": "文稿可以成文",
    "routing": "行文关系合规",
    "all_agreed": "所送单位已全部会签",
    "joint_agreed": "联署机关已全部会签，会签后文稿未改动",
    "own_signs": "本单位在署名机关之列",
    "principal_upward": "上行文由主要负责人签发",
    "unchanged": "签发后文稿未改动",
    "numbered": "已登记编号",
    "printed": "正本已印制",
    "joint_sealed": "联署机关已全部用印",
    "seal_due": "本单位尚未用印",
    "unsealed": "尚未用印",
    "sealed": "正本已用印",
}
#: Who may not take a step, by whose people take it.
BARS: Mapping[str, str] = {
    "own": "别的单位的人",
    "asked": "没有被送会签的单位的人",
    "joint": "不是联署机关的人",
}
#: The one route of a document flow.
ROUTE = "all"


def chart_of_flow(flow: Flow) -> Chart:
    """Return the chart of a document flow; its dossiers begin at a place of their own."""
    held = {role for step in flow.steps.values() for role in step.roles}
    return Chart(
        id=flow.id,
        title=flow.title,
        edition=_edition(flow),
        begin=flow.start,
        routes={ROUTE: flow.title},
        roles={role: title for role, title in POSTS.items() if role in held},
        places={one.id: Place(one.id, one.title, one.final) for one in flow.states.values()},
        moves=tuple(_move(step, at) for step in flow.steps.values() for at in step.source),
        basis="《党政机关公文处理工作条例》（简称条例）",
    )


def _move(step: FlowStep, source: str) -> Move:
    return Move(
        id=step.id,
        title=step.title,
        source=source,
        exits=(Exit(source if step.target == SAME else step.target),),
        roles=step.roles,
        asked=tuple(Asked(f"{step.id}_{name}", ASKS.get(name, name)) for name in step.guards),
        clauses=(step.clause,),
        barred=(BARS[step.by],),
        returns=step.goes_back,
    )


def _edition(flow: Flow) -> str:
    """Return a digest of what the flow says: document flows carry no checksum of their own."""
    steps = [[one.id, [*one.source], one.target, [*one.roles]] for one in flow.steps.values()]
    return hashlib.sha256(canonical({"id": flow.id, "steps": steps}).encode()).hexdigest()[:EDITION]
