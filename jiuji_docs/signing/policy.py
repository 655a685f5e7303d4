"""Say what "valid" means here, stricter than the cryptography alone.

Common readers call a signature valid although a page was painted over afterwards, a seal picture
exchanged, or the file cut back to an earlier signature. So: only prepared fields may be filled
after a signature, the container of a signature has one spelling, the set and order of signatures
must be the expected one, nothing may follow the last.
"""

from __future__ import annotations

import datetime as dt
from binascii import hexlify
from collections.abc import Iterator, Sequence

from asn1crypto import cms
from pyhanko.sign.diff_analysis import (
    CatalogModificationRule,
    FormUpdatingRule,
    ModificationLevel,
    ObjectStreamRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    XrefStreamRule,
)
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from jiuji_docs.domain.signing.signature import (
    UNIT,
    ExpectedSignatures,
    Finding,
    SignatureReport,
    is_seal_place,
)

#: How far back the next signature's time may lie: two machines' clocks are never quite one.
CLOCK_SKEW = dt.timedelta(minutes=5)

#: After a signature, prepared signature fields may be filled; metadata, new fields, orphans and all
#: else may not.
ONLY_SIGNING = StandardDiffPolicy(
    global_rules=[
        CatalogModificationRule(ignored_keys={"/AcroForm"}),
        XrefStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
        ObjectStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
    ],
    form_rule=FormUpdatingRule(field_rules=[SigFieldModificationRule()]),
    ignore_orphaned_objects=False,
    ignore_identical_objects=False,
)


def container_is_plain(embedded: EmbeddedPdfSignature, pdf: bytes) -> bool:
    """Whether the signature's container is spelled as this program spells it, to the last byte.

    The container lies outside the signed bytes and ends in padding, so other spellings of the same
    signature exist; allowing only one makes every single bit of a bare PDF count.
    """
    if len(embedded.byte_range) != 4 or embedded.byte_range[0] != 0:  # noqa: PLR2004
        return False
    gap = pdf[embedded.byte_range[1] : embedded.byte_range[2]]
    # The padding is left to the parser: one signature in 256 ends in a zero byte of its own.
    message = cms.ContentInfo.load(embedded.pkcs7_content, strict=False)
    der = message.dump(force=True)
    digits = hexlify(der).upper()
    spelled = b"<" + digits.ljust(len(gap) - 2, b"0") + b">"
    return gap == spelled and _is_baseline(embedded.signed_data)


def _is_baseline(signed: cms.SignedData) -> bool:
    """Whether the CMS is as written here: SHA-256, one signer, one certificate, all signed."""
    info = signed["signer_infos"][0]
    return (
        signed["version"].native == "v1"
        and [item["algorithm"].native for item in signed["digest_algorithms"]] == ["sha256"]
        and len(signed["certificates"]) == 1
        and not signed["crls"]
        and info["version"].native == "v1"
        and info["digest_algorithm"]["algorithm"].native == "sha256"
        and not info["unsigned_attrs"]
    )


def judge_signers(signatures: Sequence[SignatureReport]) -> Iterator[Finding]:
    """Hold each certificate against the place it filled, and the times against each other."""
    latest: dt.datetime | None = None
    for mark in signatures:
        if not mark.kind:
            yield Finding("unbound", "签名证书未写明账户或单位", mark.place)
        elif is_seal_place(mark.place) != (mark.kind == UNIT):
            yield Finding("wrong_kind", "盖章处须用单位印章证书，签名处须用个人证书", mark.place)
        if mark.at is None:
            yield Finding("no_time", "签名没有写明时间", mark.place)
        elif latest is not None and mark.at < latest - CLOCK_SKEW:
            yield Finding("time_order", "签名时间早于前一个签名", mark.place)
        latest = mark.at or latest


def judge_set(
    signatures: Sequence[SignatureReport], expected: ExpectedSignatures | None
) -> Iterator[Finding]:
    """Compare what stands on the paper with what must stand there, by place, subject and order.

    Without an expectation at least one signature must be there: a picture of a seal is not a
    signature.
    """
    if expected is None:
        if not signatures:
            yield Finding("no_signatures", "文件没有任何数字签名；图上的印章或签名不能证明来源")
        return
    wanted = {item.place: item.subject for item in expected}
    found = {mark.place: mark.subject for mark in signatures}
    for place in wanted.keys() - found.keys():
        yield Finding("missing_signature", "缺少应有的签名", place)
    for place in found.keys() - wanted.keys():
        yield Finding("unexpected_signature", "有不应有的签名", place)
    for place in wanted.keys() & found.keys():
        if wanted[place] != found[place]:
            yield Finding(
                "wrong_signer", f"签名人应为 {wanted[place]}，实为 {found[place] or '不明'}", place
            )
    if wanted.keys() == found.keys() and list(wanted) != list(found):
        yield Finding("wrong_order", f"签名顺序应为 {'、'.join(wanted)}，实为 {'、'.join(found)}")
