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
            "document_number": Key("text", "发文字号；没有或未见写 unset", required=True),
            "in_force_from": Key("date", "施行日期", required=True),
            "in_force_to": Key("scalar", "失效日期；文件未规定写 unset", required=True),
            "note": Key("text", "原件的情况：缺少日期、括号写法等"),
            "base": Key("text", "立在哪个底本上（workflows/base）；不写则本包自成一体"),
            "adaptations": Key("texts", "选用哪些调整（workflows/adaptations）"),
            "clause": Key("tables:policy.clause", "文件各条", required=True),
            "parameter": Key("tables:policy.parameter", "由本地决定的事项"),
            "duty": Key("tables:policy.duty", "定期任务"),
            "roster": Key("tables:policy.roster", "名册和值班表"),
            "enumerations": Key("named:policy.enumeration", "枚举：存储值到中文"),
            "lead_departments": Key(
                "map", "困难类别到主办部门（departments 的值）：转办单照此预填"
            ),
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
                "text",
                "text、flag、integer、money、share、window、budget、texts 或 amount_table（救助标准表）",
                required=True,
            ),
            "value": Key("any", "值；文件没有说写 unset", required=True),
            "clause": Key("text", "出处条款"),
            "origin": Key(
                "text", "seed 文件、national 国家、product 软件的理解；office 由本单位设定"
            ),
            "note": Key("text", "说明"),
            "told": Key("flag", "印在政策告知上，让群众知道"),
            "descriptive": Key("text", "没有条件、分档、时限、文书用到它时，写明为什么仍要写它"),
        },
    ),
    "policy.duty": Node(
        "一项定期任务：这一级的每个单位每期做一次",
        {
            "id": Key("text", "编号", required=True),
            "title": Key("text", "中文名", required=True),
            "level": Key("text", "county、town 或 village", required=True),
            "role": Key("text", "由哪个岗位做", required=True),
            "every": Key("text", "week、month、quarter、half_year、year；文件没有说写 unset"),
            "due": Key(
                "text", "last_wd 期末最后一个工作日，10wd、20d 期初起算；不写为期末最后一日"
            ),
            "remind": Key("texts", "到期前多久提醒，如 3wd；不写则不提醒"),
            "evidence": Key("flag", "记录时须附材料"),
            "form": Key("text", "记录时填写的表单；记录可打印成这张表"),
            "files": Key("integer", "记录时至少附几份材料，1 至 10"),
            "escalate_to": Key("text", "逾期上报给哪个岗位：本单位或上级单位的；不写则不上报"),
            "escalate_after": Key("text", "逾期多久上报，如 5wd；不写则逾期即报"),
            "clause": Key("text", "出处条款"),
            "note": Key("text", "说明"),
        },
    ),
    "policy.roster": Node(
        "一份名册：这一级的每个单位一份，逐版保存",
        {
            "id": Key("text", "编号", required=True),
            "title": Key("text", "中文名", required=True),
            "kind": Key(
                "text", "group 领导小组、duty 值班轮值表、register 人员登记", required=True
            ),
            "level": Key("text", "county、town 或 village", required=True),
            "role": Key("text", "由哪个岗位维护", required=True),
            "positions": Key("texts", "必须有人担任的职责，如第一责任人"),
            "clause": Key("text", "出处条款"),
            "note": Key("text", "说明"),
        },
    ),
    "policy.enumeration": Node("一个枚举", others="text"),
}
