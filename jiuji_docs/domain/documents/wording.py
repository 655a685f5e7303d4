"""List the conditions a passage may name and the ways a slot may show its value: both closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jiuji_docs.domain.documents.official import chinese_date
from jiuji_docs.domain.forms.chosen import Chosen
from jiuji_docs.domain.money import capitals, figures


@dataclass(frozen=True, slots=True)
class Condition:
    """A named condition: the slot it looks at and what must be true of its value."""

    slot: str
    holds: Callable[[Any], bool]
    meaning: str


def _among(code: str) -> Callable[[Any], bool]:
    return lambda value: code in value if isinstance(value, list | tuple) else value == code


#: The closed list a passage's ``when`` may name.
CONDITIONS: Mapping[str, Condition] = {
    "has_money": Condition("modes", _among("money"), "发放救助金"),
    "has_goods": Condition("modes", _among("goods"), "发放实物"),
    "has_referral": Condition("modes", _among("referral"), "提供转介服务"),
    "paid_by_bank": Condition(
        "payment_method", lambda value: value in {"card", "passbook"}, "经金融机构发放"
    ),
    "paid_in_cash": Condition("payment_method", _among("cash"), "发放现金"),
    "has_cash_reason": Condition("cash_reason", bool, "写明了发放现金的理由"),
    "has_reason": Condition("reason", bool, "写明了理由"),
    "has_phone": Condition("phone", bool, "有联系电话"),
    "has_complaints_phone": Condition("complaints_phone", bool, "有投诉电话"),
}


def _text(value: Any) -> str:
    if isinstance(value, dt.datetime):
        return chinese_date(value.date())
    if isinstance(value, dt.date):
        return chinese_date(value)
    return value.text if isinstance(value, Chosen) else str(value)


def _money(value: Any) -> str:
    return figures(Decimal(value))


def _capitals(value: Any) -> str:
    return capitals(Decimal(value))


def in_book_marks(value: Any) -> str:
    """Return a document's title in 《》, within which others stand in 〈〉."""
    title = str(value)
    if not title.startswith("《"):
        title = title.replace("《", "〈").replace("》", "〉")
    return title if title.startswith("《") else f"《{title}》"


def _tail(value: Any) -> str:
    return str(value)[-4:]


#: How a slot may show its value.
SHOWS: Mapping[str, Callable[[Any], str]] = {
    "text": _text,
    "money": _money,
    "capitals": _capitals,
    "date": _text,
    "book": in_book_marks,
    "tail": _tail,
}
