"""Bring documents to plain data, to files and back."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiuji_docs.definitions.documents import read_document
from jiuji_docs.domain.documents.elements import (
    Attachment,
    Attendance,
    Heading,
    Paragraph,
    Roster,
    RosterEntry,
    SignatureStamp,
    Table,
)
from jiuji_docs.domain.documents.frozen import freeze, thaw
from jiuji_docs.domain.documents.official import IssuedDocument, OfficialDocument
from jiuji_docs.domain.documents.written import write
from jiuji_docs.domain.errors import DefinitionError, PaperError, Refused

FULL = OfficialDocument(
    title=("示范县人民政府", "关于印发实施方案的通知"),
    body=(Heading(1, "一、总则"), Heading(2, "（一）目的。", "为了“救急难”。"), Paragraph("正文")),
    direction="up",
    mark="示范县人民政府文件",
    joint_issuers=("示范县民政局",),
    copy_number="000001",
    signers=("王建国", "李明"),
    signature_stamps=(SignatureStamp("县长", "王建国"),),
    attendance=(Attendance("出席", "王建国、李明"),),
    number="示政发〔2024〕1号",
    urgency="加急",
    addressees="各乡镇人民政府",
    attachment_notes=("名单",),
    signatories=("示范县人民政府",),
    date=dt.date(2024, 2, 8),
    stamped=False,
    seal_diameter=45,
    note="此件公开发布",
    issued=IssuedDocument(("方案",), (Paragraph("一\\二\n三"),), ("表",), (
        Attachment("表", (Table(("甲", "乙"), (("1", "2"),)),), 1, landscape=True, loose=True),
    )),
    attachments=(Attachment("名单", (Roster((RosterEntry("组长", "刘峰", "县长"),)),)),),
    cc="县委办公室",
    printer="示范县人民政府办公室",
    print_date=dt.date(2024, 2, 9),
)  # fmt: skip


def test_a_thawed_document_is_the_one_that_was_frozen() -> None:
    assert thaw(json.loads(json.dumps(freeze(FULL)))) == FULL


def test_a_written_file_reads_as_the_same_document() -> None:
    assert read_document(write(FULL), "公文.toml") == FULL


#: Text that a reader of definitions takes; what it refuses (controls, private characters) has tests of its own.
WORDS = st.text(
    st.characters(
        exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp"), include_characters="\n\t"
    ),
    max_size=30,
)


def test_a_character_that_nobody_sees_is_refused_with_its_place() -> None:
    document = OfficialDocument(title=("题",), body=(Paragraph("甲\x1f乙"),))
    with pytest.raises(DefinitionError, match=r"第 2 个字符.*U\+001F"):
        read_document(write(document), "公文.toml")


@given(WORDS, WORDS, WORDS, WORDS)
def test_any_words_survive_the_file(title: str, text: str, name: str, cell: str) -> None:
    document = OfficialDocument(
        title=(f"题{title}",),
        body=(Paragraph(text), Roster((RosterEntry("", name, cell),)), Table((cell,), ((text,),))),
        cc=name,
    )
    assert read_document(write(document), "公文.toml") == document


def test_a_classified_document_is_refused() -> None:
    with pytest.raises(Refused, match="非涉密"):
        read_document('title = ["题"]\nsecrecy = "秘密"\n', "公文.toml")


def test_an_unknown_key_is_refused_with_the_known_ones() -> None:
    with pytest.raises(DefinitionError, match="addressees"):
        read_document('title = ["题"]\nadressees = "各乡镇"\n', "公文.toml")


@pytest.mark.parametrize(
    "block",
    [
        'paragraph = "甲"\nheading = "乙"',
        "level = 1",
        'roster = [["组长", "刘峰"]]',
        'roster = "刘峰"',
        'table = [["甲"], ["1", "2"]]',
        "table = []",
        'heading = "五级"\nlevel = 5',
    ],
)
def test_a_misshapen_block_is_refused_at_its_place(block: str) -> None:
    with pytest.raises(DefinitionError, match="公文"):
        read_document(f'title = ["题"]\n[[body]]\n{block}\n', "公文.toml")


@pytest.mark.parametrize(
    "changed",
    [{"style": "poster"}, {"urgency": "急"}, {"title": ("",)}, {"seal_diameter": 60}],
)
def test_a_document_that_cannot_be_is_refused(changed: dict[str, object]) -> None:
    with pytest.raises(PaperError):
        OfficialDocument(**({"title": ("题",), "body": ()} | changed))  # type: ignore[arg-type]
