"""Tell on a transfer slip every time it was passed on, in order (再转)."""

from __future__ import annotations

from typing import Any

from jiuji_docs.domain.forms.entry import from_plain
from jiuji_docs.domain.forms.slots import known_lines
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.services.desk import Desk

#: The form of one passing on.
FORM = "referral_onward"
_LINE = "{onward_at}　{from_unit}转{next_unit}：{onward_reason}　（转回办过的单位，理由：{again_reason}）"


def passed_on(desk: Desk, pack: Pack, case: Any) -> dict[str, str]:
    """Return ``passed_on.told`` of a register's item: one line for each time; nothing where it never was."""
    form = pack.forms.get(FORM)
    if not case.register or form is None:
        return {}
    entries = [from_plain(form, one) for one in desk.cases.editions_of(case.id, FORM)]
    told = [line for entry in entries for line in known_lines(_LINE, entry)]
    return {"passed_on.told": "\n".join(told)} if told else {}
