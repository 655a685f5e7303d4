"""Say in Chinese what the press found on a paper: a rare character, full boxes, why it failed (印制提醒)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from jiuji_docs.domain.forms.definition import FormDefinition
from jiuji_docs.domain.workflow.policy import Pack

#: What became of a text that its box does not hold.
OUTCOMES = {"shrink": "已缩小字号", "continue": "转续页"}
#: Names of boxes told one by one; more are counted.
NAMED = 3

Finding = Mapping[str, str]


def findings_text(pack: Pack, paper: str, findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return one line per thing to look at; full boxes of one outcome stand on one line together."""
    plain = [item["message"] for item in findings if item["kind"] == "failed"]
    rare = [item["character"] for item in findings if item["kind"] == "substitution"]
    if rare:
        plain.append(f"生僻字“{'、'.join(rare)}”改用备用字库")
    return (*plain, *_full(pack, pack.forms.get(paper), findings))


def _full(pack: Pack, form: FormDefinition | None, findings: Sequence[Finding]) -> Iterator[str]:
    by_outcome: dict[str, list[str]] = {}
    for item in findings:
        if item["kind"] not in ("failed", "substitution"):
            by_outcome.setdefault(item["outcome"], []).append(box_title(pack, form, item["box"]))
    for outcome, boxes in by_outcome.items():
        names = list(dict.fromkeys(boxes))
        told = "、".join(f"“{name}”" for name in names[:NAMED])
        count = f"等 {len(boxes)} 处" if len(boxes) > 1 else ""
        yield f"{told}{count}内容较长，{OUTCOMES.get(outcome, outcome)}"


def box_title(pack: Pack, form: FormDefinition | None, box: str) -> str:
    """Return what people call a box: its field's title, or the head of its column."""
    first, _, rest = box.partition(".")
    named = pack.forms.get(first)
    titles = {item.name: item.title for item in named.fields} if named is not None else {}
    if title := titles.get(rest.partition(".")[0]):
        return title
    heads = (
        (head for block in form.paper.blocks for head in block.heads) if form and form.paper else ()
    )
    return next((head.label for head in heads if head.field == first), box)
