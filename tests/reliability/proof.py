"""Prove that nothing was lost, doubled or half-written, from the books alone.

Every rule is stated again here instead of being asked of the product. Each ``_…`` check gives one line per
breach; ``findings`` gives all of them.
"""

from __future__ import annotations

import hashlib
import hmac
import io
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from tests.reliability.books import Books, Row, sha256

#: Steps that turn a decision in money into a payment.
GRANTING = frozenset({"approve_town", "approve_county", "approve_city", "approve_deliberation"})
#: The words of a numbered document, e.g. 示民救〔2024〕1号.
_NUMBER = re.compile(r"(?P<series>.+〔\d{4}〕)(?P<serial>[1-9]\d*)号")


@dataclass(slots=True)
class Witness:
    """What the people outside saw: every step tried, every step confirmed, every paper opened."""

    #: stored idempotency key → (case number, transition) of confirmed steps
    confirmed: dict[str, tuple[str, str]] = field(default_factory=dict)
    tried: set[str] = field(default_factory=set)
    #: SHA-256 of each PDF that somebody was given
    opened: set[str] = field(default_factory=set)


def findings(books: Books, seen: Witness) -> list[str]:
    """Return every breach; an empty list is the proof."""
    checks = (
        *(_confirmed_steps(books, seen), _histories(books), _case_numbers(books)),
        *(_document_numbers(books), _chain(books), _one_entry_per_step(books)),
        *(_papers(books), _signatures(books), _seals(books), _payments(books), _outbox(books)),
        (f"a paper somebody was given is gone: {name}" for name in seen.opened - set(books.files)),
        (
            f"a file is not what its name says: {n}"
            for n, d in books.files.items()
            if sha256(d) != n
        ),
    )
    return [*books.damage, *(line for check in checks for line in check)]


def _confirmed_steps(books: Books, seen: Witness) -> Iterator[str]:
    """Every confirmed step is there once, on its case; nothing is there that nobody asked for."""
    numbers = {row["id"]: row["number"] for row in books["case"]}
    stored = defaultdict(list)
    for row in books["step"]:
        stored[row["idempotency_key"]].append((numbers.get(row["case_id"]), row["transition"]))
    for key, what in seen.confirmed.items():
        if stored[key] != [what]:
            yield f"confirmed step {key} {what} is stored as {stored[key]}"
    for key in sorted(set(stored) - seen.tried):
        if stored[key]:
            yield f"step {key} was asked for by nobody"


def _histories(books: Books) -> Iterator[str]:
    """Follow steps 1..n, each from where the last one ended to where the case stands."""
    for case in books["case"]:
        steps = sorted(
            (s for s in books["step"] if s["case_id"] == case["id"]), key=lambda s: s["seq"]
        )
        if [s["seq"] for s in steps] != list(range(1, case["version"] + 1)):
            yield f"{case['number']}: steps {[s['seq'] for s in steps]}, version {case['version']}"
        if not steps or steps[-1]["target"] != case["state"]:
            yield f"{case['number']}: the last step does not lead to {case['state']}"
        ends = ["", *(s["target"] for s in steps)]
        if [s["source"] for s in steps] != ends[: len(steps)]:
            yield f"{case['number']}: steps do not join"


def _case_numbers(books: Books) -> Iterator[str]:
    yield from _numbers("case", (row["number"] for row in books["case"]))


def _document_numbers(books: Books) -> Iterator[str]:
    numbers = (row["number"] for row in books["document"])
    yield from _numbers("document", filter(None, numbers))


def _numbers(kind: str, numbers: Iterable[str]) -> Iterator[str]:
    series = defaultdict(list)
    for number in numbers:
        match = _NUMBER.fullmatch(number)
        if match is None:
            yield f"not a {kind} number: {number}"
        else:
            series[match["series"]].append(int(match["serial"]))
    yield from _gaps(kind, series)


def _gaps(kind: str, series: dict[str, list[int]]) -> Iterator[str]:
    for name, serials in series.items():
        if sorted(serials) != list(range(1, len(serials) + 1)):
            yield f"{kind} numbers of {name} have gaps or doubles: {sorted(serials)}"


def _chain(books: Books) -> Iterator[str]:
    """Recompute every hash; the head row must name the last entry."""
    last, count = "0" * 64, 0
    for row in books["ledger"]:
        count += 1
        link = hmac.new(books.key, f"{last}\n{row['body']}".encode(), hashlib.sha256).hexdigest()
        if (row["seq"], row["previous"], row["hash"]) != (count, last, link):
            yield f"ledger entry {row['seq']} does not hold"
        last = row["hash"]
    head = books["ledger_head"][0]
    if (head["seq"], head["hash"]) != (count, last):
        yield f"the ledger's head says {head['seq']}, there are {count} entries"


def _one_entry_per_step(books: Books) -> Iterator[str]:
    """Each step has one ledger entry, and everything that entry names is stored."""
    told = defaultdict(list)
    for facts in _told(books, "step"):
        told[facts["case"], facts["seq"]].append(facts)
    forms = defaultdict(set)
    for row in books["entry"]:
        digest = hmac.new(books.key, row["body"].encode(), hashlib.sha256).hexdigest()
        forms[row["case_id"]].add((row["form"], digest))
    papers = {(row["case_id"], row["paper"]) for row in books["document"]}
    cases = books.by_id("case")
    for step in books["step"]:
        number = cases[step["case_id"]]["number"]
        entries = told.pop((number, step["seq"]), [])
        if [facts["transition"] for facts in entries] != [step["transition"]]:
            yield f"{number} step {step['seq']} has {len(entries)} ledger entries"
        for facts in entries:
            if not set(facts["entries"].items()) <= forms[step["case_id"]]:
                yield f"{number} step {step['seq']}: what was entered is not stored as it was told"
            if not {(step["case_id"], paper) for paper in facts["documents"]} <= papers:
                yield f"{number} step {step['seq']}: a paper it issued is missing"
    yield from (f"the ledger tells of a step that is not there: {key}" for key in told)


def _told(books: Books, *kinds: str) -> Iterator[dict[str, Any]]:
    for row in books["ledger"]:
        body = json.loads(row["body"])
        if body["kind"] in kinds:
            yield body["facts"]


def _papers(books: Books) -> Iterator[str]:
    """Every paper has its bytes, whole, and its content is as it was frozen; none is left in print."""
    for row in books["document"]:
        name = f"document {row['id']} ({row['title']})"
        if row["state"] in ("printing", "failed"):
            yield f"{name} is {row['state']}"
        if sha256(row["content"].encode()) != row["content_hash"]:
            yield f"{name}: frozen content was changed"
        if row["state"] != "void" and not row["pdf_hash"]:
            yield f"{name} has no bytes"
        if row["pdf_hash"] and not _is_pdf(books.files.get(row["pdf_hash"], b"")):
            yield f"{name}: {row['pdf_hash']} is not a whole PDF in the store"
        if row["docx_hash"] and not books.files.get(row["docx_hash"], b"").startswith(b"PK"):
            yield f"{name}: {row['docx_hash']} is not a DOCX in the store"


def _is_pdf(data: bytes) -> bool:
    return data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF")


def _signatures(books: Books) -> Iterator[str]:
    """Match the signatures marked as applied with the filled fields of the stored file."""
    applied: dict[int, set[str]] = defaultdict(set)
    for mark in books["signature"]:
        if mark["state"] == "ordered":
            yield f"signature {mark['id']} was ordered and never applied"
        if mark["state"] == "applied":
            applied[mark["document_id"]].add(mark["place"])
    told = Counter((facts["place"], facts["pdf"]) for facts in _told(books, "signature", "seal"))
    for mark in books["signature"]:
        if mark["applied_at"] and told[mark["place"], mark["pdf_hash"]] != 1:
            yield f"signature {mark['id']} has no ledger entry of its own"
    for row in books["document"]:
        data = books.files.get(row["pdf_hash"], b"")
        if row["state"] != "void" and _is_pdf(data) and filled_fields(data) != applied[row["id"]]:
            yield f"document {row['id']}: marked {applied[row['id']]}, signed {filled_fields(data)}"


def filled_fields(data: bytes) -> set[str]:
    """Return the names of a PDF's signature fields that hold a signature."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        form = pdf.Root.get("/AcroForm")
        fields: Iterable[pikepdf.Object] = form.get("/Fields", []) if form is not None else []
        return {str(f["/T"]) for f in fields if f.get("/FT") == "/Sig" and "/V" in f}


def _seals(books: Books) -> Iterator[str]:
    """Every seal on a paper has exactly one line in the register, and every line its seal."""
    lines = Counter((row["document_id"], row["pdf_hash"]) for row in books["seal_use"])
    stamps = Counter(
        (mark["document_id"], mark["pdf_hash"])
        for mark in books["signature"]
        if mark["kind"] == "seal" and mark["applied_at"]
    )
    if lines != stamps:
        yield f"seal register and seals differ: {lines - stamps} {stamps - lines}"


def _payments(books: Books) -> Iterator[str]:
    """Give a granted case one payment, any other none."""
    paid = Counter(row["case_id"] for row in books["payment"] if row["state"] != "replaced")
    granted = Counter(
        row["case_id"]
        for row in books["step"]
        if row["transition"] in GRANTING and not row["voided"]
    )
    if paid != granted:
        yield f"payments and grants differ: {paid - granted} {granted - paid}"


def _outbox(books: Books) -> Iterator[str]:
    for row in books["job"]:
        if row["state"] != "done":
            yield f"job {row['id']} is {row['state']}: {row['error']}"


def figures(books: Books) -> dict[str, int]:
    """Return how much was proved."""
    named = {row[name] for row in books["document"] for name in ("pdf_hash", "docx_hash")}
    applied: list[Row] = [mark for mark in books["signature"] if mark["state"] == "applied"]
    return {
        "cases": len(books["case"]),
        "steps": len(books["step"]),
        "documents": len(books["document"]),
        "signatures": len(applied),
        "seals": len(books["seal_use"]),
        "ledger": len(books["ledger"]),
        "orphans": len(set(books.files) - named),
    }
