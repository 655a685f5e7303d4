"""Hold every shipped definition, read once (定义目录)."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from jiuji_docs.definitions.assembling import Shelf
from jiuji_docs.definitions.documents import read_composition
from jiuji_docs.definitions.office import overlay
from jiuji_docs.definitions.paper_templates import names_for
from jiuji_docs.definitions.read_form import read_enumerations
from jiuji_docs.definitions.read_pack import (
    FormSources,
    PackSources,
    load_forms,
    load_pack,
    read_pack,
)
from jiuji_docs.domain.documents.composition import Composition
from jiuji_docs.domain.errors import DefinitionError, NotFound
from jiuji_docs.domain.forms.definition import FormDefinition
from jiuji_docs.domain.workflow.policy import Pack


@dataclass(frozen=True, slots=True)
class Rooms:
    """The three data rooms: directories of workflows, forms and templates."""

    workflows: Traversable
    forms: Traversable
    templates: Traversable

    @classmethod
    def shipped(cls) -> Rooms:
        """Return the rooms that came with the program."""
        return cls(*(files(f"jiuji_docs.definitions.{name}") for name in _ROOMS))

    @classmethod
    def at(cls, root: Path) -> Rooms:
        """Return the rooms under *root*."""
        return cls(*(root / name for name in _ROOMS))


_ROOMS = ("workflows", "forms", "templates")


@dataclass(frozen=True)
class Catalog:
    """Packs, forms and templates of one set of rooms; reading them raises DefinitionError."""

    rooms: Rooms
    sources: Mapping[str, PackSources]
    form_sources: FormSources
    shelf: Shelf = field(default_factory=Shelf)
    _templates: dict[str, str] = field(default_factory=dict, repr=False)

    @classmethod
    @cache
    def shipped(cls) -> Catalog:
        """Return what came with the program, read once a process."""
        return cls.of(Rooms.shipped())

    @classmethod
    def of(cls, rooms: Rooms) -> Catalog:
        """Return the catalog of *rooms*; every file is read, so a wrong one is known at once."""
        packs = sorted(
            (entry for entry in rooms.workflows.iterdir() if (entry / "policy.toml").is_file()),
            key=lambda entry: entry.name,
        )
        forms, shelf = load_forms(rooms.forms), Shelf.of(rooms.workflows)
        read_enumerations(dict(forms.enumerations), "forms/enumerations.toml")
        catalog = cls(rooms, {entry.name: load_pack(entry, shelf) for entry in packs}, forms, shelf)
        catalog.packs  # noqa: B018  # read now, fail now
        return catalog

    @cached_property
    def packs(self) -> Mapping[str, Pack]:
        """Every pack by id."""
        return {
            name: read_pack(item, self.form_sources, self.paper_templates)
            for name, item in self.sources.items()
        }

    @cached_property
    def paper_templates(self) -> Mapping[str, str]:
        """Text by path of every template that papers of cases are made with, as far as they are there."""
        found = {}
        for name in names_for(self.form_sources.forms):
            with suppress(NotFound):
                found[name] = self.template(name)
        return found

    def pack(self, pack_id: str, checksum: str | None = None) -> Pack:
        """Return a pack; NotFound when there is none, or none with that *checksum*."""
        found = self.packs.get(pack_id)
        if found is None or checksum not in (None, found.checksum):
            raise NotFound(f"没有政策包“{pack_id}”{f'（{checksum}）' if checksum else ''}")
        return found

    def with_office(self, pack_id: str, settings: Mapping[str, Any]) -> Pack:
        """Return the pack with an office's own settings; DefinitionError when one may not be set.

        *settings* maps ids of parameters or time limits to values. The pack's checksum changes with
        them, so that a case pins them too.
        """
        self.pack(pack_id)
        sources = self.sources[pack_id]
        policy, workflow = overlay(sources.policy, sources.workflow, settings, f"office.{pack_id}")
        laid = PackSources(pack_id, policy, workflow, sources.amounts)
        return read_pack(laid, self.form_sources, self.paper_templates)

    def form(self, form_id: str) -> FormDefinition:
        """Return a form as the first pack that has it fills it; NotFound when there is none."""
        for pack in self.packs.values():
            if form_id in pack.forms:
                return pack.forms[form_id]
        raise NotFound(f"没有表单“{form_id}”")

    def composition(self, name: str) -> Composition:
        """Return how a kind of outgoing document is worded; NotFound when there is none."""
        where = f"documents/{name}.toml"
        return read_composition(self.template(where), f"templates/{where}")

    def template(self, name: str) -> str:
        """Return the text of a template such as ``forms/sheet.pt``; NotFound when there is none."""
        if name not in self._templates:
            self._templates[name] = self._read_template(name)
        return self._templates[name]

    def _read_template(self, name: str) -> str:
        parts = name.split("/")
        if any(part in ("", ".", "..") or "\\" in part for part in parts):
            raise NotFound(f"没有模板“{name}”")
        place = self.rooms.templates.joinpath(*parts)
        if not place.is_file():
            raise NotFound(f"没有模板“{name}”")
        try:
            return place.read_text("utf-8")
        except UnicodeDecodeError as error:
            raise DefinitionError(f"templates/{name}", "不是 UTF-8 文本") from error
