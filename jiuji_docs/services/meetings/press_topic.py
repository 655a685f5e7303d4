"""Name what the outbox calls the print of a meeting's minutes, and where the convener signs."""

MEETING = "meeting"
CONVENER = "convener"
