"""Turn planned lines into Word runs: faces, sizes, and spacing that ends each line where the PDF's ends.

Word puts a run's spacing after each of its characters, LibreOffice between them only: what is asked
of the last character of a run is lost there. So a line has as few runs as it can, and what its
marks give up in the PDF is taken from all its characters alike.
"""

from __future__ import annotations

from itertools import groupby, pairwise

from jiuji_docs.rendering.official_docx_parts import Words
from jiuji_docs.rendering.official_marks import Text

#: Word counts spacing in twentieths of a point.
_TWIPS = 20


def line_words(text: Text) -> list[Words]:
    """Return the runs of one line; neighbours of one face and spacing are one run."""
    faces = [stretch.face for stretch in text.stretches for _ in stretch.text]
    cells = zip(text.text, faces, _spacings(text), strict=True)
    return [
        Words("".join(one for one, _, _ in run), face, text.size, twips / _TWIPS, text.colour)
        for (face, twips), run in groupby(cells, key=lambda cell: cell[1:])
    ]


def _spacings(text: Text) -> list[int]:
    """Return whole twips after each character: all alike, but that the first take one more.

    Together they put the last character where the PDF has it.
    """
    gaps = _gaps(text)
    if not gaps:
        return [0]
    least, more = divmod(round(sum(gaps) * text.size * _TWIPS), len(gaps))
    return [least + 1] * more + [least] * (len(gaps) + 1 - more)


def _gaps(text: Text) -> list[float]:
    """Return the em between each two characters: spacing, less what the marks beside it give up."""
    cuts = [
        (stretch.cut_left, stretch.cut_right) for stretch in text.stretches for _ in stretch.text
    ]
    return [text.spacing - before[1] - after[0] for before, after in pairwise(cuts)]
