"""Name every key of directories, scenarios and demo cases, as the other definition files have theirs."""

from __future__ import annotations

from collections.abc import Mapping

from jiuji_docs.definitions.nodes import Key, Node

_PERSON = Node(
    "一名人员",
    {
        "id": Key("text", "账户，如 yangshan.clerk", required=True),
        "unit": Key("text", "所在机构的编号", required=True),
        "name": Key("text", "姓名", required=True),
        "post": Key("text", "职务，印在签名旁"),
        "roles": Key("texts", "岗位"),
    },
)
_UNIT = Node(
    "一个机构",
    {
        "id": Key("text", "编号", required=True),
        "name": Key("text", "全称", required=True),
        "level": Key("text", "village、town、department（部门）或 county", required=True),
        "parent": Key("text", "上级机构的编号"),
        "phone": Key("text", "电话"),
        "code": Key("text", "机关代字"),
    },
)
_VALUES = Node("任意填写值", {}, others="any")

DIRECTORY_NODES: Mapping[str, Node] = {
    "directory": Node(
        "机构与人员名录",
        {
            "unit": Key("tables:unit", "机构，上级在前", required=True),
            "person": Key("tables:person", "人员", required=True),
        },
    ),
    "unit": _UNIT,
    "person": _PERSON,
}

SCENARIO_NODES: Mapping[str, Node] = {
    "scenario": Node(
        "情景",
        {
            "pack": Key("text", "政策包", required=True),
            "title": Key("text", "标题", required=True),
            "include": Key("text", "同一目录下的共用填写值"),
            "office": Key("table:values", "本单位规定"),
            "unit": Key("tables:unit", "名录之外的机构，如工业区"),
            "people": Key("tables:person", "名录之外的人员"),
            "form": Key("named:values", "各步共用的填写值"),
            "step": Key("tables:step", "逐步办理", required=True),
        },
    ),
    "shared": Node("共用填写值", {"form": Key("named:values", "填写值", required=True)}),
    "step": Node(
        "一步",
        {
            "at": Key("scalar", "时刻，带时区", required=True),
            "as": Key("text", "谁办", required=True),
            "do": Key("text", "流转或操作", required=True),
            "case": Key("text", "哪一件"),
            "parent": Key("text", "从哪一件开立，写那一件的 case"),
            "form": Key("named:values", "本步填写值"),
            "values": Key("table:values", "操作的参数"),
            "comment": Key("text", "意见"),
            "return_target": Key("text", "退回到"),
            "occurred_at": Key("scalar", "发生时刻"),
            "shows": Key("texts", "这一步的结果证明了哪些条款，写条款编号"),
            "expect": Key("table:expect", "应有的结果"),
        },
    ),
    "expect": Node(
        "应有的结果",
        {
            "state": Key("text", "环节"),
            "refused": Key("text", "应被拒绝的原因代码"),
            "documents": Key("texts", "本步出具的文书"),
            "offers": Key("texts", "此人接着可以办的"),
            "due": Key("table:values", "各时限的到期日，或 unset"),
            "late": Key("texts", "本步逾期的时限"),
            "payments": Key("texts", "各笔发放的状态"),
            "open_debts": Key("texts", "未补的欠项"),
            "amount": Key("text", "金额"),
        },
    ),
    "unit": _UNIT,
    "person": _PERSON,
    "values": _VALUES,
}

DEMO_NODES: Mapping[str, Node] = {
    "demo": Node("示范事项", {"case": Key("tables:case", "逐件", required=True)}),
    "case": Node(
        "一件示范事项",
        {
            "scenario": Key("text", "取自哪个情景", required=True),
            "until": Key("text", "办到哪一步", required=True),
            "days_ago": Key("integer", "几天前办到", required=True),
            "forms": Key("named:values", "自己的填写值"),
            "accounts": Key("map", "换由哪些账户办理"),
        },
    ),
    "values": _VALUES,
}
DEMO_DOSSIER_NODES: Mapping[str, Node] = {
    "demo": Node("示范公文", {"dossier": Key("tables:dossier", "逐件", required=True)}),
    "dossier": Node(
        "一件示范公文",
        {
            "kind": Key("text", "文种", required=True),
            "title": Key("text", "标题", required=True),
            "addressees": Key("text", "主送机关"),
            "body": Key("text", "正文，写法同拟稿页的正文框", required=True),
            "note": Key("text", "附注"),
            "cc": Key("text", "抄送机关"),
            "urgency": Key("text", "紧急程度"),
            "joint": Key("texts", "联合行文的其他机关"),
            "series": Key("text", "机关代字"),
            "until": Key("text", "办到哪个环节", required=True),
        },
    ),
}
