"""Read and write a dossier's content, and say what of it the signer has signed (公文内容)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from jiuji_docs.domain.canonical import canonical, digest
from jiuji_docs.domain.conformance.model_rules import MODEL_RULES
from jiuji_docs.domain.conformance.routing import routing_slips
from jiuji_docs.domain.documents.frozen import thaw
from jiuji_docs.domain.documents.kinds import kind_of_content
from jiuji_docs.domain.errors import PaperError, Refused

#: What the register and the printer add after signing; it is no change of what was signed.
ADDED_LATER = ("number", "print_date", "copy_number")
#: What signing adds; what a unit agreed to before does not have it.
ADDED_BY_SIGNING = ("date", "signers")
#: What a title says as long as nobody has written it.
UNWRITTEN = "关于的"
Content = Mapping[str, Any]


def stored(content: Content) -> dict[str, str]:
    """Return the columns that follow from *content*; PaperError or Refused when it is no document."""
    document = thaw(content)
    body = canonical(content)
    return {
        "content": body,
        "content_hash": digest(body),
        "title": document.full_title,
        "kind": kind_of_content(content).title,
        "document_number": document.number,
        "urgency": document.urgency,
    }


def content_of(row: Any) -> dict[str, Any]:
    """Return a dossier's content as plain data."""
    content: dict[str, Any] = json.loads(row.content)
    return content


def signed_digest(content: Content) -> str:
    """Return the SHA-256 of what a signer answers for."""
    return _digest_without(content, ADDED_LATER)


def agreed_digest(content: Content) -> str:
    """Return the SHA-256 of what a countersigning unit agrees to."""
    return _digest_without(content, (*ADDED_LATER, *ADDED_BY_SIGNING))


def signing_organs(content: Content) -> tuple[str, ...]:
    """Return every organ that issues or signs the document, the lead organ's own name included."""
    named = (*content.get("signatories", ()), *content.get("joint_issuers", ()))
    return tuple(dict.fromkeys(str(name) for name in named))


def sealing_organs(content: Content) -> tuple[str, ...]:
    """Return the organs whose seals the document bears, none for one without seal."""
    if not content.get("stamped", True):
        return ()
    return tuple(str(name) for name in content.get("signatories", ()))


def why_unwritten(content: Content) -> str:
    """Return why the text cannot go on yet, empty when it can."""
    try:
        document = thaw(content)
    except (PaperError, Refused) as error:
        return str(error)
    if UNWRITTEN in document.full_title:
        return "标题还没有写完整"
    if not (document.body or document.issued):
        return "正文还没有写"
    return ""


def broken_routing(content: Content) -> tuple[tuple[str, str], ...]:
    """Return (message, clause) of every binding rule of routing the text breaks (行文规则)."""
    try:
        slips = list(routing_slips(thaw(content)))
    except (PaperError, Refused):
        return ()
    rules = [(MODEL_RULES[rule], measured) for rule, measured, _, _ in slips]
    return tuple(
        (f"{rule.meaning}：{measured}", rule.clause)
        for rule, measured in rules
        if rule.severity == "error"
    )


def _digest_without(content: Content, names: tuple[str, ...]) -> str:
    return digest(canonical({name: content[name] for name in content if name not in names}))
