"""Read seal files (印章文件): whose seal, how wide, which picture, pages joined or not."""

from __future__ import annotations

from dataclasses import dataclass

from jiuji_docs.definitions.loader import load_text
from jiuji_docs.definitions.nodes import Key, Node
from jiuji_docs.definitions.plain import check_table
from jiuji_docs.domain.documents.addresses import address_in
from jiuji_docs.domain.errors import DefinitionError, PaperError
from jiuji_docs.domain.signing.seal_order import ORGAN, SealOrder

SEAL_NODES = {
    "seal": Node(
        "印章文件",
        {
            "owner": Key("text", "印章所属机关全称；签名章写人名", required=True),
            "kind": Key("text", "公章或签名章"),
            "diameter_mm": Key("integer", "直径，毫米"),
            "picture": Key("text", "透明背景的 PNG，与印章文件在同一文件夹"),
            "paging": Key("flag", "是否加盖骑缝章"),
        },
    )
}


@dataclass(frozen=True, slots=True)
class SealFile:
    """What a seal file says: the order without its picture, and the picture's name."""

    order: SealOrder
    picture: str


def read_seal(text: str, where: str) -> SealFile:
    """Return what the TOML *text* says; DefinitionError names the place that is wrong."""
    plain = check_table(load_text(text, where), "seal", SEAL_NODES, where)
    for key, value in plain.items():
        if isinstance(value, str) and (address := address_in(value)):
            raise DefinitionError(f"{where}.{key}", f"不得引用外部地址，未作任何读取：{address}")
    try:
        order = SealOrder(
            plain["owner"],
            plain.get("kind", ORGAN),
            float(plain.get("diameter_mm", 42)),
            paging=plain.get("paging", False),
        )
    except PaperError as error:
        raise DefinitionError(where, str(error)) from error
    return SealFile(order, plain.get("picture", ""))
