"""Subjects, seal places and the report's verdict."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiuji_docs.domain.errors import SigningError
from jiuji_docs.domain.signing.signature import (
    Finding,
    SignatureReport,
    Subject,
    VerificationReport,
    is_seal_place,
    person,
    unit,
)


def test_a_person_and_a_unit_of_the_same_id_are_different_subjects() -> None:
    assert person("county") != unit("county")


@given(st.sampled_from(["person", "unit"]), st.text(min_size=1, max_size=64))
def test_a_subject_reads_back_what_it_wrote(kind: str, identifier: str) -> None:
    assert Subject.parse(str(Subject(kind, identifier))) == Subject(kind, identifier)


@pytest.mark.parametrize("text", ["", "person", "person:", "robot:x", "unit:" + "x" * 65])
def test_a_text_that_names_neither_person_nor_unit_is_refused(text: str) -> None:
    with pytest.raises(SigningError):
        Subject.parse(text)


@pytest.mark.parametrize(
    ("place", "for_seal"),
    [("seal", "yes"), ("county_seal", "yes"), ("sealed_by", "no"), ("decision_town", "no")],
)
def test_only_places_named_for_it_take_a_seal(place: str, for_seal: str) -> None:
    assert is_seal_place(place) is (for_seal == "yes")


def test_one_finding_is_enough_to_fail_a_file() -> None:
    assert VerificationReport("0" * 64).ok
    assert not VerificationReport("0" * 64, findings=(Finding("altered", "…"),)).ok


def test_a_signature_nothing_is_known_of_counts_as_neither_intact_nor_trusted() -> None:
    mark = SignatureReport("town")
    assert (mark.intact, mark.trusted, mark.covers_whole_file, mark.subject) == (
        False,
        False,
        False,
        "",
    )
