"""Seals on finished documents: true size, right place, strips that make the seal again."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops, ImageDraw

from jiuji_docs.cli import main
from jiuji_docs.conformance.judge import check_pdf
from jiuji_docs.domain.errors import PaperError
from jiuji_docs.rendering.sealed_pdf import picture_pdf

GOLDEN = Path(__file__).parents[1] / "golden"
DPI = 150


def seal_file(folder: Path, text: str, name: str = "印章.toml") -> str:
    path = folder / name
    path.write_text(text, "utf-8")
    return str(path)


def rendered(folder: Path, document: str, *seals: str) -> bytes:
    out = folder / "out.pdf"
    words = ["document", "render", str(GOLDEN / f"{document}.toml"), "-o", str(out)]
    for seal in seals:
        words += ["--seal", seal]
    assert main(words) == 0
    return out.read_bytes()


def red(pdf: bytes, page: int) -> Image.Image:
    """Return a page with white where it is red and black elsewhere."""
    with pdfium.PdfDocument(pdf) as document:
        picture = document[page].render(scale=DPI / 72).to_pil().convert("RGB")
    strong, green, blue = picture.split()
    faint = ImageChops.lighter(green, blue).point(lambda value: 255 if value < 110 else 0)
    return ImageChops.multiply(strong.point(lambda value: 255 if value > 150 else 0), faint)


def size(dots: Image.Image) -> tuple[float, float]:
    """Return how wide and high what is white is, in mm."""
    left, top, right, bottom = dots.getbbox() or (0, 0, 0, 0)
    return (right - left) / DPI * 25.4, (bottom - top) / DPI * 25.4


def below(dots: Image.Image, height: float) -> Image.Image:
    """Return the part of a page below so many mm."""
    return dots.crop((0, int(height * DPI / 25.4), *dots.size))


def test_a_seal_of_45_mm_presses_name_and_date(tmp_path: Path) -> None:
    seal = seal_file(tmp_path, 'owner = "示范县人民政府"\ndiameter = 45\n')
    pdf = rendered(tmp_path, "circular", seal)
    assert check_pdf(pdf) == ()
    wide, high = size(below(red(pdf, 0), 150))
    assert wide == pytest.approx(45, abs=0.4)
    assert high == pytest.approx(45, abs=0.4)


def test_joint_seals_stand_on_their_own_organs_and_open_ones_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seals = [
        seal_file(tmp_path, f'owner = "示范县{name}"\ndiameter = 42\n', f"{name}.toml")
        for name in ("医疗保障局", "民政局")
    ]
    pdf = rendered(tmp_path, "joint", *seals)
    assert check_pdf(pdf) == ()
    assert "“示范县财政局”的用印位置留空" in capsys.readouterr().err


def test_the_strips_of_a_paging_seal_make_the_seal_again(tmp_path: Path) -> None:
    seal = seal_file(tmp_path, 'owner = "示范县人民政府"\ndiameter = 42\npaging = true\n')
    pdf = rendered(tmp_path, "circular", seal)
    strip = round(42 / 4 / 25.4 * DPI)
    whole = Image.new("L", (strip * 4, int(42 / 25.4 * DPI)))
    for page in range(4):
        edge = red(pdf, page)
        top = (edge.height - whole.height) // 2
        part = edge.crop((edge.width - strip, top, edge.width, top + whole.height))
        assert part.getbbox()
        whole.paste(part, (strip * page, 0))
    wide, high = size(whole)
    assert wide == pytest.approx(42, abs=0.6)
    assert high == pytest.approx(42, abs=0.6)


def test_a_picture_on_white_paper_lets_the_text_through(tmp_path: Path) -> None:
    picture = Image.new("RGB", (600, 600), "white")
    ImageDraw.Draw(picture).ellipse((5, 5, 595, 595), outline=(220, 0, 0), width=20)
    picture.save(tmp_path / "seal.png")
    seal = seal_file(tmp_path, 'owner = "示范县人民政府"\ndiameter = 45\npicture = "seal.png"\n')
    pdf = rendered(tmp_path, "circular", seal)
    with pdfium.PdfDocument(pdf) as document:
        assert "2026年3月5日" in document[0].get_textpage().get_text_bounded()
    assert size(below(red(pdf, 0), 150))[0] == pytest.approx(45, abs=1.0)


def test_the_same_seal_gives_the_same_bytes(tmp_path: Path) -> None:
    seal = seal_file(tmp_path, 'owner = "示范县人民政府"\ndiameter = 45\npaging = true\n')
    assert rendered(tmp_path, "circular", seal) == rendered(tmp_path, "circular", seal)


def bomb(width: int, height: int) -> bytes:
    """Return a PNG whose head promises so many dots."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (bomb(10_000, 10_000), "100000000|10000×10000"),
        (bomb(0, 10), "0×10"),
        (b"GIF89a", "PNG"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 6_000_000, "5 MB"),
        (bomb(100, 100)[:40], "损坏"),
    ],
)
def test_a_picture_that_cannot_be_a_seal_is_refused_before_it_is_decoded(
    data: bytes, says: str
) -> None:
    with pytest.raises(PaperError, match=says):
        picture_pdf(data, 45)


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ('owner = "示范县公安局"\ndiameter = 42\n', 1, "不是署名机关"),
        ('owner = "示范县人民政府"\ndiameter = 99\n', 1, "直径"),
        ('owner = "示范县人民政府"\n', 1, "缺少键"),
        ('owner = "示范县人民政府"\ndiameter = 42\nurl = "https://x"\n', 1, "不认识的键"),
        ('owner = "示范县人民政府"\ndiameter = 42\npicture = "https://x/y.png"\n', 1, "网址"),
        ('owner = "示范县人民政府"\ndiameter = 42\npicture = "../y.png"\n', 1, "路径"),
        ('owner = "示范县人民政府"\ndiameter = 42\npicture = "y.png"\n', 2, "没有印章图片"),
        ("owner = ", 1, "TOML"),
    ],
)
def test_a_wrong_seal_file_is_a_sentence(
    text: str, code: int, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seal = seal_file(tmp_path, text)
    out = str(tmp_path / "o.pdf")
    words = ["document", "render", str(GOLDEN / "circular.toml"), "-o", out, "--seal", seal]
    assert main(words) == code
    assert says in capsys.readouterr().err
    assert not (tmp_path / "o.pdf").exists()


def test_a_word_file_is_never_sealed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seal = seal_file(tmp_path, 'owner = "示范县人民政府"\ndiameter = 45\n')
    out = str(tmp_path / "o.docx")
    words = ["document", "render", str(GOLDEN / "circular.toml"), "-o", out, "--seal", seal]
    assert main(words) == 2
    assert "PDF" in capsys.readouterr().err


def test_preprinted_paper_keeps_mark_and_rule_for_itself(tmp_path: Path) -> None:
    out = tmp_path / "o.pdf"
    words = ["document", "render", str(GOLDEN / "circular.toml"), "-o", str(out), "--preprinted"]
    assert main(words) == 0
    assert red(out.read_bytes(), 0).getbbox() is None
    with pdfium.PdfDocument(io.BytesIO(out.read_bytes())) as document:
        assert "示政发〔2026〕35号" in document[0].get_textpage().get_text_bounded()
