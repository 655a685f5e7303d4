"""Write the page that lists the whole set of papers (全套文书) with the size of every named place.

``python -m jiuji_docs.services.form_page > docs/analysis/forms.md``
"""

from __future__ import annotations

import sys

from jiuji_docs.domain.forms.definition import FormDefinition
from jiuji_docs.domain.forms.layout import lay_out, place_kind
from jiuji_docs.rendering.sheet_metrics import NominalWidths
from jiuji_docs.rendering.sheet_plan import plan
from jiuji_docs.services.form_list import numbered_forms, origin_text

HEAD = """# 全套文书 F01 至 F29

本页由 `python -m jiuji_docs.services.form_page` 从 `forms/*.toml` 生成。“本项目自拟”指没有见到
公布的样表；“已公布”指栏目取自所列样表、项目表或者标准，版式仍是本项目的。位置的尺寸为宽×高，毫米。

| 编号 | 表单 | 名称 | 字段 | 依据 | 版式来源 | 签名、捺印、盖章位置 |
|---|---|---|---|---|---|---|"""
_KINDS = {"signature": "签名", "fingerprint": "捺印", "seal": "盖章"}


def page() -> str:
    """Return the whole page in Markdown."""
    return "\n".join([HEAD, *(_row(form) for form in numbered_forms())]) + "\n"


def _row(form: FormDefinition) -> str:
    basis = "、".join(form.basis)
    fields = len(form.fields)
    return (
        f"| {form.number} | `{form.id}` | {form.title} | {fields} | {basis} "
        f"| {origin_text(form)} | {_places(form)} |"
    )


def _places(form: FormDefinition) -> str:
    """Return each named place of the blank paper with its kind and size."""
    if form.paper is None or form.paper.kind == "official":
        return "公文，用印见公文版式"
    cells = plan(lay_out(form, {}), NominalWidths()).cells
    return "；".join(
        f"{_KINDS[place_kind(cell.box.place)]} `{cell.box.place}` "
        f"{cell.rect.width:.0f}×{cell.rect.height:.0f}"
        for cell in cells
        if cell.box.place
    )


if __name__ == "__main__":
    sys.stdout.write(page())
