"""Damage files in every way a disk, a mail gateway or an enemy does, the same way for the same seed."""

from __future__ import annotations

import copy
import io
import random
import zipfile
from collections.abc import Callable
from typing import Any

from lxml import etree

Damage = Callable[[bytes, random.Random], bytes]


def flipped(data: bytes, chance: random.Random) -> bytes:
    """Flip a few bits."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 30)):
        made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
    return bytes(made)


def cut(data: bytes, chance: random.Random) -> bytes:
    """Keep only the beginning."""
    return data[: chance.randrange(len(data))]


def gap(data: bytes, chance: random.Random) -> bytes:
    """Lose a stretch in the middle."""
    start = chance.randrange(len(data))
    return data[:start] + data[start + chance.randint(1, 4000) :]


def repeated(data: bytes, chance: random.Random) -> bytes:
    """Have a stretch twice."""
    start = chance.randrange(len(data))
    piece = data[start : start + chance.randint(1, 3000)]
    return data[:start] + piece * chance.randint(2, 20) + data[start:]


def strewn(data: bytes, chance: random.Random) -> bytes:
    """Have nonsense written over it."""
    made = bytearray(data)
    start = chance.randrange(len(made))
    junk = chance.randbytes(chance.randint(1, 600))
    made[start : start + len(junk)] = junk
    return bytes(made)


def numbered(data: bytes, chance: random.Random) -> bytes:
    """Have its figures made huge, negative or into words."""
    figures = (b"999999999999999999999", b"-1", b"1e308", b"NaN", b"0x7fffffff", b"")
    made, place = bytearray(data), 0
    for _ in range(chance.randint(1, 12)):
        place = chance.randrange(len(made))
        while place < len(made) and not 48 <= made[place] <= 57:
            place += 1
        made[place : place + 1] = chance.choice(figures)
    return bytes(made)


def renamed(data: bytes, chance: random.Random) -> bytes:
    """Swap two words of the file, as far as it has any."""
    words = [word for word in data.split() if 3 < len(word) < 40][:400]
    if len(words) < 2:
        return flipped(data, chance)
    first, second = chance.sample(words, 2)
    return data.replace(first, second, chance.randint(1, 5))


BYTES: tuple[Damage, ...] = (flipped, cut, gap, repeated, strewn, numbered, renamed)


def repacked(data: bytes, chance: random.Random) -> bytes:
    """Damage one part of a package and pack it again, so that the package itself is sound."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(sorted(parts))
    parts[name] = chance.choice(BYTES)(parts[name] or b"x", chance)
    if chance.random() < 0.2:
        other = chance.choice(sorted(parts))
        parts[name], parts[other] = parts[other], parts[name]
    if chance.random() < 0.1:
        del parts[chance.choice(sorted(parts))]
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return target.getvalue()


def nested(data: bytes, chance: random.Random) -> bytes:
    """Have elements lie in each other without end."""
    depth = chance.choice((300, 5000))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body = parts["word/document.xml"]
    tag = chance.choice((b"w:p", b"w:tbl", b"w:r", b"w:ins"))
    parts["word/document.xml"] = body.replace(
        b"<w:body>", b"<w:body>" + b"<%s>" % tag * depth + b"</%s>" % tag * depth, 1
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return target.getvalue()


def deepened(data: bytes, chance: random.Random) -> bytes:
    """Have elements of a web page lie in each other without end, closed or not."""
    tag = chance.choice((b"div", b"table", b"b", b"p", b"td"))
    depth = chance.choice((300, 20_000))
    place = chance.randrange(len(data))
    closing = chance.choice((b"", b"</%s>" % tag * depth))
    return data[:place] + b"<%s>" % tag * depth + data[place:] + closing


def reshaped(data: bytes, chance: random.Random) -> bytes:
    """Change well-formed XML into other well-formed XML: values, order, what lies in what."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([one for one in sorted(parts) if one.endswith((".xml", ".rels"))])
    root = etree.fromstring(parts[name])
    elements = [one for one in root.iter() if one is not root and isinstance(one.tag, str)]
    for one in chance.sample(elements, min(len(elements), chance.randint(1, 25))):
        _reshape(one, elements, chance)
    parts[name] = etree.tostring(root)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return target.getvalue()


_VALUES = (
    "",
    "-1",
    "0",
    "1e9",
    "NaN",
    "99999999999999999999",
    "auto",
    "真",
    "\u202e",
    "1.5.2",
    "x" * 5000,
)


def _reshape(one: Any, elements: list[Any], chance: random.Random) -> None:
    """Change, take away, move or repeat one element."""
    what, parent = chance.randrange(5), one.getparent()
    if what == 0 and one.attrib:
        one.set(chance.choice(sorted(one.attrib)), chance.choice(_VALUES))
    elif what == 1 and one.attrib:
        del one.attrib[chance.choice(sorted(one.attrib))]
    elif what == 2 and parent is not None:
        parent.remove(one)
    elif what == 3 and parent is not None:
        parent.insert(0, copy.deepcopy(one))
    elif parent is not None:
        other = chance.choice(elements)
        if one is not other and one not in other.iterancestors():
            other.append(one)


def damaged(data: bytes, kind: str, seed: int) -> bytes:
    """Return *data* damaged by what *seed* chooses; every seed damages anew."""
    chance = random.Random(seed)  # noqa: S311 - repeatable damage, no secret
    own = {"docx": (*[reshaped] * 12, repacked, repacked, nested), "web": (deepened, deepened)}
    choices = [*BYTES, *own.get(kind, ())]
    made = chance.choice(choices)(data, chance)
    return made if chance.random() < 0.9 or not made else chance.choice(BYTES)(made, chance)
