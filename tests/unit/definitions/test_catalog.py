"""The catalog holds what is shipped, and an office sets only what is open."""

from __future__ import annotations

import pytest

from jiuji_docs.definitions.catalog import Catalog
from jiuji_docs.domain.errors import DefinitionError, NotFound
from tests.common.relief import catalog, pack


def test_a_pack_is_found_by_id_and_checksum() -> None:
    found = catalog().pack("chaoyang-2021")
    assert catalog().pack("chaoyang-2021", found.checksum) is found
    for name, checksum in (("nowhere", None), ("chaoyang-2021", "0" * 64)):
        with pytest.raises(NotFound):
            catalog().pack(name, checksum)


def test_reading_twice_gives_the_same_checksum() -> None:
    assert Catalog.shipped().pack("chaoyang-2021").checksum == pack().checksum


def test_an_offices_setting_is_pinned_by_the_checksum() -> None:
    own = pack({"publicity_days": 3})
    assert own.checksum not in (pack().checksum, pack({"publicity_days": 5}).checksum)
    assert own.checksum == pack({"publicity_days": 3}).checksum
    assert own.policy.parameters["publicity_days"].origin == "office"
    assert not pack().policy.parameters["publicity_days"].is_set


def test_an_office_may_set_time_limits() -> None:
    limit = pack({"debts": "5wd"}).workflow.time_limits["debts"]
    assert (limit.budget, limit.origin) == ("5wd", "office")


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("town_ceiling", "800.00", "文件已规定“乡镇审批限额”为 500.00，本单位不能另定"),
        ("repeat_times", 2, "文件已规定"),
        ("colour", "red", r"office\.chaoyang-2021\.colour: 没有这一项.*publicity_days"),
        ("publicity_days", "3", "应为不小于零的整数"),
        ("publicity_days", True, "应为不小于零的整数"),
        ("publicity_days", -1, "应为不小于零的整数"),
        ("cash_ceiling", "1000", "应为金额"),
        ("cash_ceiling", "NaN", "应为金额"),
        ("review_quorum", "3/2", "应为比例或人数"),
        ("debts", "5 days", "应为时限"),
        ("hotline", "", "应为文字"),
    ],
)
def test_an_office_cannot_set_this(name: str, value: object, says: str) -> None:
    with pytest.raises(DefinitionError, match=says):
        catalog().with_office("chaoyang-2021", {name: value})


def test_an_unknown_pack_has_no_office() -> None:
    with pytest.raises(NotFound):
        catalog().with_office("nowhere", {})


def test_a_form_comes_with_the_packs_choices() -> None:
    (cause,) = [field for field in catalog().form("application").fields if field.name == "cause"]
    assert [choice.value for choice in cause.choices] == list(pack().policy.enumerations["causes"])
    with pytest.raises(NotFound):
        catalog().form("nothing")


@pytest.mark.parametrize(
    "name", ["", "../setup.cfg", "/etc/passwd", "forms/../../x", "forms", "x\\y"]
)
def test_a_template_stays_in_its_room(name: str) -> None:
    with pytest.raises(NotFound):
        catalog().template(name)


def test_a_template_is_read_by_name() -> None:
    assert "<" in catalog().template("forms/sheet.pt")


def test_a_composition_is_read_by_name() -> None:
    assert catalog().composition("approval_notice").id == "approval_notice"
    with pytest.raises(NotFound):
        catalog().composition("nothing")
