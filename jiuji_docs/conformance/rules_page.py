"""Write the page that lists every rule of the ruler, from the catalogues themselves.

``python -m jiuji_docs.conformance.rules_page > docs/analysis/conformance-rules.md``
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping

from jiuji_docs.conformance.page_rules import PAGE_RULES
from jiuji_docs.conformance.reading_rules import READING_RULES
from jiuji_docs.conformance.word_rules import WORD_RULES
from jiuji_docs.domain.conformance.finding import SPOKEN, Rule
from jiuji_docs.domain.conformance.model_rules import MODEL_RULES

_SEVERITIES = {"error": "错误", "warning": "提醒", "info": "参考"}
HEAD = """# 公文检查的规则

`jiuji document check` 检查公文稿（.toml）、Word 文件（.docx）和成品 PDF。每条规则注明依据的条款和强度：
只有国标规定的才是错误，一般和推荐的是提醒，允许、实务和推算的供参考；打不开、没有文字的文件无法判断，也记为错误。
尺子与排版互不共用任何数字，所以检查得出自己的错，也检查别人的文件。
纸张、双面印刷、装订和套印误差（第 4、6 章）在文件里看不出来，须对实物检查。
本页由 `python -m jiuji_docs.conformance.rules_page` 生成。
"""
PARTS = (
    ("文件本身", READING_RULES),
    ("文字、要素和行文（三种文件）", MODEL_RULES),
    ("成品 PDF 的版面", PAGE_RULES),
    ("Word 文件的设置", WORD_RULES),
)


def page() -> str:
    """Return the whole page in Markdown."""
    return "\n".join([HEAD, *(line for title, rules in PARTS for line in _part(title, rules))])


def _part(title: str, rules: Mapping[str, Rule]) -> Iterator[str]:
    yield f"## {title}"
    yield ""
    yield "| 规则 | 条款 | 强度 | 结果 | 意思 |"
    yield "|---|---|---|---|---|"
    for rule in rules.values():
        severity = _SEVERITIES[rule.severity]
        clause = rule.clause or "—"
        yield f"| {rule.id} | {clause} | {SPOKEN[rule.strength]} | {severity} | {rule.meaning} |"
    yield ""


if __name__ == "__main__":
    sys.stdout.write(page())
