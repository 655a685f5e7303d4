"""A template that an edition keeps is read by later programs: what it may name only grows."""

from __future__ import annotations

import re

import pytest

from jiuji_docs.definitions.catalog import Catalog

#: What templates of published editions read of the press. Add names; never take one away.
KEPT = {
    "forms/sheet.pt": {
        "title", "metadata", "one[0]", "one[1]", "pages", "orientation", "page.boxes", "box.kind",
        "box.style", "box.name", "page.lines", "line.style", "line.runs", "run.family", "run.text",
        "page.places", "place.anchor", "place.style", "place.name", "page.marks", "mark.style",
        "mark.side", "mark.path", "page.pictures", "picture.style", "structure: picture.svg",
    },
    "documents/official.pt": {
        "title", "metadata", "one[0]", "one[1]", "pages", "page.landscape", "page.rules",
        "rule.colour", "rule.style", "page.lines", "line.colour", "line.style", "line.runs",
        "run.family", "run.style", "run.text",
    },
}  # fmt: skip


@pytest.mark.parametrize("name", KEPT)
def test_a_template_reads_no_other_names_than_those_that_are_kept(name: str) -> None:
    text = Catalog.shipped().template(name)
    read = set(re.findall(r"\$\{(?!')([^}]+)\}", text))
    read |= set(re.findall(r'repeat="\w+ ([^"]+)"', text))
    read |= set(re.findall(r"if ([\w.]+) else", text))
    assert read == KEPT[name]
