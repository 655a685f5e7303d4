"""Write values as people read them on screen, and the links of a person's desk."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.money import figures
from jiuji_docs.web.security.permission_map import allows

#: (permission, address, title) of each desk, in the order of a day's work.
DESKS = (
    ("view", "/worklist", "待办"),
    ("open", "/new", "受理"),
    ("registers", "/registers", "登记簿"),
    ("read", "/cases", "查询"),
    ("read", "/papers", "扫码"),
    ("bundles", "/bundles", "打印册"),
    ("pay", "/batches", "发放"),
    ("reserve", "/reserve", "备用金"),
    ("recover", "/recoveries", "追回"),
    ("recover", "/special-account", "专账"),
    ("except", "/exceptions", "例外批准"),
    ("meetings", "/meetings", "联席会议"),
    ("duties", "/duties", "任务名册"),
    ("archives", "/archives", "档案"),
    ("seals", "/seals", "用印登记"),
    ("statistics", "/statistics", "统计"),
    ("audit", "/audit", "监督检查"),
    ("delays", "/delays", "办理耗时"),
    ("flows", "/flows", "流程"),
    ("documents", "/documents", "公文"),
    ("view", "/deputies", "代理"),
)


def chinese_moment(moment: dt.datetime | dt.date | None) -> str:
    """Return a moment in Beijing time, or a date, or nothing."""
    if moment is None:
        return ""
    if isinstance(moment, dt.datetime):
        return f"{moment.astimezone(BEIJING):%Y-%m-%d %H:%M}"
    return f"{moment:%Y-%m-%d}"


def money(amount: Decimal | None) -> str:
    """Return figures with 元, or a dash where no amount is set."""
    return "—" if amount is None else f"{figures(amount)} 元"


def budget(text: str) -> str:
    """Return a span in words: 24h → 24 小时, 5wd → 5 个工作日, 1y → 1 年, unset → 未规定."""
    for ending, unit in (("wd", "个工作日"), ("h", "小时"), ("d", "日"), ("y", "年")):
        if text.endswith(ending) and text[: -len(ending)].isdigit():
            return f"{text[: -len(ending)]} {unit}"
    return "未规定" if text == "unset" else text


def desk_links(request: Any) -> list[tuple[str, str, bool]]:
    """Return (address, title, is the present one) of the desks this person may enter."""
    if request.identity is None:
        return []
    actor = request.identity.actor
    return [
        (address, title, request.path.startswith(address))
        for permission, address, title in DESKS
        if allows(permission, actor.roles, deputy=bool(actor.on_behalf_of))
    ]
