"""Who may write, only read, or not see a field, by post and state."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiuji_docs.domain.workflow.definition import Workflow
from jiuji_docs.domain.workflow.rights import (
    ACCESSES,
    HIDDEN,
    READ,
    WRITE,
    Right,
    access,
    fields_with,
    hidden_paths,
    shows_hidden,
    without_hidden,
    writable,
)
from tests.common.relief import actor, pack

CLERK, VILLAGE = actor("town.clerk"), actor("village.recorder")
BOTH = actor("town.clerk", "village.recorder")


def flow(*rights: Right) -> Workflow:
    return replace(pack().workflow, rights=rights)


def right(
    access: str, field: str = "", *, roles: str = "village.recorder", state: str = ""
) -> Right:
    return Right("application", field, (roles,), (state,) if state else (), access)


@pytest.mark.parametrize(
    ("rights", "who", "state", "result"),
    [
        ((), VILLAGE, "accepted", WRITE),
        ((right(HIDDEN, "phone"),), VILLAGE, "accepted", HIDDEN),
        ((right(HIDDEN, "phone"),), CLERK, "accepted", WRITE),
        ((right(HIDDEN, "phone"),), BOTH, "accepted", WRITE),
        ((right(HIDDEN, "phone", state="reviewed"),), VILLAGE, "accepted", WRITE),
        ((right(HIDDEN, "phone", state="reviewed"),), VILLAGE, "reviewed", HIDDEN),
        ((right(HIDDEN),), VILLAGE, "accepted", HIDDEN),
        ((right(HIDDEN), right(READ, "phone")), VILLAGE, "accepted", READ),
        ((right(READ), right(HIDDEN)), VILLAGE, "accepted", HIDDEN),
    ],
)
def test_a_role_may_do_what_its_closest_right_says(
    rights: tuple[Right, ...], who: object, state: str, result: str
) -> None:
    assert access(flow(*rights), who, state, "application", "phone") == result  # type: ignore[arg-type]


RIGHTS = st.lists(
    st.builds(right, st.sampled_from(list(ACCESSES)), st.sampled_from(["", "phone", "cause"])),
    max_size=5,
)


@given(RIGHTS)
def test_every_field_is_written_read_or_hidden(rights: list[Right]) -> None:
    form = pack().forms["application"]
    parts = [fields_with(flow(*rights), VILLAGE, "x", form, one) for one in ACCESSES]
    assert sum(map(len, parts)) == len(form.fields)
    assert frozenset().union(*parts) == {item.name for item in form.fields}
    kept = writable(flow(*rights), VILLAGE, "x", form)
    assert {item.name for item in kept.fields} == parts[0]


@given(RIGHTS, RIGHTS)
def test_another_role_never_takes_anything_away(mine: list[Right], theirs: list[Right]) -> None:
    other = [replace(item, roles=("town.clerk",)) for item in theirs]
    order = list(ACCESSES)
    for field in ("phone", "cause"):
        alone = access(flow(*mine, *other), VILLAGE, "x", "application", field)
        both = access(flow(*mine, *other), BOTH, "x", "application", field)
        assert order.index(both) <= order.index(alone)


def test_a_paper_that_prints_what_is_hidden_is_known_as_such() -> None:
    forms = pack().forms
    hidden = hidden_paths(flow(right(HIDDEN, "id_number")), VILLAGE, "x", forms)
    assert hidden == {"application.id_number"}
    assert shows_hidden(forms["application"], hidden)
    assert not shows_hidden(forms["file_catalogue"], hidden)
    known = {"application.id_number": "1", "application.cause": "2"}
    assert without_hidden(known, hidden) == {"application.cause": "2"}
    assert hidden_paths(flow(), VILLAGE, "x", forms) == frozenset()
