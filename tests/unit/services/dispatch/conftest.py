"""Give this room's tests a press whose child process is started once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from jiuji_docs.definitions.catalog import Catalog
from jiuji_docs.rendering.fonts import FontSet
from jiuji_docs.services.house import House
from jiuji_docs.services.press import Press
from jiuji_docs.services.printing import Printer


@pytest.fixture(scope="module")
def printer(fonts: FontSet) -> Iterator[Printer]:
    """The printer with the bundled fonts."""
    made = Printer(Catalog.shipped(), fonts)
    yield made
    made.close()


@pytest.fixture
def press(house: House, printer: Printer) -> Press:
    """The press of the test's own house."""
    return Press(house, printer)
