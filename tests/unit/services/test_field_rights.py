"""A field that a post may not write stays, one it may not see is neither shown nor handed out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jiuji_docs.domain.errors import FormInvalid, NotAllowed, NotFound
from jiuji_docs.domain.workflow.rights import HIDDEN, READ, Right
from jiuji_docs.services.case_file import CaseFileService
from jiuji_docs.services.command import Command
from jiuji_docs.services.filing import FilingService
from jiuji_docs.services.house import House
from jiuji_docs.services.step_forms import StepFormService
from jiuji_docs.services.transitions import TransitionService
from tests.common.cases import PACK, case_at, fire

AUDITOR, VILLAGE = "yangshan.auditor", "lihua.recorder"


@pytest.fixture(autouse=True)
def _limited(house: House) -> None:
    pack = house.pack(PACK)
    rights = (
        Right("application", "id_number", ("village.recorder",), (), HIDDEN),
        Right("audit", "modes", ("town.auditor",), ("reviewed",), READ),
    )
    house.adopt(replace(pack, workflow=replace(pack.workflow, rights=rights)))


def test_what_is_hidden_is_neither_on_the_page_nor_in_a_paper(house: House) -> None:
    number = case_at(house, "investigated")
    with house.desk(write=False) as desk:
        files = CaseFileService(desk)
        seen = {
            who: files.view(number, desk.actor(who), unmasked=True) for who in (VILLAGE, AUDITOR)
        }
        paper = next(item for item in seen[AUDITOR].papers if item.title == "临时救助申请书")
        with pytest.raises(NotAllowed, match="不能查看的内容"):
            files.paper(number, paper.id, desk.actor(VILLAGE), "pdf")
    labels = {
        who: {line.label for form in view.forms if form.id == "application" for line in form.lines}
        for who, view in seen.items()
    }
    assert labels[AUDITOR] - labels[VILLAGE] == {"公民身份号码"}


def test_a_field_that_is_only_read_is_shown_and_keeps_its_value(house: House) -> None:
    number = case_at(house, "reviewed")
    with house.desk(write=False) as desk:
        page = StepFormService(desk).step_form(number, "audit", desk.actor(AUDITOR))
    assert "modes" not in {item.name for item in page.forms[0].fields}
    assert [line.label for line in page.read_only] == ["建议救助方式"]

    given = {"proposed_amount": "500.00", "opinion": "同意"}
    _audit(house, number, given)

    with house.desk(write=False) as desk:
        stored = desk.cases.latest_values(desk.cases.get(number).id, "audit")
    assert stored["modes"] == ["money"]


def test_a_value_for_a_field_one_may_not_write_is_refused_at_the_field(house: House) -> None:
    number = case_at(house, "reviewed")
    with pytest.raises(FormInvalid, match="您的岗位不能填写这一项"):
        fire(house, AUDITOR, "audit", number)


def _audit(house: House, number: str, given: dict[str, str]) -> None:
    command = Command("audit", "k", case=number, entries={"audit": given})
    house.run(lambda desk: TransitionService(desk).fire(command, desk.actor(AUDITOR)))


def test_a_stamped_copy_does_not_show_what_the_paper_may_not(house: House) -> None:
    number = case_at(house, "investigated")
    with house.desk(write=False) as desk:
        paper = desk.documents.latest(desk.cases.get(number).id, "application")
        assert paper is not None
        service = FilingService(desk)
        with pytest.raises(NotAllowed, match="不能查看的内容"):
            service.stamped_copy(number, paper.id, desk.actor(VILLAGE))
        with pytest.raises(NotFound):
            service.stamped_copy(number, paper.id, desk.actor(AUDITOR))
