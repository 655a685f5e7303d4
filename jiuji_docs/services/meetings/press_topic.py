"""Name what the outbox calls the print of a meeting's minutes, their form, and where the convener signs."""

MEETING = "meeting"
CONVENER = "convener"
#: The form that minutes are kept on (F26), and the kind of a file that shows it signed on paper.
MINUTES = "meeting_minutes"
SIGNED_FILE = "signed_minutes"
