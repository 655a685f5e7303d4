"""Say who signed what: subjects of certificates, expected signatures, and the verifier's report."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from jiuji_docs.domain.errors import SigningError

#: A person signs with the certificate of an account, a unit with the certificate of its seal.
PERSON, UNIT = "person", "unit"
#: As long as the columns that hold account and unit ids.
LONGEST_ID = 64


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a certificate speaks for (证书主体): an account or a unit's seal.

    电子签名法 art. 13 calls a signature reliable when its making data belong to the signer alone;
    one key for each account and one for each seal is what that asks. Written ``person:<account>``
    or ``unit:<unit>``.
    """

    kind: str
    id: str

    def __post_init__(self) -> None:
        if self.kind not in (PERSON, UNIT) or not self.id or len(self.id) > LONGEST_ID:
            raise SigningError(f"证书主体标识无效：{self.kind}:{self.id}")

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"

    @classmethod
    def parse(cls, text: str) -> Subject:
        """Read ``kind:id``; SigningError when it is neither a person nor a unit."""
        kind, _, identifier = text.partition(":")
        return cls(kind, identifier)


def person(account: str) -> str:
    """Return the subject of an account's certificate."""
    return str(Subject(PERSON, account))


def unit(identifier: str) -> str:
    """Return the subject of a unit's seal certificate."""
    return str(Subject(UNIT, identifier))


def is_seal_place(place: str) -> bool:
    """Whether a named place is for a seal (盖章处), which only a unit's certificate may fill.

    Joint documents have ``seal_1``, ``seal_2`` … in the organs' order.
    """
    numbered = place.startswith("seal_") and place.removeprefix("seal_").isdigit()
    return place == "seal" or place.endswith("_seal") or numbered


@dataclass(frozen=True, slots=True)
class ExpectedSignature:
    """A place that must be filled, and by whom."""

    place: str
    subject: str


#: What must stand on a paper, in the order of signing; the empty tuple means a paper without
#: signatures.
ExpectedSignatures = tuple[ExpectedSignature, ...]


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """What one signature on a paper says and whether it holds (验签结果).

    ``account`` is the account or unit id bound into the certificate, ``at`` the aware time the
    signer gave. ``intact``: the signed bytes are unchanged and nothing forbidden came after.
    ``trusted``: the certificate chains to a given root. ``covers_whole_file``: no byte follows what
    was signed.
    """

    place: str
    kind: str = ""
    account: str = ""
    signer: str = ""
    unit: str = ""
    at: dt.datetime | None = None
    intact: bool = False
    trusted: bool = False
    covers_whole_file: bool = False

    @property
    def subject(self) -> str:
        """Return the certificate's subject, empty when the certificate names none."""
        return f"{self.kind}:{self.account}" if self.kind else ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason why a paper does not verify; ``code`` is stable, ``message`` is Chinese."""

    code: str
    message: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class VerificationReport:
    """The verdict on one file (验证报告). ``empty`` names prepared places that nobody signed."""

    sha256: str
    signatures: tuple[SignatureReport, ...] = ()
    findings: tuple[Finding, ...] = ()
    empty: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing at all was found against the file."""
        return not self.findings
