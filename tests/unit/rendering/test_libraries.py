"""A missing system library is one clear line, before anything is typeset."""

from __future__ import annotations

import pytest

from jiuji_docs.domain.errors import SetUpError
from jiuji_docs.rendering.libraries import LIBRARIES, missing_packages, require_libraries


def test_this_machine_has_what_it_needs() -> None:
    assert missing_packages() == ()
    require_libraries()


def test_a_missing_library_is_named_by_its_package_in_one_line() -> None:
    with pytest.raises(SetUpError) as caught:
        require_libraries({**LIBRARIES, "libnever.so.9": "libnever9", "libnor.so.1": "libnor1"})
    assert "apt-get install libnever9 libnor1" in str(caught.value)
    assert "\n" not in str(caught.value)
