"""Judge a Word file's running text: faces, sizes, colours, indents and levels (5.2, 7.3.3)."""

from __future__ import annotations

from collections.abc import Iterator

from jiuji_docs.conformance.faces import FANG, HEI, KAI, LATIN, UNKNOWN, face_class
from jiuji_docs.conformance.standard import BODY, CELL
from jiuji_docs.conformance.word_anatomy import WordAnatomy
from jiuji_docs.conformance.word_model import WordParagraph
from jiuji_docs.domain.conformance.finding import Findings

#: The face each level's heading is set in; a heading that runs on goes over to 仿宋.
_LEVELS = {0: FANG, 1: HEI, 2: KAI, 3: FANG, 4: FANG}
#: 第一条, 第二条 …: an article's own number may stand in 黑体.
_BLACK = {"", "auto", "000000"}


def judge_word_text(anatomy: WordAnatomy, found: Findings) -> None:
    """Judge each rule once, at the first paragraph that breaks it."""
    told: set[str] = set()
    for level, one in anatomy.body:
        for rule, measured, expected in _slips(level, one):
            if rule not in told:
                told.add(rule)
                found.add(rule, measured, expected, f"“{one.bare[:10]}”")
    for one in anatomy.file.paragraphs:
        bold = next((run for run in one.runs if run.face.bold and run.text.strip()), None)
        if bold is not None:
            found.add("W-B-5B", f"“{bold.text[:8]}”加粗", "不加粗", f"“{one.bare[:10]}”")
            break


def _slips(level: int, one: WordParagraph) -> Iterator[tuple[str, str, str]]:
    first = one.runs[0].face
    sizes = [run.face.size for run in one.runs if run.text.strip()]
    if wrong_size := next((size for size in sizes if abs(size - BODY) > 0.3), None):  # noqa: PLR2004
        yield "W-PG-7", f"{wrong_size:g} 磅", "16 磅"
    if wrong := next(
        (run for run in one.runs if run.face.colour not in _BLACK and run.text.strip()), None
    ):
        yield "W-PG-8", wrong.face.colour, "黑色"
    name = face_class(first.east or first.latin)
    wanted = _LEVELS[level]
    article = one.bare.startswith("第") and name == HEI
    if name not in {wanted, UNKNOWN, LATIN} and not article:
        rule = "W-B-5" if level else "W-PG-7"
        yield rule, name, wanted
    if one.align not in {"center", "right"} and abs(one.left + one.indent - 2 * CELL) > 0.35 * CELL:
        yield "W-B-4", f"首行缩进 {(one.left + one.indent) / CELL:.1f} 字", "2 字"
    elif one.left > 0.5 * CELL:
        yield "W-B-4", f"回行缩进 {one.left / CELL:.1f} 字", "顶格"
