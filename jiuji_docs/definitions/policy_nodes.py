"""List the keys of policy.toml (政策)."""

from __future__ import annotations

from collections.abc import Mapping

from jiuji_docs.definitions.nodes import Key, Node

POLICY_NODES: Mapping[str, Node] = {
    "policy": Node(
        "workflows/<政策包>/policy.toml：一份文件的规定",
        {
            "id": Key("text", "政策包编号，与目录名相同", required=True),
            "title": Key("text", "文件标题", required=True),
            "issuer": Key("text", "发文机关", required=True),
            "document_number": Key("text", "发文字号", required=True),
            "in_force_from": Key("date", "施行日期", required=True),
            "in_force_to": Key("scalar", "失效日期；文件未规定写 unset", required=True),
            "note": Key("text", "原件的情况：缺少日期、括号写法等"),
            "base": Key("text", "立在哪个底本上（workflows/base）；不写则本包自成一体"),
            "adaptations": Key("texts", "选用哪些调整（workflows/adaptations）"),
            "clause": Key("tables:policy.clause", "文件各条", required=True),
            "parameter": Key("tables:policy.parameter", "由本地决定的事项"),
            "enumerations": Key("named:policy.enumeration", "枚举：存储值到中文"),
        },
    ),
    "policy.clause": Node(
        "文件的一条",
        {
            "id": Key("text", "条款编号，如 CY-4.3.2", required=True),
            "place": Key("text", "在文件中的位置，如 四（三）二", required=True),
            "summary": Key("text", "我们自己的概括", required=True),
            "document": Key("text", "本条出自另一份文件时的文件名"),
            "carried_by": Key("texts", "由谁落实：种类:名称，如 parameter:town_ceiling"),
            "reason": Key("text", "无须由本软件落实的理由"),
        },
    ),
    "policy.parameter": Node(
        "一个由本地决定的事项",
        {
            "id": Key("text", "编号", required=True),
            "title": Key("text", "中文名", required=True),
            "kind": Key(
                "text", "text、flag、integer、money、share、window、budget 或 texts", required=True
            ),
            "value": Key("any", "值；文件没有说写 unset", required=True),
            "clause": Key("text", "出处条款"),
            "origin": Key(
                "text", "seed 文件、national 国家、product 软件的理解；office 由本单位设定"
            ),
            "note": Key("text", "说明"),
        },
    ),
    "policy.enumeration": Node("一个枚举", others="text"),
}
