"""Check visits, meetings, votes and periods (调查、评议、公示)."""

from __future__ import annotations

from jiuji_docs.domain.forms.rule import Complaints, Names, Values


def at_least_two_investigators(values: Values, names: Names) -> Complaints:
    """Ask for two different people (两人以上入户)."""
    rows = values.get(names["rows"])
    if rows is not None and len({row["name"] for row in rows}) < 2:  # noqa: PLR2004 - two is the rule
        yield names["rows"], "入户调查须有两名以上不同的调查人"


def votes_add_up(values: Values, names: Names) -> Complaints:
    """For, against and abstaining together are all present (票数合计)."""
    del names
    votes = [values.get(name) for name in ("in_favour", "against", "abstain")]
    present = values.get("present")
    counted = [vote for vote in votes if vote is not None]
    if present is not None and len(counted) == len(votes) and sum(counted) != present:
        yield "present", f"同意、不同意、弃权合计 {sum(counted)} 票，与实到 {present} 人不符"


def present_at_most_expected(values: Values, names: Names) -> Complaints:
    """No more came than were expected (实到不多于应到)."""
    del names
    expected, present = values.get("expected"), values.get("present")
    if expected is not None and present is not None and present > expected:
        yield "present", f"实到 {present} 人多于应到 {expected} 人"


def unfit_votes(values: Values, names: Names) -> Complaints:
    """Refuse a conclusion that contradicts the votes (结论与票数相符)."""
    del names
    in_favour, against, abstain = (values.get(name) for name in ("in_favour", "against", "abstain"))
    conclusion = values.get("conclusion")
    if in_favour is None or against is None or abstain is None:
        return
    if conclusion == "fits" and in_favour <= against:
        yield "conclusion", "同意票未多于不同意票，结论不能为“符合”"
    if conclusion == "unfit" and in_favour > against + abstain:
        yield "conclusion", "同意票已过半数，结论不能为“不符合”"


def to_not_before_from(values: Values, names: Names) -> Complaints:
    """Refuse a period that ends before it begins (止日不早于起日)."""
    first, last = values.get(names["from"]), values.get(names["to"])
    if first is not None and last is not None and last < first:
        yield names["to"], "不能早于起始日期"
