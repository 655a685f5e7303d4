"""Write the circular as a page for a browser and as a source for Typst: same words, faces and type area."""

from __future__ import annotations

import html

from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.services.bench.circular import Part, parts

_PAGE_STYLE = """
@page { size: A4; margin: 37mm 26mm 35mm 28mm }
@page { @bottom-center { content: "— " counter(page) " —"; font: 14pt JiujiSong } }
body { margin: 0; font: 16pt/28.95pt JiujiFang, JiujiRare; letter-spacing: -.2pt; text-align: justify }
p { margin: 0; text-indent: 2em }
.mark { font: 40pt/60pt JiujiBiao; color: #e60012; text-align: center; text-indent: 0; margin: 35mm 0 29pt }
.number { text-align: center; text-indent: 0; border-bottom: 1.5pt solid #e60012; margin-bottom: 58pt }
.title { font: 22pt/32pt JiujiBiao; text-align: center; text-indent: 0; margin-bottom: 29pt }
.addressee, .label { text-indent: 0 }
.heading, .label { font-family: JiujiHei }
.signatory, .date { text-align: right; margin-right: 4em }
.label { break-before: page; margin-bottom: 29pt }
.copy, .printed { font-size: 14pt; text-indent: 0; border-top: .7pt solid #000 }
.copy { margin-top: 58pt }
"""
_TYPST_STYLE = """
#set page(paper: "a4", margin: (top: 37mm, right: 26mm, bottom: 35mm, left: 28mm), numbering: "— 1 —")
#set text(font: ("JiujiFang", "JiujiRare"), size: 16pt, lang: "zh", tracking: -0.2pt)
#set par(justify: true, first-line-indent: 2em, leading: 12.95pt, spacing: 12.95pt)
#let mark(it) = { v(35mm); align(center, text(font: "JiujiBiao", size: 40pt, fill: rgb("#e60012"), it)) }
#let number(it) = { v(29pt); align(center, it); line(length: 100%, stroke: 1.5pt + rgb("#e60012")); v(58pt) }
#let title(it) = { align(center, text(font: "JiujiBiao", size: 22pt, it)); v(29pt) }
#let addressee(it) = par(first-line-indent: 0em, it)
#let heading(it) = par(text(font: "JiujiHei", it))
#let signatory(it) = align(right, pad(right: 4em, it))
#let date(it) = align(right, pad(right: 4em, it))
#let label(it) = { pagebreak(); text(font: "JiujiHei", it); v(29pt) }
#let copy(it) = { v(58pt); line(length: 100%, stroke: .7pt); par(first-line-indent: 0em, text(size: 14pt, it)) }
#let printed(it) = { line(length: 100%, stroke: .7pt); par(first-line-indent: 0em, text(size: 14pt, it)) }
"""
_PLAIN = frozenset({"text", "entry"})


def page(document: OfficialDocument) -> str:
    """Return an HTML page; its faces are the browser's own fonts."""
    texts = "".join(f'<p class="{one.kind}">{html.escape(one.text)}</p>' for one in parts(document))
    title = html.escape(document.full_title)
    return (
        f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_PAGE_STYLE}</style>{texts}"
    )


def source(document: OfficialDocument) -> str:
    """Return a Typst source."""
    return _TYPST_STYLE + "\n\n".join(map(_typst, parts(document)))


def _typst(part: Part) -> str:
    text = part.text.replace("\\", "\\\\").replace("#", "\\#")
    return text if part.kind in _PLAIN else f"#{part.kind}[{text}]"
