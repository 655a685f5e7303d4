"""Draw words, boxes, lines and arrow heads as SVG, with the style that goes with them (流程图笔画)."""

from __future__ import annotations

from html import escape

STYLE = (
    "text{fill:#1a1a1a}.h{font-size:5px;font-weight:bold}.b{font-weight:bold}.t{font-size:2.7px;font-weight:bold}.s{font-size:2.3px}"
    ".q{fill:#444}.m{text-anchor:middle}.e{text-anchor:end}"
    ".lane{fill:none;stroke:#999;stroke-width:.15}.role{fill:#eee;stroke:#999;stroke-width:.15}"
    ".step{fill:#fff;stroke:#333;stroke-width:.25}.back{stroke-dasharray:1.2 .8}"
    ".self{fill:#f4f4f4}.place{fill:#e3ecf4;stroke:#234;stroke-width:.35}"
    ".end{stroke-width:.7}.way{fill:none;stroke:#456;stroke-width:.28}"
    ".rail{fill:none;stroke:#889;stroke-width:.2}.dot{fill:#456}.tip{fill:#456}"
    ".now{fill:#ffe08a;stroke:#7a4b00;stroke-width:.8}.past{fill:#e6efe6}"
    ".next{stroke:#0b5394;stroke-width:.7}"
)


def style_rules(prefix: str) -> str:
    """Return the rules of the drawing for a style sheet, each behind *prefix* (a selector)."""
    rules = (rule for rule in STYLE.split("}") if rule)
    return "\n".join(f"{prefix} {rule}}}" for rule in rules)


def style_with(fonts: str) -> str:
    """Return the style of a document of its own, in these faces."""
    return f"<style>text{{font-family:{fonts}}}{STYLE}</style>"


def words_at(x: float, y: float, kind: str, words: str, more: str = "") -> str:
    """Return a text at a point, of a class of the style."""
    return f'<text class="{kind}" x="{x:.2f}" y="{y:.2f}"{more}>{escape(words)}</text>'


def rectangle(kind: str, x: float, y: float, wide: float, high: float) -> str:
    """Return a box of a class of the style; places and steps have round corners."""
    round_by = 2 if "place" in kind else 0.6 if "step" in kind else 0
    size = f'x="{x:.2f}" y="{y:.2f}" width="{wide:.2f}" height="{high:.2f}"'
    return f'<rect class="{kind}" {size} rx="{round_by:g}"/>'


def line_along(path: str, kind: str = "way") -> str:
    """Return a line along a path."""
    return f'<path class="{kind}" d="{path}"/>'


def arrow_head(x: float, y: float, to: str, size: float = 1.2) -> str:
    """Return the head of an arrow that ends at a point, pointing down or right."""
    half = size * 0.55
    if to == "down":
        return f'<path class="tip" d="M{x:g},{y:g}l{-half:g},{-size:g}h{2 * half:g}z"/>'
    return f'<path class="tip" d="M{x:g},{y:g}l{-size:g},{-half:g}v{2 * half:g}z"/>'
