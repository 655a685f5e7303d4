"""A meeting decides several cases in one transaction, each judged on its own, or nothing at all."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pikepdf
import pytest

from jiuji_docs.definitions.assembling import Shelf, assemble, load_files
from jiuji_docs.definitions.catalog import Rooms
from jiuji_docs.definitions.read_pack import PackSources, read_pack
from jiuji_docs.domain.errors import (
    GuardRefused,
    NotAllowed,
    NotFound,
    NotInState,
    Refused,
    StalePage,
)
from jiuji_docs.domain.meetings.agenda import Item, Share
from jiuji_docs.domain.meetings.judging import RecordRefused
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.services.bundles.plan import BundlePlanner
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.house import House
from jiuji_docs.services.known import entered
from jiuji_docs.services.meetings.filed_minutes import minutes_files, refuse_unsigned
from jiuji_docs.services.meetings.holding import HoldingService
from jiuji_docs.services.meetings.outcome import Held
from jiuji_docs.services.meetings.preparing import MeetingService
from jiuji_docs.services.meetings.record import Noted, Record
from jiuji_docs.services.meetings.signed_paper import SignedPaperService
from jiuji_docs.services.meetings.unsigned import UnsignedLine, UnsignedMinutesReader
from tests.common.cases import PACK, fire
from tests.common.meetings import APPROVER, PEOPLE, approved, deliberating, prepare, record, refused
from tests.common.relief import catalog

#: What no database changes is tried on one.
SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def hold(house: House, meeting: str, noted: Record, who: str = APPROVER) -> Held:
    return house.run(lambda desk: HoldingService(desk).hold(meeting, noted, None, desk.actor(who)))


def state(house: House, case: str) -> str:
    with house.desk(write=False) as desk:
        return str(desk.cases.get(case).state)


def comments(house: House, case: str) -> list[str]:
    with house.desk(write=False) as desk:
        return [row.comment for row in desk.cases.steps(desk.cases.get(case).id)]


def waiting(house: House) -> dict[str, str]:
    with house.desk(write=False) as desk:
        found = MeetingService(desk).waiting(PACK, "deliberation", desk.actor(APPROVER))
        return {one.number: one.kept for one in found}


def ledger_kinds(house: House) -> list[str]:
    import json

    with house.desk(write=False) as desk:
        return [json.loads(entry.body)["kind"] for entry in desk.ledger.entries()]


def test_each_case_takes_its_own_step_and_one_that_cannot_stays_with_its_reason(
    house: House,
) -> None:
    first, second, third = (deliberating(house, month) for month in (1, 2, 3))
    unfit = deliberating(
        house, 4, review={"conclusion": "unfit", "in_favour": 0, "against": 13, "abstain": 0}
    )
    meeting = prepare(house, (first, second, third, unfit))
    adjourned = Noted(Item(third, "adjourn", "补充核对银行流水"))

    noted = (approved(first), refused(second), adjourned, approved(unfit))
    held = hold(house, meeting, record(house, *noted))

    assert held.minutes_number == "〔2024〕1号"
    assert [line.state for line in held.lines] == ["carried", "carried", "adjourned", "kept"]
    assert "民主评议结论为不符合条件" in held.lines[3].reason
    assert [state(house, case) for case in (first, second, third, unfit)] == [
        "approved",
        "refused",
        "deliberating",
        "deliberating",
    ]
    assert "纪要〔2024〕1号" in comments(house, first)[-1]
    assert set(waiting(house)) == {third, unfit}
    assert waiting(house)[unfit] == held.lines[3].reason
    again = prepare(house, (third, unfit))
    assert hold(house, again, record(house, approved(third), refused(unfit))).minutes_number == (
        "〔2024〕2号"
    )
    assert ledger_kinds(house).count("meeting_held") == 2


def test_held_twice_is_held_once_and_gives_the_same_answer(house: House) -> None:
    case = deliberating(house, 1)
    meeting = prepare(house, (case,))
    noted = record(house, approved(case))
    first, again = hold(house, meeting, noted), hold(house, meeting, noted)
    assert again.repeated
    assert again.lines == first.lines
    assert again.minutes_number == first.minutes_number
    assert ledger_kinds(house).count("meeting_held") == 1


def with_slips() -> Pack:
    """Return 朝阳县's pack with transfer slips, which shares of a meeting become."""
    room = Rooms.shipped().workflows / PACK
    files = load_files(room, PACK)
    files["policy"]["adaptations"] += ["meeting_slips"]
    laid = assemble(PACK, files, Shelf.of(Rooms.shipped().workflows))
    return read_pack(PackSources(PACK, laid["policy"], laid["workflow"]), catalog().form_sources)


@SQLITE
def test_a_share_with_a_limit_becomes_a_slip_and_one_that_cannot_is_told(house: House) -> None:
    house.adopt(with_slips())
    case = deliberating(house, 1)
    meeting = prepare(house, (case,))
    limit = house.clock().date().replace(month=3, day=15)
    shares = (
        Share("示范县民政局", "发放救助金", Decimal("5000.00"), limit),
        Share("示范县财政局", "安排资金", Decimal("1000.00"), limit),
        Share("县卫生健康局", "衔接医疗救助", None, house.clock().date().replace(day=1)),
        Share("县教育局", "减免学费"),
    )
    (line,) = hold(house, meeting, record(house, approved(case, shares=shares))).lines
    assert line.state == "carried"
    assert line.reason.startswith("转办单未能开出：县卫生健康局")
    with house.desk(write=False) as desk:
        row = desk.cases.get(case)
        (slip,) = desk.case_links.children(row.id)
        opened = desk.cases.get(slip.number)
        known = entered(desk, desk.pack_of(opened), opened.id)
        (stored,) = desk.meetings.of_case(row.id)
    assert (opened.state, opened.person_id) == ("transfer_issued", row.person_id)
    assert known["referral_slip.lead_unit"] == "示范县财政局"
    assert known["referral_slip.matter"].endswith("纪要〔2024〕1号）。")
    assert stored.reason == line.reason


def test_two_who_issue_at_once_get_one_set_of_minutes(house: House) -> None:
    cases = tuple(deliberating(house, month) for month in (1, 2))
    meeting = prepare(house, cases)
    noted = record(house, *(approved(case) for case in cases))
    with ThreadPoolExecutor(4) as crowd:
        answers = list(crowd.map(lambda _: hold(house, meeting, noted), range(4)))
    assert sorted(one.repeated for one in answers) == [False, True, True, True]
    assert {one.minutes_number for one in answers} == {"〔2024〕1号"}
    assert ledger_kinds(house).count("meeting_held") == 1
    assert [comments(house, case)[-1].count("〔2024〕1号") for case in cases] == [1, 1]


SHARES = (
    Share("县民政局", "发放救助金", Decimal("5000.00")),
    Share("县财政局", "安排资金", Decimal("999.99")),
)


CONTRADICTIONS: tuple[tuple[dict[str, Any], str], ...] = (
    ({"shares": SHARES}, "合计 5,999.99 元，与议定金额不符（为 6,000.00 元）"),
    ({"way": "vote", "in_favour": 2}, "合计 2 人，与参加表决的 3 人"),
    ({"way": "vote", "in_favour": 1, "against": 2}, "不能议定为同意救助"),
    ({"recused": frozenset({"没有此人"})}, "回避人员不在参会人员之中"),
    ({"recused": frozenset({"吴建华", "林涛", "何静"})}, "出席人员都已回避"),
    ({"resolution": " "}, "请写明议定事项"),
    ({"decision": "refuse"}, "没有议定同意救助的，不写金额"),
    ({"decision": "return"}, "请选择议定结果"),
)


@SQLITE
def test_a_record_that_contradicts_itself_changes_nothing(house: House) -> None:
    case = deliberating(house, 1)
    meeting = prepare(house, (case,))
    for changes, words in CONTRADICTIONS:
        with pytest.raises(RecordRefused) as told:
            hold(house, meeting, record(house, approved(case, **changes)))
        assert told.value.problems[0][0] == case
        assert words in told.value.problems[0][1]
        assert state(house, case) == "deliberating"
    assert hold(house, meeting, record(house, approved(case))).minutes_number == "〔2024〕1号"


@SQLITE
def test_a_meeting_that_resolves_nothing_takes_no_number(house: House) -> None:
    case = deliberating(house, 1, application={"near_relative": True, "relative_of": "林涛"})
    meeting = prepare(house, (case,))
    with pytest.raises(RecordRefused, match="林涛是申请人本人或其申报的近亲属"):
        hold(house, meeting, record(house, approved(case)))
    away = approved(case, recused=frozenset({"林涛"}))
    assert hold(house, meeting, record(house, away)).minutes_number == "〔2024〕1号"


@SQLITE
def test_quorum_and_share_are_the_office_s_to_set(house: House) -> None:
    settings = {"meeting_quorum": "2/3", "meeting_share": "2/3"}
    house.adopt(house.catalog.with_office(PACK, settings))
    case = deliberating(house, 1)
    meeting = prepare(house, (case,))
    few = (PEOPLE[0], *(replace(one, attendance="excused") for one in PEOPLE[1:]))
    with pytest.raises(GuardRefused, match="应到 3 人，实到 1 人，未达到法定人数（至少 2 人）"):
        hold(house, meeting, record(house, approved(case), people=few))
    narrow = approved(case, way="vote", in_favour=1, abstain=2)
    with pytest.raises(RecordRefused, match="至少须 2 人同意"):
        hold(house, meeting, record(house, narrow))


@SQLITE
def test_only_the_convener_issues_and_who_signs_on_paper_says_when(house: House) -> None:
    case = deliberating(house, 1)
    on_paper = prepare(house, (case,), convener="高峰", convener_account="")
    with pytest.raises(GuardRefused, match="请填写召集人高峰在纪要上签字的日期"):
        hold(house, on_paper, record(house, approved(case)))
    today = house.clock().date()
    assert hold(house, on_paper, record(house, approved(case), signed_on=today)).lines


@SQLITE
def test_a_case_stands_on_one_agenda_only(house: House) -> None:
    case = deliberating(house, 1)
    meeting = prepare(house, (case,))
    with pytest.raises(GuardRefused, match="已列入另一次会议的议程"):
        prepare(house, (case,))
    house.run(lambda desk: MeetingService(desk).cancel(meeting, desk.actor(APPROVER)))
    assert prepare(house, (case,)) != meeting


def test_an_old_page_and_an_agenda_of_its_own_making_are_refused(house: House) -> None:
    case, other = deliberating(house, 1), deliberating(house, 2)
    meeting = prepare(house, (case,))
    noted = record(house, approved(case))
    house.run(lambda desk: HoldingService(desk).save(meeting, noted, 1, desk.actor(APPROVER)))
    with pytest.raises(StalePage):
        house.run(lambda desk: HoldingService(desk).hold(meeting, noted, 1, desk.actor(APPROVER)))
    with pytest.raises(GuardRefused, match="记录与议程不符"):
        hold(house, meeting, record(house, approved(case), approved(other)))


@SQLITE
def test_another_post_or_unit_has_no_meeting(house: House) -> None:
    case = deliberating(house, 1)
    meeting = prepare(house, (case,))
    with pytest.raises(NotFound):
        hold(house, meeting, record(house, approved(case)), who="yangshan.head")
    with pytest.raises((NotAllowed, Refused)):
        hold(house, meeting, record(house, approved(case)), who="county.archivist")


@SQLITE
def test_a_case_that_moved_on_meanwhile_is_kept_and_the_others_go(house: House) -> None:
    case, other = deliberating(house, 1), deliberating(house, 2)
    meeting = prepare(house, (case, other))
    forms = {
        "refusal_notice": {"reason_code": "covered", "reason": "已由医疗救助解决", "basis": "三"},
        "deliberation": {
            "held_on": "2024-02-20",
            "host": "吴建华",
            "participants": "县民政局",
            "resolution": "不予救助",
        },
    }
    fire(house, APPROVER, "refuse_deliberation", case, forms=forms)
    held = hold(house, meeting, record(house, approved(case), approved(other)))
    assert [line.state for line in held.lines] == ["kept", "carried"]


def a_print(pages: int) -> bytes:
    made = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        pdf.save(made)
    return made.getvalue()


def printed(house: House, meeting: str) -> None:
    """Do what the press does for the minutes, without typesetting them."""

    def store(desk: Desk) -> None:
        row = desk.meetings.seen(meeting, "county")
        hashes = {name: desk.put(a_print(2)) for name in ("pdf_hash", "sheet_hash")}
        desk.meetings.set_papers(row.id, paper_state="printed", **hashes)

    house.run(store)


def keep_signed(house: House, meeting: str, data: bytes, pages: int | None) -> None:
    house.run(
        lambda desk: SignedPaperService(desk).keep(
            meeting, "签字件.pdf", data, pages, desk.actor(APPROVER)
        )
    )


def filed(house: House, case: str) -> list[tuple[str, int]]:
    """Return titles and pages of the minutes in a case's file; raises why it cannot be filed."""
    with house.desk(write=False) as desk:
        case_id = desk.cases.get(case).id
        refuse_unsigned(desk, case_id)
        return [(one.paper.title, one.paper.pages) for one in minutes_files(desk, case_id)]


def unsigned(house: House, who: str) -> tuple[UnsignedLine, ...]:
    with house.desk(write=False) as desk:
        return UnsignedMinutesReader(desk).owed_by(desk.actor(who))


def bundled(house: House, case: str, reader: str) -> tuple[list[str], tuple[str, ...]]:
    """Return the minutes in a case's bundle, and which of them are told as left out."""
    with house.desk(write=False) as desk:
        plan = BundlePlanner(desk).of_case(case, desk.actor(reader) if reader else None)
    (one,) = plan.cases
    told = tuple(words for words in one.missing if "纪要" in words)
    return [paper.title for paper in one.papers], told


@SQLITE
def test_a_case_s_file_holds_its_minutes_and_none_is_filed_with_unsigned_ones(house: House) -> None:
    case, adjourned, other = (deliberating(house, month) for month in (1, 2, 3))
    on_paper = prepare(house, (case, adjourned), convener="高峰", convener_account="")
    with pytest.raises(NotInState, match="纪要签发以后才有签字件"):
        keep_signed(house, on_paper, a_print(1), 1)
    waits = Noted(Item(adjourned, "adjourn", "补充核对银行流水"))
    hold(house, on_paper, record(house, approved(case), waits, signed_on=house.clock().date()))
    with pytest.raises(
        GuardRefused, match="文书尚未印制完成：示范县社会救助联席会议纪要〔2024〕1号"
    ):
        filed(house, case)
    printed(house, on_paper)
    for one in (case, adjourned):
        with pytest.raises(GuardRefused, match="没有召集人高峰的签字件"):
            filed(house, one)
    for data, pages, words in (
        (b"", 1, "请选择签字件"),
        (b"MZ", 1, "只接受"),
        (a_print(1), 0, "页数"),
    ):
        with pytest.raises(Refused, match=words):
            keep_signed(house, on_paper, data, pages)
    assert bundled(house, case, APPROVER) == (
        ["示范县社会救助联席会议纪要"],
        ("示范县社会救助联席会议纪要〔2024〕1号召集人签字件（待上传）",),
    )
    (line,) = unsigned(house, APPROVER)
    assert line.address == f"/meetings/{on_paper}"
    assert "请召集人高峰在纸上签字" in line.to_do
    assert unsigned(house, "county.finance") == unsigned(house, "yangshan.head") == ()
    keep_signed(house, on_paper, b"%PDF-1.7 locked", 3)
    assert unsigned(house, APPROVER) == ()
    _, (told,) = bundled(house, case, "")
    assert told == "会商纪要（召集人签字件）（不是能装订的PDF，另行打印）"
    keep_signed(house, on_paper, a_print(3), 3)
    bound = ["示范县社会救助联席会议纪要", "会商纪要（召集人签字件）"]
    assert bundled(house, case, "") == bundled(house, case, APPROVER) == (bound, ())
    none, (told,) = bundled(house, case, "yangshan.clerk")
    assert not none
    assert told == "示范县社会救助联席会议纪要〔2024〕1号（涉及其他家庭，由县级印制）"
    assert filed(house, case) == [
        ("示范县社会救助联席会议纪要", 2),
        ("会商纪要（召集人签字件）", 3),
    ]
    assert filed(house, other) == []

    here = prepare(house, (other,))
    hold(house, here, record(house, approved(other)))
    printed(house, here)
    assert filed(house, other)[1] == ("会商纪要（召集人签发件）", 2)
    with pytest.raises(NotInState, match="已由召集人吴建华在系统中签发"):
        keep_signed(house, here, a_print(1), 1)
