"""Let a chosen value know the title its form gives it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from jiuji_docs.domain.forms.definition import Choice


class Chosen(str):
    """A stored value of an enumeration (选项); it equals its plain text and prints as ``text``.

    Papers print values of other forms, and compositions too, without having those forms at hand.
    """

    __slots__ = ("text",)
    text: str

    def __new__(cls, value: str, title: str) -> Self:
        """Return *value* with its Chinese *title*."""
        self = super().__new__(cls, value)
        self.text = title
        return self

    def __reduce__(self) -> tuple[type[Chosen], tuple[str, str]]:
        """Keep the title when copied."""
        return Chosen, (str(self), self.text)


def chosen(value: str, choices: Iterable[Choice]) -> Chosen:
    """Return the choice named *value*; one no longer offered keeps its value as title."""
    for choice in choices:
        if choice.value == value:
            return Chosen(choice.value, choice.title)
    return Chosen(value, value)
