"""Tell a face's class from its name, whatever foundry made it (字体类别)."""

from __future__ import annotations

import re

FANG, KAI, HEI, BIAO, SONG, LATIN, UNKNOWN = "仿宋", "楷体", "黑体", "小标宋", "宋体", "西文", ""
_CLASSES = (
    (FANG, re.compile("fang|仿宋|FZFS", re.IGNORECASE)),
    (KAI, re.compile("kai|楷|FZKT|ukai", re.IGNORECASE)),
    (BIAO, re.compile("biao|标宋|XBS|zhongsong|中宋|Serif.*(Bold|Black|Heavy)", re.IGNORECASE)),
    (HEI, re.compile("hei|黑|gothic|SansCJK|SansSC|yahei", re.IGNORECASE)),
    (
        LATIN,
        re.compile(
            "times|arial|calibri|cambria|liberation|dejavu|helvetica|courier", re.IGNORECASE
        ),
    ),
    (SONG, re.compile("song|宋|simsun|serif|ming", re.IGNORECASE)),
)


def face_class(font: str) -> str:
    """Return the class of a font name, empty when the name says nothing."""
    bare = font.partition("+")[2] or font
    return next((name for name, pattern in _CLASSES if pattern.search(bare)), UNKNOWN)


def is_bold(font: str) -> bool:
    """Whether the name says bold."""
    return bool(re.search("bold|heavy|black|粗", font, re.IGNORECASE))
