"""List the keys of an amount table's file (救助标准表)."""

from __future__ import annotations

from collections.abc import Mapping

from jiuji_docs.definitions.nodes import Key, Node

AMOUNT_NODES: Mapping[str, Node] = {
    "amounts": Node(
        "workflows/amounts/<表>.toml：一份公布的救助标准",
        {
            "id": Key("text", "编号，与文件名相同", required=True),
            "title": Key("text", "标准的名称", required=True),
            "source": Key("text", "出自哪一份文件", required=True),
            "note": Key("text", "原件没有说清楚的，和软件怎样理解"),
            "document": Key("text", "这份标准所在文件的政策包；没有做成政策包的不写"),
            "otherwise": Key("text", "没有相符的档次时文件怎么说；不写为未规定"),
            "beyond_with_reason": Key("flag", "文件留有余地：超出的写明理由可以给；不写为不可以"),
            "reason_within": Key("flag", "在范围内确定金额要不要写明理由；不写为要"),
            "fact": Key("named:amounts.fact", "测算要用的要素", required=True),
            "rule": Key("tables:amounts.rule", "各档，依次比对，第一个相符的算数", required=True),
            "cap": Key("tables:amounts.cap", "封顶"),
        },
    ),
    "amounts.fact": Node(
        "一个要素",
        {
            "title": Key("text", "中文名", required=True),
            "kind": Key("text", "money 金额（元）、integer 整数或 choice 选项", required=True),
            "choices": Key("map", "选项：编号到中文"),
            "least": Key("integer", "整数的下限"),
            "most": Key("integer", "整数的上限"),
            "optional": Key("flag", "只有部分档次用到"),
            "default": Key("scalar", "没有填写时的值，是本单位的理解或设定"),
            "known_from": Key(
                "text",
                "已有的从哪里取：字段路径、office.参数、case.route，用 | 隔开；只写 office. 的不逐件填写",
            ),
        },
    ),
    "amounts.rule": Node(
        "一档",
        {
            "id": Key("text", "编号", required=True),
            "title": Key("text", "中文名", required=True),
            "when": Key("any", "条件：要素 = 选项（或其列表），或金额、整数的范围"),
            "least": Key("table:amounts.sum", "下限"),
            "most": Key("table:amounts.sum", "上限；与下限相同时即定额"),
            "then": Key("text", "不给金额时怎么办，如转按其他程序"),
            "refuses": Key("flag", "本档不给救助：then 写明为什么；写明理由也不能给"),
            "meeting": Key("flag", "本档由会议议定（一事一议），有会议的地方不能一个人定"),
            "clause": Key("text", "在文件中的位置"),
        },
    ),
    "amounts.sum": Node(
        "一个金额怎样算出",
        {
            "yuan": Key("text", '定额，如 "800.00"'),
            "factor": Key("text", "product 的倍数，不写为 1"),
            "of": Key("texts", "相乘的要素"),
            "per": Key("text", "除以的要素，如每月天数"),
            "share": Key("text", '比例，如 "0.10"，乘以 of 中的一个要素'),
            "smallest": Key("tables:amounts.sum", "其中较小者"),
            "largest": Key("tables:amounts.sum", "其中较大者"),
        },
    ),
    "amounts.cap": Node(
        "一个封顶",
        {
            "id": Key("text", "编号", required=True),
            "title": Key("text", "中文名", required=True),
            "when": Key("any", "条件，同上"),
            "most": Key("table:amounts.sum", "最多", required=True),
            "already": Key("text", "同一期间已救助金额的要素；写了就是累计封顶"),
            "clause": Key("text", "在文件中的位置"),
        },
    ),
}
