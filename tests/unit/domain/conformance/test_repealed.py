"""Bases no longer in force are told where a text rests on them, not where it says they are gone."""

from __future__ import annotations

import pytest

from jiuji_docs.definitions.documents import repealed_bases
from jiuji_docs.domain.conformance.repealed import repealed_in

BASES = {"甲办法": "《乙办法》"}


@pytest.mark.parametrize(
    "text",
    [
        "根据《甲办法》制定本方案。",
        "根据《甲办法》等规定。《甲办法》自本通知印发之日起废止。",
        "《甲办法》",
    ],
)
def test_a_text_that_rests_on_it_is_told_once(text: str) -> None:
    assert list(repealed_in(text, BASES)) == [("《甲办法》", "《乙办法》")]


@pytest.mark.parametrize(
    "text",
    [
        "《甲办法》同时废止。",
        "本办法代替《甲办法》。",
        "根据《甲办法实施细则》制定。",
        "按照甲办法办理。",
        "",
    ],
)
def test_a_text_that_repeals_it_or_names_another_is_not(text: str) -> None:
    assert list(repealed_in(text, BASES)) == []


def test_no_shipped_basis_is_replaced_by_one_that_is_gone_too() -> None:
    bases = repealed_bases()
    assert bases["国家行政机关公文处理办法"].startswith("《党政机关公文处理工作条例》")
    for instead in bases.values():
        assert not any(f"《{title}》" in instead for title in bases)
