"""Put policy, workflow and forms together as a Pack (政策包)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from typing import Any

from jiuji_docs.definitions.amount_uses import chosen_tables, fact_forms, uses
from jiuji_docs.definitions.assembling import Shelf, assemble, load_files
from jiuji_docs.definitions.checksum import checksum
from jiuji_docs.definitions.loader import load_file
from jiuji_docs.definitions.perhaps_forms import only_forms_there_are
from jiuji_docs.definitions.read_form import Enumerations, read_form
from jiuji_docs.definitions.read_policy import read_policy
from jiuji_docs.definitions.read_workflow import read_workflow
from jiuji_docs.domain.amounts.table import AmountTable
from jiuji_docs.domain.canonical import digest
from jiuji_docs.domain.errors import DefinitionError
from jiuji_docs.domain.forms.definition import FormDefinition
from jiuji_docs.domain.workflow.policy import Pack, Policy

Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class FormSources:
    """The plain data of every form by id, and the enumerations all packs share."""

    forms: Mapping[str, Plain]
    enumerations: Enumerations


@dataclass(frozen=True, slots=True)
class PackSources:
    """The plain data of a pack's two files with all layers, and the name of its directory.

    ``amounts`` holds the amount tables it may choose from, by id.
    """

    name: str
    policy: Plain
    workflow: Plain
    amounts: Mapping[str, Plain] = field(default_factory=dict)


def load_pack(room: Traversable, shelf: Shelf) -> PackSources:
    """Return the plain data of a pack directory, laid over its base and adaptations."""
    files = assemble(room.name, load_files(room, room.name), shelf)
    return PackSources(room.name, files["policy"], files["workflow"], shelf.amounts)


def load_forms(room: Traversable) -> FormSources:
    """Return the plain data of a room of forms; ``enumerations.toml`` holds what they share."""
    names = sorted(entry.name for entry in room.iterdir() if entry.name.endswith(".toml"))
    plain = {name: load_file(room / name, f"forms/{name}") for name in names}
    shared = plain.pop("enumerations.toml", {})
    for name, data in plain.items():
        if data.get("id") != name.removesuffix(".toml"):
            raise DefinitionError(f"forms/{name}", f"id 应与文件名相同，不是 {data.get('id')!r}")
    return FormSources({data["id"]: data for data in plain.values()}, shared)


def read_pack(
    sources: PackSources, forms: FormSources, templates: Mapping[str, str] | None = None
) -> Pack:
    """Return the pack; DefinitionError names file and place.

    Its checksum covers the policy, the workflow, every form as this pack's enumerations fill it, and the
    templates (text by path) its papers are made with, where they are told.
    """
    policy = read_policy(sources.policy, f"{sources.name}/policy.toml")
    if policy.id != sources.name:
        raise DefinitionError(f"{sources.name}/policy.toml", "id 应与目录名相同")
    chosen = chosen_tables(policy, sources.amounts)
    read = _read_forms(forms, policy, chosen)
    plain = only_forms_there_are(sources.workflow, _there_are(forms, chosen, read))
    workflow = read_workflow(plain, f"{sources.name}/workflow.toml", policy)
    parts: list[Any] = [
        policy.checksum,
        workflow.checksum,
        {name: form.checksum for name, form in read.items()},
        *({name: table.checksum} for name, table in chosen.items()),
    ]
    if templates:
        parts.append({name: digest(text) for name, text in templates.items()})
    return Pack(
        policy.id,
        policy,
        workflow,
        read,
        checksum(parts),
        templates or {},
        uses(policy, plain, chosen),
    )


def _read_forms(
    forms: FormSources, policy: Policy, chosen: Mapping[str, AmountTable]
) -> dict[str, FormDefinition]:
    """Return the forms of every pack, and those that ask for what the chosen tables need."""
    enumerations = {**forms.enumerations, **policy.enumerations}
    asked = {data["id"]: data for data in fact_forms(policy, chosen)}
    return {
        name: read_form(data, f"forms/{name}.toml", enumerations)
        for name, data in {**forms.forms, **asked}.items()
    }


def _there_are(
    forms: FormSources, chosen: Mapping[str, AmountTable], read: Mapping[str, FormDefinition]
) -> frozenset[str]:
    """Return the forms that a step may name with a question mark and have: not those of what nobody chose."""
    without = {
        name
        for name, data in forms.forms.items()
        if data.get("only_with") and not set(data["only_with"]) & set(chosen)
    }
    return frozenset(read) - without
