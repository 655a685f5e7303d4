"""Judge the words of a finished file by the rules of writing, as far as its lines show them (行文用字)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jiuji_docs.conformance.elements import Elements
from jiuji_docs.conformance.judge_elements import element_findings
from jiuji_docs.domain.conformance.finding import Finding, Findings
from jiuji_docs.domain.conformance.model_rules import MODEL_RULES
from jiuji_docs.domain.conformance.repealed import repealed_in
from jiuji_docs.domain.conformance.titles import title_slips
from jiuji_docs.domain.conformance.writing import personal_data, slips
from jiuji_docs.domain.documents.numbering import parse

#: Spaces and short marks stand for other things where people align names and figures.
_NOT_IN_PARTS = frozenset({"L-06", "L-07"})
_STRAIGHT = "\"'"
_PUBLIC = "此件公开发布"
#: Findings of one rule that are worth telling; the hundredth says no more.
MOST_OF_A_RULE = 5


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph with where it stands; ``part`` marks cells, rosters, heads and the colophon.

    ``cut``: put together from a page's lines, so that a bracket's partner may be in another one.
    """

    place: str
    text: str
    part: bool = False
    cut: bool = False


def judge_text(
    passages: Sequence[Passage],
    title: Sequence[str],
    number: str,
    elements: Elements,
    repealed: Mapping[str, str],
) -> tuple[Finding, ...]:
    """Return what the words break; *title* is its lines, *number* 发文字号 or empty.

    *repealed*: title of a basis no longer in force → what replaced it (依据).
    """
    found = Findings(MODEL_RULES)
    _whole(title, number, elements, found)
    public = any(_PUBLIC in one.text for one in passages)
    for one in passages:
        for rule, words in slips(one.text):
            apart = one.cut and rule == "L-17" and words not in _STRAIGHT
            if not (apart or (one.part and rule in _NOT_IN_PARTS)):
                found.add(rule, words, "", one.place)
        for cited, instead in repealed_in(one.text, repealed):
            found.add("L-19", cited, instead, one.place)
        if public:
            for shown in personal_data(one.text):
                found.add("L-18", shown, "删去或另行处理", one.place)
    return _few(found.found)


def _whole(title: Sequence[str], number: str, elements: Elements, found: Findings) -> None:
    """Judge what only the whole file shows: its title, its number, what is missing, who writes to whom."""
    if title:
        for rule, measured, expected in title_slips(title, has_mark=bool(elements.mark)):
            found.add(rule, measured, expected, "标题")
    if number:
        try:
            parse(number)
        except ValueError as error:
            found.add("H-6", number, str(error).partition("：")[0], "发文字号")
    for slip in element_findings(elements):
        found.add(*slip)


def _few(found: Sequence[Finding]) -> tuple[Finding, ...]:
    told: dict[str, int] = {}
    kept = []
    for one in found:
        told[one.rule] = told.get(one.rule, 0) + 1
        if told[one.rule] <= MOST_OF_A_RULE:
            kept.append(one)
    return tuple(kept)
