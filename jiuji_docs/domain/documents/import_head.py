"""Recognise the head of a copied document: 份号, 紧急程度, mark, number, 签发人, title, 主送."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jiuji_docs.domain.documents.import_draft import Draft
from jiuji_docs.domain.documents.import_notes import Notes, RawLine
from jiuji_docs.domain.documents.import_patterns import ORGAN, ordinal_level
from jiuji_docs.domain.documents.import_title import NO_TITLE, joined_title, may_be_title
from jiuji_docs.domain.errors import Refused

_MARK = re.compile(r"^[^，。：；]{3,30}文件$")
_OTHER_MARK = re.compile(r"^[^，。：；《》]{3,30}(令|命令|纪要)$")
_NUMBER = re.compile(r"^([\u3400-\u9fff]{0,12})〔(\d{4})〕(第?)(0*)(\d{1,5})号$")
_ORDER = re.compile(r"^第\d{1,5}号$")
_NAMES = re.compile(r"^[\u3400-\u9fff\U00020000-\U0003ffff·]{2,6}( [\u3400-\u9fff·]{2,6}){0,3}$")
_COPY = re.compile(r"^\d{6}$")
_SECRET = re.compile(r"^(密级[：:]?\s*)?(绝密|机密|秘密)([★\s].*)?$")
_URGENT = re.compile(r"^(特急|加急)$")
#: Head and classification stand among the first lines.
_FIRST_LINES = 8
_MOST_ISSUERS = 12
_LONGEST_ADDRESSEES = 400


def take_head(lines: list[RawLine], draft: Draft, notes: Notes) -> list[RawLine]:
    """Take everything down to the addressees off the beginning."""
    if any(_SECRET.match(line.text) for line in lines[:_FIRST_LINES]):
        raise Refused("classified", "文本标有密级，本系统只办理非涉密公文")
    rest = list(lines)
    while rest and not rest[0].rows and _take_line(rest, draft, notes):
        rest.pop(0)
    if draft.number and not draft.mark and draft.joint_issuers:
        draft.mark = draft.joint_issuers.pop(0)
        draft.style = "letter"
    return _take_title(rest, draft, notes)


def _take_line(lines: Sequence[RawLine], draft: Draft, notes: Notes) -> bool:
    """Take what the first line says; False when it is not of the head."""
    line = lines[0]
    if not draft.mark and (_COPY.match(line.text) or _URGENT.match(line.text)):
        if _COPY.match(line.text):
            draft.copy_number = line.text
        else:
            draft.urgency = line.text
        return True
    return _take_mark(lines, draft) or _take_number(line, draft, notes)


def _take_mark(lines: Sequence[RawLine], draft: Draft) -> bool:
    """Take a mark, or one of the organs stacked in it; an organ alone needs a number below."""
    text = lines[0].text.replace(" ", "")
    if draft.mark or draft.number:
        return _take_stacked(text, draft)
    if _MARK.match(text):
        if draft.joint_issuers:
            draft.joint_issuers.append(text.removesuffix("文件"))
            text = draft.joint_issuers.pop(0) + "文件"
        draft.mark = text
        return True
    below = [line.text for line in lines[1:_MOST_ISSUERS]]
    if _OTHER_MARK.match(text) and any(map(_is_number, below[:2])):
        draft.mark = text
        draft.style = "minutes" if text.endswith("纪要") else "command"
        return True
    if text == "文件" and draft.joint_issuers:
        draft.mark = draft.joint_issuers.pop(0) + text
        return True
    if ORGAN.match(text) and _is_stack(below):
        draft.joint_issuers.append(text)
        return True
    return False


def _take_stacked(text: str, draft: Draft) -> bool:
    """Take the other organs that stand under a mark with 文件, before the number."""
    if draft.number or not draft.mark.endswith("文件") or not ORGAN.match(text):
        return False
    draft.joint_issuers.append(text)
    return True


def _is_number(text: str) -> bool:
    first = text.split(" ", maxsplit=1)[0]
    return bool(_NUMBER.match(first) or _ORDER.match(first))


def _is_stack(below: Sequence[str]) -> bool:
    """Tell whether organs, then 文件 or a number stand below."""
    for text in below:
        bare = text.replace(" ", "")
        if _is_number(text) or bare == "文件" or _MARK.match(bare):
            return True
        if not ORGAN.match(bare):
            return False
    return False


def _take_number(line: RawLine, draft: Draft, notes: Notes) -> bool:
    """Take 发文字号 and 签发人, whose names may go on below (7.2.6)."""
    words, label, names = (part.strip() for part in line.text.partition("签发人："))
    if label and not words:
        draft.signers += names.split()
        draft.signers_follow = True
        return True
    if draft.signers_follow and _NAMES.match(line.text):
        draft.signers += line.text.split()
        return True
    if draft.number or not (_NUMBER.match(words) or _ORDER.match(words)):
        return False
    draft.number = _number(words, line, notes)
    draft.signers += names.split()
    draft.signers_follow = bool(label)
    return True


def _number(words: str, line: RawLine, notes: Notes) -> str:
    match = _NUMBER.match(words)
    if not match:
        return words
    code, year, order, zeros, serial = match.groups()
    if order or zeros:
        notes.add("L-03", line.number, "发文字号不加“第”，不编虚位", removed=order + zeros)
    return f"{code}〔{year}〕{serial}号"


def _take_title(lines: list[RawLine], draft: Draft, notes: Notes) -> list[RawLine]:
    """Take the title's lines, and the addressees behind it when there are any."""
    titles: list[RawLine] = []
    rest = list(lines)
    own = draft.style in ("command", "minutes")
    while rest and not own and may_be_title(rest[0], titles):
        titles.append(rest.pop(0))
    draft.title_line = titles[0].number if titles else 0
    draft.title = joined_title(titles, notes) or (draft.mark if own else "") or NO_TITLE
    if len(rest) > 1 and _addresses(rest[0]):
        draft.addressees = rest.pop(0).text.rstrip("：").replace(" ", "")
    return rest


def _addresses(line: RawLine) -> bool:
    """Tell whether a line names addressees: it ends with a colon and is no sentence."""
    text = line.text
    said = "。" in text or text.endswith(("如下：", "如次：")) or ordinal_level(text)
    return text.endswith("：") and not said and 1 < len(text) <= _LONGEST_ADDRESSEES
