"""Describe one kind of table in a definition file: its keys, their kinds and meanings.

A node is one kind of table in a file. Its keys have a kind that says what the value looks like:

* ``text``, ``flag``, ``integer``, ``number``, ``date``, ``texts`` (list of text)
* ``scalar``: any of these but a list
* ``map`` (free keys with text values), ``any``
* ``table:NODE`` one table, ``tables:NODE`` a list of tables, ``named:NODE`` tables under free names
* ``grid:NODE`` a list of lists of tables
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Key:
    """One key: what its value looks like, what it means, whether it must be there."""

    kind: str
    meaning: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """One kind of table; ``others`` is the kind of unlisted keys, empty when none may be."""

    title: str
    keys: Mapping[str, Key] = field(default_factory=dict)
    others: str = ""
