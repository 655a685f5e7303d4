"""Name every address of the desks."""

from __future__ import annotations

from typing import Any

#: Route name → pattern. A case is named by its public number, never by its key.
ROUTES = {
    "home": "/",
    "login": "/login",
    "logout": "/logout",
    "password": "/password",
    "worklist": "/worklist",
    "notices_read": "/notices/read",
    "search": "/cases",
    "bulk": "/bulk",
    "bulk_step": "/bulk/{pack}/{transition}",
    "new": "/new",
    "opening": "/new/{pack}/{transition}",
    "case": "/cases/{number}",
    "reveal": "/cases/{number}/reveal",
    "step": "/cases/{number}/steps/{transition}",
    "paper": "/cases/{number}/papers/{paper}.{kind}",
    "bundle": "/cases/{number}/bundle",
    "bundle_pdf": "/cases/{number}/bundle.pdf",
    "paper_again": "/cases/{number}/papers/{paper}/again",
    "filed_copy": "/cases/{number}/copies/{paper}.pdf",
    "attachments": "/cases/{number}/attachments",
    "attachment": "/cases/{number}/attachments/{attachment}",
    "draft": "/drafts/{case}/{transition}",
    "batches": "/batches",
    "batch": "/batches/{number}",
    "batch_review": "/batches/{number}/review",
    "batch_list": "/batches/{number}/list.{kind}",
    "batch_return": "/batches/{number}/return",
    "reissue": "/payments/{payment}/reissue",
    "exceptions": "/exceptions",
    "hands": "/cases/{number}/hands",
    "circulate": "/cases/{number}/circulation",
    "urge": "/cases/{number}/urge",
    "withdraw": "/cases/{number}/withdraw",
    "assignment": "/assignments/{assignment}/{deed}",
    "copy": "/copies/{copy}/{deed}",
    "deputies": "/deputies",
    "deputy_act": "/deputies/act",
    "deputy_leave": "/deputies/leave",
    "deputy_end": "/deputies/{deputy}/end",
    "paper_codes": "/papers",
    "poster": "/papers/poster.pdf",
    "paper_code": "/papers/{code:.+}",
    "meetings": "/meetings",
    "meeting_new": "/meetings/new/{pack}/{kind}",
    "meeting": "/meetings/{meeting}",
    "meeting_paper": "/meetings/{meeting}/{paper}",
    "archives": "/archives",
    "seals": "/seals",
    "policy": "/policy/{pack}",
    "flows": "/flows",
    "flow": "/flows/{flow}",
    "delays": "/delays",
    "documents": "/documents",
    "document_new": "/documents/new",
    "document_arrival": "/documents/incoming",
    "document_numbers": "/documents/numbers",
    "documents_filed": "/documents/filed",
    "documents_filed_list": "/documents/filed.pdf",
    "document": "/documents/{document}",
    "document_step": "/documents/{document}/steps/{step}",
    "document_view": "/documents/{document}/view",
    "document_sheet": "/documents/{document}/sheet.pdf",
    "document_paper": "/documents/{document}/papers/{paper}.{kind}",
    "document_edit": "/documents/{document}/edit",
    "document_draft": "/documents/{document}/draft",
    "document_preview": "/documents/{document}/preview",
    "document_picture": "/documents/{document}/preview/{key}/{page}.png",
}


def includeme(config: Any) -> None:
    """Add the routes and the static files, which a content hash makes cacheable for a year."""
    for name, pattern in ROUTES.items():
        config.add_route(name, pattern)
    config.add_static_view("static", "jiuji_docs.web:static", cache_max_age=31_536_000)
