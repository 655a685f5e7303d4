"""Print one form outside any case, blank or filled from a data file (单独打印)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any

from jiuji_docs.definitions.catalog import Catalog
from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.documents import frozen as frozen_documents
from jiuji_docs.domain.documents.composition import compose
from jiuji_docs.domain.errors import FormInvalid, NotFound
from jiuji_docs.domain.forms import frozen as frozen_sheets
from jiuji_docs.domain.forms.definition import Field, FormDefinition, PaperLayout
from jiuji_docs.domain.forms.entry import prefill, validate
from jiuji_docs.domain.forms.known import is_known, known
from jiuji_docs.domain.forms.layout import lay_out
from jiuji_docs.domain.forms.paper_code import with_code
from jiuji_docs.domain.forms.sheet import RenderedPaper
from jiuji_docs.rendering.fonts import installed_fonts
from jiuji_docs.services.printing import Printer

#: The table of a data file that holds entries by form, as in scenario files.
FORMS = "form"
_OUTCOMES = {"shrink": "字号已缩小", "continue": "内容过长，全文见续页"}


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """A form on paper: both files, the page count, and what the clerk should look at (提醒)."""

    pdf: bytes
    docx: bytes
    pages: int
    findings: tuple[str, ...]


def print_form(
    form_id: str, data: Mapping[str, Any] | None = None, *, now: dt.datetime | None = None
) -> PrintedForm:
    """Return a form printed blank, or filled from *data*.

    ``data["form"]`` maps form id to fields; every other table gives what else is known, such as
    ``data["case"]["number"]``. Fields not given stay blank; what is given must be right on
    ``data["today"]`` when that is told, else FormInvalid. Raises NotFound for an
    unknown form or one without paper, PaperError when the paper refuses.
    """
    catalog = Catalog.shipped()
    form = catalog.form(form_id)
    if form.paper is None:
        raise NotFound(f"“{form.title}”只在系统中填写，没有纸面")
    today = _today(data or {}, now or dt.datetime.now(dt.UTC))
    values = _known(catalog, form, data or {}, today)
    with closing(Printer(catalog, installed_fonts())) as printer:
        paper, docx = printer.make(_content(catalog, form, form.paper, values, today))
    return PrintedForm(paper.pdf, docx, paper.pages, _findings(paper))


def _today(data: Mapping[str, Any], now: dt.datetime) -> dt.date:
    """Return the day the data are seen on: the one they tell, else the real one."""
    told = data.get("today")
    return told if type(told) is dt.date else now.astimezone(BEIJING).date()


def _known(
    catalog: Catalog, form: FormDefinition, data: Mapping[str, Any], today: dt.date
) -> dict[str, Any]:
    """Return every dotted path the data tell, the printed form pre-filled from the other forms."""
    given = data.get(FORMS, {})
    if not isinstance(given, Mapping):
        raise FormInvalid(form.id, {FORMS: ["应为按表单编号分组的表"]})
    values = _paths({name: value for name, value in data.items() if name != FORMS})
    others = {name: fields for name, fields in given.items() if name != form.id}
    values |= known(
        (name, _checked(catalog.form(name), fields, today)) for name, fields in others.items()
    )
    if data:
        own = given.get(form.id, {})
        entry = {**_filled(form, values), **own} if isinstance(own, Mapping) else own
        values |= known([(form.id, _checked(form, entry, today))])
    return values


def _filled(form: FormDefinition, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is known from elsewhere, without defaults that nobody chose."""
    named = {field.name for field in form.fields if field.known_from}
    return {name: value for name, value in prefill(form, values).items() if name in named}


def _checked(form: FormDefinition, fields: Any, today: dt.date) -> dict[str, Any]:
    """Return the values of the given fields; those not given are simply blank."""
    given = fields.items() if isinstance(fields, Mapping) else ()
    names = {name for name, value in given if is_known(value)}
    loose = tuple(
        replace(section, fields=tuple(_optional(field, names) for field in section.fields))
        for section in form.sections
    )
    whole = names >= {field.name for field in form.fields if field.required}
    rules = form.rules if whole else ()
    return validate(replace(form, sections=loose, rules=rules), fields, today=today).values


def _optional(field: Field, given: set[str]) -> Field:
    if field.name in given:
        return field
    return replace(field, required=False, required_when=None)


def _paths(tables: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Return nested tables as dotted paths."""
    values: dict[str, Any] = {}
    for name, value in tables.items():
        path = f"{prefix}{name}"
        values |= _paths(value, f"{path}.") if isinstance(value, Mapping) else {path: value}
    return values


def _content(
    catalog: Catalog,
    form: FormDefinition,
    paper: PaperLayout,
    values: Mapping[str, Any],
    today: dt.date,
) -> dict[str, Any]:
    """Return the frozen content the printer takes, as a case's paper would have it."""
    unit = str(values.get("unit.name", ""))
    if paper.kind == "official":
        document = compose(
            catalog.composition(paper.composition),
            values,
            issuer=unit or "（发文机关）",
            number=str(values.get("document.number", "")),
            signed_on=values.get("document.signed_on", today if values else None),
            missing="＿＿＿＿",
        )
        return {"kind": "official", "body": frozen_documents.freeze(document)}
    number = str(values.get("case.number", ""))
    sheet = lay_out(form, values, number=number, unit=unit)
    return {"kind": "sheet", "body": frozen_sheets.freeze(with_code(sheet, form))}


def _findings(paper: RenderedPaper) -> tuple[str, ...]:
    gave = [f"{box}：{_OUTCOMES.get(outcome, outcome)}" for box, outcome in paper.overflow]
    rare = "、".join(character for character, _ in paper.substitutions)
    return (*gave, *([f"生僻字改用后备字体：{rare}"] if rare else []))
