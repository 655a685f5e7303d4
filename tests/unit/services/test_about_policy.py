"""A notice names the document it rests on: title, number if there is one, and the clause a locality names."""

from __future__ import annotations

from dataclasses import replace

from jiuji_docs.services.known import BASIS, about_policy
from tests.common.relief import pack


def test_number_and_clause_follow_the_title_where_they_are_known() -> None:
    known = about_policy(pack())
    named = "《朝阳县临时救助工作实施办法》（朝民发〔2021〕15号）"
    assert known["policy.named"] == named
    assert known["policy.reference"] == f"{named}“四、落实措施”第（三）项"


def test_what_is_not_known_leaves_nothing_behind() -> None:
    shipped = pack()
    parameters = dict(shipped.policy.parameters)
    parameters[BASIS] = replace(parameters[BASIS], value="unset")
    policy = replace(
        shipped.policy,
        title="关于转发《救助办法》的通知",
        document_number="",
        parameters=parameters,
    )
    known = about_policy(replace(shipped, policy=policy))
    assert known["policy.reference"] == "《关于转发〈救助办法〉的通知》"
    assert policy.cited == "《关于转发〈救助办法〉的通知》"
    assert policy.called == "关于转发《救助办法》的通知"
