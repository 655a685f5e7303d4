"""Say which facts of a table a case must still be asked for, once what never changes is known (要素)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jiuji_docs.domain.amounts.table import AmountTable, Band, FactRule, Sum
from jiuji_docs.domain.forms.known import alternatives

#: The group of paths that are no entry and hold for every case: parameters.
OFFICE = "office."


def asked(table: AmountTable, settled: Mapping[str, Any]) -> tuple[FactRule, ...]:
    """Return the facts to enter for each case: used by a row that may still apply, and nobody else's to say.

    *settled* holds the facts the office's own settings decide for every case.
    """
    used = used_facts(table, settled)
    return tuple(f for f in table.facts.values() if f.id in used and not decided_apart(f))


def decided_apart(fact: FactRule) -> bool:
    """Say whether only the office's settings say it: no clerk enters it."""
    return bool(fact.known_from) and not entered_paths(fact)


def entered_paths(fact: FactRule) -> tuple[str, ...]:
    """Return what says the fact of a case before anybody enters it here: other forms, the case's route."""
    paths = alternatives(fact.known_from) if fact.known_from else ()
    return tuple(path for path in paths if not path.startswith(OFFICE))


def used_facts(table: AmountTable, settled: Mapping[str, Any]) -> frozenset[str]:
    """Return the ids of the facts that some row or cap needs, given what is settled."""
    names: set[str] = set()
    for rule in table.rules:
        if _may_apply(rule.when, settled):
            names |= {*rule.when, *_of(rule.least), *_of(rule.most)}
    for cap in table.caps:
        if _may_apply(cap.when, settled):
            names |= {*cap.when, *_of(cap.most), cap.already}
    return frozenset(names - {""})


def _may_apply(when: Mapping[str, frozenset[str] | Band], settled: Mapping[str, Any]) -> bool:
    """Say whether no settled choice rules the row out."""
    return all(
        isinstance(wanted, Band) or name not in settled or settled[name] in wanted
        for name, wanted in when.items()
    )


def _of(how: Sum | None) -> Iterator[str]:
    if how is not None:
        yield from (*how.of, how.per)
        for part in how.parts:
            yield from _of(part)
