"""Count Word's automatic numbers and write them out as the text that a reader sees."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from jiuji_docs.importing.numerals import written
from jiuji_docs.importing.word_names import name, number_of, value_of

_PLACE = re.compile(r"%([1-9])")
#: Word has nine levels.
_LEVELS = 9
_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass(slots=True)
class Numbering:
    """What a document's numbering and styles parts define, and how far each list has counted."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    _counts: dict[str, list[int]] = field(default_factory=dict)

    def label(self, paragraph: etree._Element) -> str:
        """Return the number before a paragraph, counting it; empty text when it has none."""
        found = _of_properties(paragraph.find(name("pPr"))) or self._of_style(paragraph)
        if found is None or not found[0] or found[0] == "0" or found[0] not in self.lists:
            return ""
        list_id, depth = found
        levels = self.levels.get(list_id) or self.levels.get(self.lists[list_id], {})
        level = levels.get(depth, _Level())
        counts = self._counts.setdefault(self.lists[list_id], [0] * _LEVELS)
        counts[depth] = counts[depth] + 1 if counts[depth] else level.start
        counts[depth + 1 :] = [0] * (_LEVELS - depth - 1)
        if level.form == "bullet":
            return ""
        return _PLACE.sub(lambda match: _shown(int(match.group(1)) - 1, counts, levels), level.text)

    def _of_style(self, paragraph: etree._Element) -> tuple[str, int] | None:
        style = paragraph.find(f"{name('pPr')}/{name('pStyle')}")
        return self.styles.get(value_of(style)) if style is not None else None


def _shown(depth: int, counts: list[int], levels: dict[int, _Level]) -> str:
    level = levels.get(depth, _Level())
    return written(counts[depth] or level.start, level.form)


def read_numbering(numbering: etree._Element | None, styles: etree._Element | None) -> Numbering:
    """Return what the two parts define; either may be missing."""
    made = Numbering()
    for one in numbering.iter(name("abstractNum")) if numbering is not None else ():
        made.levels["abstract " + one.get(name("abstractNumId"), "")] = _levels(one)
    for one in numbering.iter(name("num")) if numbering is not None else ():
        base = "abstract " + value_of(one.find(name("abstractNumId")))
        list_id = one.get(name("numId"), "")
        made.lists[list_id] = base
        if overrides := _overrides(one, made.levels.get(base, {})):
            made.levels[list_id] = overrides
            made.lists[list_id] = f"list {list_id}"
    if styles is not None:
        made.styles = _styles(styles)
    return made


def _levels(owner: etree._Element) -> dict[int, _Level]:
    levels = {}
    for one in owner.iter(name("lvl")):
        depth = number_of(one.get(name("ilvl")), 0)
        if 0 <= depth < _LEVELS:
            text = value_of(one.find(name("lvlText")))
            form = value_of(one.find(name("numFmt"))) or "decimal"
            levels[depth] = _Level(form, text, number_of(value_of(one.find(name("start"))), 1))
    return levels


def _overrides(num: etree._Element, base: dict[int, _Level]) -> dict[int, _Level]:
    """Return the levels of a list that restarts or redefines some; nothing when it does not."""
    changed = dict(base)
    for one in num.iter(name("lvlOverride")):
        changed |= _levels(one)
        start = one.find(name("startOverride"))
        depth = number_of(one.get(name("ilvl")), 0)
        if start is not None and depth in changed:
            old = changed[depth]
            changed[depth] = _Level(old.form, old.text, number_of(value_of(start), 1))
    has_any = num.find(name("lvlOverride")) is not None
    return changed if has_any else {}


def _of_properties(properties: etree._Element | None) -> tuple[str, int] | None:
    found = properties.find(name("numPr")) if properties is not None else None
    if found is None:
        return None
    depth = number_of(value_of(found.find(name("ilvl"))), 0)
    return value_of(found.find(name("numId"))), min(max(depth, 0), _LEVELS - 1)


def _styles(styles: etree._Element) -> dict[str, tuple[str, int]]:
    """Return the numbering of every style that has one, its own or an inherited one."""
    known = {one.get(name("styleId"), ""): one for one in styles.iter(name("style"))}
    made = {}
    for style_id in known:
        at, found = style_id, None
        for _ in range(_LONGEST_CHAIN):
            if at not in known or (found := _of_properties(known[at].find(name("pPr")))):
                break
            at = value_of(known[at].find(name("basedOn")))
        if found and found[0]:
            made[style_id] = found
    return made
