"""One table: each permission, and the roles that have it. Row scope is the services' business."""

from __future__ import annotations

#: Any account of this county.
EVERYBODY = "*"

#: Posts that work on cases at a desk of their own, and bring papers to them.
_CASE_POSTS = frozenset(
    {
        "village.recorder",
        "town.clerk",
        "town.investigator",
        "town.auditor",
        "town.head",
        "county.approver",
        "archives.archivist",
        "county.hotline",
        "department.clerk",
    }
)
#: Whoever may see a case; cases hold personal data, so whoever runs the system has no business in them.
_CASE_READERS = _CASE_POSTS | {"finance.clerk", "finance.reviewer", "audit.reader"}

PERMISSIONS: dict[str, frozenset[str]] = {
    "view": frozenset({EVERYBODY}),
    "read": _CASE_READERS,
    # Whoever may see a case may be given a seat on its panel (会签、加签); each step says its own posts.
    "work": _CASE_READERS,
    "attach": _CASE_POSTS,
    # Which post opens what its pack's workflow says; here stand those that some step may name.
    "open": _CASE_POSTS - {"archives.archivist"},
    "registers": _CASE_READERS,
    # Recoveries after fraud: the county decides, its finance desk enters what comes back.
    "recover": frozenset({"county.approver", "finance.clerk", "finance.reviewer", "audit.reader"}),
    # Payments found outside the system; the county closes them.
    "off_system": frozenset(
        {"county.approver", "finance.clerk", "finance.reviewer", "audit.reader"}
    ),
    "pay": frozenset({"finance.clerk", "finance.reviewer"}),
    # Findings name cases and towns; people only with their first character.
    "audit": frozenset({"audit.reader"}),
    # Sums by town, nobody's data: the county sees every town, a town its own.
    "statistics": frozenset(
        {"county.approver", "audit.reader", "town.head", "finance.reviewer", "doc.drafter"}
    ),
    # A town sees its own reserve, the county every one; who may change what, the service says.
    "reserve": frozenset(
        {
            "town.clerk",
            "town.head",
            "county.approver",
            "finance.clerk",
            "finance.reviewer",
            "audit.reader",
        }
    ),
    # All papers of a day's cases: whoever keeps a town's or the county's case files; rows, the service says.
    "bundles": frozenset({"town.clerk", "town.head", "county.approver", "archives.archivist"}),
    # Posters hold the town's phone and nobody's data.
    "poster": frozenset({"town.clerk", "town.head", "village.recorder"}),
    "except": frozenset({"county.approver"}),
    # The own unit's duties and rosters, and for reading those below; who keeps which, the pack says.
    "duties": _CASE_READERS,
    # Which meeting is whose, the pack says; a meeting belongs to the unit that called it.
    "meetings": frozenset({"county.approver"}),
    "archives": frozenset({"archives.archivist", "audit.reader", "county.approver"}),
    # How the flows go holds no personal data: who runs the system sees it too.
    # Figures by town, nobody's data: the county sees every town, a town's head the own one.
    "delays": frozenset({"county.approver", "audit.reader", "town.head"}),
    "flows": frozenset({"county.approver", "audit.reader", "system.admin"}),
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


#: What a deputy may use of the absent person's: cases. Money, exceptions, archives and official documents
#: keep one name per act, so they wait or go to another holder of the post.
FOR_DEPUTIES = frozenset({"view", "read", "work", "open"})


def allows(permission: str, roles: frozenset[str], *, deputy: bool = False) -> bool:
    """Say whether somebody with *roles* has *permission*; an unknown permission is nobody's."""
    if deputy and permission not in FOR_DEPUTIES:
        return False
    holders = PERMISSIONS.get(permission, frozenset())
    return EVERYBODY in holders or bool(holders & roles)
