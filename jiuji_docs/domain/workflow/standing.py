"""Judge what has been done and what is still owed (已办与欠项)."""

from __future__ import annotations

from collections.abc import Iterable

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.forms.known import is_known
from jiuji_docs.domain.workflow.facts import Actor, Facts
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.domain.workflow.verdict import GuardResult, fails, holds, setting, value_at
from jiuji_docs.domain.workflow.windows import last_day


def no_open_debts(facts: Facts, _actor: Actor, pack: Pack) -> GuardResult:
    """Require that nothing is owed any more."""
    return _owed(pack, facts.open_debts)


def debts_settled(
    facts: Facts, _actor: Actor, pack: Pack, *, debts: tuple[str, ...]
) -> GuardResult:
    """Require that none of the named debts is open."""
    return _owed(pack, facts.open_debts.intersection(debts))


def _owed(pack: Pack, debts: Iterable[str]) -> GuardResult:
    owed = set(debts)
    titles = [debt.title for debt in pack.workflow.debts.values() if debt.id in owed]
    unknown = sorted(owed.difference(pack.workflow.debts))
    if owed:
        return fails("debts_open", f"尚待补齐：{'、'.join([*titles, *unknown])}")
    return holds()


def sub_cases_closed(facts: Facts, _actor: Actor, _pack: Pack) -> GuardResult:
    """Require that every case opened from this one is closed (子事项办结)."""
    if facts.open_sub_cases:
        numbers = "、".join(facts.open_sub_cases)
        return fails("sub_cases_open", f"子事项尚未办结：{numbers}")
    return holds()


def step_taken(facts: Facts, _actor: Actor, pack: Pack, *, step: str) -> GuardResult:
    """Require that an earlier step was taken and is still in force."""
    if not _in_force(facts, step):
        return fails("step_missing", f"须先办理“{pack.workflow.transitions[step].title}”")
    return holds()


def step_taken_when(
    facts: Facts, actor: Actor, pack: Pack, *, step: str, path: str, value: str
) -> GuardResult:
    """Require an earlier step only where a field holds *value* (``true``, ``false`` for yes and no)."""
    held = value_at(facts, path)
    text = str(held).lower() if isinstance(held, bool) else str(held)
    return step_taken(facts, actor, pack, step=step) if text == value else holds()


def step_answered(
    facts: Facts, _actor: Actor, pack: Pack, *, step: str, answer: str
) -> GuardResult:
    """Require that a step, once taken, has been followed by its answer; not taken, nothing is asked."""
    taken = [item.seq for item in facts.steps if item.transition == step and not item.voided]
    answers = [item.seq for item in facts.steps if item.transition == answer and not item.voided]
    if taken and max(answers, default=0) < max(taken):
        titles = (pack.workflow.transitions[name].title for name in (step, answer))
        return fails("step_unanswered", "已办理“{}”，须先办理“{}”".format(*titles))
    return holds()


def step_not_taken(facts: Facts, _actor: Actor, pack: Pack, *, step: str) -> GuardResult:
    """Require that a step that is taken once has not been taken yet."""
    if _in_force(facts, step):
        return fails("step_repeated", f"“{pack.workflow.transitions[step].title}”已办理，无需重复")
    return holds()


def _in_force(facts: Facts, step: str) -> bool:
    return any(item.transition == step and not item.voided for item in facts.steps)


def result_is(facts: Facts, _actor: Actor, _pack: Pack, *, result: str, value: str) -> GuardResult:
    """Require that a decision taken elsewhere has the result this step stands for."""
    if value_at(facts, result) != value:
        return fails("result_differs", "所填的决定结果与本环节不符，请核对后选择相应环节办理")
    return holds()


def materials_complete(facts: Facts, _actor: Actor, _pack: Pack, *, missing: str) -> GuardResult:
    """Require that no material is noted as missing."""
    if text := str(value_at(facts, missing) or "").strip():
        return fails("materials_missing", f"材料不齐：{text}")
    return holds()


def stated(facts: Facts, _actor: Actor, pack: Pack, *, path: str) -> GuardResult:
    """Require a field that this locality cannot do without, though the form leaves it open."""
    if is_known(value_at(facts, path)):
        return holds()
    form, _, name = path.partition(".")
    titles = [field.title for field in pack.forms[form].fields if field.name == name]
    return fails("not_stated", f"须填写“{titles[0] if titles else path}”")


def is_among(facts: Facts, _actor: Actor, pack: Pack, *, path: str, parameter: str) -> GuardResult:
    """Require a choice that the document takes in: one of the values that *parameter* lists."""
    accepted, value = setting(pack, parameter), value_at(facts, path)
    if accepted.value is None or not is_known(value) or value in accepted.value:
        return holds(accepted.note)
    form, _, name = path.partition(".")
    fields = [field for field in pack.forms[form].fields if field.name == name]
    titles = {choice.value: choice.title for field in fields for choice in field.choices}
    taken = "、".join(titles.get(one, one) for one in accepted.value)
    return fails(
        "not_taken_in", f"“{titles.get(value, value)}”不在受理范围内，本办法受理的是：{taken}"
    )


def within_period(facts: Facts, _actor: Actor, pack: Pack, *, day: str, period: str) -> GuardResult:
    """Require that a stated day lies no further back than *period* (a window parameter) and not ahead."""
    allowed, begun = setting(pack, period), value_at(facts, day)
    if allowed.value is None or begun is None:
        return holds(allowed.note)
    last = last_day(begun, str(allowed.value))
    if facts.now.astimezone(BEIJING).date() > last:
        return fails(
            "period_over",
            f"{pack.policy.parameters[period].title}到 {last:%Y-%m-%d} 已满，须照常核查",
        )
    return holds(allowed.note)


def refusal_delivered(facts: Facts, actor: Actor, pack: Pack, *, step: str) -> GuardResult:
    """Require that what was refused has been delivered; what was granted needs no delivery."""
    return step_taken(facts, actor, pack, step=step) if facts.state == "refused" else holds()


def moment_passed(facts: Facts, _actor: Actor, _pack: Pack, *, moment: str) -> GuardResult:
    """Require that an entered moment is not later than now; one that is not entered is not judged."""
    value = value_at(facts, moment)
    if value is not None and value > facts.now:
        return fails("moment_to_come", "所填的时间晚于现在，请核对")
    return holds()


def charity_consented(
    facts: Facts, _actor: Actor, _pack: Pack, *, schemes: str, consent: str
) -> GuardResult:
    """Require the person's recorded consent before charity hears of them (慈善转介须本人同意)."""
    if "charity" in (value_at(facts, schemes) or ()) and value_at(facts, consent) is not True:
        return fails("no_consent", "转介慈善帮扶须经本人同意，请记明后办理")
    return holds()
