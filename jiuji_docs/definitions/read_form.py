"""Turn the plain data of forms/*.toml into a FormDefinition (表单).

The module is not called ``forms`` because that name is the shipped data room's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jiuji_docs.definitions.checksum import checksum
from jiuji_docs.definitions.plain import check_table
from jiuji_docs.definitions.vocabulary import FORM_NODES
from jiuji_docs.domain.errors import DefinitionError
from jiuji_docs.domain.forms.definition import (
    Block,
    CellLayout,
    Choice,
    Field,
    FormDefinition,
    PaperLayout,
    Rule,
    Section,
)

Plain = Mapping[str, Any]
#: Enumeration id → value → Chinese title.
Enumerations = Mapping[str, Mapping[str, str]]


def read_form(data: Plain, where: str, enumerations: Enumerations) -> FormDefinition:
    """Return the form that *data* describes.

    ``choices_from`` is looked up in *enumerations*. Raises DefinitionError with file and place.
    """
    check_table(data, "form", FORM_NODES, where)
    sections = tuple(_section(item, where, enumerations) for item in data.get("section", ()))
    return FormDefinition(
        id=data["id"],
        title=data["title"],
        basis=tuple(data.get("basis", ())),
        sections=sections,
        rules=tuple(_rule(item) for item in data.get("rule", ())),
        paper=_paper(data["paper"]) if "paper" in data else None,
        checksum=checksum({"form": data, "choices": _choices_used(sections)}),
        number=data.get("number", ""),
        origin=data.get("origin", ""),
        sample=data.get("sample", ""),
    )


def read_enumerations(data: Plain, where: str) -> dict[str, dict[str, str]]:
    """Return the shared enumerations of forms/enumerations.toml."""
    check_table(data, "enumerations", FORM_NODES, where)
    return {name: dict(values) for name, values in data.items()}


def _section(data: Plain, where: str, enumerations: Enumerations) -> Section:
    return Section(
        title=data["title"],
        fields=tuple(_field(item, where, enumerations) for item in data["field"]),
    )


def _field(data: Plain, where: str, enumerations: Enumerations) -> Field:
    place = f"{where}.{data['name']}"
    condition = data.get("required_when")
    return Field(
        name=data["name"],
        title=data["title"],
        kind=data["kind"],
        required=data.get("required", condition is None),
        hint=data.get("hint", ""),
        minimum=text_of(data.get("minimum", "")),
        maximum=text_of(data.get("maximum", "")),
        choices=_choices(data, place, enumerations),
        columns=tuple(_field(item, place, enumerations) for item in data.get("columns", ())),
        known_from=data.get("known_from", ""),
        required_when=(condition["field"], text_of(condition["is"])) if condition else None,
        default=text_of(data.get("default", "")),
        privacy=data.get("privacy", ""),
    )


def _choices(data: Plain, place: str, enumerations: Enumerations) -> tuple[Choice, ...]:
    source = data.get("choices_from", "")
    if not source:
        return tuple(Choice(item["value"], item["title"]) for item in data.get("choices", ()))
    if "choices" in data:
        raise DefinitionError(place, "choices 与 choices_from 只能写一个")
    if source not in enumerations:
        known = "、".join(sorted(enumerations)) or "（无）"
        raise DefinitionError(place, f"没有名为“{source}”的枚举；已有：{known}")
    return tuple(Choice(value, title) for value, title in enumerations[source].items())


def text_of(value: Any) -> str:
    """Return a scalar as the text that fields keep: true/false for flags, digits for numbers."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _rule(data: Plain) -> Rule:
    own = ("name", "clause")
    parameters = {key: text_of(value) for key, value in data.items() if key not in own}
    return Rule(data["name"], parameters, data.get("clause", ""))


def _paper(data: Plain) -> PaperLayout:
    return PaperLayout(
        title=data["title"],
        blocks=tuple(_block(item) for item in data.get("block", ())),
        orientation=data.get("orientation", "portrait"),
        subtitle=data.get("subtitle", ""),
        not_printed=dict(data.get("not_printed", {})),
        kind=data.get("kind", "sheet"),
        composition=data.get("composition", ""),
    )


def _block(data: Plain) -> Block:
    return Block(
        kind=data["kind"],
        height=float(data.get("height", 9)),
        columns=data.get("columns", 12),
        rows=tuple(tuple(_cell(cell) for cell in row) for row in data.get("rows", ())),
        source=data.get("source", ""),
        heads=tuple(_cell(cell) for cell in data.get("heads", ())),
        minimum_rows=data.get("minimum_rows", 0),
        text=data.get("text", ""),
        style=data.get("style", ""),
        where=data.get("where", ""),
    )


def _cell(data: Plain) -> CellLayout:
    return CellLayout(**data)


def _choices_used(sections: tuple[Section, ...]) -> list[Any]:
    """Return every choice of every field, so that a changed enumeration changes the checksum."""
    fields = [field for section in sections for field in section.fields]
    everything = [*fields, *(column for field in fields for column in field.columns)]
    return [
        [field.name, [[item.value, item.title] for item in field.choices]]
        for field in everything
        if field.choices
    ]
