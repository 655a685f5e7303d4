"""A draft is shown as it will be printed, and what is wrong with it is shown where it is."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from jiuji_docs.definitions.catalog import Catalog
from jiuji_docs.domain.documents.frozen import freeze, thaw
from jiuji_docs.domain.documents.kinds import KINDS, blank_content
from jiuji_docs.domain.errors import NotFound
from jiuji_docs.rendering.fonts import FontSet
from jiuji_docs.rendering.paper_order import Limits
from jiuji_docs.services.dispatch.preview import WAITING, WIDTH, Preview, PreviewDesk

GOLDEN = Path(__file__).parents[3] / "documents" / "golden"


def golden(name: str) -> dict[str, Any]:
    return freeze(thaw(tomllib.loads((GOLDEN / f"{name}.toml").read_text("utf-8"))))


@pytest.fixture(scope="module")
def desk() -> Iterator[PreviewDesk]:
    made = PreviewDesk(Catalog.shipped())
    yield made
    made.close()


@pytest.mark.parametrize(("name", "pages"), [("circular", 4), ("letter", 1), ("minutes", 2)])
def test_a_draft_shows_as_many_pages_as_it_prints(
    desk: PreviewDesk, fonts: FontSet, name: str, pages: int
) -> None:
    del fonts
    preview = desk.show("zhou", golden(name))

    assert (preview.pages, preview.problem) == (pages, "")
    for page in range(1, pages + 1):
        picture = Image.open(io.BytesIO(desk.picture("zhou", preview.key, page)))
        assert picture.width == WIDTH
        assert len(picture.getcolors() or ()) > 1 or page == pages


def test_the_same_words_are_printed_once(desk: PreviewDesk) -> None:
    first = desk.show("zhou", golden("letter"))
    desk._process.close()

    assert desk.show("zhou", golden("letter")) is first
    assert desk._process.pid is None


def test_nobody_else_gets_the_pictures(desk: PreviewDesk) -> None:
    preview = desk.show("zhou", golden("letter"))

    for account, key, page in (
        ("li", preview.key, 1),
        ("zhou", "0" * 64, 1),
        ("zhou", preview.key, 2),
    ):
        with pytest.raises(NotFound):
            desk.picture(account, key, page)


def test_a_finding_knows_its_box_its_paragraph_and_its_page(desk: PreviewDesk) -> None:
    content = golden("upward")
    content["addressees"] = "示范市人民政府："
    content["body"][4]["paragraph"] += "Σ见附件,请审阅"
    content["attachments"][1]["body"].append({"paragraph": "以上 数据 （截至6月底)。"})

    found = {(one.rule, one.path, one.block): one for one in desk.show("zhou", content).findings}

    assert found["B-2", "addressees", 0].page == 1
    assert ("L-05", "body", 5) in found
    assert any(path == "attachments.1.body" and block == 2 for _, path, block in found)
    assert all(one.basis or one.severity == "info" for one in found.values())


def test_what_a_later_step_brings_is_no_mistake_of_the_drafter(desk: PreviewDesk) -> None:
    content = blank_content(KINDS["通知"], "示范县民政局") | {"addressees": "各乡镇"}
    content["title"] = ["示范县民政局关于做好救急难工作的通知"]
    content["body"] = [{"paragraph": "请遵照执行。"}]

    findings = desk.show("zhou", content).findings

    assert {one.severity for one in findings} == {"info"}
    assert "发文字号在登记编号时取得" in {one.message for one in findings}


def test_a_signer_is_missed_only_where_none_may_stand(desk: PreviewDesk) -> None:
    upward = {name: value for name, value in golden("upward").items() if name != "signers"}
    found = desk.show("zhou", upward).findings
    assert [(one.severity, one.message) for one in found] == [("info", "签发人在签发时填入")]

    downward = golden("upward") | {"direction": "down"}
    assert ("error", "H-7") in {
        (one.severity, one.rule) for one in desk.show("zhou", downward).findings
    }


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": [""]}, "公文没有标题"),
        ({"secrecy": "秘密"}, "非涉密"),
        ({"copy_number": "12"}, "份号为六位"),
    ],
)
def test_what_cannot_be_printed_says_why(
    desk: PreviewDesk, change: dict[str, Any], words: str
) -> None:
    preview = desk.show("zhou", golden("letter") | change)

    assert preview.pages == 0
    assert words in preview.problem
    assert preview.findings[0].severity == "error"


def test_a_draft_of_too_many_pages_is_not_shown() -> None:
    short = PreviewDesk(Catalog.shipped(), limits=Limits(pages=3))
    try:
        preview = short.show("zhou", golden("circular"))
    finally:
        short.close()

    assert (preview.pages, "超过 3 页" in preview.problem) == (0, True)


def test_one_who_comes_when_many_wait_is_asked_to_come_again(desk: PreviewDesk) -> None:
    for _ in range(WAITING):
        desk._places.acquire()
    try:
        preview = desk.show("zhou", golden("letter") | {"note": "忙时的一件"})
    finally:
        for _ in range(WAITING):
            desk._places.release()

    assert preview.problem == "预览正忙，请稍候再试"


def test_a_draft_that_takes_too_long_is_given_up() -> None:
    hasty = PreviewDesk(Catalog.shipped(), limits=Limits(seconds=0.01))
    try:
        preview = hasty.show("zhou", golden("letter"))
    finally:
        hasty.close()

    assert "已停止" in preview.problem


def test_old_pictures_make_room_for_new_ones() -> None:
    small = PreviewDesk(Catalog.shipped(), kept=1)
    try:
        first: Preview = small.show("zhou", golden("letter"))
        small.show("zhou", golden("letter") | {"note": "另一件"})
        with pytest.raises(NotFound):
            small.picture("zhou", first.key, 1)
    finally:
        small.close()
