"""Bound what is read from a file that somebody else made."""

from __future__ import annotations

#: Bytes of a file; a document of 400 000 characters with pictures is smaller.
LARGEST_FILE = 5_000_000
#: Bytes of one part of a package once unpacked; a packed bomb stops here.
LARGEST_PART = 20_000_000
MOST_PARTS = 2_000
#: Paragraphs and table rows that are read before a document is refused.
MOST_PARAGRAPHS = 20_000
#: Columns that one merged cell may claim.
WIDEST_SPAN = 63
