"""Change one thing in the shipped pack's data, to see the lint find it."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from jiuji_docs.definitions.checks import check_pack
from jiuji_docs.definitions.finding import Finding
from jiuji_docs.definitions.read_pack import FormSources, PackSources, read_pack
from jiuji_docs.domain.workflow.policy import Pack
from tests.common.adapted import shelf
from tests.common.relief import catalog

Plain = dict[str, Any]


class Mutant:
    """The plain data of 朝阳县's pack, free to be changed."""

    def __init__(self) -> None:
        sources = catalog().sources["chaoyang-2021"]
        self.policy: Plain = copy.deepcopy(sources.policy)
        self.workflow: Plain = copy.deepcopy(sources.workflow)
        self.forms: dict[str, Plain] = copy.deepcopy(dict(catalog().form_sources.forms))

    def step(self, name: str) -> Plain:
        """Return a transition's table."""
        return self._named(self.workflow["transition"], name)

    def meeting(self, name: str) -> Plain:
        """Return a meeting's table."""
        return self._named(self.workflow["meeting"], name)

    def limit(self, name: str) -> Plain:
        """Return a time limit's table."""
        return self._named(self.workflow["time_limit"], name)

    def table(self, name: str) -> Plain:
        """Return an amount table."""
        return self._named(self.workflow["table"], name)

    def clause(self, name: str) -> Plain:
        """Return a clause's table."""
        return self._named(self.policy["clause"], name)

    def parameter(self, name: str) -> Plain:
        """Return a parameter's table."""
        return self._named(self.policy["parameter"], name)

    def field(self, form: str, name: str) -> Plain:
        """Return a field's table."""
        fields = (item for part in self.forms[form]["section"] for item in part["field"])
        return next(item for item in fields if item["name"] == name)

    def pack(self) -> Pack:
        """Return the pack as it is read."""
        forms = FormSources(self.forms, catalog().form_sources.enumerations)
        return read_pack(
            PackSources("chaoyang-2021", self.policy, self.workflow, shelf().amounts), forms
        )

    def findings(self) -> tuple[Finding, ...]:
        """Return what the lint says."""
        return tuple(check_pack(self.pack()))

    @staticmethod
    def _named(entries: list[Plain], name: str) -> Plain:
        return next(item for item in entries if item["id"] == name)


def found(change: Callable[[Mutant], object]) -> str:
    """Return everything the lint says after *change*, as lines."""
    mutant = Mutant()
    change(mutant)
    return "\n".join(str(item) for item in mutant.findings())
