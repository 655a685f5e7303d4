"""The Mermaid text has every place and every way, and none of Mermaid's own words as a name."""

from __future__ import annotations

import dataclasses

from jiuji_docs.domain.charts.case_chart import chart_of_pack
from jiuji_docs.domain.charts.chart import Place
from jiuji_docs.domain.charts.mermaid import mermaid
from tests.common.consultation import consulting_pack
from tests.common.relief import pack


def test_it_draws_start_end_returns_and_tiers() -> None:
    text = mermaid(chart_of_pack(pack()))
    assert text.startswith("---\ntitle: 朝阳县临时救助办理流程\n---\nstateDiagram-v2\n")
    assert "[*] --> s_accepted: 受理" in text
    assert "s_filed --> [*]" in text
    assert "s_awaiting_county --> s_reviewed: 县局退回" in text
    assert "s_reviewed --> s_awaiting_town: 乡镇审核（500 元以内）" in text
    assert 'state "待县局审批" as s_awaiting_county' in text


def test_marks_that_mermaid_reads_are_written_full_width() -> None:
    chart = chart_of_pack(pack())
    odd = Place("accepted", 'a"b:c;d#e\nf')
    text = mermaid(dataclasses.replace(chart, places={**chart.places, "accepted": odd}))
    assert 'state "a”b：c；d＃e f" as s_accepted' in text


def test_parallel_parts_stand_inside_their_place_and_end_there() -> None:
    lines = mermaid(chart_of_pack(consulting_pack())).splitlines()
    begin = lines.index("    state s_accepted {")
    inside = lines[begin : lines.index("    }", begin)]
    assert "        [*] --> s_bank_asked: 银行存款核对" in inside
    assert "        s_house_answered --> [*]" in inside
    assert inside.count("        --") == 1
    outside = [*lines[:begin], *lines[begin + len(inside) :]]
    assert not any("s_bank" in line or "s_house" in line for line in outside)
    assert "    s_accepted --> s_verified: 核对完毕" in outside
