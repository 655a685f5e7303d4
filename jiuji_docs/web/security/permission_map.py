"""One table: each permission, and the roles that have it. Row scope is the services' business."""

from __future__ import annotations

#: Any account of this county.
EVERYBODY = "*"

PERMISSIONS: dict[str, frozenset[str]] = {
    "view": frozenset({EVERYBODY}),
    # Cases hold personal data: whoever runs the system has no business in them.
    "read": frozenset(
        {
            "village.recorder",
            "town.clerk",
            "town.investigator",
            "town.auditor",
            "town.head",
            "county.approver",
            "finance.clerk",
            "finance.reviewer",
            "archives.archivist",
            "audit.reader",
        }
    ),
    "work": frozenset(
        {
            "village.recorder",
            "town.clerk",
            "town.investigator",
            "town.auditor",
            "town.head",
            "county.approver",
            "archives.archivist",
        }
    ),
    "open": frozenset({"town.clerk", "town.head"}),
    "pay": frozenset({"finance.clerk", "finance.reviewer"}),
    "except": frozenset({"county.approver"}),
    "archives": frozenset({"archives.archivist", "audit.reader", "county.approver"}),
    # Official documents: who may take which step the workflow says, and whose document it is, the services.
    "documents": frozenset(
        {
            "doc.drafter",
            "doc.countersigner",
            "doc.reviewer",
            "doc.issuer",
            "doc.principal",
            "doc.registrar",
            "doc.printer",
            "doc.sealkeeper",
            "doc.archivist",
        }
    ),
    "draft": frozenset({"doc.drafter"}),
    "register": frozenset({"doc.registrar"}),
    "numbers": frozenset({"doc.registrar", "doc.reviewer", "doc.issuer", "doc.archivist"}),
    "filed": frozenset({"doc.archivist", "doc.registrar", "doc.reviewer", "doc.principal"}),
    "seals": frozenset(
        {
            "audit.reader",
            "county.approver",
            "archives.archivist",
            "town.head",
            "doc.sealkeeper",
        }
    ),
}


def allows(permission: str, roles: frozenset[str]) -> bool:
    """Say whether somebody with *roles* has *permission*; an unknown permission is nobody's."""
    holders = PERMISSIONS.get(permission, frozenset())
    return EVERYBODY in holders or bool(holders & roles)
