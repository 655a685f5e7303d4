"""Say what acts on each parameter: conditions, bounds, forms, the program, the public (参数的用处)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from jiuji_docs.definitions.known_paths import SETTINGS, forms_used
from jiuji_docs.domain.amounts.asked import OFFICE
from jiuji_docs.domain.forms.known import alternatives
from jiuji_docs.domain.forms.layout import printed_paths
from jiuji_docs.domain.workflow.guards import GUARDS
from jiuji_docs.domain.workflow.policy import Pack

#: Parameters the program asks for by name → the room that does (a test holds each to its word).
BY_NAME: Mapping[str, str] = {
    "amount_table_source": "jiuji_docs/definitions/amount_uses.py",
    "cash_ceiling": "jiuji_docs/domain/audit/money.py",
    "publicity_days": "jiuji_docs/domain/audit/procedure.py",
    "decision_basis": "jiuji_docs/services/known.py",
    "fraud_ban": "jiuji_docs/services/funds/recoveries.py",
    "fraud_recovery_share": "jiuji_docs/services/funds/recoveries.py",
    "reserve_fund": "jiuji_docs/services/funds/reserve.py",
    "fonds": "jiuji_docs/services/filing.py",
    "retention": "jiuji_docs/services/filing.py",
}
#: The element that stands for the 政策告知.
NOTICE = "notice:policy"


def parameter_readers(pack: Pack) -> dict[str, tuple[str, ...]]:
    """Return parameter → every element ``kind:id`` that acts on it; none of them: an empty tuple."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    everything = (_conditions, _bounds, _forms, _tables, _others)
    for name, element in (pair for readers in everything for pair in readers(pack)):
        found[name][element] = None
    return {name: tuple(found[name]) for name in pack.policy.parameters}


def _conditions(pack: Pack) -> Iterator[tuple[str, str]]:
    for step in pack.workflow.transitions.values():
        for condition in step.guards:
            kinds = GUARDS[condition.name].parameters
            for key, value in condition.parameters.items():
                if kinds[key] == "parameter":
                    yield value, f"guard:{step.id}.{condition.name}"


def _bounds(pack: Pack) -> Iterator[tuple[str, str]]:
    for name, elements in pack.workflow.bounds.items():
        yield from ((name, element) for element in elements)


def _forms(pack: Pack) -> Iterator[tuple[str, str]]:
    """Yield what the forms that this pack's steps use fill in or print."""
    for form in forms_used(pack):
        filled = (path for field in form.fields for path in alternatives(field.known_from))
        for path in (*filled, *sorted(printed_paths(form))):
            group, _, name = path.partition(".")
            if group in SETTINGS:
                yield name, f"form:{form.id}"


def _tables(pack: Pack) -> Iterator[tuple[str, str]]:
    """Yield what the amount tables in force take from settings."""
    for use in pack.amounts:
        for fact in use.table.facts.values():
            for path in alternatives(fact.known_from) if fact.known_from else ():
                if path.startswith(OFFICE):
                    yield path.removeprefix(OFFICE), f"amounts:{use.table.id}.{fact.id}"


def _others(pack: Pack) -> Iterator[tuple[str, str]]:
    yield from ((name, f"program:{room}") for name, room in BY_NAME.items())
    yield from ((one.id, NOTICE) for one in pack.policy.parameters.values() if one.told)
