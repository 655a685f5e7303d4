"""Close the list of rules across fields: form files name them, nothing else is run (跨字段检查)."""

from __future__ import annotations

from collections.abc import Mapping

from jiuji_docs.domain.forms import rules_grant, rules_meeting, rules_people
from jiuji_docs.domain.forms.rule import Check

_CHECKS: tuple[Check, ...] = (
    rules_people.household_size_matches_members,
    rules_people.ids_differ,
    rules_people.names_differ,
    rules_people.named_when,
    rules_people.proxy_named,
    rules_people.identity_or_reason,
    rules_people.relation_when_proxy,
    rules_people.people_differ,
    rules_people.must_be_true,
    rules_grant.amount_when_money,
    rules_grant.method_when_money,
    rules_grant.reason_when_cash,
    rules_grant.account_when_transfer,
    rules_grant.something_received,
    rules_grant.rows_add_up,
    rules_grant.balance_holds,
    rules_people.consent_when_charity,
    rules_meeting.at_least_two_investigators,
    rules_meeting.votes_add_up,
    rules_meeting.present_at_most_expected,
    rules_meeting.unfit_votes,
    rules_meeting.to_not_before_from,
)
#: Every rule by name; a form file that names another is refused by the definitions lint.
RULES: Mapping[str, Check] = {check.__name__: check for check in _CHECKS}
