"""Check who is named on a form: household, proxies, identities, promises."""

from __future__ import annotations

from collections import Counter

from jiuji_docs.domain.forms.known import is_known
from jiuji_docs.domain.forms.rule import Complaints, Names, Values


def household_size_matches_members(values: Values, names: Names) -> Complaints:
    """Count the applicant once, whether or not listed among the members (家庭人口与成员一致)."""
    size, members = values.get(names["size"]), values.get(names["members"])
    if size is None or members is None:
        return
    applicant, number = values.get(names["applicant"]), values.get(names["id_number"])
    listed = any(
        row["id_number"] == number if row.get("id_number") else row.get("name") == applicant
        for row in members
    )
    if size != (people := len(members) + (not listed)):
        yield names["size"], f"家庭人口填 {size} 人，连同申请人列出 {people} 人"


def ids_differ(values: Values, names: Names) -> Complaints:
    """Refuse one ID number in two rows (证件号码重复)."""
    rows = values.get(names["rows"]) or []
    counted = Counter(row["id_number"] for row in rows if row.get("id_number"))
    if repeated := [number for number, times in counted.items() if times > 1]:
        yield names["rows"], f"有 {len(repeated)} 个证件号码重复填写"


def names_differ(values: Values, names: Names) -> Complaints:
    """Refuse one person in two rows (同一人重复填写)."""
    rows = values.get(names["rows"]) or []
    if len({row["name"] for row in rows}) < len(rows):
        yield names["rows"], "同一人重复填写"


def named_when(values: Values, names: Names) -> Complaints:
    """Yes asks for a name (选“是”须填姓名)."""
    if values.get(names["answer"]) is True and values.get(names["asks"]) == "":
        yield names["asks"], "选择“是”时须填写"


def proxy_named(values: Values, names: Names) -> Complaints:
    """Whoever applies for another is named (代办人姓名)."""
    del names
    yield from named_when(values, {"answer": "is_proxy", "asks": "proxy_name"})


def identity_or_reason(values: Values, names: Names) -> Complaints:
    """Take an unknown identity only with its reason (身份不明须说明)."""
    number, reason = values.get(names["id_number"]), values.get(names["reason"])
    if number == "" and reason == "":
        yield names["id_number"], "请填写证件号码；身份不明的，在下面说明原因"


def relation_when_proxy(values: Values, names: Names) -> Complaints:
    """Ask how a proxy is related to the recipient (代领人与领取人关系)."""
    if values.get(names["proxy"]) and values.get(names["relation"]) == "":
        yield names["relation"], "由他人代领的，须填写与领取人关系"


def people_differ(values: Values, names: Names) -> Complaints:
    """Two tasks need two people (不得为同一人)."""
    first, second = values.get(names["first"]), values.get(names["second"])
    if is_known(first) and first == second:
        yield names["second"], "不能为同一人"


def must_be_true(values: Values, names: Names) -> Complaints:
    """Ask for the promise itself, not only for an answer (须作承诺)."""
    if values.get(names["field"]) is False:
        yield names["field"], "须确认后才能提交"


def consent_when_charity(values: Values, names: Names) -> Complaints:
    """Nothing about a person goes to a charity without consent (转介慈善须本人同意)."""
    if values.get(names["charity"]) is True and values.get(names["consent"]) is False:
        yield names["consent"], "求助人不同意的，不得转介慈善力量"
