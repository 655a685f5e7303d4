"""Change single bits of a sealed file: every one is found, with and without the recorded digest."""

from __future__ import annotations

import hashlib
import random
from typing import Any

import pytest

from jiuji_docs.signing.verification import verify_pdf

FLIPS_PER_PART = 60


def flipped(data: bytes, position: int, bit: int) -> Any:
    changed = bytearray(data)
    changed[position] ^= 1 << bit
    return bytes(changed)


@pytest.mark.parametrize("seed", range(6))
def test_every_random_bit_flip_is_found_even_without_the_digest(sealed: Any, seed: int) -> None:
    roots = [sealed.keyring.root_certificate()]
    digest = hashlib.sha256(sealed.pdf).hexdigest()
    chance = random.Random(seed)  # noqa: S311 - a reproducible choice, not a secret
    last = sealed.pdf.rindex(b"/Contents <")
    for number in range(FLIPS_PER_PART):
        # Half of them in the last signature's container, which no signature covers.
        start = last if number % 2 else 0
        position, bit = chance.randrange(start, len(sealed.pdf)), chance.randrange(8)
        report = verify_pdf(flipped(sealed.pdf, position, bit), roots, sha256=digest)
        codes = {item.code for item in report.findings}
        assert "digest_differs" in codes
        assert codes - {"digest_differs"}, f"byte {position}, bit {bit}"
