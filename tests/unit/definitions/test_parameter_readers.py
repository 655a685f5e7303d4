"""What acts on a parameter is found where it is named, and what the program asks for is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiuji_docs.definitions.parameter_readers import BY_NAME, parameter_readers
from tests.common.adapted import adapted
from tests.common.relief import catalog

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("name", "element"),
    [
        ("repeat_times", "guard:accept.not_same_matter_within"),
        ("town_ceiling", "table:tier"),
        ("hotline", "form:acceptance_notice"),
        ("hotline", "notice:policy"),
        ("meeting_quorum", "meeting:deliberation"),
        ("retention", "program:jiuji_docs/services/filing.py"),
    ],
)
def test_a_reader_is_named(name: str, element: str) -> None:
    assert element in parameter_readers(catalog().pack("chaoyang-2021"))[name]


def test_a_grade_reads_the_parameter_it_names() -> None:
    assert parameter_readers(adapted(["fast_24h"]))["papers_24h"] == ("time_limit:debts",)


def test_a_form_no_step_uses_reads_nothing() -> None:
    pack = catalog().pack("national-2026")
    assert all("form:informant_reward" not in found for found in parameter_readers(pack).values())


@pytest.mark.parametrize(("name", "room"), sorted(BY_NAME.items()))
def test_what_the_program_asks_for_by_name_stands_in_its_room(name: str, room: str) -> None:
    assert f'"{name}"' in (ROOT / room).read_text("utf-8")
