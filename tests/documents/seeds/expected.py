"""Say what the comparison of the five seeds with the standard lists for each of them.

One entry per statement: who found it (kind, rule, pattern of the message), how many findings or
changed marks belong to it, and what the statement is. Statements that call something right
(✓) have no entry: nothing may be found there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from jiuji_docs.domain.documents.import_notes import ImportFinding, Kind


@dataclass(frozen=True, slots=True)
class Listed:
    """One statement of the comparison and the findings that say it."""

    statement: str
    kind: Kind
    rule: str
    pattern: str
    count: int

    def says(self, finding: ImportFinding) -> bool:
        """Tell whether *finding* is this statement."""
        same = (finding.kind, finding.rule) == (self.kind, self.rule)
        return same and bool(re.search(self.pattern, finding.message))


def _missing(*names: str) -> tuple[Listed, ...]:
    return tuple(Listed(f"needs {name}", "missing", "L-11", f"^缺少{name}", 1) for name in names)


MARK, NUMBER, ADDRESSEES = "发文机关标志", "发文字号", "主送机关"
SIGNATURE, DATE, COLOPHON = "发文机关署名", "成文日期", "版记"

LISTED: dict[str, tuple[Listed, ...]] = {
    "000": (
        Listed("title padded: 通 知", "repaired", "L-07", "标题中的空格", 1),
        Listed("half-width twin 附件:", "repaired", "L-10", "不加冒号", 1),
        Listed("half-width colons of label and roles", "repaired", "L-05", "半角标点", 4),
        Listed("two-character names padded", "repaired", "L-07", "姓名中间的空格", 1),
        Listed("one row split by a page break", "repaired", "L-16", "名单中被分页切断", 1),
        Listed("Markdown #", "repaired", "L-16", "Markdown 标记", 7),
        Listed("Markdown ---", "repaired", "L-16", "Markdown 分隔线", 3),
        Listed("Markdown line end of two spaces", "repaired", "L-07", "行首行末", 1),
        Listed("mid-sentence page breaks", "repaired", "L-16", "分页切断的句子", 2),
        Listed("### 三、 level slip", "repaired", "L-06", "“三、”定为第 1 层", 1),
    ),
    "001": (
        *_missing(MARK, NUMBER, ADDRESSEES, SIGNATURE, DATE, COLOPHON),
        Listed("title without issuer", "doubtful", "L-08", "没有发文机关", 1),
        Listed("title without 关于", "doubtful", "L-08", "没有“关于”", 1),
        Listed("bare 方案", "doubtful", "L-08", "“方案”不是法定文种", 1),
        Listed("half-width punctuation", "repaired", "L-05", "半角标点", 20),
        Listed("half-width (一)", "repaired", "L-06", "全角（一）", 17),
        Listed("〔201447号", "doubtful", "L-02", "没有闭合", 1),
        Listed("20156月底", "doubtful", "L-04", "20156月”缺“年”", 1),
        Listed("site boilerplate: columns", "repaired", "L-16", "栏目标记【民政方案】", 2),
        Listed("site boilerplate: lead and links", "repaired", "L-16", "网页残留文字", 2),
        Listed("site boilerplate: title again", "repaired", "L-16", "重复的标题", 2),
    ),
    "002": (
        *_missing(MARK, NUMBER, COLOPHON),
        Listed("leading space", "repaired", "L-07", "行首行末", 1),
    ),
    "003": (
        *_missing(SIGNATURE, DATE, COLOPHON),
        Listed("【2021】, 【2017】 and 【2019】", "repaired", "L-01", "六角括号", 2),
        Listed("title without issuer", "doubtful", "L-08", "没有发文机关", 1),
        Listed("stray space in the title", "repaired", "L-07", "标题中的空格", 1),
        Listed("notice fused with the 办法", "doubtful", "L-14", "合在一起", 1),
        Listed("(一)×4 among （一）", "repaired", "L-06", "全角（一）", 4),
        Listed("page-break splits", "repaired", "L-16", "分页切断的句子", 3),
    ),
    "004": (
        *_missing(MARK, NUMBER),
        Listed("only the tail of 抄送 survives", "doubtful", "L-13", "抄送的后半段", 1),
        Listed("no 印发机关 behind it", "missing", "L-11", "印发机关和印发日期", 1),
        Listed("title without issuer", "doubtful", "L-08", "没有发文机关", 1),
        Listed("title without 关于", "doubtful", "L-08", "没有“关于”", 1),
        Listed("title broken inside 《》", "repaired", "L-09", "切断了书名号", 1),
        Listed("1. with a space, 12×", "repaired", "L-06", "“1.”", 12),
        Listed("[bookmark: …]", "repaired", "L-16", "书签", 2),
        Listed("trailing spaces, U+3000", "repaired", "L-07", "行首行末", 1),
    ),
}
#: The comparison is silent on single spaces inside a sentence (开通 5626190 社会救助热线); taking them
#: out changes the text, so it is told all the same: seed → lines.
INNER_SPACES: dict[str, tuple[int, ...]] = {"000": (29, 83), "001": (27,), "003": (57,)}


def unexplained(seed: str, findings: Iterable[ImportFinding]) -> list[ImportFinding]:
    """Return the findings that no statement of the comparison says."""
    spaces = INNER_SPACES.get(seed, ())
    return [
        one
        for one in findings
        if not any(listed.says(one) for listed in LISTED[seed])
        and not (one.message == "去掉文字中间的空格" and one.line in spaces)
    ]
