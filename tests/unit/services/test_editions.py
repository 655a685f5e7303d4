"""Published editions never change, and a case keeps the one it was opened under."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from jiuji_docs.domain.errors import GuardRefused, NotFound, Refused
from jiuji_docs.rendering.fonts import FontSet
from jiuji_docs.services.case_file import CaseFileService
from jiuji_docs.services.clock import FixedClock
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.edition_list import EditionService
from jiuji_docs.services.house import House
from jiuji_docs.services.ledger_check import changed_editions, check_ledger
from jiuji_docs.services.print_orders import Order, read_order
from jiuji_docs.services.printing import Printer
from jiuji_docs.services.publishing import (
    CHANGED,
    EARLIER,
    NEW,
    PUBLISHED,
    NotFit,
    left_undone,
    publish,
    publish_new,
    standings,
    unpublished_lines,
)
from jiuji_docs.services.settings import Settings
from jiuji_docs.services.step_forms import StepFormService
from jiuji_docs.services.worklists import WorklistService
from jiuji_docs.storage.editions import EditionRepository
from tests.common.cases import PACK, case_at, fire
from tests.common.relief import catalog
from tests.common.second_edition import (
    FORM,
    GONE_STATE,
    GONE_STEP,
    NEW_FIELD,
    OLD_FIELD,
    changed,
    second_edition,
)

CLERK, AUDITOR = "yangshan.clerk", "yangshan.auditor"
#: For what no database decides.
ON_ONE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
WORDING, STYLE = "documents/refusal_notice.toml", "forms/sheet.css"
SIXTY_DAYS = '[parameters.review_days]\nvalue = "60"'
REFUSAL = {
    "refusal_notice": {"reason_code": "covered", "reason": "已由医疗救助解决", "basis": "三"}
}
PUBLICITY = {
    "publicity": {"from_day": "2024-02-20", "to_day": "2024-02-27", "phone": "0421-7000000"}
}


@pytest.fixture(autouse=True)
def _seven_days_of_publicity(settings: Settings) -> None:
    """Let the office have the step that the second edition takes away."""
    settings.office.write_text(f'["{PACK}"]\npublicity_days = 7\n', "utf-8")


@pytest.fixture
def first(house: House) -> str:
    """Publish what is shipped; return the checksum."""
    return publish(house, PACK).checksum


@pytest.fixture
def later(first: str, settings: Settings, clock: FixedClock) -> Iterator[House]:
    """The same office with other data files, not yet published."""
    del first
    made = House(settings, clock=clock, catalog=second_edition())
    yield made
    made.close()


def pinned(house: House, number: str) -> str:
    with house.desk(write=False) as desk:
        return str(desk.cases.get(number).pack_checksum)


def offered(house: House, number: str, who: str) -> set[str]:
    with house.desk(write=False) as desk:
        return {one.id for one in CaseFileService(desk).view(number, desk.actor(who)).offers}


def fields_of(house: House, number: str, step: str, who: str) -> set[str]:
    with house.desk(write=False) as desk:
        form = StepFormService(desk).step_form(number, step, desk.actor(who)).forms[0]
    return {field.name for field in form.fields}


def standing(house: House) -> str:
    return next(one.standing for one in standings(house) if one.pack == PACK)


def test_a_running_case_keeps_its_edition_forms_included(house: House, later: House) -> None:
    old, accepted = case_at(house, "reviewed"), case_at(house, "accepted")
    publish(later, PACK)

    new = case_at(later, "accepted")

    assert pinned(later, old) != pinned(later, new)
    assert GONE_STEP in offered(later, old, CLERK)
    assert OLD_FIELD in fields_of(later, accepted, "investigate", "yangshan.investigator")
    assert NEW_FIELD in fields_of(later, new, "investigate", "yangshan.investigator")
    assert fire(house, CLERK, GONE_STEP, old, forms=PUBLICITY).state == GONE_STATE
    with later.desk(write=False) as desk:
        waiting = WorklistService(desk).waiting(desk.actor(AUDITOR))
    assert [(item.number, item.state) for item in waiting.items] == [(old, "公示中")]


@ON_ONE
def test_a_running_case_prints_with_the_templates_of_its_edition(
    house: House, settings: Settings, clock: FixedClock, fonts: FontSet
) -> None:
    house.close()
    settings.office.write_text("", "utf-8")
    words, style = catalog().template(WORDING), catalog().template(STYLE)
    assert SIXTY_DAYS in words
    changed_words = words.replace(SIXTY_DAYS, SIXTY_DAYS.replace("60", "90"))
    texts = {WORDING: changed_words, STYLE: f"{style}\n.line {{ color: #333333; }}"}
    publish(House(settings, clock=clock, catalog=catalog()), PACK)
    after = House(settings, clock=clock, catalog=replace(catalog(), _templates=texts))
    old = case_at(after, "awaiting")
    assert f"有未发布的改动（现行第 1 版）；版式文件有变：{WORDING}、{STYLE}" in " ".join(
        unpublished_lines(after)
    )
    publish(after, PACK)
    new = case_at(after, "awaiting")

    orders = [refused_in_town(after, number) for number in (old, new)]
    assert orders[0]["acceptance_notice"].templates == catalog().paper_templates
    with closing(Printer(after.catalog, fonts)) as printer:
        sheets = [order["acceptance_notice"] for order in orders]
        content = json.loads(sheets[0].document.content)
        pdfs = {printer.make(content, sheet.templates)[0].pdf for sheet in sheets}
    assert len(pdfs) == len(sheets)
    after.close()
    told = [order["refusal_notice"].document.content for order in orders]
    assert ["60日内" in text for text in told] == [True, False]
    assert ["90日内" in text for text in told] == [False, True]


def refused_in_town(house: House, number: str) -> dict[str, Order]:
    """Refuse a case; return what the press is told of each of its papers."""
    fire(house, "yangshan.head", "refuse_town", number, forms=REFUSAL)
    with house.desk(write=False) as desk:
        papers = desk.documents.of_case(desk.cases.get(number).id)
        orders = {paper.paper: read_order(desk, paper.id) for paper in papers}
    return {name: order for name, order in orders.items() if order is not None}


@ON_ONE
def test_a_process_that_was_there_before_opens_under_the_new_edition_soon(
    house: House, later: House
) -> None:
    case_at(house, "accepted")
    done = publish(later, PACK)
    house.editions.forget()
    assert pinned(house, case_at(house, "accepted")) == done.checksum


@ON_ONE
def test_a_warm_step_asks_the_table_of_editions_nothing(
    house: House, first: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    del first
    number = case_at(house, "accepted")
    for name in ("heads", "find", "is_in_use"):
        monkeypatch.delattr(EditionRepository, name)
    fire(house, "yangshan.investigator", "investigate", number)
    assert fire(house, CLERK, "accept", forms={"application": {"occurred_on": "2022-01-01"}}).seq


def test_a_state_of_two_desks_waits_for_each_by_its_edition(
    house: House, first: str, settings: Settings, clock: FixedClock
) -> None:
    del first
    old = case_at(house, "accepted")

    def clerk_investigates(_policy, workflow, _forms) -> None:
        step = next(one for one in workflow["transition"] if one["id"] == "investigate")
        step["roles"] = ["town.clerk"]

    after = House(settings, clock=clock, catalog=changed(clerk_investigates))
    publish(after, PACK)
    values = {"application": {"occurred_on": "2022-01-01"}}
    new = fire(after, CLERK, "accept", forms=values).case

    with after.desk(write=False) as desk:
        service = WorklistService(desk)
        lists = {
            who: service.waiting(desk.actor(f"yangshan.{who}")) for who in ("clerk", "investigator")
        }
    after.close()
    assert {who: [one.number for one in lists[who].items] for who in lists} == {
        "clerk": [new],
        "investigator": [old],
    }
    assert {who: lists[who].total for who in lists} == {"clerk": 1, "investigator": 1}


@ON_ONE
def test_what_changed_on_disk_is_reported_and_not_run(house: House, later: House) -> None:
    number = case_at(later, "accepted")

    assert pinned(later, number) == house.pack_on_disk(PACK).checksum
    assert standing(house) == PUBLISHED
    assert standing(later) == CHANGED
    assert "有未发布的改动（现行第 1 版）" in " ".join(unpublished_lines(later))
    with later.desk(write=False) as desk:
        assert EditionService(desk).has_unpublished_changes(PACK)
    publish(later, PACK)
    assert standing(later) == PUBLISHED
    assert standing(house) == EARLIER


@ON_ONE
def test_what_the_people_of_the_office_leave_undone_is_told_at_publication(house: House) -> None:
    def leaves(desk: Desk) -> None:
        for who in ("yangshan.head", "county.archivist"):
            desk.accounts.set_active(who, active=False)

    assert not any(one.rule == "RY-01" for one in left_undone(house, PACK))
    house.run(leaves)
    told = {one.message for one in left_undone(house, PACK) if one.rule == "RY-01"}
    assert told == {
        "示范县阳山镇人民政府没有人担任“乡镇负责人”",
        "没有人担任“档案管理员”",
    }
    alone = [one.message for one in left_undone(house, PACK) if "只有一人可办" in one.message]
    assert sum("“县局批准”" in message for message in alone) == 1


@ON_ONE
def test_set_up_publishes_what_is_not_published_and_nothing_twice(house: House) -> None:
    assert standing(house) == NEW
    said: list[str] = []
    assert [one.number for one in publish_new(house, said.append)] == [1] * len(house.pack_ids)
    assert publish_new(house, said.append) == []
    assert f"发布政策包“{PACK}”第 1 版" in said


@ON_ONE
def test_what_the_lint_refuses_is_not_published(settings: Settings, house: House) -> None:
    def no_way_out(_policy, workflow, _forms) -> None:
        workflow["state"].append({"id": "nowhere", "title": "无处", "desk": "town"})

    unfit = House(settings, catalog=changed(no_way_out))
    with pytest.raises(NotFit) as refused:
        publish(unfit, PACK)
    said: list[str] = []
    publish_new(unfit, said.append)
    unfit.close()
    assert "nowhere" in str(refused.value.findings[0])
    assert "不能发布" in said[0]
    with house.desk(write=False) as desk:
        assert PACK not in {row.pack for row in desk.editions.heads()}


@ON_ONE
def test_publication_says_why_not(house: House, first: str, clock: FixedClock) -> None:
    del first
    with pytest.raises(Refused, match="第 1 版完全相同"):
        publish(house, PACK)
    with pytest.raises(NotFound):
        publish(house, "nowhere")
    yesterday = clock().date() - dt.timedelta(days=1)
    with pytest.raises(Refused, match="不能早于今天"):
        publish(house, PACK, in_force_from=yesterday)


@ON_ONE
def test_only_people_of_the_office_publish(later: House) -> None:
    with pytest.raises(NotFound):
        publish(later, PACK, "nobody.here")
    publish(later, PACK, "county.approver")
    with later.desk(write=False) as desk:
        line = EditionService(desk).lines(PACK)[-1]
    assert (line.number, line.published_by, line.current) == (2, "county.approver", True)
    assert check_ledger(later).ok


@ON_ONE
def test_an_edition_of_a_later_day_waits_for_it(later: House, clock: FixedClock) -> None:
    day = clock().date() + dt.timedelta(days=10)
    done = publish(later, PACK, in_force_from=day)
    assert later.pack(PACK).checksum != done.checksum
    clock.at += dt.timedelta(days=10)
    assert later.pack(PACK).checksum == done.checksum


@pytest.mark.parametrize(
    "statement", ["UPDATE pack_edition SET number = 7", "DELETE FROM pack_edition"]
)
def test_a_published_row_cannot_be_changed(house: House, first: str, statement: str) -> None:
    del first
    with pytest.raises(DBAPIError, match="append-only"), house.engine.begin() as connection:
        connection.execute(text(statement))


def test_tampering_with_a_published_row_is_noticed(
    later: House, settings: Settings, clock: FixedClock
) -> None:
    number = case_at(later, "accepted")
    assert changed_editions(later) == []
    with later.engine.begin() as connection:
        _forge(connection)
    assert changed_editions(later) == [f"政策包“{PACK}”第 1 版的存档与台账登记的发布不符"]
    fresh = House(settings, clock=clock, catalog=second_edition())
    try:
        with fresh.desk(write=False) as desk:
            assert [line.intact for line in EditionService(desk).lines(PACK)] == [False]
        with pytest.raises(GuardRefused, match="与发布时的摘要不符"):
            fire(fresh, "yangshan.investigator", "investigate", number)
    finally:
        fresh.close()


def _forge(connection) -> None:
    """Change a title in the stored text as somebody with the database's password could."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("ALTER TABLE pack_edition DISABLE TRIGGER ALL"))
    else:
        connection.execute(text("DROP TRIGGER forbid_update_pack_edition"))
    changed_text = "replace(content, '已受理', '已受里')"
    connection.execute(text(f"UPDATE pack_edition SET content = {changed_text}"))


def test_a_case_whose_edition_nobody_kept_runs_on_the_first_and_says_so(
    house: House, later: House, first: str
) -> None:
    number = case_at(house, "reviewed")
    with house.engine.begin() as connection:
        connection.execute(text("UPDATE \"case\" SET pack_checksum = 'before editions'"))
    publish(later, PACK)

    with later.desk(write=False) as desk:
        view = CaseFileService(desk).view(number, desk.actor(CLERK))
        line = EditionService(desk).lines(PACK)[-1]
    assert view.edition == first
    assert view.edition_name == "受理时的版本没有留存，按第 1 版办理"
    assert (line.number, line.checksum, line.open_cases) == (0, "before editions", 1)
    assert fire(later, CLERK, GONE_STEP, number, forms=PUBLICITY).state == GONE_STATE


@ON_ONE
def test_before_anything_is_published_the_data_files_are_run(house: House) -> None:
    number = case_at(house, "accepted")
    assert pinned(house, number) == house.pack_on_disk(PACK).checksum
    assert pinned(house, number) != catalog().pack(PACK).checksum  # the office decided something
    with house.desk(write=False) as desk:
        assert CaseFileService(desk).view(number, desk.actor(CLERK)).edition_name == ""


@ON_ONE
def test_an_adopted_pack_is_the_process_own(house: House, first: str) -> None:
    del first
    own = replace(house.pack(PACK), checksum="own")
    house.adopt(own)
    assert house.pack(PACK) is own
    assert pinned(house, case_at(house, "accepted")) == "own"
    assert FORM in own.forms


@ON_ONE
def test_cases_of_a_pack_the_office_no_longer_runs_still_wait_and_go_on(
    house: House, first: str, settings: Settings, clock: FixedClock
) -> None:
    del first
    number = case_at(house, "accepted")
    elsewhere = House(settings, clock=clock, office={"packs": ["lijin-2017"]})
    try:
        with elsewhere.desk(write=False) as desk:
            waiting = WorklistService(desk).waiting(desk.actor("yangshan.investigator"))
        assert [item.number for item in waiting.items] == [number]
        assert fire(elsewhere, "yangshan.investigator", "investigate", number).seq == 2
    finally:
        elsewhere.close()
