"""Compose an outgoing document from what is known about a case, by slots and named conditions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from jiuji_docs.domain.documents.elements import Block, Heading, Paragraph
from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.domain.documents.wording import CONDITIONS, SHOWS
from jiuji_docs.domain.errors import PaperError

SLOT = re.compile(r"\{([a-z_][a-z0-9_.]*)\}")
#: Slots that every composition has without declaring them.
GIVEN = ("issuer", "number", "recipients")


@dataclass(frozen=True, slots=True)
class Slot:
    """A named gap in the text: the first known path of ``sources`` that has a value fills it.

    ``show`` is how (see :mod:`.wording`), ``labels`` turns stored codes into words, ``fallback``
    stands in when nothing is known; without one, a missing value is a PaperError.
    """

    sources: tuple[str, ...]
    show: str = "text"
    labels: Mapping[str, str] = field(default_factory=dict)
    fallback: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, or a heading of ``level`` 1–4; printed when all of ``when`` holds."""

    text: str
    when: tuple[str, ...] = ()
    level: int = 0


@dataclass(frozen=True, slots=True)
class Composition:
    """How a kind of outgoing document is worded (公文模板)."""

    id: str
    title: str
    addressees: str
    passages: tuple[Passage, ...]
    slots: Mapping[str, Slot] = field(default_factory=dict)
    style: str = "notice"
    stamped: bool = True


def compose(
    composition: Composition,
    known: Mapping[str, Any],
    *,
    issuer: str,
    number: str,
    signed_on: dt.date | None,
    recipients: str = "",
    seal_diameter: float = 42,
    missing: str = "",
) -> OfficialDocument:
    """Return the document that *composition* makes of *known* (dotted path → value).

    ``recipients`` replaces the composition's own addressee; ``seal_diameter`` is in millimetres.
    ``missing`` stands where a value is not known, for blank specimens, which have no day either (None);
    without it a PaperError names the slot.
    """
    filler = _Filler(composition, {**known, "issuer": issuer, "number": number}, missing)
    return OfficialDocument(
        style=composition.style,
        mark=f"{issuer}文件" if composition.style == "circular" else issuer,
        number=number,
        title=(filler.fill(composition.title),),
        addressees=recipients or filler.fill(composition.addressees),
        body=tuple(filler.blocks()),
        signatories=(issuer,),
        date=signed_on,
        stamped=composition.stamped,
        seal_diameter=round(seal_diameter),
    )


def used_slots(composition: Composition) -> frozenset[str]:
    """Return every slot the texts and conditions of a composition name."""
    texts = (composition.title, composition.addressees, *(one.text for one in composition.passages))
    named = {name for text in texts for name in SLOT.findall(text)}
    return frozenset(
        named | {CONDITIONS[name].slot for one in composition.passages for name in one.when}
    )


#: Groups of paths that are the same for every case of a place: what law, policy and office say.
_SAME_FOR_ALL = frozenset({"decided", "office", "policy", "county", "unit"})


def _of_the_case(slot: Slot) -> bool:
    groups = {path.partition(".")[0] for path in slot.sources if "." in path}
    return bool(groups - _SAME_FOR_ALL)


class _Filler:
    """Fills slots from what is known."""

    def __init__(self, composition: Composition, known: Mapping[str, Any], missing: str) -> None:
        self._composition, self._known, self._missing = composition, known, missing

    def fill(self, text: str) -> str:
        """Replace every slot once; what is filled in is never read as a slot again."""
        return SLOT.sub(lambda match: self._shown(match.group(1)), text)

    def blocks(self) -> Iterator[Block]:
        """Yield the passages whose conditions hold; a line break in a value begins a paragraph."""
        for passage in self._composition.passages:
            if all(self._holds(name) for name in passage.when):
                yield from self._passage(passage)

    def _passage(self, passage: Passage) -> Iterator[Block]:
        first, *more = filter(None, map(str.strip, self.fill(passage.text).splitlines()))
        yield Heading(passage.level, first) if passage.level else Paragraph(first)
        yield from map(Paragraph, more)

    def _holds(self, name: str) -> bool:
        condition = CONDITIONS[name]
        value = self._value(condition.slot)
        return value is not None and condition.holds(value)

    def _shown(self, name: str) -> str:
        value, slot = self._value(name), self._slot(name)
        if value is None:
            # A specimen leaves room for what each case says, even where a text would stand in for it.
            room = self._missing if _of_the_case(slot) else ""
            if room or slot.fallback or self._missing:
                return room or slot.fallback or self._missing
            raise PaperError(f"公文“{self._composition.title}”缺少内容：{name}")
        values = value if isinstance(value, list | tuple) else [value]
        return "、".join(slot.labels.get(str(one)) or SHOWS[slot.show](one) for one in values)

    def _value(self, name: str) -> Any:
        """Return the first value there is; empty text and empty lists count as nothing."""
        for path in self._slot(name).sources:
            value = self._known.get(path)
            if value not in (None, "", [], ()):
                return value
        return None

    def _slot(self, name: str) -> Slot:
        return self._composition.slots.get(name) or Slot((name,))
