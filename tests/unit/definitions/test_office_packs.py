"""An office's choice of packs is read strictly."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from jiuji_docs.definitions.office_packs import read_runs, shipped_choice
from jiuji_docs.domain.errors import DefinitionError
from tests.common.relief import pack

POLICIES = {
    "chaoyang-2021": pack().policy,
    "later": replace(pack().policy, id="later", in_force_from=dt.date(2026, 1, 1)),
}
WRONG: dict[str, tuple[Any, str]] = {
    "not a list": ("chaoyang-2021", "应为政策包的列表"),
    "nothing": ([], "至少一个"),
    "an unknown pack": (["nowhere"], "没有政策包“nowhere”；有：chaoyang-2021、later"),
    "an unknown key": ([{"id": "later", "until": 1}], "不认识的键"),
    "no id": ([{"units": ["yangshan"]}], "写有 id"),
    "units that are none": ([{"id": "later", "units": "yangshan"}], "机构编号的列表"),
    "a day that is none": ([{"id": "later", "to": "2026-01-01"}], "应为日期"),
    "no day at all": ([{"id": "later", "to": dt.date(2025, 1, 1)}], "没有一天适用"),
    "two at once": (["chaoyang-2021", "later"], "同一单位自 2026-01-01 起同时适用两个政策包"),
}


def test_the_demo_county_runs_one_pack() -> None:
    (run,) = read_runs(shipped_choice(), POLICIES)
    assert (run.policy.id, run.units) == ("chaoyang-2021", frozenset())


def test_one_follows_the_other() -> None:
    old = {"id": "chaoyang-2021", "to": dt.date(2025, 12, 31), "units": ["county"]}
    runs = read_runs([old, "later"], POLICIES)
    assert [run.ends for run in runs] == [dt.date(2025, 12, 31), dt.date.max]
    assert runs[0].units == frozenset({"county"})


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_choice_is_refused_with_its_place(what: str) -> None:
    chosen, words = WRONG[what]
    with pytest.raises(DefinitionError, match=words) as caught:
        read_runs(chosen, POLICIES)
    assert caught.value.where.startswith("office.packs")
