"""Put chosen adaptations in order: each after those it needs (叠加次序)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jiuji_docs.definitions.adaptation import Adaptation
from jiuji_docs.domain.errors import DefinitionError


class Ordering:
    """Order adaptations of a shelf; *chosen* None stands for whatever is needed."""

    def __init__(
        self, shelf: Mapping[str, Adaptation], chosen: list[str] | None, where: str
    ) -> None:
        self._shelf, self._chosen = shelf, chosen
        self._where = f"{where}.adaptations"
        self._ordered: dict[str, Adaptation] = {}

    def of(self, names: Iterable[str]) -> tuple[Adaptation, ...]:
        """Return the named ones in order.

        DefinitionError for one there is not, named twice, needed and not chosen, or in a circle.
        """
        names = list(names)
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise DefinitionError(self._where, f"“{twice[0]}”写了两次")
        for name in names:
            self._place(name, ())
        return tuple(self._ordered.values())

    def _place(self, name: str, above: tuple[str, ...]) -> None:
        """Place one after those it needs; *above* are those that wait for it."""
        self._refuse(name, above)
        if name not in self._ordered:
            for needed in self._shelf[name].needs:
                self._place(needed, (*above, name))
            self._ordered[name] = self._shelf[name]

    def _refuse(self, name: str, above: tuple[str, ...]) -> None:
        if name not in self._shelf:
            known = "、".join(sorted(self._shelf)) or "（无）"
            raise DefinitionError(self._where, f"没有名为“{name}”的调整；可用：{known}")
        if name in above:
            circle = " → ".join((*above[above.index(name) :], name))
            raise DefinitionError(self._where, f"调整互为前提，成了圈：{circle}")
        if self._chosen is not None and name not in self._chosen:
            raise DefinitionError(self._where, f"调整“{above[-1]}”以“{name}”为前提，须一并选用")
