"""Judge a Word file's paper, margins, grid, page numbers and what it carries along (5, 7.5)."""

from __future__ import annotations

from collections.abc import Iterator

from jiuji_docs.conformance.faces import LATIN, SONG, UNKNOWN, face_class
from jiuji_docs.conformance.standard import BODY, PAGE, SMALL
from jiuji_docs.conformance.word_anatomy import WordAnatomy
from jiuji_docs.conformance.word_model import Run, WordFile, WordParagraph, WordSection
from jiuji_docs.domain.conformance.finding import Findings

_MARGINS = (
    ("W-PG-2", "top", 37.0),
    ("W-PG-3", "left", 28.0),
    ("W-PG-4", "right", 26.0),
    ("W-PG-4", "bottom", 35.0),
)
#: The margins that put the ink, not the frame, on the type area (字面对齐版心).
_INK = {"top": 34.6, "bottom": 32.6}
_PITCH = (28.0, 29.7)
_CHINESE_MARKS = set("“”‘’—…")
#: So many empty lines in a row are no sign-off's room any more.
_EMPTY = 6


def judge_word_page(anatomy: WordAnatomy, found: Findings) -> None:
    """Judge what holds for the whole file."""
    file = anatomy.file
    for number, section in enumerate(file.sections, start=1):
        _paper(section, f"第 {number} 节", found)
    _pitch(anatomy, found)
    _numbers(anatomy, found)
    _faces(file, found)
    _baggage(file, found)


def _paper(section: WordSection, place: str, found: Findings) -> None:
    size = tuple(sorted((section.width, section.height)))
    if any(abs(one - two) > 0.7 for one, two in zip(size, PAGE, strict=True)):  # noqa: PLR2004
        found.add("W-PG-1", f"{section.width:.1f}×{section.height:.1f} 毫米", "210×297 毫米", place)
    if section.width < section.height:
        for rule, side, wanted in _MARGINS:
            measured = getattr(section, side)
            ink = abs(measured - _INK.get(side, wanted)) <= 0.3  # noqa: PLR2004 - mm
            if abs(measured - wanted) > 1.05 and not ink:  # noqa: PLR2004 - mm, twips are coarse
                found.add(rule, f"{measured:.1f} 毫米", f"{wanted:g} 毫米", place)
    if section.grid == "linesAndChars":
        found.add("W-PG-9", "指定行和字符网格", "无网格或只指定行网格", place)


def _pitch(anatomy: WordAnatomy, found: Findings) -> None:
    for _, one in anatomy.body:
        exact = one.rule == "exact" and _PITCH[0] <= one.pitch <= _PITCH[1]
        if not exact:
            unit = "倍" if one.rule == "auto" else "磅"
            found.add("W-PG-6", f"{one.pitch:.2f} {unit}", "固定值 28.95 磅", _at(one))
            return
        if abs(one.room) > 1:
            found.add("W-PG-6", f"段前段后共 {one.room:g} 磅", "0 磅", _at(one))
            return


def _numbers(anatomy: WordAnatomy, found: Findings) -> None:
    file = anatomy.file
    numbered = [one for one in file.sections if one.numbered]
    if not numbered:
        found.add("W-N-1", "没有页码", "有", "页脚")
        return
    if not file.odd_and_even:
        found.add("W-N-1", "单双页相同", "单双页不同", "页脚")
    for kind, lines in numbered[0].footers:
        for one in lines:
            if one.bare and kind in numbered[0].numbered:
                _number(kind, one, found)


def _number(kind: str, one: WordParagraph, found: Findings) -> None:
    face = one.runs[0].face
    place = "页脚（双页）" if kind == "even" else "页脚（单页）"
    classes = {face_class(run.face.east or run.face.latin) for run in one.runs}
    if abs(face.size - SMALL) > 0.3 or classes - {SONG, UNKNOWN}:  # noqa: PLR2004
        found.add("W-N-2", f"{'、'.join(sorted(classes))} {face.size:g} 磅", "宋体 14 磅", place)
    if not (one.bare.startswith(("—", "－")) and one.bare.endswith(("—", "－"))):
        found.add("W-N-2", one.bare[:12], "— 1 —", place)
    even = kind == "even"
    aligns = {"left", "both", "start"} if even else {"right", "end"}
    gap = (one.left + one.indent if even else one.right) / (SMALL * 25.4 / 72)
    if one.align not in aligns or abs(gap - 1) > 0.4:  # noqa: PLR2004 - characters
        side = "左" if even else "右"
        found.add("W-N-2", f"{one.align}，空 {gap:.1f} 字", f"居{side}空一字", place)


def _faces(file: WordFile, found: Findings) -> None:
    """Note theme fonts and marks in a Latin face once each, at the first place."""
    told: set[str] = set()
    for one in file.paragraphs:
        for run in one.runs:
            for rule, measured in _face_slips(run):
                if rule not in told:
                    told.add(rule)
                    found.add(rule, measured, "", _at(one))


def _face_slips(run: Run) -> Iterator[tuple[str, str]]:
    face = run.face
    if face.themed and not face.east:
        yield "W-T-1", "主题字体"
    chinese = any("\u3400" <= character <= "\u9fff" for character in run.text)
    if chinese and face_class(face.east) == LATIN:
        yield "W-T-2", face.east
    marks = _CHINESE_MARKS.intersection(run.text)
    if marks and face.hint != "eastAsia" and face_class(face.latin) in {LATIN, UNKNOWN}:
        yield "W-T-2", f"{''.join(sorted(marks))} 用 {face.latin or '未指定的西文字体'}"


def _baggage(file: WordFile, found: Findings) -> None:
    if file.revisions or file.comments:
        found.add("W-T-3", f"修订 {file.revisions} 处、批注 {file.comments} 处", "无", "全文")
    if file.macros:
        found.add("W-T-4", "有宏", "无", "全文")
    for target in file.external[:3]:
        found.add("W-T-5", target[:60], "无", "全文")
    _empty_lines(file, found)


def _empty_lines(file: WordFile, found: Findings) -> None:
    run = 0
    for one in file.paragraphs:
        run = 0 if one.bare or one.cell else run + 1
        if run == _EMPTY and not one.framed:
            found.add("W-T-6", f"连续 {run} 个空行", "用段前距或分页", "全文")
        first = one.runs[0].text if one.runs else ""
        if first.startswith(("  ", "\u3000\u3000")) and one.bare and one.runs[0].face.size >= BODY:
            found.add("W-T-6", "用空格缩进", "首行缩进 2 字符", _at(one))
            return


def _at(one: WordParagraph) -> str:
    return f"“{one.bare[:10]}”"
