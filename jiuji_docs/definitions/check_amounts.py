"""Find amount tables in force whose facts nobody can say, or against which no amount is held (救助标准)."""

from __future__ import annotations

from collections.abc import Iterator

from jiuji_docs.definitions.amount_uses import GUARD, settled_facts
from jiuji_docs.definitions.finding import Finding, in_policy
from jiuji_docs.definitions.known_paths import is_path, known_paths
from jiuji_docs.domain.amounts.asked import OFFICE, asked, entered_paths
from jiuji_docs.domain.amounts.table import FactRule
from jiuji_docs.domain.amounts.use import AmountUse
from jiuji_docs.domain.forms.known import alternatives
from jiuji_docs.domain.workflow.policy import Pack


def tables(pack: Pack) -> Iterator[Finding]:
    """Yield what keeps a chosen table from being gone by."""
    for use in pack.amounts:
        where = f"parameter[{use.parameter}]"
        for problem in (*_unheld(pack, use), *_unasked(pack, use), *_unknown(pack, use)):
            yield in_policy(pack, where, f"标准表“{use.table.id}”{problem}")


def _unheld(pack: Pack, use: AmountUse) -> Iterator[str]:
    conditions = (one for step in pack.workflow.transitions.values() for one in step.guards)
    held = (c for c in conditions if c.name == GUARD and c.parameters["parameter"] == use.parameter)
    if next(held, None) is None:
        yield f"没有一步用条件 {GUARD} 核对金额"


def _unasked(pack: Pack, use: AmountUse) -> Iterator[str]:
    """Yield that facts are asked for which no step enters."""
    facts = asked(use.table, settled_facts(use.table, pack.policy))
    steps = pack.workflow.transitions.values()
    if facts and not any(use.form in step.forms for step in steps):
        titles = "、".join(fact.title for fact in facts)
        yield f"要{titles}，没有一步填写表单“{use.form}”"


def _unknown(pack: Pack, use: AmountUse) -> Iterator[str]:
    """Yield paths that facts are to be taken from and that nothing has."""
    paths = known_paths(pack)
    for fact in use.table.facts.values():
        lost = [path for path in entered_paths(fact) if not is_path(path, paths)]
        yield from (f"的要素“{fact.title}”取自“{path}”，没有这一项" for path in lost)
        yield from _undecided(pack, fact)


def _undecided(pack: Pack, fact: FactRule) -> Iterator[str]:
    """Yield a fact that only settings can say, of which the pack has none."""
    paths = alternatives(fact.known_from) if fact.known_from else ()
    names = [path.removeprefix(OFFICE) for path in paths if path.startswith(OFFICE)]
    spare = fact.optional or fact.default is not None or bool(entered_paths(fact))
    if names and not spare and not set(names) & set(pack.policy.parameters):
        yield f"的要素“{fact.title}”取自参数“{names[0]}”，本政策包没有这个参数"
