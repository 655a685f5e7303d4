"""Give every test the checkout's root, the built fonts, and the seeds where they are at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from jiuji_docs.domain.errors import SetUpError
from jiuji_docs.rendering.fonts import FontSet, installed_fonts

ROOT = Path(__file__).resolve().parent.parent

# A property that holds on a busy machine holds: how long an example takes is what bench measures.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def fonts() -> FontSet:
    """Return the built fonts; without them a paper cannot be tested at all."""
    try:
        return installed_fonts()
    except SetUpError as missing:
        pytest.fail(str(missing))


@pytest.fixture(scope="session")
def seeds() -> Path:
    """Return the directory of the five policy documents (JIUJI_SEEDS, else beside the checkout)."""
    directory = Path(os.environ.get("JIUJI_SEEDS") or ROOT.parent / "shared" / "seeds")
    if not directory.is_dir():
        pytest.skip(f"no seeds in {directory}")
    return directory
