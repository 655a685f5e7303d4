"""Seals on finished pages: red ink at its place, strips on every edge, foreign and damaged ones refused."""

from __future__ import annotations

import datetime as dt
import io
import math
import struct
import zlib
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageStat

from jiuji_docs.domain.documents.elements import Attachment, Paragraph, SignatureStamp, Table
from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.domain.errors import DefinitionError, NotFound, PaperError
from jiuji_docs.domain.signing.seal_order import SIGNATURE, SealOrder
from jiuji_docs.rendering.fonts import FontSet
from jiuji_docs.services.official_printing import print_pdf
from jiuji_docs.services.seal_files import load_seal

from .ruler import Ruler

DPI = 150
DOT = 25.4 / DPI
PLAIN = OfficialDocument(
    title=("示范县民政局关于做好救助工作的通知",),
    body=(Paragraph("请认真贯彻执行。" * 8),),
    mark="示范县民政局文件",
    number="示民发〔2026〕1号",
    addressees="各乡镇人民政府",
    signatories=("示范县民政局",),
    date=dt.date(2026, 2, 8),
)
ORGANS = ("示范县民政局", "示范县财政局", "示范县教育局", "示范县卫生局")
JOINT = replace(PLAIN, joint_issuers=ORGANS[1:], signatories=ORGANS, body=(Paragraph("请执行。"),))
LONG = replace(PLAIN, body=tuple(Paragraph("请认真贯彻执行。" * 40) for _ in range(9)))


def disc(side: int = 400) -> bytes:
    """Return a red disc on a transparent ground, its right half darker."""
    picture = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((0, 0, side - 1, side - 1), fill=(230, 0, 18, 255))
    draw.pieslice((0, 0, side - 1, side - 1), -90, 90, fill=(180, 0, 18, 255))
    return png(picture)


def png(picture: Image.Image) -> bytes:
    output = io.BytesIO()
    picture.save(output, "PNG")
    return output.getvalue()


def pages(pdf: bytes) -> list[Image.Image]:
    with pdfium.PdfDocument(pdf) as document:
        return [page.render(scale=DPI / 72).to_pil().convert("RGB") for page in document]


def within(page: Image.Image, *bounds: tuple[int, int]) -> Image.Image:
    """Mark the dots whose red, green and blue lie within *bounds*."""
    masks = [
        band.point([255 * (low <= value <= high) for value in range(256)])
        for band, (low, high) in zip(page.split(), bounds, strict=True)
    ]
    return ImageChops.darker(ImageChops.darker(masks[0], masks[1]), masks[2])


def red(page: Image.Image) -> Image.Image:
    return within(page, (130, 255), (0, 110), (0, 110))


def near(page: Image.Image, colour: tuple[int, int, int]) -> Image.Image:
    return within(page, *((one - 4, one + 4) for one in colour))


def dots(mask: Image.Image) -> int:
    return mask.histogram()[255]


def between(page: Image.Image, top: float, bottom: float) -> Image.Image:
    """Return the page with all white but what lies between two heights in mm."""
    kept = Image.new("RGB", page.size, "white")
    area = (0, round(top / DOT), page.width, round(bottom / DOT))
    kept.paste(page.crop(area), area)
    return kept


def box(mask: Image.Image) -> tuple[float, float, float, float]:
    """Return the left, top, right and lower edge of what is marked, in mm."""
    found = mask.getbbox()
    assert found
    return (found[0] * DOT, found[1] * DOT, found[2] * DOT, found[3] * DOT)


def test_a_seal_stands_upright_at_true_size_over_name_and_date(fonts: FontSet) -> None:
    for diameter in (38, 42, 45):
        order = SealOrder("示范县民政局", diameter=diameter, picture=disc())
        pdf = print_pdf(PLAIN, fonts, seals=[order]).data
        left, top, right, bottom = box(red(between(pages(pdf)[0], 140, 297)))
        assert (right - left, bottom - top) == pytest.approx((diameter, diameter), abs=0.5)
        lines = {line.text: line for line in Ruler(pdf).lines(1)}
        date, name = lines["2026年2月8日"], Ruler(pdf).lines(1)[-3]
        assert name.text == "示范县民政局"
        assert top < name.baseline < date.baseline < bottom
        middle = (date.marks[0].left + date.marks[-1].right) / 2
        assert (left + right) / 2 == pytest.approx(middle, abs=1)


def test_the_words_under_a_seal_stay_readable(fonts: FontSet) -> None:
    pdf = print_pdf(PLAIN, fonts, seals=[SealOrder("示范县民政局", picture=disc())]).data
    bare = print_pdf(PLAIN, fonts).data
    assert Ruler(pdf).words() == Ruler(bare).words()
    dark = [dots(within(pages(one)[0], (0, 60), (0, 60), (0, 60))) for one in (pdf, bare)]
    assert dark[0] == pytest.approx(dark[1], rel=0.05)


def test_each_organ_of_a_joint_document_has_its_seal_and_they_do_not_touch(fonts: FontSet) -> None:
    colours = [(230, 0, 0), (230, 0, 90), (230, 90, 0), (230, 90, 90)]
    orders = []
    for name, colour in zip(ORGANS, colours, strict=True):
        picture = Image.new("RGBA", (300, 300), (0, 0, 0, 0))
        ImageDraw.Draw(picture).ellipse((0, 0, 299, 299), outline=(*colour, 255), width=40)
        orders.append(SealOrder(name, picture=png(picture)))
    made = print_pdf(JOINT, fonts, seals=list(reversed(orders)))
    seen = []
    for colour in colours:
        found = [
            (number, box(mask))
            for number, page in enumerate(pages(made.data))
            if dots(mask := near(page, colour)) > 500
        ]
        assert len(found) == 1
        seen.append(found[0])
    assert len({number for number, _ in seen}) == 1
    for at, (_, one) in enumerate(seen):
        assert one[2] - one[0] == pytest.approx(42, abs=0.6)
        for _, other in seen[at + 1 :]:
            apart = math.hypot(
                (one[0] + one[2] - other[0] - other[2]) / 2,
                (one[1] + one[3] - other[1] - other[3]) / 2,
            )
            assert apart > 42
    order = [(round(place[1]), place[0]) for _, place in seen]
    assert order == sorted(order)


def test_a_missing_organs_place_stays_blank_and_is_told(fonts: FontSet) -> None:
    made = print_pdf(JOINT, fonts, seals=[SealOrder(ORGANS[1])])
    told = [note.message for note in made.notes if note.kind == "seal"]
    assert told == [f"没有“{name}”的印章，其位置留空" for name in (ORGANS[0], *ORGANS[2:])]


def test_strips_on_the_edges_side_by_side_are_the_whole_seal(fonts: FontSet) -> None:
    picture = disc()
    order = SealOrder("示范县民政局", picture=picture, paging=True)
    printed = print_pdf(LONG, fonts, seals=[order])
    drawn = pages(printed.data)
    assert printed.pages == len(drawn) >= 3
    width = 42 / len(drawn)
    parts = []
    for page in drawn:
        edge = page.copy()
        edge.paste("white", (0, 0, int(186 / DOT), page.height))
        left, top, right, bottom = box(red(edge))
        assert right - left == pytest.approx(width, abs=0.4)
        assert right == pytest.approx(210, abs=0.3)
        assert 297 / 2 - 21.3 < top < bottom < 297 / 2 + 21.3
        middle, half = page.height // 2, round(21 / DOT)
        area = (page.width - round(width / DOT), middle - half, page.width, middle + half)
        parts.append(page.crop(area))
    whole = Image.new("RGB", (sum(part.width for part in parts), parts[0].height))
    for at, part in enumerate(parts):
        whole.paste(part, (at * part.width, 0))
    expected = Image.new("RGBA", (400, 400), "white")
    expected.alpha_composite(Image.open(io.BytesIO(picture)))
    small = [one.convert("RGB").resize((200, 200)) for one in (whole, expected)]
    assert max(ImageStat.Stat(ImageChops.difference(*small)).mean) < 4


def test_a_turned_page_bears_its_strip_on_the_lower_edge(fonts: FontSet) -> None:
    table = Table(("甲", "乙"), (("一", "二"),) * 3)
    document = replace(PLAIN, attachments=(Attachment("表", (table,), landscape=True),))
    order = SealOrder("示范县民政局", picture=disc(), paging=True)
    drawn = pages(print_pdf(document, fonts, seals=[order]).data)
    turned = next(page for page in drawn if page.width > page.height)
    left, _, right, bottom = box(red(turned))
    assert bottom == pytest.approx(210, abs=0.3)
    assert (left + right) / 2 == pytest.approx(297 / 2, abs=0.5)


def test_a_signature_stamp_covers_the_printed_name_that_stays_in_the_text(fonts: FontSet) -> None:
    document = replace(
        PLAIN,
        style="command",
        title=("示范县人民政府令",),
        mark="示范县人民政府令",
        number="第1号",
        addressees="",
        signatories=(),
        signature_stamps=(SignatureStamp("县长", "王建国"),),
    )
    stamp = Image.new("RGBA", (600, 200), (0, 0, 0, 0))
    ImageDraw.Draw(stamp).line((20, 150, 580, 50), fill=(230, 0, 200, 255), width=20)
    made = print_pdf(document, fonts, seals=[SealOrder("王建国", SIGNATURE, picture=png(stamp))])
    assert "王建国" in Ruler(made.data).words()
    below = between(pages(made.data)[0], 110, 297)
    assert not dots(red(below))
    assert dots(near(below, (230, 0, 200))) > 200


def test_a_letter_is_sealed_too(fonts: FontSet) -> None:
    letter = replace(PLAIN, style="letter", mark="示范县民政局")
    pdf = print_pdf(letter, fonts, seals=[SealOrder("示范县民政局", picture=disc())]).data
    left, top, right, bottom = box(red(between(pages(pdf)[0], 60, 270)))
    assert (right - left, bottom - top) == pytest.approx((42, 42), abs=0.5)


def test_a_sealed_paper_stays_an_archival_file_and_the_same_bytes(fonts: FontSet) -> None:
    order = SealOrder("示范县民政局", picture=disc(), paging=True)
    first = print_pdf(LONG, fonts, seals=[order]).data
    assert first == print_pdf(LONG, fonts, seals=[order]).data
    assert b"pdfaid:part" in first
    assert b"\r\nendstream" not in first
    with pikepdf.open(io.BytesIO(first)) as pdf:
        assert "/OutputIntents" in pdf.Root
        assert "/StructTreeRoot" in pdf.Root
        assert not pdf.get_warnings()
        for page in pdf.pages:
            words = b"".join(one.read_bytes() for one in page.Contents)
            assert words.count(b"/Artifact BMC") == 1


@pytest.mark.parametrize(
    ("order", "told"),
    [
        (SealOrder("示范县财政局"), "不属于这份公文的署名者"),
        (SealOrder("示范县民政局", SIGNATURE), "不属于这份公文的署名者"),
    ],
)
def test_a_foreign_seal_is_refused(fonts: FontSet, order: SealOrder, told: str) -> None:
    with pytest.raises(PaperError, match=told):
        print_pdf(PLAIN, fonts, seals=[order])


def test_a_seal_given_twice_or_on_a_document_without_seals_is_refused(fonts: FontSet) -> None:
    order = SealOrder("示范县民政局")
    with pytest.raises(PaperError, match="给了两次"):
        print_pdf(PLAIN, fonts, seals=[order, order])
    with pytest.raises(PaperError, match="不加盖印章"):
        print_pdf(replace(PLAIN, stamped=False), fonts, seals=[order])
    with pytest.raises(PaperError, match="骑缝章只能用一个"):
        print_pdf(JOINT, fonts, seals=[SealOrder(name, paging=True) for name in ORGANS[:2]])


def test_a_real_organs_specimen_is_not_drawn(fonts: FontSet) -> None:
    real = replace(PLAIN, signatories=("利津县人民政府",))
    with pytest.raises(PaperError, match="不是示范单位"):
        print_pdf(real, fonts, seals=[SealOrder("利津县人民政府")])


@pytest.mark.parametrize("diameter", [0, 29, 46, 60, 1000])
def test_a_diameter_outside_the_rules_is_refused(tmp_path: Path, diameter: int) -> None:
    with pytest.raises(DefinitionError, match="印章直径应在 30 至 45 毫米之间"):
        load_seal(seal_file(tmp_path, f"diameter_mm = {diameter}"))


def seal_file(folder: Path, more: str) -> Path:
    path = folder / "印章.toml"
    path.write_text(f'owner = "示范县民政局"\n{more}\n', "utf-8")
    return path


def header(width: int, height: int) -> bytes:
    """Return a PNG that claims a size and holds next to nothing."""
    body = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    chunk = struct.pack(">I", 13) + body + struct.pack(">I", zlib.crc32(body))
    return b"\x89PNG\r\n\x1a\n" + chunk


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (header(10_000, 10_000), "10000×10000 像素，超过 2500 万像素，未解码"),
        (header(2**31, 2**31), "未解码"),
        (header(0, 10), "未解码"),
        (b"GIF89a" + bytes(50), "不是 PNG"),
        (b"", "不是 PNG"),
        (b"\x89PNG\r\n\x1a\n" + bytes(5_000_000), "过大"),
    ],
)
def test_a_bad_picture_is_refused_before_it_is_decoded(
    tmp_path: Path, data: bytes, told: str
) -> None:
    (tmp_path / "章.png").write_bytes(data)
    with pytest.raises(PaperError, match=told):
        load_seal(seal_file(tmp_path, 'picture = "章.png"'))


@pytest.mark.parametrize(
    ("picture", "told"),
    [
        (png(Image.new("RGB", (50, 50), "red")), "没有透明背景"),
        (png(Image.new("RGBA", (50, 50), (230, 0, 0, 255))), "没有透明背景"),
        (png(Image.new("RGBA", (50, 50), (0, 0, 0, 0))), "全部透明"),
        (png(Image.new("RGBA", (90, 50), (230, 0, 0, 90))), "不是正方形"),
        (disc()[:600], "已损坏"),
        (header(50, 50), "已损坏"),
    ],
)
def test_a_picture_that_is_no_seal_is_refused(fonts: FontSet, picture: bytes, told: str) -> None:
    with pytest.raises(PaperError, match=told):
        print_pdf(PLAIN, fonts, seals=[SealOrder("示范县民政局", picture=picture)])


@pytest.mark.parametrize(
    "address", ["https://example.org/a.png", "file:///etc/passwd", "data:image/png;base64,AA"]
)
@pytest.mark.parametrize("key", ["owner", "picture", "kind"])
def test_an_external_address_in_a_seal_file_is_refused_unread(
    tmp_path: Path, key: str, address: str
) -> None:
    path = tmp_path / "印章.toml"
    values = {"owner": "示范县民政局", key: address}
    path.write_text("".join(f'{name} = "{value}"\n' for name, value in values.items()), "utf-8")
    with pytest.raises(DefinitionError, match="不得引用外部地址"):
        load_seal(path)


def test_a_picture_outside_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "外.png").write_bytes(disc())
    inner = tmp_path / "内"
    inner.mkdir()
    (inner / "链接.png").symlink_to(tmp_path / "外.png")
    for name in ("../外.png", str(tmp_path / "外.png"), "链接.png"):
        with pytest.raises(PaperError, match="同一文件夹"):
            load_seal(seal_file(inner, f'picture = "{name}"'))
    with pytest.raises(NotFound):
        load_seal(seal_file(inner, 'picture = "无.png"'))


def test_unknown_keys_of_a_seal_file_are_told_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match="不认识的键“size”；可用的键：owner"):
        load_seal(seal_file(tmp_path, "size = 42"))
