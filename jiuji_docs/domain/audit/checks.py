"""Name the closed list of checks (检查项目): what each is called, its ground, what to do about a finding.

A pack may say that a clause is carried by ``check:<id>``; a finding then names that clause.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from jiuji_docs.domain.audit import money, people, procedure
from jiuji_docs.domain.audit.facts import AuditFacts, Found

#: The ground of a check that no national text asks for in so many words, and the pack neither.
UNSET = "未规定"


@dataclass(frozen=True, slots=True)
class Check:
    """One check; ``basis`` is the national ground where the pack names none, ``remedy`` what to do.

    The articles were read in 社会救助暂行办法 as amended 2019; UNSET where it has none that says so.
    """

    id: str
    title: str
    judge: Callable[[AuditFacts], Iterator[Found]]
    basis: str
    remedy: str


_ALL = (
    Check(
        "relatives_unvisited",
        "工作人员近亲属未经县级入户核查",
        people.relatives_unvisited,
        UNSET,
        "由县民政局补做入户核查并填近亲属备案表；不符合条件的追回",
    ),
    Check(
        "dead_payees",
        "对象死亡后仍审批或发放",
        people.dead_payees,
        "社会救助暂行办法第六十六条第三项、第六项",
        "停发未付款项，向继承人或账户追回已付款项，核对死亡信息来源",
    ),
    Check(
        "returns_unreconciled",
        "银行回盘长期未对账、失败未重发",
        money.returns_unreconciled,
        "社会救助暂行办法第六十六条第六项",
        "向银行索取回盘文件并导入；失败的更正账户后重发一次",
    ),
    Check(
        "payments_disagree",
        "发放与审批金额不符",
        money.payments_disagree,
        "社会救助暂行办法第六十六条第六项",
        "停付该事项，核对审批表、花名册和回盘，差额追回或补发",
    ),
    Check(
        "paid_outside",
        "系统外发放没有对应事项",
        money.paid_outside,
        "社会救助暂行办法第五条第二款、第四十八条",
        "补录事项和审批手续；补不出的追回并追究责任",
    ),
    Check(
        "publicity_wrong",
        "公示缺失、补登、不足期或未满即批",
        procedure.publicity_wrong,
        "社会救助暂行办法第四十八条",
        "重新公示并保存照片；公示期间有异议的重新调查",
    ),
    Check(
        "unsigned_approvals",
        "审批没有签名",
        procedure.unsigned_approvals,
        UNSET,
        "请审批人本人补签，补签注明时间；查明印制失败的原因",
    ),
    Check(
        "shared_accounts",
        "一个账户领多人的救助金",
        people.shared_accounts,
        UNSET,
        "核实代领委托和亲属关系；没有委托的改发到本人账户",
    ),
    Check(
        "repeated_relief",
        "同一事项一年内重复救助",
        people.repeated_relief,
        "国务院关于全面建立临时救助制度的通知（国发〔2014〕47号）",
        "核对例外批准；没有批准的追回后一次救助金",
    ),
    Check(
        "debts_overdue",
        "先行救助的手续逾期未补",
        procedure.debts_overdue,
        "民发〔2018〕23号",
        "限期补齐；查明责任人，逾期情况在通报中说明",
    ),
    Check(
        "cash_too_much",
        "现金超限额或没有领取凭证",
        money.cash_too_much,
        "社会救助暂行办法第五条第二款",
        "补做领取凭证并上门核实；超限额的说明理由并改转账",
    ),
)  # fmt: skip

CHECKS: Mapping[str, Check] = {check.id: check for check in _ALL}


def run_checks(
    facts: AuditFacts, only: frozenset[str] = frozenset()
) -> dict[str, tuple[Found, ...]]:
    """Return what each check found, checks without a finding too; *only* limits them."""
    return {
        check.id: tuple(sorted(check.judge(facts), key=lambda one: (one.about, one.detail)))
        for check in _ALL
        if not only or check.id in only
    }
