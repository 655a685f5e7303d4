"""A measured figure and whether it reaches its target."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure (一项指标); ``target`` reads such as "≥ 40", and ``met`` says whether it is reached.

    ``note`` says why there is no figure, or none that may be compared.
    """

    name: str
    title: str
    value: float
    unit: str
    target: str
    met: bool
    note: str = ""


def at_least(name: str, title: str, value: float, unit: str, bound: float) -> Measure:
    """Return a figure that should not be below *bound*."""
    return Measure(name, title, round(value, 3), unit, f"≥ {bound:g}", value >= bound)


def at_most(name: str, title: str, value: float, unit: str, bound: float) -> Measure:
    """Return a figure that should not be above *bound*."""
    return Measure(name, title, round(value, 3), unit, f"≤ {bound:g}", value <= bound)


def exactly(name: str, title: str, value: float, unit: str, wanted: float) -> Measure:
    """Return a count that has one right value."""
    return Measure(name, title, value, unit, f"= {wanted:g}", value == wanted)


def unmeasured(name: str, title: str, bound: float, reason: str, *, owed: bool) -> Measure:
    """Return a figure that could not be had; where it is *owed*, its target counts as missed."""
    return Measure(name, title, 0.0, "", f"≥ {bound:g}", not owed, reason)
