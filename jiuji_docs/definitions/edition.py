"""Write a pack with everything it is read from as one text, and read the same pack back (版本存档).

The text keeps what checksums ignore but people see: the order of tables and keys. Days, times and exact
numbers are marked, so that they come back as what they were.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jiuji_docs.definitions.amount_uses import chosen_ids
from jiuji_docs.definitions.catalog import Catalog
from jiuji_docs.definitions.office import overlay
from jiuji_docs.definitions.read_pack import FormSources, PackSources, read_pack
from jiuji_docs.domain.errors import DefinitionError
from jiuji_docs.domain.workflow.policy import Pack

#: Marks of what JSON has no kind for; a table with such a key of its own is wrapped in ``TABLE``.
DECIMAL, DATE, MOMENT, TABLE = "$decimal", "$date", "$moment", "$table"
#: Where the texts of templates are kept; editions of before had digests only, under another key.
TEMPLATES = "template_texts"
_READERS: Mapping[str, Callable[[str], Any]] = {
    DECIMAL: Decimal,
    DATE: dt.date.fromisoformat,
    MOMENT: dt.datetime.fromisoformat,
}


@dataclass(frozen=True, slots=True)
class Edition:
    """A pack's plain data, merged and with the office's settings, its forms, and templates (text by path)."""

    sources: PackSources
    forms: FormSources
    templates: Mapping[str, str]

    def pack(self) -> Pack:
        """Return the pack these sources say; DefinitionError names file and place."""
        return read_pack(self.sources, self.forms, self.templates)


def edition_of(catalog: Catalog, pack_id: str, settings: Mapping[str, Any] | None) -> Edition:
    """Return a pack of the data rooms as an office with *settings* runs it."""
    sources = catalog.sources[pack_id]
    if settings:
        laid = overlay(sources.policy, sources.workflow, settings, f"office.{pack_id}")
        sources = PackSources(pack_id, *laid, sources.amounts)
    return Edition(sources, catalog.form_sources, catalog.paper_templates)


def write_edition(edition: Edition) -> str:
    """Return the text to keep: JSON with marks, keys in the order of the files."""
    chosen = chosen_ids(edition.sources.policy)
    content = {
        "name": edition.sources.name,
        "policy": edition.sources.policy,
        "workflow": edition.sources.workflow,
        "amounts": {k: v for k, v in edition.sources.amounts.items() if k in chosen},
        "forms": dict(edition.forms.forms),
        "enumerations": edition.forms.enumerations,
        TEMPLATES: dict(edition.templates),
    }
    return json.dumps(_marked(content), ensure_ascii=False, separators=(",", ":"))


def read_edition(text: str) -> Edition:
    """Return what ``write_edition`` kept; DefinitionError for any other text."""
    try:
        content = json.loads(text, object_hook=_unmarked)
        return Edition(
            PackSources(
                content["name"],
                content["policy"],
                content["workflow"],
                # Editions kept before packs chose tables have none.
                content.get("amounts", {}),
            ),
            FormSources(content["forms"], content["enumerations"]),
            content.get(TEMPLATES, {}),
        )
    except (ValueError, ArithmeticError, KeyError, TypeError, RecursionError) as error:
        raise DefinitionError("pack_edition", f"不是本系统存下的版本：{error}") from error


def _marked(value: Any) -> Any:
    if isinstance(value, Mapping):
        table = {key: _marked(item) for key, item in value.items()}
        return {TABLE: list(table.items())} if any(key[:1] == "$" for key in table) else table
    if isinstance(value, list | tuple):
        return [_marked(item) for item in value]
    if isinstance(value, Decimal):
        return {DECIMAL: str(value)}
    # A datetime is a date, so the narrower kind is asked for first.
    if isinstance(value, dt.datetime):
        return {MOMENT: value.isoformat()}
    if isinstance(value, dt.date):
        return {DATE: value.isoformat()}
    return value


def _unmarked(table: dict[str, Any]) -> Any:
    if len(table) == 1:
        ((key, value),) = table.items()
        if key == TABLE:
            return dict(value)
        if key in _READERS:
            return _READERS[key](value)
    return table
