"""Find who is to sign or seal and holds no certificate (签名证书)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping

from jiuji_docs.definitions.finding import WARNING, Finding, in_workflow
from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.directory import Directory, PersonEntry
from jiuji_docs.domain.signing.signature import person, unit
from jiuji_docs.domain.workflow.definition import SignatureRule
from jiuji_docs.domain.workflow.policy import Pack

#: Subject of a certificate → the day it ends; None when there is none.
Certificates = Callable[[str], dt.date | None]


def certified(pack: Pack, directory: Directory, ends: Certificates) -> Iterator[Finding]:
    """Find people of signing posts, and their units where they seal, without a certificate in force.

    One that is missing is a warning: the office's authority issues it at the first signature. One that
    has run out is an error.
    """
    names = {one.id: one.name for one in directory.units}
    said: set[str] = set()
    for step in pack.workflow.transitions.values():
        for entry in directory.people if step.signs else ():
            if set(entry.roles).isdisjoint(step.roles):
                continue
            for subject, who in _signing(step.signs, entry, names):
                if subject not in said:
                    said.add(subject)
                    yield from _judged(pack, f"transition[{step.id}].signs", who, ends(subject))


def _signing(
    signs: Iterable[SignatureRule], entry: PersonEntry, names: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    for sign in signs:
        if sign.seal:
            yield unit(entry.unit), f"{names.get(entry.unit, entry.unit)}的印章"
        else:
            yield person(entry.id), entry.name


def _judged(pack: Pack, place: str, who: str, end: dt.date | None) -> Iterator[Finding]:
    if end is None:
        yield in_workflow(pack, place, f"{who}没有签名证书，第一次签署时由本单位签发", WARNING)
    elif end < dt.datetime.now(BEIJING).date():
        yield in_workflow(pack, place, f"{who}的签名证书已于 {end:%Y-%m-%d} 到期")
