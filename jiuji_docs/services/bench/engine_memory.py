"""Time other state machines on the same work, in memory: repoze.workflow, transitions, python-statemachine."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from jiuji_docs.services.bench.engine_flow import DATA, STATES, STEPS, holds

Walk = Callable[[int], None]


class _Model:
    """What a peer moves: its state, the data of the condition, and a history."""

    def __init__(self) -> None:
        self.state, self.data = STATES[0], dict(DATA)
        self.history: list[tuple[str, str, float]] = []

    def note(self, name: str, role: str) -> None:
        """Write one step down."""
        self.history.append((name, role, time.time()))


def repoze() -> Walk:
    """Return repoze.workflow's walk; ImportError when it is not installed."""
    from repoze.workflow.workflow import Workflow, WorkflowError  # noqa: PLC0415

    def guard(context: _Model, _info: Any) -> None:
        if not holds(context.data):
            raise WorkflowError("guard")

    def note(content: _Model, info: Any) -> None:
        content.note(info.transition["name"], info.request)

    def permitted(permission: str, _context: _Model, request: str) -> bool:
        return permission == request

    flow = Workflow("state", STATES[0], permission_checker=permitted, name="bench")
    for state in STATES:
        flow.add_state(state)
    for place, (name, role) in enumerate(STEPS):
        ends = STATES[place], STATES[place + 1]
        flow.add_transition(name, *ends, callback=note, permission=role, guards=[guard])
    flow.check()

    def walk(cases: int) -> None:
        for _ in range(cases):
            model = _Model()
            for name, role in STEPS:
                flow.transition(model, role, name)

    return walk


def transitions() -> Walk:
    """Return the walk of ``transitions`` with one machine for all; ImportError when it is absent."""
    from transitions import Machine  # noqa: PLC0415

    class Model(_Model):
        def fits(self, event: Any) -> bool:
            return holds(self.data) and event.kwargs["role"] == dict(STEPS)[event.event.name]

        def wrote(self, event: Any) -> None:
            self.note(event.event.name, event.kwargs["role"])

    ways = [
        {
            "trigger": name,
            "source": STATES[place],
            "dest": STATES[place + 1],
            "conditions": "fits",
            "after": "wrote",
        }
        for place, (name, _) in enumerate(STEPS)
    ]
    machine = Machine(
        model=None,
        states=list(STATES),
        transitions=ways,
        initial=STATES[0],
        send_event=True,
        auto_transitions=False,
    )

    def walk(cases: int) -> None:
        for _ in range(cases):
            model: Any = Model()
            machine.add_model(model, initial=STATES[0])
            for name, role in STEPS:
                model.trigger(name, role=role)
            machine.remove_model(model)

    return walk


def statemachine() -> Walk:
    """Return python-statemachine's walk; ImportError when it is not installed."""
    from statemachine import State, StateMachine  # noqa: PLC0415

    states = {
        name: State(initial=name == STATES[0], final=name == STATES[-1], value=name)
        for name in STATES
    }
    body: dict[str, Any] = dict(states)
    for place, (name, role) in enumerate(STEPS):
        way = states[STATES[place]].to(states[STATES[place + 1]], cond=["fits", f"is_{role}"])
        body[name] = way
        body[f"is_{role}"] = _is_role(role)
    body["fits"] = lambda self: holds(self.model.data)
    body["after_transition"] = lambda self, event, role: self.model.note(str(event), role)
    kind = type("Bench", (StateMachine,), body)

    def walk(cases: int) -> None:
        for _ in range(cases):
            machine = kind(_Model())
            for name, role in STEPS:
                machine.send(name, role=role)

    return walk


def _is_role(wanted: str) -> Callable[..., bool]:
    def is_role(self: Any, role: str) -> bool:  # noqa: ARG001 - the signature the library calls
        return role == wanted

    return is_role


#: Peers by the name of their package.
PEERS: dict[str, Callable[[], Walk]] = {
    "repoze.workflow": repoze,
    "transitions": transitions,
    "python-statemachine": statemachine,
}
