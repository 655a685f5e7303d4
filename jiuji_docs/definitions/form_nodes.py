"""List the keys of forms/*.toml (表单)."""

from __future__ import annotations

from collections.abc import Mapping

from jiuji_docs.definitions.nodes import Key, Node

FORM_NODES: Mapping[str, Node] = {
    "form": Node(
        "forms/*.toml：一张表单",
        {
            "id": Key("text", "表单编号，与文件名相同", required=True),
            "title": Key("text", "表单名称", required=True),
            "number": Key("text", "在全套文书中的编号，F01 至 F29"),
            "origin": Key("text", "published 有公布的样表或项目表；project 本项目自拟"),
            "sample": Key("text", "origin = published 时，样表或项目表的出处"),
            "basis": Key("texts", "依据：条款编号或标准名称"),
            "only_with": Key("texts", "只在设定了其中一个救助标准参数的政策包里才有"),
            "section": Key("tables:form.section", "填写页的分组"),
            "rule": Key("tables:form.rule", "跨字段检查"),
            "paper": Key("table:form.paper", "纸面；没有则只填不印"),
        },
    ),
    "form.section": Node(
        "填写页的一组",
        {
            "title": Key("text", "组名", required=True),
            "field": Key("tables:form.field", "字段", required=True),
        },
    ),
    "form.field": Node(
        "一个字段；columns 的每一项同此",
        {
            "name": Key("text", "字段名，英文小写", required=True),
            "title": Key("text", "中文名", required=True),
            "kind": Key("text", "类型，见 domain/forms/kinds.py", required=True),
            "required": Key("flag", "必填，缺省为 true"),
            "hint": Key("text", "填写提示"),
            "minimum": Key("scalar", "下限：长度、行数、数值或日期"),
            "maximum": Key("scalar", "上限：长度、行数、数值或日期"),
            "choices": Key("tables:form.choice", "可选值"),
            "choices_from": Key("text", "可选值取自政策包或 forms/enumerations.toml 的同名枚举"),
            "columns": Key("tables:form.field", "kind = rows 时各列"),
            "known_from": Key("text", "预填来源，如 application.applicant_name"),
            "required_when": Key("table:form.required_when", "另一字段为某值时才必填"),
            "default": Key("scalar", "缺省值"),
            "privacy": Key("text", "个人信息类别：id、account、phone、health、minor"),
        },
    ),
    "form.choice": Node(
        "一个可选值",
        {
            "value": Key("text", "存储值", required=True),
            "title": Key("text", "中文", required=True),
        },
    ),
    "form.required_when": Node(
        "必填条件",
        {
            "field": Key("text", "同一表单的另一字段", required=True),
            "is": Key("scalar", "该字段的值；是否类写 true 或 false", required=True),
        },
    ),
    "form.rule": Node(
        "一条跨字段检查，名称见 domain/forms/rules.py",
        {
            "name": Key("text", "检查名", required=True),
            "clause": Key("text", "出处；拒绝时连同理由一起说"),
        },
        others="scalar",
    ),
    "form.paper": Node(
        "纸面",
        {
            "title": Key("text", "纸面标题", required=True),
            "subtitle": Key("text", "副标题"),
            "orientation": Key("text", "portrait 或 landscape"),
            "kind": Key("text", "sheet（表格）或 official（公文）"),
            "composition": Key("text", "kind = official 时的公文模板编号"),
            "not_printed": Key("map", "存而不印的字段及理由"),
            "block": Key("tables:form.block", "自上而下的各块"),
        },
    ),
    "form.block": Node(
        "纸面的一块",
        {
            "kind": Key("text", "grid、table、paragraph、signatures 或 gap", required=True),
            "height": Key("number", "每行高度，毫米"),
            "columns": Key("integer", "等分列数"),
            "style": Key("text", "样式名"),
            "text": Key("text", "段落文字，可含 {form.field}"),
            "source": Key("text", "kind = table 时的重复组路径"),
            "minimum_rows": Key("integer", "至少印几行"),
            "heads": Key("tables:form.cell", "表头"),
            "rows": Key("grid:form.cell", "各行的格"),
            "where": Key("text", "只在这一项已知时才有这一块"),
        },
    ),
    "form.cell": Node(
        "一个格",
        {
            "label": Key("text", "固定文字"),
            "field": Key("text", "字段路径 form.field"),
            "span": Key("integer", "占几列"),
            "rows": Key("integer", "占几行"),
            "overflow": Key(
                "text", "写不下时：shrink、continue 或 refuse；表头下的列另有 grow（该行加高）"
            ),
            "place": Key("text", "签名、捺印（含 fingerprint）或盖章（含 seal）位置名"),
            "format": Key("text", "显示格式；known 只印已知的各项，if_known 一项也不知的不印"),
            "align": Key("text", "left、center 或 right"),
        },
    ),
    "enumerations": Node("forms/enumerations.toml：各表单共用的枚举", others="map"),
}
