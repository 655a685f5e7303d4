"""An operation that stands on an earlier one says so when that was refused, instead of breaking the play."""

from __future__ import annotations

import pytest

from jiuji_docs.domain.errors import Refused
from jiuji_docs.services.house import House
from jiuji_docs.services.operations import OPERATIONS, Asked


@pytest.mark.parametrize("name", ["pay.review", "pay.return-file"])
def test_without_a_batch_nothing_is_reviewed_or_returned(house: House, name: str) -> None:
    with house.desk(write=False) as desk, pytest.raises(Refused) as refused:
        OPERATIONS[name](Asked(desk, desk.actor("county.finance"), {}, {}, {}))
    assert refused.value.code == "no_batch"
