"""Check outgoing documents (公文): each has its wording, which reads only what is known."""

from __future__ import annotations

from collections.abc import Iterator

from jiuji_docs.definitions.catalog import Catalog
from jiuji_docs.definitions.finding import ERROR, Finding, in_form
from jiuji_docs.definitions.known_paths import is_path, known_paths
from jiuji_docs.domain.documents.composition import Composition
from jiuji_docs.domain.errors import DefinitionError, NotFound
from jiuji_docs.domain.forms.definition import FormDefinition
from jiuji_docs.domain.workflow.policy import Pack


def documents(catalog: Catalog) -> Iterator[Finding]:
    """Find official papers without wording, and wording that reads what nobody enters."""
    for pack in catalog.packs.values():
        yield from documents_of(catalog, pack)


def documents_of(catalog: Catalog, pack: Pack) -> Iterator[Finding]:
    """Find the same of one pack, which need not be the catalog's own edition."""
    for form in pack.forms.values():
        if form.paper is not None and form.paper.kind == "official":
            yield from _document(catalog, pack, form, form.paper.composition)


def _document(catalog: Catalog, pack: Pack, form: FormDefinition, name: str) -> Iterator[Finding]:
    try:
        composition = catalog.composition(name)
    except (NotFound, DefinitionError) as error:
        yield in_form(form.id, "paper.composition", str(error))
        return
    yield from _slots(pack, composition)
    printed = {path for slot in composition.slots.values() for path in slot.sources}
    left_out = form.paper.not_printed if form.paper is not None else {}
    for field in form.fields:
        if f"{form.id}.{field.name}" not in {*printed, *left_out}:
            yield in_form(form.id, field.name, "填了却不印，也没有列入 not_printed")


def _slots(pack: Pack, composition: Composition) -> Iterator[Finding]:
    paths = known_paths(pack)
    for name, slot in composition.slots.items():
        for path in slot.sources:
            if not is_path(path, paths):
                file = f"templates/documents/{composition.id}.toml"
                yield Finding(file, f"slots.{name}", ERROR, f"没有“{path}”")
