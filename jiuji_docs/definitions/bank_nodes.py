"""Name the keys of a bank file format (银行文件格式的键)."""

from __future__ import annotations

from collections.abc import Mapping

from jiuji_docs.definitions.nodes import Key, Node

_SHEET = {
    "file": Key("text", "csv 或 xlsx，默认 csv"),
    "encoding": Key("text", "utf-8-sig、utf-8、gb18030 或 gbk，默认 utf-8-sig"),
    "separator": Key("text", "列之间的分隔符，默认逗号"),
    "heads": Key("flag", "首行是不是列名，默认是"),
    "amount": Key("text", "yuan（元，两位小数）或 fen（分，整数），默认 yuan"),
    "column": Key("tables:bank_column", "各列，按次序", required=True),
}

BANK_NODES: Mapping[str, Node] = {
    "bank_file": Node(
        "银行文件格式",
        {
            "id": Key("text", "编号", required=True),
            "title": Key("text", "名称", required=True),
            "note": Key("text", "说明"),
            "sent": Key("table:bank_sent", "报银行的清单", required=True),
            "returned": Key("table:bank_returned", "银行的回盘", required=True),
        },
    ),
    "bank_sent": Node("报银行的清单", _SHEET),
    "bank_returned": Node(
        "银行的回盘",
        {
            **_SHEET,
            "paid": Key("texts", "结果列中表示成功的字样", required=True),
            "failed": Key("texts", "结果列中表示失败的字样", required=True),
        },
    ),
    "bank_column": Node(
        "一列",
        {
            "field": Key("text", "这一列是什么", required=True),
            "title": Key("text", "列名", required=True),
        },
    ),
}
