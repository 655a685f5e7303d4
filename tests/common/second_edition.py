"""Change the shipped pack as an office would for its next edition: one step less, one field renamed."""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Callable
from typing import Any

from jiuji_docs.definitions.catalog import Catalog
from jiuji_docs.definitions.read_pack import FormSources, PackSources
from tests.common.cases import PACK
from tests.common.relief import catalog

Plain = dict[str, Any]
#: The step that is gone, with the state it led to, and the field that has another name.
GONE_STEP, GONE_STATE, BACK_TO = "publicise", "publicised", "reviewed"
FORM, OLD_FIELD, NEW_FIELD = "investigation", "housing", "dwelling"
MAP = f"""
[states]
{GONE_STATE} = "{BACK_TO}"

[fields]
"{FORM}.{OLD_FIELD}" = {{ to = "{NEW_FIELD}", reason = "改称住房状况" }}
"""
Change = Callable[[Plain, Plain, dict[str, Plain]], object]


def changed(change: Change, base: Catalog | None = None) -> Catalog:
    """Return the catalog after *change* of the pack's policy and workflow and of all forms."""
    before = base or catalog()
    sources = copy.deepcopy(before.sources[PACK])
    forms = copy.deepcopy(dict(before.form_sources.forms))
    change(sources.policy, sources.workflow, forms)
    return dataclasses.replace(
        before,
        sources={
            **before.sources,
            PACK: PackSources(PACK, sources.policy, sources.workflow, sources.amounts),
        },
        form_sources=FormSources(forms, before.form_sources.enumerations),
    )


def second_edition() -> Catalog:
    """Return the catalog with the next edition of the pack, fit to be published."""
    return changed(_without_publicity)


def _without_publicity(policy: Plain, workflow: Plain, forms: dict[str, Plain]) -> None:
    workflow["transition"] = [one for one in workflow["transition"] if one["id"] != GONE_STEP]
    workflow["state"] = [one for one in workflow["state"] if one["id"] != GONE_STATE]
    for one in workflow["transition"]:
        one["from"] = [state for state in one["from"] if state != GONE_STATE]
        one["guards"] = [g for g in one.get("guards", ()) if g.get("step") != GONE_STEP]
    for clause in policy["clause"]:
        carried = clause.get("carried_by", ())
        clause["carried_by"] = [name for name in carried if name != f"transition:{GONE_STEP}"]
    _rename(forms[FORM])


def _rename(form: Plain) -> None:
    """Rename the field where it is entered and where it is printed."""
    for section in form["section"]:
        for field in section["field"]:
            if field["name"] == OLD_FIELD:
                field["name"], field["title"] = NEW_FIELD, "住房状况"
    for block in form["paper"]["block"]:
        for cell in (cell for row in block.get("rows", ()) for cell in row):
            if cell.get("field") == f"{FORM}.{OLD_FIELD}":
                cell["field"] = f"{FORM}.{NEW_FIELD}"
