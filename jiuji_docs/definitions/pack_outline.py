"""Say what a new pack (新政策包) starts from: who issued what, on which base and adaptations."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from jiuji_docs.definitions.assembling import Shelf, assemble
from jiuji_docs.domain.errors import DefinitionError

Plain = dict[str, Any]
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_YEAR = re.compile(r"〔((?:19|20)[0-9]{2})〕")
#: Longest id, and longest title, issuer or number.
LONGEST_ID, LONGEST_WORDS = 40, 120
#: Square brackets that stand for 〔〕 on the originals and on web pages.
_BRACKETS = str.maketrans("【】［］[]", "〔〕〔〕〔〕")


@dataclass(frozen=True, slots=True)
class Outline:
    """What is known of the document before anybody has read it clause by clause."""

    id: str
    title: str
    issuer: str
    document_number: str
    in_force_from: dt.date
    base: str
    adaptations: tuple[str, ...]

    @property
    def letters(self) -> str:
        """Letters that the pack's clause ids begin with: CX of chuxiong-2021 would be CH."""
        return self.id[:2].upper()

    @property
    def opening_clause(self) -> str:
        """The id of the first clause."""
        return f"{self.letters}-0"


def outline(
    name: str,
    words: Mapping[str, str],
    in_force_from: dt.date | None,
    base: str,
    adaptations: Iterable[str],
) -> Outline:
    """Return the outline; *words* are title, issuer and number as they are typed.

    DefinitionError in Chinese for an id that is no id, words that are empty or too long, and a
    document of which nobody said since when it is in force.
    """
    if not _ID.fullmatch(name) or len(name) > LONGEST_ID:
        raise DefinitionError(
            "ID", f"编号用小写字母、数字和连字符，如 chuxiong-2021，不超过 {LONGEST_ID} 字"
        )
    said = {key: _words(key, value) for key, value in words.items()}
    number = said["number"].translate(_BRACKETS)
    begins = in_force_from or _first_of_year(number)
    return Outline(name, said["title"], said["issuer"], number, begins, base, tuple(adaptations))


def _words(key: str, value: str) -> str:
    words = value.strip()
    if not words or len(words) > LONGEST_WORDS or not words.isprintable():
        raise DefinitionError(f"--{key}", f"应为 1 至 {LONGEST_WORDS} 字的一行文字")
    return words


def _first_of_year(number: str) -> dt.date:
    found = _YEAR.search(number)
    if found is None:
        raise DefinitionError("--in-force", "发文字号里没有年份，请用 --in-force 写施行日期")
    return dt.date(int(found[1]), 1, 1)


def below(chosen: Outline, shelf: Shelf) -> dict[str, Plain]:
    """Return the plain policy and workflow that the new pack is laid over.

    DefinitionError for a base or adaptation there is not, and for a choice that contradicts itself.
    """
    own = {"base": chosen.base, "adaptations": list(chosen.adaptations)}
    policy = {
        **own,
        "id": chosen.id,
        "title": chosen.title,
        "issuer": chosen.issuer,
        "document_number": chosen.document_number,
        "in_force_from": chosen.in_force_from,
        "in_force_to": "unset",
    }
    files: dict[str, Plain] = {
        "policy": policy,
        "workflow": {"id": chosen.id, "title": chosen.title},
    }
    return assemble(chosen.id, files, shelf)
