"""Break the words and the elements of Word files; each slip is caught by its own rule."""

from __future__ import annotations

from collections import Counter

import pytest
from lxml import etree

from jiuji_docs.conformance.judge_word import check_docx
from jiuji_docs.definitions.documents import shipped_layout
from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.rendering.official_docx import official_docx

from .word_mutation import (
    Change,
    W,
    added,
    both,
    mutated,
    paragraphs,
    removed,
    titled,
    worded,
)

NAMES = ("circular", "joint", "letter", "minutes", "upward")
TO_CITY = "示范市人民政府："
AGREED = worded("已经县政府同意，现", "现")
OFFICE = worded("示范县人民政府文件", "示范县民政局文件")
DATE = "2026年3月5日"


def cc(words: str, where: str) -> Change:
    return added(where, f"<w:r><w:t>抄送：{words}。</w:t></w:r>", before=True)


def remark(words: str) -> Change:
    """Take the brackets of a remark away, whatever runs it stands in."""

    def change(parts: dict[str, etree._Element]) -> None:
        texts = list(paragraphs(parts, words)[0].iter(f"{W}t"))
        whole = "".join(one.text or "" for one in texts)
        texts[0].text = whole.strip("（）")
        for one in texts[1:]:
            one.text = ""

    return change


MUTANTS: tuple[tuple[str, str, Change], ...] = (
    ("L-01", "circular", worded("示政发〔2026〕35号", "示政发[2026]35号")),
    ("L-01", "upward", worded("示民发〔2024〕7", "示民发【2024】7")),
    ("L-01", "joint", worded("示民发〔2026〕21号", "示民发（2026）21号")),
    ("L-02", "circular", worded("示政发〔2026〕35号", "示政发〔202635号")),
    ("L-02", "upward", worded("示民发〔2024〕7", "示民发〔20247")),
    ("L-02", "joint", worded("示民发〔2026〕21号", "示民发〔2026 21号")),
    ("L-03", "circular", worded("示政发〔2026〕35号", "示政发〔2026〕第35号")),
    ("L-03", "joint", worded("示民发〔2026〕21号", "示民发〔2026〕021号")),
    ("L-03", "letter", worded("示民函〔2026〕3号", "示民函〔2026〕03号")),
    ("L-04", "circular", worded("2026年3月5日", "2026年03月05日")),
    ("L-04", "joint", worded("自2026年1月1日起", "自2026.1.1起")),
    ("L-04", "minutes", worded("2026年4月16日上午", "二〇二六年四月十六日上午")),
    ("L-05", "circular", worded("《示范县急难救助工作实施方案》已", "《示范县急难救助工作实施方案》,已")),
    ("L-05", "joint", worded("为切实做好", "为切实,做好")),
    ("L-05", "letter", worded("感谢支持。", "感谢(大力)支持。")),
    ("L-06", "circular", worded("（一）建立主动", "(一)建立主动")),
    ("L-06", "circular", worded("1.限时办理", "1、限时办理")),
    ("L-06", "circular", worded("（1）补正期限", "（1）、补正期限")),
    ("L-07", "circular", worded("为及时救助", "为 及时救助")),
    ("L-07", "joint", worded("为切实做好", "为切实　做好")),
    ("L-07", "upward", worded("今年以来，", "今年以来， ")),
    ("L-08", "circular", titled("示范县人民政府印发急难救助工作方案的通知")),
    ("L-08", "joint", titled("示范县民政局等三部门做好困难群众救助的通知")),
    ("L-08", "upward", titled("示范县人民政府追加救助资金的请示")),
    ("L-08a", "circular", titled("关于印发急难救助工作实施方案的通知")),
    ("L-08a", "joint", titled("关于做好困难群众救助工作的通知")),
    ("L-08a", "upward", titled("关于追加困难群众救助资金的请示")),
    ("L-09", "circular", titled("示范县人民政府关于", "印发救助方案的通知")),
    ("L-09", "joint", titled("示范县民政局等关于", "做好救助工作的通知")),
    ("L-09", "upward", titled("示范县人民政府关于", "追加救助资金的请示")),
    ("L-10", "circular", worded("协调领导小组名单", "协调领导小组成员名单")),
    ("L-10", "upward", removed("附件：1.")),
    ("L-10", "upward", worded("支出情况表", "支出明细表")),
    ("L-11", "circular", removed(DATE)),
    ("L-11", "letter", removed("示范县公安局：")),
    ("L-11", "upward", removed("示政发〔2026〕18号")),
    ("L-11", "joint", removed("2026年1月15日")),
    ("L-11", "letter", both(removed("示范县民政局"), removed("示民函〔2026〕3号"))),
    ("L-12", "circular", remark("此件公开发布")),
    ("L-12", "upward", remark("联系人：周敏")),
    ("L-12", "letter", added("2026年3月9日", "<w:r><w:t>此件依申请公开</w:t></w:r>")),
    ("L-13", "circular", worded("县委办公室，县人大", "县委办公室,县人大")),
    ("L-13", "joint", worded("抄送：县政府办公室", "抄送：县政府办公室；")),
    ("L-13", "minutes", worded("县委办公室，县人大", "县委办公室、，县人大")),
    ("L-14", "joint", titled("示范县民政局等三部门关于印发困难群众救助工作方案的通知")),
    ("L-14", "joint", titled("示范县民政局关于印发临时救助实施细则的通知")),
    ("L-14", "letter", titled("示范县民政局关于印发核对办法的通知")),
    ("L-15", "circular", both(OFFICE, AGREED)),
    ("L-15", "circular", both(worded("示范县人民政府文件", "示范县财政局文件"), AGREED)),
    ("L-15", "joint", worded("各乡镇民政办", "各乡镇人民政府、民政办")),
    ("L-16", "circular", worded("为及时救助", "**为及时救助")),
    ("L-16", "joint", worded("反映。", "反映。（内容由AI生成，仅供参考）")),
    ("L-16", "letter", worded("感谢支持。", "感谢支持。责任编辑：某某")),
    ("L-17", "circular", worded("《示范县急难救助工作实施方案》已", "《示范县急难救助工作实施方案已")),
    ("L-17", "circular", worded("“托底线", '"托底线')),
    ("L-17", "upward", worded("（示民发", "示民发")),
    ("L-18", "circular", worded("为及时救助", "为及时救助张三（110101199003070011）")),
    ("L-18", "circular", worded("限时办理。", "限时办理（13900001111）。")),
    ("L-18", "circular", worded("一次告知。", "一次告知（6222020200012345678）。")),
    ("H-6", "circular", worded("示政发〔2026〕35号", "〔2026〕35号")),
    ("H-6", "joint", worded("示民发〔2026〕21号", "示民发〔2026〕021号")),
    ("H-6", "letter", worded("示民函〔2026〕3号", "示民函〔2026〕第3号")),
    ("H-7", "upward", both(removed("签发人："), removed("王建国"))),
    ("H-7", "upward", titled("示范县人民政府关于追加救助资金的通知")),
    ("H-7", "circular", titled("示范县人民政府关于急难救助工作情况的报告")),
    ("B-7", "circular", worded("2026年3月6日印发", "2026年3月4日印发")),
    ("B-7", "joint", worded("2026年1月16日印发", "2025年1月16日印发")),
    ("B-7", "upward", worded("2026年7月3日印发", "2026年6月30日印发")),
    ("B-1", "circular", titled("示范县人民政府关于印发救助方案的通知。")),
    ("B-1", "joint", titled("示范县民政局关于做好救助工作的通知！")),
    ("B-1", "upward", titled("示范县人民政府关于追加资金的请示；")),
    ("R-8", "circular", titled("示范县人民政府关于救助工作的实施方案")),
    ("R-8", "joint", titled("示范县民政局关于救助工作的汇报")),
    ("R-8", "upward", titled("示范县人民政府关于追加资金的申请")),
    ("R-14", "upward", worded(TO_CITY, "示范市人民政府、示范省民政厅：")),
    ("R-14", "upward", worded(TO_CITY, "示范市委，示范市人民政府：")),
    ("R-14", "upward", worded(TO_CITY, "示范市人民政府；示范市财政局：")),
    ("R-15", "upward", titled("示范县人民政府关于救助资金情况的报告")),
    ("R-15", "circular", both(
        titled("示范县人民政府关于救助工作情况的报告"), worded("三、保障措施", "以上请示妥否，请批示。"))),
    ("R-15", "letter", both(
        titled("示范县民政局关于核对情况的报告"), worded("感谢支持。", "请予批准。"))),
    ("R-16", "upward", worded("一、资金使用情况", "一、请求追加资金")),
    ("R-16", "upward", worded("二、资金缺口", "二、请求增加编制")),
    ("R-16", "upward", worded("一、资金使用情况", "1.请求增拨车辆")),
    ("R-17", "upward", worded(TO_CITY, "王市长：")),
    ("R-17", "upward", worded(TO_CITY, "示范市民政局局长：")),
    ("R-17", "upward", worded(TO_CITY, "李书记：")),
    ("R-18", "upward", cc("阳山镇人民政府", "2026年7月3日印发")),
    ("R-18", "upward", cc("市财政局，梨花村", "2026年7月3日印发")),
    ("R-18", "upward", cc("各街道办事处", "2026年7月3日印发")),
    ("R-19", "circular", worded("示范县人民政府文件", "示范县民政局社会救助科文件")),
    ("R-19", "letter", worded("示范县民政局", "示范县民政局救助股")),
    ("R-19", "upward", worded("示范县人民政府文件", "示范县财政局社保处文件")),
    ("R-22", "circular", worded("为及时救助", "为及时救助（https://example.org）")),
    ("R-22", "joint", worded("为切实做好", "为切实做好www.example.org")),
    ("R-22", "letter", worded("感谢支持。", "感谢支持。http://a.example")),
)  # fmt: skip


@pytest.fixture(scope="module")
def word(golden: dict[str, OfficialDocument]) -> dict[str, bytes]:
    return {name: official_docx(golden[name], shipped_layout()) for name in NAMES}


@pytest.mark.parametrize(
    ("rule", "name", "change"),
    MUTANTS,
    ids=[f"{rule}-{n}" for n, (rule, _, _) in enumerate(MUTANTS)],
)
def test_a_slip_of_words_is_caught_in_a_word_file(
    rule: str, name: str, change: Change, word: dict[str, bytes]
) -> None:
    assert rule in {one.rule for one in check_docx(mutated(word[name], change))}


def test_every_rule_of_words_has_three_mutants() -> None:
    counted = Counter(rule for rule, _, _ in MUTANTS)
    assert {rule for rule, number in counted.items() if number < 3} == set()
    assert {f"L-{n:02}" for n in range(1, 19)} <= set(counted)
