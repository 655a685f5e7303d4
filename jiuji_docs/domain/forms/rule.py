"""Say what a rule across fields is (跨字段检查).

A rule gets the values that are right so far and its parameters (which name fields, so that one rule
serves several forms), and yields (field, Chinese message). A field that is missing or wrong already
has its own message, so a rule that cannot judge says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

Values = Mapping[str, Any]
Names = Mapping[str, str]
Complaints = Iterator[tuple[str, str]]
Check = Callable[[Values, Names], Complaints]
