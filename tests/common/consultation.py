"""Give tests a pack with parallel checks and a panel (并行核对、会签): 朝阳县's, with these laid over it."""

from __future__ import annotations

import copy
import tomllib
from functools import cache
from typing import Any

from jiuji_docs.definitions.read_pack import PackSources, read_pack
from jiuji_docs.domain.workflow.policy import Pack
from tests.common.relief import catalog

PACK = "chaoyang-2021"

#: Two checks run beside each other after acceptance; four people decide together what the county convenes.
LAID_OVER = """
[[state]]
id = "bank_asked"
title = "银行核对中"
desk = "town"
branch = "bank"
[[state]]
id = "bank_answered"
title = "银行已核对"
branch = "bank"
final = true
[[state]]
id = "house_asked"
title = "住房核对中"
desk = "town"
branch = "house"
[[state]]
id = "house_visited"
title = "住房已查看"
desk = "town"
branch = "house"
[[state]]
id = "house_answered"
title = "住房已核对"
branch = "house"
final = true
[[state]]
id = "verified"
title = "已核对"
desk = "town"
[[state]]
id = "agreed"
title = "会商同意"
desk = "county"
[[state]]
id = "disagreed"
title = "会商不同意"
desk = "county"

[[branch]]
id = "bank"
title = "银行存款核对"
state = "accepted"
first = "bank_asked"
[[branch]]
id = "house"
title = "住房核对"
state = "accepted"
first = "house_asked"

[[panel]]
id = "consultation"
title = "会商会签"
state = "deliberating"
roles = ["county.approver", "finance.clerk", "finance.reviewer", "archives.archivist"]
seats = "person"
rule = "share"
share = "2/3"
quorum = "1/2"
vote = "panel_opinion.vote"
opinion = "panel_opinion.opinion"
clause = "CY-4.3.2"

[[transition]]
id = "answer_bank"
title = "登记银行核对结果"
from = ["bank_asked"]
to = "bank_answered"
roles = ["town.clerk"]
clauses = ["CY-4.3.1b"]
[[transition]]
id = "visit_house"
title = "查看住房"
from = ["house_asked"]
to = "house_visited"
roles = ["town.investigator"]
clauses = ["CY-4.3.1b"]
[[transition]]
id = "answer_house"
title = "登记住房核对结果"
from = ["house_visited"]
to = "house_answered"
roles = ["town.investigator"]
clauses = ["CY-4.3.1b"]
[[transition]]
id = "checked"
title = "核对完毕"
from = ["accepted"]
to = "verified"
roles = ["system"]
automatic = true
guards = [{ name = "branches_ended" }]
clauses = ["CY-4.3.1b"]
[[transition]]
id = "give_opinion"
title = "发表会签意见"
from = ["deliberating"]
to = "stay"
roles = ["county.approver", "finance.clerk", "finance.reviewer", "archives.archivist"]
forms = ["panel_opinion"]
panel = "consultation"
act = "vote"
clauses = ["CY-4.3.2"]
recusal = true
[[transition]]
id = "add_member"
title = "加签"
from = ["deliberating"]
to = "stay"
roles = ["county.approver"]
forms = ["panel_seat"]
panel = "consultation"
act = "add"
seat = "panel_seat.account"
clauses = ["CY-4.3.2"]
[[transition]]
id = "remove_member"
title = "减签"
from = ["deliberating"]
to = "stay"
roles = ["county.approver"]
forms = ["panel_seat"]
panel = "consultation"
act = "remove"
seat = "panel_seat.account"
clauses = ["CY-4.3.2"]
[[transition]]
id = "close_vote"
title = "结束表决"
from = ["deliberating"]
to = "stay"
roles = ["county.approver"]
panel = "consultation"
act = "close"
clauses = ["CY-4.3.2"]
[[transition]]
id = "settle_agreed"
title = "会商同意"
from = ["deliberating"]
to = "agreed"
roles = ["system"]
automatic = true
guards = [{ name = "panel_agreed", panel = "consultation" }]
clauses = ["CY-4.3.2"]
[[transition]]
id = "settle_disagreed"
title = "会商不同意"
from = ["deliberating"]
to = "disagreed"
roles = ["system"]
automatic = true
guards = [{ name = "panel_refused", panel = "consultation" }]
clauses = ["CY-4.3.2"]
[[transition]]
id = "return_agreed"
title = "会商后退回"
from = ["agreed", "disagreed"]
routes = ["expenditure"]
roles = ["county.approver"]
clauses = ["CY-4.3.2"]
returns = true
return_targets = ["accepted", "awaiting_county"]
comment_required = true
"""

#: Where steps of the shipped pack begin instead.
BEGINS = {
    "investigate": ["verified"],
    "approve_deliberation": ["agreed"],
    "refuse_deliberation": ["disagreed"],
}
ISSUES = {"approve_deliberation": "panel_opinion"}


@cache
def consulting_pack() -> Pack:
    """Return the pack with the parallel checks and the panel."""
    return read_pack(consulting_sources(), catalog().form_sources)


def consulting_sources() -> PackSources:
    """Return its plain data, free to be changed."""
    shipped = catalog().sources[PACK]
    workflow: dict[str, Any] = copy.deepcopy(dict(shipped.workflow))
    for name, tables in tomllib.loads(LAID_OVER).items():
        workflow.setdefault(name, []).extend(tables)
    for step in workflow["transition"]:
        step["from"] = BEGINS.get(step["id"], step["from"])
        if step["id"] in ISSUES:
            step["documents"] = [*step["documents"], ISSUES[step["id"]]]
    return PackSources(PACK, copy.deepcopy(dict(shipped.policy)), workflow)
