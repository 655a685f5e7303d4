"""Name the page figures of the standard; their values come from a data file, never from code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

#: How binding a figure is; only 规定 may be called the standard's demand.
STRENGTHS = ("规定", "一般", "推荐", "可以", "实务", "推算")
#: ``dialog``: margins as the page set-up window shows them; ``ink``: the printed ink reaches the
#: type area's edges.
MARGIN_MODES = ("dialog", "ink")
MM_PER_POINT = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure comes from: clause of the standard, strength, unit and meaning in Chinese."""

    clause: str
    strength: str
    unit: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of GB/T 9704-2012 (版面数据).

    Lengths are millimetres, type sizes and pitches points, ``*_lines`` line pitches,
    ``*_characters`` characters of the size at hand, ``*_spacing`` points per character. Clause and
    strength of each: :class:`Layout`.
    """

    page_width: float
    page_height: float
    top_margin: float
    left_margin: float
    area_width: float
    area_height: float
    lines_per_page: float
    characters_per_line: float
    body_size: float
    line_pitch: float
    character_spacing: float
    ink_top_margin: float
    ink_line_pitch: float
    mark_top: float
    mark_size: float
    mark_least_size: float
    number_gap_lines: float
    number_indent_characters: float
    red_rule_gap: float
    red_rule_thickness: float
    title_size: float
    title_pitch: float
    title_gap_lines: float
    addressee_gap_lines: float
    paragraph_indent_characters: float
    attachment_note_gap_lines: float
    attachment_title_line: float
    sign_off_gap_lines: float
    unstamped_gap_lines: float
    stamped_right_characters: float
    unstamped_right_characters: float
    unstamped_date_shift_characters: float
    seal_below_centre: float
    colophon_size: float
    colophon_row: float
    colophon_thick_rule: float
    colophon_thin_rule: float
    colophon_indent_characters: float
    colophon_on_even_page: float
    page_number_size: float
    page_number_gap: float
    page_number_indent_characters: float
    table_size: float
    joint_mark_least_size: float
    joint_mark_leading: float
    signers_per_line: float
    signers_right_characters: float
    copy_number_digits: float
    letter_mark_top: float
    letter_rule_gap: float
    letter_rule_width: float
    letter_rule_bottom: float
    letter_thick_rule: float
    letter_thin_rule: float
    letter_rule_between: float
    letter_number_gap: float
    letter_title_gap_lines: float
    command_mark_top: float
    command_number_gap_lines: float
    command_body_gap_lines: float
    attendance_gap_lines: float
    signature_gap_lines: float
    signature_right_characters: float
    signature_post_characters: float
    signature_date_gap_lines: float
    signature_size: float
    joint_seal_gap: float
    joint_seals_per_row: float
    landscape_characters_per_line: float
    landscape_lines_per_page: float
    notice_issuer_size: float
    notice_least_pitch: float
    least_pitch: float


@dataclass(frozen=True, slots=True)
class Layout:
    """The figures with where each comes from, and how they are used.

    ``preprinted`` leaves mark and red rules to the letterhead that lies in the printer (套打).
    ``turned``: the figures are those of a landscape page (A4 横排), as :meth:`landscape` made them.
    """

    figures: Figures
    sources: Mapping[str, Source]
    margin_mode: str = "dialog"
    preprinted: bool = False
    turned: bool = False

    def landscape(self) -> Layout:
        """Return the layout of a turned page: its upper edge is the bound left edge (8).

        The type area is the same 156 × 225 mm of paper, so its width and height change places.
        """
        old = self.figures
        turned = replace(
            old,
            page_width=old.page_height,
            page_height=old.page_width,
            top_margin=old.left_margin,
            ink_top_margin=old.left_margin,
            ink_line_pitch=old.line_pitch,
            left_margin=old.page_height - old.top_margin - old.area_height,
            area_width=old.area_height,
            area_height=old.area_width,
            characters_per_line=old.landscape_characters_per_line,
            lines_per_page=old.landscape_lines_per_page,
        )
        return replace(self, figures=turned, turned=True)

    @property
    def top(self) -> float:
        """Millimetres from the paper's upper edge to the first line's box."""
        ink = self.margin_mode == "ink"
        return self.figures.ink_top_margin if ink else self.figures.top_margin

    @property
    def pitch(self) -> float:
        """Line pitch in millimetres."""
        ink = self.margin_mode == "ink"
        points = self.figures.ink_line_pitch if ink else self.figures.line_pitch
        return points * MM_PER_POINT

    def with_pitch(self, points: float) -> Layout:
        """Return the same layout with lines *points* apart, and so more of them on a page."""
        lines = self.pitch * self.figures.lines_per_page / (points * MM_PER_POINT)
        closer = replace(
            self.figures, line_pitch=points, ink_line_pitch=points, title_pitch=points,
            lines_per_page=float(int(lines)),
        )  # fmt: skip
        return replace(self, figures=closer)

    @property
    def bottom(self) -> float:
        """Millimetres from the paper's upper edge to the lower edge of the last line's box."""
        return self.top + self.pitch * self.figures.lines_per_page

    @property
    def area_bottom(self) -> float:
        """Lower edge of the type area (版心下边缘), where the colophon's last rule lies."""
        return self.figures.top_margin + self.figures.area_height

    @property
    def area_right(self) -> float:
        """Right edge of the type area."""
        return self.figures.left_margin + self.figures.area_width

    @property
    def cell(self) -> float:
        """Width of one character's cell (一字) in millimetres."""
        return self.figures.area_width / self.figures.characters_per_line
