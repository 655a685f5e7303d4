"""Hold a flow as places and moves, whichever kernel it runs on (流程图模型)."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field

#: The place of a case that does not exist yet; definitions reserve this word.
BEGIN = "start"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a case may stand; ``branch`` names the parallel part it belongs to, if any."""

    id: str
    title: str
    final: bool = False
    branch: str = ""


@dataclass(frozen=True, slots=True)
class Test:
    """One column of a decision table: *variable* lies over and at most so many fen, or is a value."""

    variable: str
    over: int | None = None
    at_most: int | None = None
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exit:
    """Where a move leads: when its tests hold, when it is ``chosen`` (退回到), or ``straight`` back.

    A corrected case goes straight back to where it was returned from, whatever the other ways' tests say.
    """

    target: str
    tests: tuple[Test, ...] = ()
    chosen: bool = False
    straight: bool = False
    #: What the tests say, in Chinese: 金额 500 元以内.
    label: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A condition of a move: a name unlike any other of the chart's, and what it asks in Chinese.

    ``ends`` are the ends of branches it waits for, any one of each group: the chart knows those itself.
    """

    name: str
    text: str
    ends: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    """One step from one place; a step that may begin at several places is several moves.

    ``roles`` are ids; ``clauses`` and ``limits`` are texts as people read them. ``barred`` says who
    may not take it though they hold its post (办过相斥的步骤、应当回避、不是其件); ``told`` are further
    (head, text). ``operation`` is fired by the program or a service, ``automatic`` as soon as its
    conditions hold.
    """

    id: str
    title: str
    source: str
    exits: tuple[Exit, ...]
    roles: tuple[str, ...]
    routes: tuple[str, ...] = ()
    asked: tuple[Asked, ...] = ()
    clauses: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    barred: tuple[str, ...] = ()
    told: tuple[tuple[str, str], ...] = ()
    returns: bool = False
    operation: bool = False
    automatic: bool = False
    panel: str = ""

    @property
    def stays(self) -> bool:
        """Whether it leaves the case where it stands."""
        return all(item.target == self.source for item in self.exits)


@dataclass(frozen=True, slots=True)
class Split:
    """A parallel part (并行分支): it opens at ``first`` whenever a case comes to ``place``."""

    id: str
    title: str
    place: str
    first: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A whole flow; ``begin`` is where it starts, ``basis`` the document it follows.

    ``notes`` are titled lines: 分档, 时限, 欠项.
    """

    id: str
    title: str
    edition: str
    begin: str
    routes: Mapping[str, str]
    roles: Mapping[str, str]
    places: Mapping[str, Place]
    moves: tuple[Move, ...]
    splits: tuple[Split, ...] = ()
    #: Titles of the panels (会签) moves answer on, by id.
    panels: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    basis: str = ""
    _leaving: Mapping[str, tuple[Move, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Sort the moves by where they begin: a flow of thousands of places is drawn in seconds."""
        leaving: dict[str, list[Move]] = {}
        for move in self.moves:
            leaving.setdefault(move.source, []).append(move)
        sorted_moves = {place: tuple(moves) for place, moves in leaving.items()}
        object.__setattr__(self, "_leaving", sorted_moves)

    def on(self, route: str) -> Chart:
        """Return the chart of one route alone, with the places it comes to."""
        moves = tuple(move for move in self.moves if not move.routes or route in move.routes)
        came = self._reached(moves)
        return dataclasses.replace(
            self,
            routes={route: self.routes[route]},
            places={name: place for name, place in self.places.items() if name in came},
            moves=tuple(move for move in moves if move.source in came),
            splits=tuple(split for split in self.splits if split.place in came),
        )

    def moves_from(self, place: str) -> tuple[Move, ...]:
        """Return the moves that begin at *place*, in the file's order."""
        return self._leaving.get(place, ())

    def splits_at(self, place: str) -> tuple[Split, ...]:
        """Return the parallel parts that open at *place*."""
        return tuple(split for split in self.splits if split.place == place)

    def _reached(self, moves: tuple[Move, ...]) -> frozenset[str]:
        ways: dict[str, list[str]] = {}
        for move in moves:
            ways.setdefault(move.source, []).extend(item.target for item in move.exits)
        for split in self.splits:
            ways.setdefault(split.place, []).append(split.first)
        found, waiting = {self.begin}, [self.begin]
        while waiting:
            new = set(ways.get(waiting.pop(), ())) - found
            found |= new
            waiting += new
        return frozenset(found)
