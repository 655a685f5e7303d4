"""Lay out the entry form of an official document: the fields its kind has, and no others (拟稿表)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from jiuji_docs.domain.documents.kinds import KINDS, OTHERWISE, DocumentKind
from jiuji_docs.domain.documents.official import LARGEST_SEAL, LONGEST_TITLE
from jiuji_docs.domain.documents.typed_body import LONGEST_BODY
from jiuji_docs.domain.forms.definition import Choice, Field, FormDefinition, Section

FORM = "document"
MOST_ATTACHMENTS = 20
MOST_STAMPS = 12
#: What always has a value, and so does not show by itself that the field belongs on the page.
ALWAYS_SET = frozenset({"stamped", "seal_diameter"})
#: One box holds a whole body; what is longer is refused before it is read.
_BODY = str(LONGEST_BODY)
TITLE_HINT = "发文机关名称 + 关于……的 + 文种；写成一行即可，程序按词意断行"
BODY_HINT = (
    "一行一段。层次序数依次写“一、”“（一）”“1.”“（1）”；表格每行以 | 开头、用 | 分格，也可以直接粘贴电子表格；"
    "名单先写一行【名单】，再逐行写 职责 | 姓名 | 职务"
)


def entry_form(kind: DocumentKind, filled: Collection[str] = ()) -> FormDefinition:
    """Return the form of *kind*; fields that are *filled* already stay, so that nothing is hidden."""
    shown = {*kind.fields, *filled}
    sections = []
    for title, fields in _SECTIONS:
        kept = tuple(one for one in fields if one.name in shown)
        if kept:
            sections.append(Section(title, kept))
    return FormDefinition(FORM, f"{kind.title}稿", ("GB/T 9704—2012",), tuple(sections))


def form_for(entry: Mapping[str, Any]) -> FormDefinition:
    """Return the form that shows *entry*: its kind's fields, and whatever is filled besides."""
    filled = {name for name, value in entry.items() if value and name not in ALWAYS_SET}
    return entry_form(KINDS.get(str(entry.get("kind", "")), OTHERWISE), filled)


def _text(name: str, title: str, hint: str = "", most: int = 100, kind: str = "text") -> Field:
    return Field(name, title, kind, required=False, hint=hint, maximum=str(most or ""))


def _lines(name: str, title: str, hint: str, most: int = 1000) -> Field:
    return _text(name, title, hint, most, "lines")


def _choice(name: str, title: str, choices: tuple[Choice, ...], hint: str = "") -> Field:
    return Field(name, title, "choice", required=False, hint=hint, choices=choices)


def _attachments(name: str, title: str) -> Field:
    columns = (
        _text("title", "附件标题", most=LONGEST_TITLE),
        Field("landscape", "横排（宽表格）", "boolean", required=False),
        Field("loose", "不与正文一起装订", "boolean", required=False),
        Field("body", "附件内容", "lines", required=False, maximum=_BODY),
    )
    hint = "每件另面编排；顺序号自动编"
    return Field(
        name,
        title,
        "rows",
        required=False,
        hint=hint,
        maximum=str(MOST_ATTACHMENTS),
        columns=columns,
    )


def _pairs(name: str, title: str, columns: tuple[Field, ...], hint: str) -> Field:
    return Field(
        name, title, "rows", required=False, hint=hint, maximum=str(MOST_STAMPS), columns=columns
    )


_ATTENDANCE = (Choice("出席", "出席"), Choice("请假", "请假"), Choice("列席", "列席"))
_SECTIONS: tuple[tuple[str, tuple[Field, ...]], ...] = (
    (
        "文种和标题",
        (
            _choice(
                "kind",
                "文种",
                tuple(Choice(one.title, f"{one.title}：{one.hint}") for one in KINDS.values()),
                "更换文种后，表中各项随之增减；已填的内容都保留",
            ),
            _lines("title", "标题", TITLE_HINT, LONGEST_TITLE + 20),
            _text("addressees", "主送机关", "同类机关之间用顿号，不同类之间用逗号；末尾不加冒号", 300),
        ),
    ),
    (
        "正文",
        (
            Field("body", "正文", "lines", required=False, hint=BODY_HINT, maximum=_BODY),
            _pairs(
                "attendance",
                "出席、请假、列席人员",
                (
                    _choice("label", "类别", _ATTENDANCE),
                    _text("names", "人员", most=1000),
                ),
                "纪要写明出席人员，必要时写请假、列席人员",
            ),
        ),
    ),
    (
        "被印发件",
        (
            _lines("issued_title", "被印发件标题", "印发办法、方案等时填写，另面编排", LONGEST_TITLE + 20),
            Field("issued_body", "被印发件正文", "lines", required=False, maximum=_BODY),
            _lines("issued_notes", "被印发件的附件说明", "一行一件，不带序号；不填时按其附件标题列出", 2000),
            _attachments("issued_attachments", "被印发件的附件"),
        ),
    ),
    (
        "附件",
        (
            _lines("attachment_notes", "附件说明", "一行一件，不带序号和书名号；不填时按附件标题列出", 2000),
            _attachments("attachments", "附件"),
        ),
    ),
    (
        "署名和日期",
        (
            _lines("signatories", "发文机关署名", "一行一个机关，联合行文主办机关在前", 600),
            _text("date", "成文日期", "签发人签发的日期，如 2024-02-08；拟稿时可以不填", kind="date", most=0),
            Field("stamped", "加盖印章", "boolean", required=False),
            _choice(
                "seal_diameter",
                "印章直径",
                tuple(Choice(str(one), f"{one} 毫米") for one in (42, LARGEST_SEAL, 40, 38, 30)),
            ),
            _pairs(
                "signature_stamps",
                "签名章",
                (_text("post", "职务", most=30), _text("name", "姓名", most=30)),
                "命令、议案等加盖签发人签名章，不加盖机关印章",
            ),
            _text("note", "附注", "如 此件公开发布；请示应注明联系人和电话；不加括号", 200),
        ),
    ),
    (
        "版头",
        (
            _text("mark", "发文机关标志", "文件式写全称或规范化简称加“文件”二字", 60),
            _lines("joint_issuers", "联合行文的其他机关", "一行一个，主办机关写在标志中", 600),
            _text("number", "发文字号", "登记编号时自动取得，拟稿时不填", 40),
            _choice("urgency", "紧急程度", (Choice("加急", "加急"), Choice("特急", "特急"))),
            _text("copy_number", "份号", "六位数字；一般公文不标", 6),
            _lines("signers", "签发人", "上行文标注，一行一人", 200),
        ),
    ),
    (
        "版记",
        (
            _text("cc", "抄送机关", "末尾不加句号", 600),
            _text("printer", "印发机关", "一般为办公室（厅）或文秘部门", 60),
            _text("print_date", "印发日期", "送印的日期；拟稿时可以不填", kind="date", most=0),
        ),
    ),
)  # fmt: skip
