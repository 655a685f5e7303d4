"""Judge what is put on the board, and that photos show it hung there (公示内容、留存照片)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.conformance.writing import personal_data
from jiuji_docs.domain.people import parse_id_number
from jiuji_docs.domain.workflow.facts import Actor, Facts
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.domain.workflow.verdict import GuardResult, fails, holds, setting, value_at

#: 未成年人: whose name is not put on a board.
ADULT = 18
#: What a file brought to a case shows; the word is stored, the title is shown.
FILE_KINDS = {
    "proof": "证明材料",
    "visit_photo": "入户照片",
    "review_photo": "评议现场照片",
    "posted_photo": "公示张贴照片",
    "removed_photo": "公示撤下照片",
    "delivery_photo": "领取照片",
    "signed_minutes": "会议纪要签字件",
    "other": "其他材料",
}


def publicity_masked(
    facts: Facts, _actor: Actor, _pack: Pack, *, form: str, shown: str, subject: str, person_id: str
) -> GuardResult:
    """Refuse a notice that names a minor in full or holds an ID number, a card or a mobile.

    *shown* is the name as the notice prints it, empty for the full one. The office's own telephone is
    a field of kind phone and is meant to be there.
    """
    found = next(_personal(facts.entering.get(form, {})), "")
    if found:
        return fails("personal_data_published", f"公示内容含有个人信息（{found}），请去掉后再公示")
    full = str(value_at(facts, subject) or "").strip()
    printed = str(value_at(facts, shown) or full).strip()
    if full and printed == full and _is_minor(facts, str(value_at(facts, person_id) or "")):
        return fails(
            "minor_named", "对象是未成年人，公示不写全名，请在“公示姓名”只写姓氏，如“李某”"
        )
    return holds()


def _personal(values: Any) -> Iterator[str]:
    """Yield personal data in the texts of a form, each masked; telephones have a field of their own."""
    if isinstance(values, str):
        yield from personal_data(values)
    elif isinstance(values, dict):
        for key, value in values.items():
            if key != "phone":
                yield from _personal(value)
    elif isinstance(values, list | tuple):
        for value in values:
            yield from _personal(value)


def _is_minor(facts: Facts, number: str) -> bool:
    """Say whether an ID number is a minor's today; a number that cannot be read says nothing."""
    today = facts.now.astimezone(BEIJING).date()
    try:
        return parse_id_number(number).age_on(today) < ADULT
    except ValueError:
        return False


def files_attached(
    facts: Facts, _actor: Actor, pack: Pack, *, kind: str, parameter: str
) -> GuardResult:
    """Require a file of *kind* with the case where the locality asks for it (flag *parameter*)."""
    asked = setting(pack, parameter)
    if not asked.value or facts.files.get(kind, 0):
        return holds(asked.note)
    title = FILE_KINDS.get(kind, kind)
    return fails("file_missing", f"还没有上传{title}，请在事项页的佐证材料中添加后再办")
