"""State the figures of GB/T 9704-2012 once more, in millimetres, for the ruler alone.

The typesetter has its own data file. Were they shared, a wrong figure would prove itself right.
"""

from __future__ import annotations

POINT = 25.4 / 72

PAGE = (210.0, 297.0)
LEFT, RIGHT, TOP, BOTTOM = 28.0, 184.0, 37.0, 262.0
#: Margins of the set-up window; with them the ink begins a little lower than 37 mm.
INK_TOP_LOWEST = 41.2
CELL = 156.0 / 28
BODY, TITLE, SMALL = 16.0, 22.0, 14.0
LINES, CHARACTERS = 22, 28
#: Between two base lines: 22 lines on 225 mm give at most 10.5 and, ink to ink, at least 10.1.
PITCH_LEAST, PITCH_MOST = 10.0, 10.6

MARK_TOP = {"circular": 72.0, "letter": 30.0, "command": 57.0, "minutes": 72.0}
RULE_GAP = 4.0
RULE_LENGTH, LETTER_RULE_LENGTH = 156.0, 170.0
LETTER_BOTTOM = 277.0
THICK, THIN = 0.35, 0.25
DASH = 269.0
SEALS = (42.0, 45.0)
WIDEST_TITLE = 20
