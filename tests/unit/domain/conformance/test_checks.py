"""Break golden documents in every way a model can break a rule, and see each slip named."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from jiuji_docs.definitions.documents import read_document
from jiuji_docs.domain.conformance.checks import check
from jiuji_docs.domain.conformance.model_rules import MODEL_RULES
from jiuji_docs.domain.documents.elements import Attendance, Heading, Paragraph, SignatureStamp
from jiuji_docs.domain.documents.official import OfficialDocument

GOLDEN = Path(__file__).parents[3] / "documents" / "golden"
NAMES = sorted(path.stem for path in GOLDEN.glob("*.toml"))
REPEALED = {"国家行政机关公文处理办法": "《党政机关公文处理工作条例》"}
Change = Callable[[OfficialDocument], OfficialDocument]


def golden(name: str) -> OfficialDocument:
    return read_document((GOLDEN / f"{name}.toml").read_text("utf-8"), name)


def adding(text: str) -> Change:
    return lambda one: replace(one, body=(*one.body, Paragraph(text)))


def heading(level: int, text: str) -> Change:
    return lambda one: replace(one, body=(*one.body, Heading(level, text)))


def with_(**fields: object) -> Change:
    return lambda one: replace(one, **fields)


def public(text: str) -> Change:
    return lambda one: replace(adding(text)(one), note="此件公开发布")


MUTANTS: list[tuple[str, str, Change]] = [
    ("L-01", "letter", adding("见示民发【2021】15号。")),
    ("L-01", "joint", adding("按示民发[2021]15号执行。")),
    ("L-01", "upward", adding("按示民发（2021）15号执行。")),
    ("L-02", "letter", adding("按国发〔201447号执行。")),
    ("L-02", "joint", adding("按国发〔2014执行。")),
    ("L-02", "minutes", adding("按国发〔201412号执行。")),
    ("L-03", "letter", adding("按国发〔2014〕第7号执行。")),
    ("L-03", "joint", adding("按国发〔2014〕07号执行。")),
    ("L-03", "minutes", adding("按国发〔2014〕第12号执行。")),
    ("L-04", "letter", adding("自2026年03月1日起执行。")),
    ("L-04", "joint", adding("自2026.3.1起执行。")),
    ("L-04", "minutes", adding("自二〇二六年三月起执行。")),
    ("L-04", "upward", adding("至20156月底完成。")),
    ("L-05", "letter", adding("请贵局支持,谢谢。")),
    ("L-05", "joint", adding("现通知如下:请执行。")),
    ("L-05", "minutes", adding("有关单位(部门)执行。")),
    ("L-06", "joint", heading(2, "(一)工作要求")),
    ("L-06", "joint", heading(1, "五、工作要求")),
    ("L-06", "upward", heading(3, "1.工作要求")),
    ("L-06", "joint", heading(1, "二、工作要求")),
    ("L-06", "letter", adding("1、工作要求。")),
    ("L-07", "letter", adding("请贵局 支持。")),
    ("L-07", "joint", with_(title=("示范县民政局关于做好救助工作的通　知",))),
    ("L-07", "minutes", adding("会议　要求。")),
    ("L-08", "joint", with_(title=("示范县民政局做好救助工作的通知",))),
    ("L-08", "circular", with_(title=("印发《关于救助工作的方案》的通知",))),
    ("L-08", "upward", with_(title=("追加资金的请示",))),
    ("L-08a", "joint", with_(title=("关于做好救助工作的通知",))),
    ("L-08a", "letter", with_(title=("关于商请协助的函",))),
    ("L-08a", "upward", with_(title=("关于追加资金的请示",))),
    ("L-09", "joint", with_(title=("示范县民政局关于做好临时救助", "和困难群众生活保障工作的通知"))),
    ("L-09", "joint", with_(title=("示范县民政局关于转发《临时", "救助办法》的通知"))),
    ("L-09", "joint", with_(title=("示范县民政局示范县财政局等两部门关于进一步做好", "救助工作的通知"))),
    ("L-10", "upward", with_(attachment_notes=())),
    ("L-10", "upward", with_(attachment_notes=("支出情况表。", "需求测算表"))),
    ("L-10", "letter", adding("名单见附件。")),
    ("L-11", "joint", with_(date=None)),
    ("L-11", "letter", with_(number="")),
    ("L-11", "circular", with_(printer="")),
    ("L-11", "upward", with_(addressees="")),
    ("L-12", "circular", with_(note="（此件公开发布）")),
    ("L-12", "joint", with_(note="(此件不公开)")),
    ("L-12", "upward", with_(note="（联系人：周敏）")),
    ("L-13", "circular", with_(cc="县委办公室，县人大，")),
    ("L-13", "joint", with_(cc="县委办公室,县人大")),
    ("L-13", "letter", with_(cc="抄送县委办公室")),
    ("L-14", "circular", with_(issued=None)),
    ("L-14", "joint", with_(title=("示范县民政局关于印发救助办法的通知",))),
    ("L-14", "joint", with_(title=("示范县民政局关于颁发救助细则的通知",))),
    ("L-15", "joint", with_(mark="示范县民政局文件", addressees="各乡镇人民政府")),
    ("L-15", "joint", with_(addressees="各乡（镇）人民政府")),
    ("L-15", "joint", with_(addressees="阳山镇人民政府")),
    ("L-16", "letter", adding("[bookmark: _GoBack]请支持。")),
    ("L-16", "joint", adding("## 要求")),
    ("L-16", "minutes", adding("下面是小编整理的内容。")),
    ("L-17", "letter", adding("请落实“救急难工作。")),
    ("L-17", "joint", adding('请落实"救急难"工作。')),
    ("L-17", "minutes", adding("依据《社会救助暂行办法〉执行。")),
    ("L-18", "circular", public("联系电话13800000000。")),
    ("L-18", "joint", public("身份证号110101199003071234。")),
    ("L-18", "letter", public("账号6222020200112233445。")),
    ("L-19", "letter", adding("根据《国家行政机关公文处理办法》执行。")),
    ("L-19", "joint", adding("按《国家行政机关公文处理办法》办理。")),
    ("L-19", "minutes", adding("《国家行政机关公文处理办法》的要求。")),
    ("H-6", "letter", with_(number="示民函【2026】3号")),
    ("H-6", "joint", with_(number="示民发〔2026〕第3号")),
    ("H-6", "upward", with_(number="示政发〔26〕3号")),
    ("H-7", "upward", with_(signers=())),
    ("H-7", "joint", with_(signers=("王建国",))),
    ("H-7", "letter", with_(signers=("王建国",))),
    ("B-1", "joint", with_(title=("示范县民政局关于做好救助工作的通知。",))),
    ("B-1", "letter", with_(title=("示范县民政局关于协助核对的函，",))),
    ("B-1", "upward", with_(title=("示范县民政局关于追加资金的请示！",))),
    ("B-2", "letter", with_(addressees="示范县公安局：")),
    ("B-2", "joint", with_(addressees="各街道民政办:")),
    ("B-2", "upward", with_(addressees="示范市人民政府：")),
    ("B-7", "joint", with_(print_date=dt.date(2026, 1, 1))),
    ("B-7", "circular", with_(print_date=dt.date(2025, 3, 6))),
    ("B-7", "upward", with_(print_date=dt.date(2026, 7, 2))),
    ("M-1", "joint", with_(attendance=(Attendance("出席", "刘海"),))),
    ("M-1", "letter", with_(attendance=(Attendance("列席", "刘海"),))),
    ("M-1", "circular", with_(attendance=(Attendance("请假", "刘海"),))),
    ("M-2", "minutes", with_(stamped=True, signatories=("示范县民政局",))),
    ("M-2", "minutes", with_(stamped=True, signatories=("示范县人民政府",), date=dt.date(2026, 4, 17))),
    ("M-2", "minutes", with_(stamped=True, signatories=("甲局", "乙局"))),
    ("M-3", "command", with_(number="示政令〔2026〕1号")),
    ("M-3", "command", with_(signature_stamps=())),
    ("M-3", "command", with_(number="第01号")),
    ("M-4", "letter", with_(mark="示范县民政局文件")),
    ("M-4", "letter", with_(mark="示范县公安局文件")),
    ("M-4", "joint", with_(style="letter")),
    ("M-5", "circular", with_(mark="示范县人民政府")),
    ("M-5", "joint", with_(mark="示范县民政局")),
    ("M-5", "upward", with_(mark="示范县人民政府")),
    ("M-6", "joint", with_(signatories=("示范县民政局",))),
    ("M-6", "joint", with_(signatories=("示范县财政局", "示范县民政局", "示范县医疗保障局"))),
    ("M-6", "joint", with_(joint_issuers=("示范县财政局",))),
    ("R-8", "joint", with_(title=("示范县民政局关于救助工作的实施方案",))),
    ("R-8", "letter", with_(title=("示范县民政局关于核对的办法",))),
    ("R-8", "upward", with_(title=("示范县民政局关于资金的请求",))),
    ("R-14", "upward", with_(addressees="示范市人民政府、示范市民政局")),
    ("R-14", "upward", with_(addressees="示范市人民政府，示范市财政局")),
    ("R-14", "upward", with_(addressees="示范市民政局；示范市财政局")),
    ("R-15", "upward", lambda one: replace(one, title=("示范县人民政府关于救助工作的报告",))),
    ("R-15", "upward", lambda one: adding("请予批准。")(replace(one, title=("示范县关于资金的报告",)))),
    ("R-15", "upward", lambda one: adding("以上请示，请批示。")(replace(one, title=("关于灾情的报告",)))),
    ("R-16", "upward", lambda one: heading(1, "二、请求增加编制")(heading(1, "一、请求拨款")(one))),
    ("R-16", "upward", lambda one: heading(2, "（二）请求增编")(heading(2, "（一）请求拨款")(one))),
    ("R-16", "upward", lambda one: heading(3, "2.请求增编")(heading(3, "1.请求拨款")(one))),
    ("R-17", "upward", with_(addressees="王县长")),
    ("R-17", "upward", with_(addressees="李局长")),
    ("R-17", "upward", with_(addressees="赵志强同志")),
    ("R-18", "upward", with_(cc="阳山镇人民政府")),
    ("R-18", "upward", with_(cc="县委办公室，各乡镇")),
    ("R-18", "upward", with_(cc="各街道办事处")),
    ("R-19", "joint", with_(mark="示范县民政局社会救助科文件")),
    ("R-19", "letter", with_(mark="示范县民政局救助股")),
    ("R-19", "circular", with_(mark="示范县人民政府法规处文件")),
    ("R-21", "joint", adding("救助工作要求。" * 800)),
    ("R-21", "letter", adding("请贵局予以支持。" * 700)),
    ("R-21", "minutes", adding("会议要求。" * 1100)),
    ("R-22", "letter", adding("详见https://example.invalid/a。")),
    ("R-22", "joint", adding("登录www.example.invalid查询。")),
    ("R-22", "minutes", adding("文件在file:///etc。")),
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_golden_document_has_no_finding(name: str) -> None:
    assert check(golden(name), repealed=REPEALED) == ()


def test_there_are_six_golden_documents() -> None:
    assert NAMES == ["circular", "command", "joint", "letter", "minutes", "upward"]


@pytest.mark.parametrize(("rule", "name", "change"), MUTANTS)
def test_a_broken_document_is_named_by_its_rule(rule: str, name: str, change: Change) -> None:
    found = {one.rule for one in check(change(golden(name)), repealed=REPEALED)}
    assert rule in found


def test_every_rule_has_three_mutants_or_cannot_be_broken_in_a_model() -> None:
    counts = Counter(rule for rule, _, _ in MUTANTS)
    few = {rule for rule in MODEL_RULES if counts[rule] < 3}
    # The model itself refuses a wrong 份号; the rule speaks of finished files.
    assert few == {"H-1"}


def test_findings_carry_clause_strength_and_severity() -> None:
    (found,) = [one for one in check(replace(golden("upward"), signers=())) if one.rule == "H-7"]
    assert (found.clause, found.strength, found.severity) == ("7.2.6", "规定", "error")
    assert found.plain()["measured"] == "没有签发人"


def test_errors_stand_before_warnings_and_notes() -> None:
    broken = adding("见示民发【2021】15号，请 支持。")(replace(golden("joint"), cc="甲，"))
    order = [one.severity for one in check(broken)]
    assert order == sorted(order, key=["error", "warning", "info"].index)


def test_a_signature_stamp_belongs_to_the_golden_command() -> None:
    assert golden("command").signature_stamps == (SignatureStamp("县长", "王建国"),)
