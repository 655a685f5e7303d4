"""A signed manifest: the signer is known, and no bit of manifest or signature can change (归档包签名)."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiuji_docs.signing.keyring import Keyring
from jiuji_docs.signing.manifest_signature import judge_manifest, sign_manifest

MANIFEST = b"0" * 64 + b"  data/01.pdf\n"


@pytest.fixture(scope="module")
def keyring(tmp_path_factory: pytest.TempPathFactory) -> Keyring:
    made = Keyring(tmp_path_factory.mktemp("keys"))
    made.create("示范县")
    return made


@pytest.fixture(scope="module")
def signature(keyring: Keyring) -> bytes:
    return sign_manifest(MANIFEST, keyring.signer(keyring.ensure_unit("county", "示范县民政局")))


def test_the_signer_is_named(keyring: Keyring, signature: bytes) -> None:
    verdict = judge_manifest(MANIFEST, signature, [keyring.root_certificate()])
    assert (verdict.signer, verdict.problem) == ("示范县民政局", "")


def test_no_bit_of_the_signature_can_change(keyring: Keyring, signature: bytes) -> None:
    roots = [keyring.root_certificate()]
    missed = []
    for at in range(len(signature)):
        changed = bytearray(signature)
        changed[at] ^= 1 << at % 8
        if not judge_manifest(MANIFEST, bytes(changed), roots).problem:
            missed.append(at)
    assert missed == []


def test_another_manifest_is_not_the_signed_one(keyring: Keyring, signature: bytes) -> None:
    verdict = judge_manifest(MANIFEST + b" ", signature, [keyring.root_certificate()])
    assert verdict.problem == "清单在签名后已被改动"


@pytest.mark.parametrize("broken", [b"", b"\x30\x03abc", b"\x00" * 400])
def test_what_is_no_signature_is_said(keyring: Keyring, broken: bytes) -> None:
    verdict = judge_manifest(MANIFEST, broken, [keyring.root_certificate()])
    assert verdict.problem.startswith("清单签名已损坏")


def test_a_root_of_elsewhere_trusts_nobody(signature: bytes, tmp_path: Path) -> None:
    other = Keyring(tmp_path / "other")
    other.create("别处")
    verdict = judge_manifest(MANIFEST, signature, [other.root_certificate()])
    assert verdict.problem == "清单签名证书不是由所给根证书签发"
