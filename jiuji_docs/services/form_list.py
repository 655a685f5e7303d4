"""List the whole set of papers (全套文书): number, title, basis, and whose design each is."""

from __future__ import annotations

from jiuji_docs.definitions.catalog import Catalog
from jiuji_docs.domain.forms.definition import FormDefinition

#: How a list says that no published sample stands behind a form.
OWN_DESIGN = "本项目自拟"


def numbered_forms() -> tuple[FormDefinition, ...]:
    """Return every form with a number, F01 first; forms of one number by id."""
    pack = next(iter(Catalog.shipped().packs.values()))
    forms = (form for form in pack.forms.values() if form.number)
    return tuple(sorted(forms, key=lambda form: (form.number, form.id)))


def origin_text(form: FormDefinition) -> str:
    """Return where the form's layout comes from, in Chinese."""
    return f"已公布：{form.sample}" if form.origin == "published" else OWN_DESIGN
