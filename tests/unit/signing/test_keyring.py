"""The key cabinet: who may read it, what it issues, and what two writers at once leave behind."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509

from jiuji_docs.domain.errors import SigningError
from jiuji_docs.signing.keyring import Keyring


@pytest.fixture
def keyring(tmp_path: Path) -> Any:
    made = Keyring(tmp_path / "var" / "keys")
    made.create("示范县")
    return made


def subject_of(keyring: Any, subject: str) -> Any:
    return x509.load_pem_x509_certificate(keyring.certificate(subject)).subject.rfc4514_string()


def test_key_files_are_the_owners_alone(keyring: Any, tmp_path: Path) -> None:
    keyring.ensure_person("yangshan.clerk", "张三", "示范县阳山镇人民政府")
    directory = tmp_path / "var" / "keys"
    assert stat.S_IMODE(directory.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in directory.iterdir()} == {0o600}


def test_no_draft_of_a_key_is_left_behind(keyring: Any, tmp_path: Path) -> None:
    keyring.ensure_unit("county", "示范县民政局")
    names = sorted(path.name for path in (tmp_path / "var" / "keys").iterdir())
    assert names == ["authority.pem", "unit-county.pem"]


def test_making_the_authority_again_keeps_it(keyring: Any) -> None:
    before = keyring.root_certificate()
    keyring.create("另一个示范县")
    assert keyring.root_certificate() == before


def test_a_certificate_names_person_unit_account_and_that_it_is_a_test(keyring: Any) -> None:
    subject = keyring.ensure_person("yangshan.clerk", "张三", "示范县阳山镇人民政府")
    name = subject_of(keyring, subject)
    assert subject == "person:yangshan.clerk"
    for part in ("UID=person:yangshan.clerk", "CN=张三", "O=示范县阳山镇人民政府", "测试"):
        assert part in name


def test_every_certificate_says_that_it_is_a_test(keyring: Any) -> None:
    root = x509.load_pem_x509_certificate(keyring.root_certificate())
    assert "测试" in root.subject.rfc4514_string()
    assert "测试" in subject_of(keyring, keyring.ensure_unit("county", "示范县民政局"))


def test_certificates_hold_from_2000_to_the_end_of_2049(keyring: Any) -> None:
    subject = keyring.ensure_person("a", "张三", "示范县")
    for data in (keyring.root_certificate(), keyring.certificate(subject)):
        certificate = x509.load_pem_x509_certificate(data)
        assert certificate.not_valid_before_utc.year == 2000
        assert certificate.not_valid_after_utc.year == 2049


def test_a_leaf_may_sign_but_issue_nothing(keyring: Any) -> None:
    subject = keyring.ensure_person("a", "张三", "示范县")
    extensions = x509.load_pem_x509_certificate(keyring.certificate(subject)).extensions
    usage = extensions.get_extension_for_class(x509.KeyUsage).value
    assert usage.digital_signature
    assert usage.content_commitment
    assert not usage.key_cert_sign
    assert not extensions.get_extension_for_class(x509.BasicConstraints).value.ca


def test_a_person_keeps_the_certificate(keyring: Any) -> None:
    subject = keyring.ensure_person("a", "张三", "示范县")
    first = keyring.certificate(subject)
    keyring.ensure_person("a", "张三", "示范县")
    assert keyring.certificate(subject) == first


def test_a_person_of_a_new_unit_gets_a_new_certificate_and_signer(keyring: Any) -> None:
    subject = keyring.ensure_person("a", "张三", "示范县阳山镇人民政府")
    old_signer = keyring.signer(subject)
    keyring.ensure_person("a", "张三", "示范县民政局")
    assert "O=示范县民政局" in subject_of(keyring, subject)
    assert keyring.signer(subject).signing_cert.serial_number != (
        old_signer.signing_cert.serial_number
    )


def test_a_signer_is_loaded_once(keyring: Any) -> None:
    subject = keyring.ensure_person("a", "张三", "示范县")
    assert keyring.signer(subject) is keyring.signer(subject)


@pytest.mark.parametrize("account", ["../../etc/passwd", "a/b", "..", "甲.乙", "a b"])
def test_no_account_id_leads_out_of_the_directory(
    keyring: Any, tmp_path: Path, account: str
) -> None:
    keyring.ensure_person(account, "张三", "示范县")
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {path.parent for path in files} == {tmp_path / "var" / "keys"}
    assert len(files) == 2


def test_eight_writers_of_one_person_agree_on_one_certificate(tmp_path: Path) -> None:
    Keyring(tmp_path / "keys").create("示范县")

    def ensure(_: Any) -> Any:
        own = Keyring(tmp_path / "keys")
        return own.signer(own.ensure_person("a", "张三", "示范县")).signing_cert.serial_number

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(ensure, range(8)))) == 1


def test_without_an_authority_nothing_is_issued(tmp_path: Path) -> None:
    empty = Keyring(tmp_path / "keys")
    assert not empty.exists()
    with pytest.raises(SigningError, match="jiuji init"):
        empty.ensure_person("a", "张三", "示范县")


def test_a_subject_without_a_certificate_cannot_sign(keyring: Any) -> None:
    with pytest.raises(SigningError, match="person:nobody"):
        keyring.signer("person:nobody")


def test_a_damaged_key_file_is_named(keyring: Any, tmp_path: Path) -> None:
    subject = keyring.ensure_person("a", "张三", "示范县")
    (tmp_path / "var" / "keys" / "person-a.pem").write_text("-----BEGIN NOTHING-----")
    with pytest.raises(SigningError, match=r"person-a\.pem"):
        keyring.signer(subject)
