"""Walk cases and dossiers at random through our own engines, turn by turn, for others to walk beside.

A turn draws who acts, which conditions hold, which amounts stand in the forms (around the edges of the
tables) and where a return shall lead. What a walk remembers, it remembers by itself: other engines are told
from here, not from the engine under test, where the case has been and who may not act.
"""

from __future__ import annotations

import dataclasses
import os
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Any
from unittest.mock import patch

from jiuji_docs.definitions.read_dispatch import shipped_flows
from jiuji_docs.domain.charts.case_chart import chart_of_pack, variable
from jiuji_docs.domain.charts.chart import BEGIN, Chart, Exit, Move
from jiuji_docs.domain.charts.dossier_chart import ROUTE, chart_of_flow
from jiuji_docs.domain.charts.expressions import BARRED, BEEN, CHOSEN, STRAIGHT, role_name
from jiuji_docs.domain.dispatch import guards
from jiuji_docs.domain.dispatch import judge as dispatch
from jiuji_docs.domain.dispatch.facts import DossierFacts
from jiuji_docs.domain.dispatch.flow import BY, SAME
from jiuji_docs.domain.errors import GuardRefused, Refused
from jiuji_docs.domain.workflow import compiled, engine
from jiuji_docs.domain.workflow.definition import START
from jiuji_docs.domain.workflow.facts import Actor, Facts, StepTaken
from jiuji_docs.domain.workflow.guards import judge
from jiuji_docs.domain.workflow.panels import Seat
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.domain.workflow.verdict import fails, holds
from tests.common.relief import NOW, actor, catalog

#: How many walks a test makes of each route; `make walks` makes many more.
WALKS = int(os.environ.get("JIUJI_WALKS", "12"))
#: A walk ends here if it has not come to an end of the flow before.
LONGEST = 30
PEOPLE = ("甲", "乙", "丙")


@dataclass(frozen=True)
class Turn:
    """What is drawn before a step: the person, the conditions' outcomes, amounts in fen, a choice."""

    who: Actor
    holds: dict[str, bool]
    #: Amounts in fen and choices, by the variable that holds them.
    amounts: dict[str, Any]
    chosen: str
    relatives: frozenset[str] = frozenset()


@dataclass
class CaseWalk:
    """One relief case on its way."""

    pack: Pack
    route: str
    random: Random
    state: str = START
    steps: list[StepTaken] = field(default_factory=list)
    branches: dict[str, str] = field(default_factory=dict)
    #: Where a corrected case goes straight back to, remembered from the return itself.
    straight_to: str = ""
    #: How often one did.
    sent_straight: int = 0
    _turn: Turn = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.chart: Chart = chart_of_pack(self.pack)
        self._names = {
            id(condition): f"{step.id}_{number}_{condition.name}"
            for step in self.pack.workflow.transitions.values()
            for number, condition in enumerate(step.guards, start=1)
        }
        self.pack = self._with_drawn_conditions(self.pack)

    @property
    def place(self) -> str:
        """Where it stands, by the chart's name."""
        return self.state or BEGIN

    @property
    def places(self) -> set[str]:
        """Where it and its parallel parts stand."""
        return {self.place, *self.branches.values()}

    @property
    def moves(self) -> tuple[Move, ...]:
        """The moves somebody may make here, of all routes."""
        here = (move for place in sorted(self.places) for move in self.chart.moves_from(place))
        return tuple(move for move in here if not move.automatic)

    def turn(self) -> Turn:
        """Draw the next turn; most people and conditions are such that something is possible."""
        rng = self.random
        roles = list(self.chart.roles)
        some = rng.sample(roles, rng.randint(1, len(roles))) if rng.random() < 0.4 else roles
        targets = [way.target for move in self.moves for way in move.exits if way.chosen]
        return Turn(
            who=actor(*some, account=rng.choice(PEOPLE)),
            holds={name: rng.random() < 0.85 for name in self._names.values()},
            amounts={variable(path): amount for path, amount in self._amounts().items()},
            chosen=rng.choice([*targets, ""]),
            relatives=frozenset(rng.sample(PEOPLE, 1)) if rng.random() < 0.1 else frozenset(),
        )

    def _amounts(self) -> dict[str, Any]:
        """Return a choice for each column, and an amount at an edge of a table's rows, beside it, or any."""
        found: dict[str, Any] = {}
        for table in self.pack.workflow.tables.values():
            found |= {p: self.random.choice(values) for p, values in table.choices.items()}
            if not table.amount_path:
                continue
            bounds = (bound for row in table.rows for bound in (row.over, row.at_most))
            edges = [int(bound * 100) for bound in bounds if bound is not None]
            near = [max(0, edge + step) for edge in edges for step in (-1, 0, 1)]
            found[table.amount_path] = self.random.choice([*near, self.random.randint(0, 10**7)])
        return found

    def outcome(self, turn: Turn, step: str) -> str | None:
        """Return the target our engine gives this step now, or None when it refuses."""
        transition = self.pack.workflow.transitions[step]
        chosen = turn.chosen if transition.returns and len(transition.return_targets) > 1 else ""
        self._turn = turn
        try:
            facts = self._facts(turn)
            taken = engine.step(self.pack, facts, step, turn.who, return_target=chosen)
        except Refused:
            return None
        return taken.target

    def _facts(self, turn: Turn) -> Facts:
        flow = self.pack.workflow
        known: dict[str, Any] = {}
        for table in flow.tables.values():
            if table.amount_path:
                known[table.amount_path] = Decimal(turn.amounts[variable(table.amount_path)]) / 100
            known |= {path: turn.amounts[variable(path)] for path in table.choices}
        seats = {
            panel.id: tuple(Seat(n, role) for n, role in enumerate(panel.roles))
            for panel in flow.panels.values()
        }
        return Facts(
            self.route,
            self.state,
            NOW,
            known,
            steps=tuple(self.steps),
            relatives=turn.relatives,
            branches=dict(self.branches),
            seats=seats,
            # A drawing knows posts and not units: the item is sent to the very unit it comes from.
            owner=turn.who.unit,
            receiver=turn.who.unit,
        )

    def _with_drawn_conditions(self, pack: Pack) -> Pack:
        """Return the pack with every step made ready to be judged by what the turn draws."""
        drawn = dataclasses.replace(pack)
        with patch.object(compiled, "bound", self._bound):
            for step in drawn.workflow.transitions:
                compiled.ready(drawn, step)
        return drawn

    def _bound(self, condition: Any, pack: Pack) -> Any:
        """Bind a condition to the turn's draw; where branches stand it sees itself."""

        def drawn(facts: Facts, who: Actor) -> Any:
            if condition.name == "branches_ended":
                return judge(condition, facts, who, pack)
            ok = self._turn.holds[self._names[id(condition)]]
            return holds() if ok else fails("drawn", "抽到不成立")

        return drawn

    def follow(self, turn: Turn) -> list[tuple[str, str]]:
        """Take what the program takes by itself; return where it stood and the step."""
        followed = []
        self._turn = turn
        while (taken := engine.automatic(self.pack, self._facts(turn))) is not None:
            followed.append((taken.source, taken.transition.id))
            self.take(taken.transition.id, taken.target, "system")
        return followed

    def variables(self, turn: Turn) -> dict[str, Any]:
        """Return what another engine must be told before it judges this turn."""
        standing = [item for item in self.steps if not item.voided]
        transitions = self.pack.workflow.transitions
        barred = {
            step.id: (step.recusal and turn.who.account in turn.relatives)
            or step.act == "close"  # nobody has answered yet on the panels of a walk
            or any(
                item.transition in step.not_same_person_as and item.account == turn.who.account
                for item in standing
            )
            for step in transitions.values()
        }
        returns = {target for step in transitions.values() for target in step.return_targets}
        return {
            "route": self.route,
            CHOSEN: turn.chosen,
            STRAIGHT: self.straight_to,
            **{role_name(role): role in turn.who.roles for role in self.chart.roles},
            **{BARRED + step: value for step, value in barred.items()},
            **{BEEN + t: any(item.target == t for item in standing) for t in returns},
            **turn.holds,
            **turn.amounts,
        }

    def take(self, step: str, target: str, account: str) -> None:
        """Write the step into the history; a return voids what came after its target was last reached."""
        if self.pack.workflow.transitions[step].returns:
            since = max(s.seq for s in self.steps if s.target == target and not s.voided)
            self.steps = [
                dataclasses.replace(s, voided=s.voided or s.seq > since) for s in self.steps
            ]
        flow = self.pack.workflow
        source = next(p for p in flow.transitions[step].source if (p or BEGIN) in self.places)
        self.steps.append(StepTaken(len(self.steps) + 1, step, source, target, account, NOW))
        branch = flow.states[source].branch if source else ""
        if branch and not flow.transitions[step].returns:
            self.branches[branch] = target
        elif target != source or flow.transitions[step].returns:
            self.sent_straight += target == self.straight_to
            self.straight_to = source if flow.transitions[step].straight else ""
            self.state = target
            self.branches = {b.id: b.first for b in flow.branches.values() if b.state == target}


@dataclass
class DossierWalk:
    """One official document on its way."""

    flow_id: str
    random: Random

    def __post_init__(self) -> None:
        self.flow = shipped_flows()[self.flow_id]
        self.chart = chart_of_flow(self.flow)
        self.route = ROUTE
        self.state = self.flow.start

    @property
    def place(self) -> str:
        """Where it stands."""
        return self.state

    @property
    def places(self) -> set[str]:
        """Where it stands."""
        return {self.state}

    def follow(self, _turn: Turn) -> list[tuple[str, str]]:
        """Return nothing: no step of a document is taken by the program itself."""
        return []

    @property
    def moves(self) -> tuple[Move, ...]:
        """The moves that begin here."""
        return self.chart.moves_from(self.state)

    def turn(self) -> Turn:
        """Draw who acts, whose the dossier is to them, and which conditions hold."""
        rng = self.random
        roles = list(self.chart.roles)
        some = rng.sample(roles, rng.randint(1, len(roles))) if rng.random() < 0.4 else roles
        names = sorted({*guards.GUARDS, *BY})
        return Turn(actor(*some), {name: rng.random() < 0.85 for name in names}, {}, "")

    def outcome(self, turn: Turn, step: str) -> str | None:
        """Return the target our engine gives this step now, or None when it refuses."""
        placed = {name: turn.holds[name] for name in BY}
        facts = DossierFacts(self.state, **placed)

        def drawn(name: str) -> Any:
            refused = None if turn.holds[name] else GuardRefused("drawn", "抽到不成立")
            return lambda _facts, _actor: refused

        with patch.object(dispatch, "GUARDS", {name: drawn(name) for name in guards.GUARDS}):
            try:
                taken = dispatch.judge(self.flow, facts, turn.who, step)
            except Refused:
                return None
        return self.state if taken.target == SAME else taken.target

    def variables(self, turn: Turn) -> dict[str, Any]:
        """Return what another engine must be told before it judges this turn."""
        steps = self.flow.steps.values()
        return {
            **{role_name(role): role in turn.who.roles for role in self.chart.roles},
            **{BARRED + step.id: not turn.holds[step.by] for step in steps},
            **{f"{step.id}_{name}": turn.holds[name] for step in steps for name in step.guards},
        }

    def take(self, _step: str, target: str, _account: str) -> None:
        """Move on."""
        self.state = target


Walk = CaseWalk | DossierWalk


def names() -> list[tuple[str, str]]:
    """Return every shipped workflow with each of its routes."""
    packs = [
        (pack.id, route) for pack in catalog().packs.values() for route in pack.workflow.routes
    ]
    return [*packs, *((flow, ROUTE) for flow in shipped_flows())]


def walk_of(name: str, route: str, seed: int) -> Walk:
    """Begin a walk of a shipped workflow."""
    random = Random(seed)  # noqa: S311
    if name in shipped_flows():
        return DossierWalk(name, random)
    return CaseWalk(catalog().pack(name), route, random)


def far(name: str, route: str) -> int:
    """Return how many steps some walk of a route must take at least: as many as its shortest way to an end."""
    chart = walk_of(name, route, 0).chart.on(route)
    moves, reached, steps = open_moves(name, route), {chart.begin}, 0
    while not any(chart.places[place].final for place in reached):
        reached = {
            way.target for m in moves if m.source in reached for way in m.exits if _open(way)
        }
        steps += 1
    return steps


def open_moves(name: str, route: str) -> list[Move]:
    """Return a route's moves but those of places that only a ceiling nobody set would lead to."""
    chart = walk_of(name, route, 0).chart.on(route)
    reached, found = {chart.begin}, True
    while found:
        ways = {
            way.target for m in chart.moves if m.source in reached for way in m.exits if _open(way)
        }
        found = bool(ways - reached)
        reached |= ways
    return [move for move in chart.moves if move.source in reached]


def _open(way: Exit) -> bool:
    return all(test.at_most is None or test.at_most >= 0 for test in way.tests)


def possible(walk: Walk, turn: Turn) -> dict[str, str]:
    """Return the steps our engine would let this person take now, with where they lead."""
    found = {move.id: walk.outcome(turn, move.id) for move in walk.moves}
    return {step: target for step, target in found.items() if target is not None}


def chosen(walk: Walk, ours: dict[str, str]) -> str:
    """Return one of the possible steps, one that leads on four times as readily as one that goes back."""
    back = {move.id for move in walk.moves if move.returns or move.stays}
    steps = sorted(ours)
    return walk.random.choices(steps, [1 if step in back else 4 for step in steps])[0]
