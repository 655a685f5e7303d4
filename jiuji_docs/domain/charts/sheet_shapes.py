"""Hold the measures of a flow chart's sheets and what stands on them, in millimetres (流程图图形)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jiuji_docs.domain.charts.chart import Chart, Move

#: A4 across, its margin, the strips for title, lanes' names and the foot.
PAGE, MARGIN, HEAD, ROLES, FOOT = (297.0, 210.0), 8.0, 12.0, 8.0, 6.0
#: Font sizes of a step's title and of the lines below; line spacing against the size.
TITLE, SMALL, SPACING = 2.7, 2.3, 1.32
#: Width of the places' column, height of a place, room between channels and between boxes.
PLACE, PILL, CHANNEL, GAP = 26.0, 9.0, 2.4, 2.2
#: Room below a place for the words that name the places on other sheets which lead to it.
FROM = 7.0
#: From a row's top to the line to its lanes, from there to the boxes; a lane's room beside its boxes.
BUS, BELOW, RAIL, SIDE, PAD = 2.5, 2.2, 4.2, 1.2, 1.2


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a box: *kind* is title or small."""

    text: str
    kind: str

    @property
    def height(self) -> float:
        """The room it takes."""
        return (TITLE if self.kind == "title" else SMALL) * SPACING


@dataclass(frozen=True, slots=True)
class Box:
    """A step: its top left corner, size and lines."""

    move: Move
    x: float
    y: float
    width: float
    height: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A place with its steps; ``continued`` when a row before has the first of them."""

    place: str
    top: float
    height: float
    boxes: tuple[Box, ...]
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Channel:
    """A way between places that do not stand below each other: from several, to one."""

    target: str
    sources: tuple[str, ...]
    back: bool
    number: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its rows, the ways straight down, and the channels at the left."""

    rows: tuple[Row, ...]
    down: tuple[tuple[str, str], ...]
    channels: tuple[Channel, ...]
    #: Where the rows end; notes may follow there.
    bottom: float


@dataclass(frozen=True, slots=True)
class Plan:
    """All sheets of a chart of one route, with what they share."""

    chart: Chart
    numbers: Mapping[str, str]
    lanes: tuple[str, ...]
    left: float
    lane_width: float
    sheets: tuple[Sheet, ...]
    page_of: Mapping[str, int]
    #: Places from which a step leads to each place, in order.
    sources: Mapping[str, tuple[str, ...]]

    @property
    def lanes_left(self) -> float:
        """The left edge of the first lane."""
        return self.left + PLACE

    def lane_left(self, role: str) -> float:
        """Return the left edge of a role's lane."""
        return self.lanes_left + self.lanes.index(role) * self.lane_width
