"""Hold a published amount table (救助标准表): facts it asks for, rules, caps; all of it data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

#: What a fact may be: a sum in yuan, a whole number, or one of named choices.
FACT_KINDS = ("money", "integer", "choice")
#: How a sum is made up; there is no other arithmetic, and no expression is ever carried out.
SUMS = ("yuan", "product", "share", "smallest", "largest")


@dataclass(frozen=True, slots=True)
class FactRule:
    """A fact the table asks for (要素): money in yuan, a count with its bounds, or a choice."""

    id: str
    title: str
    kind: str
    choices: Mapping[str, str] = field(default_factory=dict)
    least: int = 0
    most: int = 1_000
    #: Needed only by some rules; a rule that needs it and does not get it asks for it.
    optional: bool = False
    #: What holds when nobody says otherwise: a reading of the office's own (本单位设定).
    default: Any = None
    #: Where a case already says it: dotted paths in the order they are tried, ``office.<parameter>`` and
    #: ``case.route`` among them. What no setting decides is asked for on the table's own form.
    known_from: str = ""


@dataclass(frozen=True, slots=True)
class Sum:
    """How a sum in yuan is reckoned.

    ``yuan``: a fixed sum. ``product``: *factor* times the facts named in *of*, for each of the fact *per*
    (a day's part of a month's standard). ``share``: *factor* of the one
    fact in *of*. ``smallest`` and ``largest``: of *parts*.
    """

    kind: str
    factor: Decimal = Decimal(1)
    of: tuple[str, ...] = ()
    per: str = ""
    parts: tuple[Sum, ...] = ()


@dataclass(frozen=True, slots=True)
class Band:
    """A range of a fact in a condition; None is open. ``over`` and ``below`` leave the bound out."""

    over: Decimal | None = None
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    below: Decimal | None = None

    def holds(self, value: Decimal) -> bool:
        """Say whether *value* lies in the band."""
        return (
            (self.over is None or value > self.over)
            and (self.at_least is None or value >= self.at_least)
            and (self.at_most is None or value <= self.at_most)
            and (self.below is None or value < self.below)
        )


@dataclass(frozen=True, slots=True)
class AmountRule:
    """One row of the table: when it applies, and from what to what an officer may choose.

    ``least`` absent means nothing is fixed from below; ``most`` absent means the row sends the matter
    elsewhere, as ``then`` says. ``clause`` is where the document says so.
    """

    id: str
    title: str
    when: Mapping[str, frozenset[str] | Band]
    least: Sum | None = None
    most: Sum | None = None
    then: str = ""
    clause: str = ""
    #: Nothing is given, and ``then`` says why: no reason an officer writes changes that.
    refuses: bool = False
    #: The document leaves the row to a meeting (一事一议): nobody decides it alone where there is one.
    meeting: bool = False


@dataclass(frozen=True, slots=True)
class Cap:
    """A limit over the rows (封顶): *most* of one relief, or with *already* of a period's sum."""

    id: str
    title: str
    most: Sum
    when: Mapping[str, frozenset[str] | Band] = field(default_factory=dict)
    #: Fact that holds what was given before in the same period.
    already: str = ""
    clause: str = ""


@dataclass(frozen=True, slots=True)
class AmountTable:
    """A whole table; rows are tried in order and the first that applies is the one."""

    id: str
    title: str
    source: str
    facts: Mapping[str, FactRule]
    rules: tuple[AmountRule, ...]
    caps: tuple[Cap, ...] = ()
    note: str = ""
    checksum: str = ""
    #: Id of the policy pack whose document the table stands in; empty where no shipped pack is of it.
    document: str = ""
    #: What the document says where no row applies (没有相符档次时); empty is 未规定.
    otherwise: str = ""
    #: Whether an amount beyond the table may be given with a written reason (文件留有余地).
    beyond_with_reason: bool = False
    #: Whether choosing inside a range asks for a written reason.
    reason_within: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the explanation (计算过程), with the clause it rests on."""

    text: str
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What a table says of one matter.

    ``rule`` is empty when no row applies, which is an answer too. ``least`` and ``most`` are yuan to the
    fen; ``most`` is None where the row sends the matter elsewhere (``then``). ``refused`` says why nothing
    may be given, such as a cap used up.
    """

    rule: str = ""
    least: Decimal | None = None
    most: Decimal | None = None
    then: str = ""
    refused: str = ""
    lines: tuple[Line, ...] = ()

    @property
    def is_range(self) -> bool:
        """Whether an officer chooses inside a range, and gives the reason."""
        return self.most is not None and self.least != self.most


Facts = Mapping[str, Any]
