"""Minutes issued as a case's own paper that the convener did not sign are told to who issued them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import update

from jiuji_docs.definitions.scenarios import shipped_scenarios
from jiuji_docs.domain.scenario import Scenario
from jiuji_docs.services.attachments import AttachmentService
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.house import House
from jiuji_docs.services.meetings.unsigned import UnsignedLine, UnsignedMinutesReader
from jiuji_docs.services.play import open_house, play
from jiuji_docs.services.settings import Settings
from jiuji_docs.storage.tables import DOCUMENT

APPROVER = "county.approver"


def refused_by_a_meeting() -> Scenario:
    """Return a case that a meeting refused whose convener has no account."""
    (shipped,) = (
        one for one in shipped_scenarios("lijin-2017") if one.id == "joint_meeting_refuses"
    )
    *before, held, _archived = shipped.steps
    minutes = {**shipped.forms["meeting_minutes"], "convener": "高峰"}
    held = replace(held, form={**held.form, "meeting_minutes": minutes})
    return replace(shipped, steps=(*before, held))


def told(house: House, who: str) -> tuple[UnsignedLine, ...]:
    with house.desk(write=False) as desk:
        return UnsignedMinutesReader(desk).owed_by(desk.actor(who))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_they_are_told_until_a_signed_one_is_brought(settings: Settings) -> None:
    scenario = refused_by_a_meeting()
    house, clock = open_house(scenario, settings)
    state = play(scenario, house, clock, None, lambda _line: None)
    assert state.failures == []
    (number,) = state.cases.values()
    assert told(house, APPROVER) == ()

    def printed(desk: Desk) -> None:
        desk.work.session.execute(update(DOCUMENT).values(state="open", pdf_hash="0" * 64))

    house.run(printed)
    (line,) = told(house, APPROVER)
    assert number in line.called
    assert "会议纪要签字件" in line.to_do
    assert told(house, "yangshan.clerk") == told(house, "county.finance") == ()

    house.run(
        lambda desk: AttachmentService(desk).add(
            number, desk.actor(APPROVER), "签字件.pdf", b"%PDF-1.4", "signed_minutes"
        )
    )
    assert told(house, APPROVER) == ()
    house.close()
