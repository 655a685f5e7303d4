"""List the keys of document files, compositions and page figures, for reader and refusals."""

from __future__ import annotations

from collections.abc import Mapping

from jiuji_docs.definitions.nodes import Key, Node

_CONTENT = {
    "body": Key("tables:block", "正文各段"),
    "attachment_notes": Key("texts", "附件说明各项的名称，不带序号"),
    "attachments": Key("tables:attachment", "附件"),
}
DOCUMENT_NODES: Mapping[str, Node] = {
    "document": Node(
        "公文稿",
        {
            "title": Key("texts", "标题各行；只有一行时由程序断行", required=True),
            "style": Key(
                "text",
                "circular 文件式、letter 信函、command 命令、minutes 纪要、notice 告知书",
            ),
            "direction": Key("text", "行文方向：down（下行）、up（上行）、level（平行）"),
            "mark": Key("text", "发文机关标志，含“文件”"),
            "joint_issuers": Key("texts", "联合行文的其他机关，依次排在主办机关之下"),
            "copy_number": Key("text", "份号，六位数字"),
            "number": Key("text", "发文字号"),
            "urgency": Key("text", "紧急程度：特急、加急"),
            "secrecy": Key("text", "密级；有密级的一律拒收"),
            "signers": Key("texts", "上行文的签发人"),
            "addressees": Key("text", "主送机关，不带冒号"),
            **_CONTENT,
            "signatories": Key("texts", "发文机关署名"),
            "date": Key("date", "成文日期"),
            "stamped": Key("flag", "是否加盖印章"),
            "seal_diameter": Key("integer", "印章直径，毫米"),
            "signature_stamps": Key("any", '签名章：每人 [职务, 姓名]，如 [["县长", "张三"]]'),
            "note": Key("text", "附注，不带括号"),
            "attendance": Key("any", '纪要的人员：[["出席", "张三、李四"], …]'),
            "issued": Key("table:issued", "被印发件"),
            "cc": Key("text", "抄送机关，不带句号"),
            "printer": Key("text", "印发机关"),
            "print_date": Key("date", "印发日期"),
        },
    ),
    "issued": Node("被印发件", {"title": Key("texts", "标题各行", required=True), **_CONTENT}),
    "attachment": Node(
        "附件",
        {
            "title": Key("text", "附件标题", required=True),
            "number": Key("integer", "顺序号；只有一件时不写"),
            "landscape": Key("flag", "是否横排"),
            "loose": Key("flag", "是否不与正文一起装订"),
            "body": Key("tables:block", "附件内容"),
        },
    ),
    "block": Node(
        "一段",
        {
            "paragraph": Key("text", "自然段"),
            "heading": Key("text", "层次标题，带序号"),
            "level": Key("integer", "层次 1–4"),
            "run_on": Key("text", "标题后接排的文字"),
            "roster": Key("any", "名单：每人 [职责, 姓名, 职务]"),
            "table": Key("any", "表格：第一行为表头"),
        },
    ),
}
COMPOSITION_NODES: Mapping[str, Node] = {
    "composition": Node(
        "公文模板",
        {
            "id": Key("text", "编号，与文件名相同", required=True),
            "title": Key("text", "标题", required=True),
            "style": Key("text", "circular 或 notice"),
            "stamped": Key("flag", "是否加盖印章"),
            "addressees": Key("text", "主送", required=True),
            "slots": Key("named:slot", "空位"),
            "parameters": Key("named:parameter", "文中的固定数值及其来源"),
            "passage": Key("tables:passage", "各段", required=True),
        },
    ),
    "slot": Node(
        "空位",
        {
            "from": Key("texts", "取值路径，按先后", required=True),
            "show": Key("text", "显示方式"),
            "labels": Key("map", "代码对应的文字"),
            "fallback": Key("text", "没有值时的文字"),
        },
    ),
    "parameter": Node(
        "固定数值",
        {
            "value": Key("text", "文字", required=True),
            "source": Key("text", "来源", required=True),
        },
    ),
    "passage": Node(
        "一段",
        {
            "text": Key("text", "文字，{空位}", required=True),
            "when": Key("texts", "条件名"),
            "level": Key("integer", "层次标题的级别"),
        },
    ),
}
FIGURE_NODES: Mapping[str, Node] = {
    "layout": Node(
        "版面数据",
        {
            "title": Key("text", "标准号", required=True),
            "figures": Key("named:figure", "各项", required=True),
        },
    ),
    "figure": Node(
        "一项版面数据",
        {
            "value": Key("number", "数值", required=True),
            "unit": Key("text", "单位", required=True),
            "clause": Key("text", "条款", required=True),
            "strength": Key("text", "强度", required=True),
            "meaning": Key("text", "含义", required=True),
        },
    ),
}

REPEALED_NODES: Mapping[str, Node] = {
    "repealed": Node("已废止的依据", {"repealed": Key("tables:basis", "各项", required=True)}),
    "basis": Node(
        "一项依据",
        {
            "title": Key("text", "名称", required=True),
            "instead": Key("text", "现行依据", required=True),
        },
    ),
}
