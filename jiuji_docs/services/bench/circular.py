"""Give the benchmarks a four-page circular that is another one each time, and its words for other programs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from jiuji_docs.domain.documents.elements import Attachment, Heading, Paragraph, Roster, RosterEntry
from jiuji_docs.domain.documents.official import OfficialDocument

PAGES = 4
_TEXTS = (
    "对遭遇突发事件、意外伤害、重大疾病的家庭，应当在24小时内先行救助，事后5个工作日内补齐手续，做到早发现、早救助、早干预。",
    "坚持“应救尽救、及时施救”，依靠基层组织、公共服务机构、社会组织和驻村干部，及时了解、掌握、核实辖区居民遭遇突发事件等特殊情况。",
    "根据《社会救助暂行办法》（国务院令第649号）等规定，结合本县实际，由县民政局会同县财政局、县医疗保障局等部门审核确认。",
)
_ROSTER = tuple(
    RosterEntry("组长" if n == 0 else "成员" if n == 1 else "", f"示范{n}人", "县有关部门负责人")
    for n in range(8)
)


def circular(number: int) -> OfficialDocument:
    """Return the circular of this number: head, three pages of text, a roster, the colophon."""
    body: list[Heading | Paragraph] = [Paragraph("现将有关事项通知如下，请认真贯彻执行。")]
    for at, ordinal in enumerate("一二三四"):
        body.append(Heading(1, f"{ordinal}、做好第{number + at}批救助工作"))
        body += [Paragraph(f"第{number}批。{text}") for text in _TEXTS[: 2 + at % 2]]
    return OfficialDocument(
        title=(f"示范县人民政府关于做好2026年第{number}批困难群众救助工作的通知",),
        body=tuple(body),
        mark="示范县人民政府文件",
        number=f"示政发〔2026〕{number}号",
        addressees="各乡镇人民政府、街道办事处，县政府各部门、各直属单位",
        attachment_notes=("示范县急难救助工作协调领导小组名单",),
        signatories=("示范县人民政府",),
        date=dt.date(2026, 3, 5),
        note="此件公开发布",
        attachments=(Attachment("示范县急难救助工作协调领导小组名单", (Roster(_ROSTER),)),),
        cc="县委办公室，县人大常委会办公室，县政协办公室，县纪委监委，县法院，县检察院",
        printer="示范县人民政府办公室",
        print_date=dt.date(2026, 3, 6),
    )


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph for programs that know no official document: what it is (``kind``), and its text."""

    kind: str
    text: str


def parts(document: OfficialDocument) -> list[Part]:
    """Return the document's paragraphs in reading order, as any program could set them."""
    body = [
        Part("heading" if isinstance(one, Heading) else "text", one.text)
        for one in document.body
        if isinstance(one, Heading | Paragraph)
    ]
    return [
        Part("mark", document.mark),
        Part("number", document.number),
        Part("title", document.full_title),
        Part("addressee", f"{document.addressees}："),
        *body,
        Part("text", f"附件：{document.attachment_notes[0]}"),
        Part("signatory", document.signatories[0]),
        Part("date", "2026年3月5日"),
        Part("text", f"（{document.note}）"),
        Part("label", "附件"),
        Part("title", document.attachments[0].title),
        *(Part("entry", _entry(one)) for one in _ROSTER),
        Part("copy", f"抄送：{document.cc}。"),
        Part("printed", f"{document.printer}　2026年3月6日印发"),
    ]


def words(document: OfficialDocument) -> list[str]:
    """Return the text of every paragraph."""
    return [one.text for one in parts(document)]


def _entry(entry: RosterEntry) -> str:
    role = f"{entry.role}：" if entry.role else ""
    return f"{role}{entry.name}　{entry.post}"
