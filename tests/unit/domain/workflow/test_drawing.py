"""The picture of a workflow has every state and every way."""

from __future__ import annotations

import dataclasses
import xml.etree.ElementTree as ET

from jiuji_docs.domain.workflow.definition import START, State
from jiuji_docs.domain.workflow.drawing import svg
from jiuji_docs.domain.workflow.layers import arrows, layers
from tests.common.relief import pack

SVG = "{http://www.w3.org/2000/svg}"


def test_the_drawing_is_xml_with_every_title() -> None:
    flow = pack().workflow
    root = ET.fromstring(svg(flow))  # noqa: S314  # our own text
    words = {text.text for text in root.iter(f"{SVG}text")}
    assert {state.title for state in flow.states.values()} <= words
    ways = [path for path in root.iter(f"{SVG}path") if "way" in path.get("class", "")]
    assert len(ways) == len([edge for edge in arrows(flow) if edge.source != edge.target])


def test_titles_are_text_never_markup() -> None:
    flow = pack().workflow
    odd = State("accepted", '<b>&"已受理"</b>')
    changed = dataclasses.replace(flow, states={**flow.states, "accepted": odd})
    ET.fromstring(svg(changed))  # noqa: S314  # our own text
    assert "<b>" not in svg(changed)


def test_layers_hold_every_state_once_and_begin_at_the_start() -> None:
    rows = layers(pack().workflow)
    names = [name for row in rows for name in row]
    assert rows[0] == (START,)
    assert rows[-1] == ("filed",)
    assert sorted(names) == sorted([START, *pack().workflow.states])
