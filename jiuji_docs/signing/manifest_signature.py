"""Sign a manifest with an organ's certificate, detached, and judge such a signature (归档包签名, CMS)."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from asn1crypto import cms
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.validation import async_validate_detached_cms
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext

from jiuji_docs.domain.errors import SigningError
from jiuji_docs.signing.verification import certificate


@dataclass(frozen=True, slots=True)
class ManifestVerdict:
    """Who signed a manifest; ``problem`` says why the signature does not hold, empty when it does."""

    signer: str
    problem: str = ""


def sign_manifest(manifest: bytes, signer: SimpleSigner) -> bytes:
    """Return the detached CMS signature (DER), which ``openssl cms -verify`` reads."""
    signed = asyncio.run(signer.async_sign_general_data(manifest, "sha256", detached=True))
    return _plain(signed["content"])


def judge_manifest(manifest: bytes, signature: bytes, roots: Sequence[bytes]) -> ManifestVerdict:
    """Return the verdict; *roots* are the only certificates trusted (PEM or DER)."""
    context = ValidationContext(
        trust_roots=[certificate(root) for root in roots],
        allow_fetching=False,
        revocation_mode="soft-fail",
    )
    try:
        signed = cms.ContentInfo.load(signature, strict=True)["content"]
        if _plain(signed) != signature:
            return ManifestVerdict("", "清单签名的写法与本系统不符，可能被改动")
        status = asyncio.run(
            async_validate_detached_cms(
                manifest,
                signed,
                signer_validation_context=context,
                key_usage_settings=KeyUsageConstraints(key_usage=set()),
            )
        )
        name = str(status.signing_cert.subject.native.get("common_name", ""))
    except SigningError:
        raise
    except Exception as error:  # noqa: BLE001 - hostile input breaks a parser in any way it likes
        return ManifestVerdict("", f"清单签名已损坏：{type(error).__name__}")
    if not (status.intact and status.valid):
        return ManifestVerdict(name, "清单在签名后已被改动")
    if not status.trusted:
        return ManifestVerdict(name, "清单签名证书不是由所给根证书签发")
    return ManifestVerdict(name)


def _plain(signed: cms.SignedData) -> bytes:
    """Return the one way in which this program writes a signature.

    CMS leaves parts of its wrapping unsigned; written anew from what is signed, nothing else has room.
    """
    (info,), (certificate_,) = signed["signer_infos"], signed["certificates"]
    leaf = certificate_.chosen
    sha256 = {"algorithm": "sha256"}
    rewritten = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                "issuer_and_serial_number",
                {"issuer": leaf.issuer, "serial_number": leaf.serial_number},
            ),
            "digest_algorithm": sha256,
            "signed_attrs": cms.CMSAttributes(list(info["signed_attrs"])),
            "signature_algorithm": {"algorithm": "sha256_ecdsa"},
            "signature": info["signature"].native,
        }
    )
    content = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [sha256],
            "encap_content_info": {"content_type": "data"},
            "certificates": [leaf],
            "signer_infos": [rewritten],
        }
    )
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": content}).dump())
