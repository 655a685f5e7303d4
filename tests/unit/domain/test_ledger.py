from __future__ import annotations

import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiuji_docs.domain.ledger import GENESIS, Entry, LedgerReport, chain, verify

KEY = b"a key of the test"
BODIES = st.lists(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8), min_size=2, max_size=8
)


def ledger(bodies: list[str], key: bytes = KEY) -> list[Entry]:
    entries: list[Entry] = []
    previous = GENESIS
    for seq, body in enumerate(bodies, start=1):
        entry = Entry(seq, previous, chain(previous, body, key), body)
        entries.append(entry)
        previous = entry.hash
    return entries


def head(entries: list[Entry]) -> tuple[int, str]:
    return entries[-1].seq, entries[-1].hash


@given(st.binary(max_size=200), st.text(max_size=80))
def test_every_key_and_body_gives_the_code_that_hmac_gives(key: bytes, body: str) -> None:
    text = f"{GENESIS}\n{body}".encode("utf-8", "surrogatepass")
    assert chain(GENESIS, body, key) == hmac.new(key, text, hashlib.sha256).hexdigest()


def test_a_hash_is_hmac_sha_256_of_the_previous_hash_and_the_body() -> None:
    expected = hmac.new(KEY, (GENESIS + "\n内容").encode(), hashlib.sha256).hexdigest()
    assert chain(GENESIS, "内容", KEY) == expected


def test_an_empty_ledger_is_whole() -> None:
    assert verify([], KEY) == verify([], KEY, head=(0, GENESIS)) == LedgerReport(0, GENESIS)


@given(BODIES)
def test_an_untouched_ledger_is_whole_and_gives_its_head(bodies: list[str]) -> None:
    entries = ledger(bodies)
    report = verify(iter(entries), KEY, head=head(entries))
    assert report.ok
    assert (report.entries, report.head) == head(entries)
    assert "完整" in report.message


@given(BODIES, st.data())
def test_a_changed_body_is_found_where_it_stands(bodies: list[str], data: st.DataObject) -> None:
    entries = ledger(bodies)
    place = data.draw(st.integers(0, len(entries) - 1))
    entries[place] = entries[place]._replace(body=entries[place].body + "改")
    report = verify(entries, KEY)
    assert (report.first_bad, report.kind, report.entries) == (place + 1, "body", place)
    assert f"第 {place + 1} 条" in report.message


@given(BODIES, st.data())
def test_a_removed_entry_is_a_gap(bodies: list[str], data: st.DataObject) -> None:
    entries = ledger(bodies)
    place = data.draw(st.integers(0, len(entries) - 2))
    del entries[place]
    assert (verify(entries, KEY).first_bad, verify(entries, KEY).kind) == (place + 1, "gap")


@given(BODIES, st.data())
def test_two_exchanged_entries_are_found(bodies: list[str], data: st.DataObject) -> None:
    entries = ledger(bodies)
    place = data.draw(st.integers(0, len(entries) - 2))
    entries[place], entries[place + 1] = entries[place + 1], entries[place]
    assert (verify(entries, KEY).first_bad, verify(entries, KEY).kind) == (place + 1, "gap")


def test_renumbering_after_a_removal_breaks_the_link() -> None:
    one, _two, three = ledger(["一", "二", "三"])
    report = verify([one, three._replace(seq=2)], KEY)
    assert (report.first_bad, report.kind) == (2, "link")


def test_a_repeated_entry_is_found() -> None:
    entries = ledger(["一", "二"])
    assert verify([*entries, entries[-1]], KEY).kind == "gap"


@given(BODIES, st.data())
def test_a_cut_tail_is_noticed_only_with_an_anchored_head(
    bodies: list[str], data: st.DataObject
) -> None:
    entries = ledger(bodies)
    kept = data.draw(st.integers(0, len(entries) - 1))
    assert verify(entries[:kept], KEY).ok
    report = verify(entries[:kept], KEY, head=head(entries))
    assert (report.first_bad, report.kind) == (kept + 1, "cut")


@given(BODIES, BODIES)
def test_a_head_noted_down_earlier_still_holds_when_entries_followed(
    bodies: list[str], later: list[str]
) -> None:
    anchored = head(ledger(bodies))
    assert verify(ledger(bodies + later), KEY, head=anchored).ok


def test_a_rewrite_with_the_key_is_noticed_by_the_anchored_head() -> None:
    anchored = head(ledger(["一", "二", "三"]))
    rewritten = ledger(["一", "假", "三"])
    assert verify(rewritten, KEY).ok
    report = verify(rewritten, KEY, head=anchored)
    assert (report.first_bad, report.kind) == (3, "head")


def test_a_rewrite_without_the_key_is_found_at_once() -> None:
    report = verify(ledger(["一", "二"], key=b"another key"), KEY)
    assert (report.first_bad, report.kind) == (1, "body")


@pytest.mark.parametrize("junk", ["", "昇" * 64, "\ud800", "f" * 64])
@pytest.mark.parametrize("field", ["hash", "previous"])
def test_a_hash_of_any_junk_is_a_finding_and_no_error(field: str, junk: str) -> None:
    one, two = ledger(["一", "二"])
    report = verify([one, two._replace(**{field: junk})], KEY)
    assert (report.ok, report.first_bad) == (False, 2)
