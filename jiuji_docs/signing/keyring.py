"""Keep the test authority (测试 CA) and a key for each account and seal, outside the repository.

One PEM file holds a subject's private key and certificate together, so that a half-written pair
cannot exist. Files are 0600 in a directory of 0700; nothing here is ever copied into a database, a
paper or the repository.
"""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from pathlib import Path
from threading import Lock
from urllib.parse import quote

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.sign.signers import SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from jiuji_docs.domain.errors import SigningError
from jiuji_docs.domain.signing.signature import Subject, person, unit
from jiuji_docs.signing.authority import (
    TEST_ONLY,
    distinguished_name,
    issue_authority,
    issue_leaf,
    new_key,
)


class Keyring:
    """Test certificates and their keys in one directory (密钥柜).

    ``ensure_person`` and ``ensure_unit`` return the subject that ``signer`` takes. A person who
    moves to another unit gets a new certificate; papers signed before keep the old one inside them.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._signers: dict[str, tuple[int, SimpleSigner]] = {}
        self._lock = Lock()

    def create(self, name: str = "示范县民政文书系统") -> None:
        """Make the test authority named after the office, unless it is there already."""
        if self.exists():
            return
        self._directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._directory.chmod(0o700)
        key = new_key()
        subject = distinguished_name(f"{name} {TEST_ONLY}根证书（无法律效力）", name, "ca:root")
        certificate = issue_authority(key, subject)
        _publish(self._authority_file, _pem(key, certificate), replace=False)

    def exists(self) -> bool:
        """Whether the test authority has been made."""
        return self._authority_file.exists()

    def ensure_person(self, account: str, name: str, unit_name: str) -> str:
        """Return the subject of an account, issuing a certificate when it has none that fits."""
        return self._ensure(Subject.parse(person(account)), name, unit_name)

    def ensure_unit(self, identifier: str, name: str) -> str:
        """Return the subject of a unit's seal, issuing a certificate when it has none that fits."""
        return self._ensure(Subject.parse(unit(identifier)), name, name)

    def signer(self, subject: str) -> SimpleSigner:
        """Return what ``pades.sign`` signs with; SigningError for a subject without certificate."""
        path = self._file(Subject.parse(subject))
        try:
            stamp = path.stat().st_mtime_ns
        except FileNotFoundError:
            raise SigningError(f"没有“{subject}”的签名证书") from None
        with self._lock:
            held = self._signers.get(subject)
            if held is None or held[0] != stamp:
                held = self._signers[subject] = (stamp, _load_signer(path))
        return held[1]

    def root_certificate(self) -> bytes:
        """Return the authority's certificate as PEM, the only root that papers are judged by."""
        return self._authority_pair()[1].public_bytes(serialization.Encoding.PEM)

    def certificate(self, subject: str) -> bytes:
        """Return a subject's certificate as PEM."""
        path = self._file(Subject.parse(subject))
        if not path.exists():
            raise SigningError(f"没有“{subject}”的签名证书")
        return _read_pair(path)[1].public_bytes(serialization.Encoding.PEM)

    def ends(self, subject: str) -> dt.date | None:
        """Return the last day of a subject's certificate; None when it has none."""
        path = self._file(Subject.parse(subject))
        return _read_pair(path)[1].not_valid_after_utc.date() if path.exists() else None

    def _ensure(self, subject: Subject, name: str, unit_name: str) -> str:
        path = self._file(subject)
        wanted = distinguished_name(name, unit_name, str(subject))
        known = path.exists()
        if known and _read_pair(path)[1].subject == wanted:
            return str(subject)
        authority_key, authority = self._authority_pair()
        key = new_key()
        certificate = issue_leaf(key, wanted, authority, authority_key)
        _publish(path, _pem(key, certificate), replace=known)
        return str(subject)

    def _authority_pair(self) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
        if not self.exists():
            raise SigningError("尚未建立测试证书，请先运行 jiuji init")
        return _read_pair(self._authority_file)

    @property
    def _authority_file(self) -> Path:
        return self._directory / "authority.pem"

    def _file(self, subject: Subject) -> Path:
        """Return the subject's file; quoting keeps any id inside the directory."""
        return self._directory / f"{subject.kind}-{quote(subject.id, safe='')}.pem"


def _pem(key: ec.EllipticCurvePrivateKey, certificate: x509.Certificate) -> bytes:
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return private + certificate.public_bytes(serialization.Encoding.PEM)


def _publish(path: Path, data: bytes, *, replace: bool) -> None:
    """Write whole or not at all; of two writers of a new file the first wins."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")  # mkstemp makes 0600
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if replace:
            draft.replace(path)
        else:
            _link_first(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _link_first(draft: Path, path: Path) -> None:
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return


def _read_pair(path: Path) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    data = path.read_bytes()
    try:
        key = serialization.load_pem_private_key(data, password=None)
        certificate = x509.load_pem_x509_certificate(data)
    except ValueError as error:
        raise SigningError(f"密钥文件损坏：{path.name}") from error
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise SigningError(f"密钥文件不是椭圆曲线密钥：{path.name}")
    return key, certificate


def _load_signer(path: Path) -> SimpleSigner:
    """Load a signer that embeds its own certificate only: verifiers bring the root themselves."""
    key, certificate = _read_pair(path)
    private = key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return SimpleSigner(
        signing_cert=asn1_x509.Certificate.load(
            certificate.public_bytes(serialization.Encoding.DER)
        ),
        signing_key=asn1_keys.PrivateKeyInfo.load(private),
        cert_registry=SimpleCertificateStore(),
    )
