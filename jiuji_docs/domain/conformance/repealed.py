"""Find citations of bases that are no longer in force (引用已废止的依据, 条例 19)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

#: A sentence that repeals, replaces or recounts what was repealed may name it.
_TOLD = re.compile("废止|失效|代替|不再执行")
_SENTENCE = re.compile("[^。；！？]+[。；！？]?")


def repealed_in(text: str, repealed: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (title cited, what replaced it) once for each basis that *text* still rests on.

    *repealed*: title without its marks → what is in force instead.
    """
    for title, instead in repealed.items():
        cited = f"《{title}》"
        if cited not in text:
            continue
        sentences = [one for one in _SENTENCE.findall(text) if cited in one]
        if not all(_TOLD.search(one) for one in sentences):
            yield cited, instead
