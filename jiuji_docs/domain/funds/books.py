"""Name the money books a clause may say it is carried by (资金账簿)."""

from __future__ import annotations

from collections.abc import Mapping

#: ``book:`` name → what it is.
BOOKS: Mapping[str, str] = {
    "reserve": "乡镇备用金台账：期初、拨入、先行救助支出、核销、缴回，余额不为负",
    "special_account": "救助资金专账：拨入、批次发放、退汇、拨付备用金、追回，余额不为负，与批准对账",
    "fund_plan": "用款计划：一个月内批准、尚待发放的款项，按乡镇",
    "off_system": "系统外发放：没有案件的款项逐笔挂账，查明或移交才销",
    "recovery": "追回登记：分期退回到分，应退不超，停止受理期、紧急例外、移交",
    "payment_import": "发放表导入：逐行核对案件和审批金额，有一行不符整表不收",
}
