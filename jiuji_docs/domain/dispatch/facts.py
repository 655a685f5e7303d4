"""Hold what is known of a dossier when a step is judged (事实)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DossierFacts:
    """What is known of a dossier when a step is judged.

    ``asked``: the actor's unit is asked to countersign and has not answered; ``joint``: it is another
    organ that signs the document. ``open_units`` still owe an answer; ``joint_missing`` are other
    signing organs that have not agreed, ``joint_changed`` those that agreed to another text,
    ``joint_unsealed`` those whose seal the printed paper lacks. ``routing`` holds (message, clause) of
    broken rules of routing. ``written``: why the text cannot be printed, empty when it can.
    ``pressing``: the press is at work on the paper; ``failed``: it could not make it. ``own_signs``: the
    own unit is among those who sign, or nobody does. ``has_sealed``: the actor's unit has put its seal
    on the paper.
    """

    state: str
    own: bool
    asked: bool = False
    joint: bool = False
    open_units: tuple[str, ...] = ()
    agreed_units: tuple[str, ...] = ()
    joint_missing: tuple[str, ...] = ()
    joint_changed: tuple[str, ...] = ()
    joint_unsealed: tuple[str, ...] = ()
    own_signs: bool = True
    has_sealed: bool = False
    direction: str = "down"
    routing: tuple[tuple[str, str], ...] = ()
    written: str = ""
    unchanged: bool = True
    numbered: bool = False
    printed: bool = False
    pressing: bool = False
    failed: bool = False
    sealed: bool = False
