"""Say what came of a meeting and of each of its items (会议结果)."""

from __future__ import annotations

from dataclasses import dataclass

from jiuji_docs.domain.errors import FormInvalid, Refused

LONGEST_REASON = 400


@dataclass(frozen=True, slots=True)
class Line:
    """What came of one item: carried, adjourned, or kept with the reason."""

    case: str
    state: str
    reason: str = ""
    seq: int | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """What a meeting did; ``repeated`` when it had been held before."""

    number: str
    minutes_number: str
    lines: tuple[Line, ...]
    repeated: bool = False


def kept(case: str, refused: Refused) -> Line:
    """Return that an item stays on the agenda, with the reason as the meeting reads it."""
    clause = f"（{refused.clause}）" if refused.clause else ""
    said = refused.message
    if isinstance(refused, FormInvalid):
        # Fields are named by their own sentences; a path of the form says nothing to the meeting.
        said = "；".join(dict.fromkeys(text for one in refused.errors.values() for text in one))
    return Line(case, "kept", f"{said}{clause}"[:LONGEST_REASON])
