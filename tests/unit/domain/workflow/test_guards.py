"""The list of conditions is closed, and their parameters are typed."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

from jiuji_docs.domain.workflow.guards import GUARDS, KINDS, typed_parameters


@pytest.mark.parametrize("name", sorted(GUARDS))
def test_a_guard_declares_exactly_what_its_function_takes(name: str) -> None:
    guard = GUARDS[name]
    taken = {
        parameter.name: parameter.default is not inspect.Parameter.empty
        for parameter in inspect.signature(guard.judge).parameters.values()
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY
    }
    assert set(taken) == set(guard.parameters)
    assert {key for key, has_default in taken.items() if has_default} == guard.optional
    assert set(guard.parameters.values()) <= KINDS
    assert guard.title


@pytest.mark.parametrize(
    ("name", "given", "says"),
    [
        ("__import__", {}, "没有名为"),
        ("quorum", {"parameter": "x", "form": "review", "eval": "1"}, "没有参数“eval”"),
        ("quorum", {"parameter": "x"}, "缺少参数“form”"),
        ("quorum", {"parameter": "x", "form": 3}, "类型不对"),
        ("quorum", {"parameter": "", "form": "review"}, "类型不对"),
        ("debts_settled", {"debts": "seal"}, "类型不对"),
        ("payments_settled", {"at_least": True}, "类型不对"),
    ],
)
def test_a_wrong_condition_is_refused_with_what_is_known(
    name: str, given: dict[str, Any], says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        typed_parameters(name, given)


def test_parameters_come_out_as_the_guard_takes_them() -> None:
    assert typed_parameters("debts_settled", {"debts": ["seal"]}) == {"debts": ("seal",)}
    assert typed_parameters("payments_settled", {}) == {}
