"""List the keys of a document flow's file (公文流程)."""

from __future__ import annotations

from collections.abc import Mapping

from jiuji_docs.definitions.nodes import Key, Node

DISPATCH_NODES: Mapping[str, Node] = {
    "flow": Node(
        "公文流程",
        {
            "id": Key("text", "编号", required=True),
            "title": Key("text", "标题", required=True),
            "prefix": Key("text", "办理编号的字头", required=True),
            "start": Key("text", "开始的环节", required=True),
            "state": Key("tables:state", "环节", required=True),
            "step": Key("tables:step", "办理", required=True),
        },
    ),
    "state": Node(
        "一个环节",
        {
            "id": Key("text", "编号", required=True),
            "title": Key("text", "标题", required=True),
            "editors": Key("texts", "此时可以改稿的岗位"),
            "final": Key("flag", "是否终结"),
        },
    ),
    "step": Node(
        "一项办理",
        {
            "id": Key("text", "编号", required=True),
            "title": Key("text", "标题", required=True),
            "from": Key("texts", "从哪些环节", required=True),
            "to": Key("text", "到哪个环节，same 为不变", required=True),
            "roles": Key("texts", "岗位", required=True),
            "by": Key("text", "own 本单位、asked 被征求意见的单位、joint 其他联署机关"),
            "clause": Key("text", "依据", required=True),
            "comment": Key("text", "意见：none、optional、required"),
            "asks": Key(
                "texts", "要填的：units、code、deliver、due、fonds、retention、office、pages"
            ),
            "guards": Key("texts", "条件"),
            "effects": Key("texts", "结果"),
        },
    ),
}
SHEET_NODES: Mapping[str, Node] = {
    "sheet": Node(
        "办理单",
        {
            "title": Key("text", "标题", required=True),
            "row": Key("tables:row", "各行", required=True),
        },
    ),
    "row": Node(
        "一行",
        {
            "height": Key("number", "行高，毫米"),
            "cells": Key("tables:cell", "各格，跨满十二栏", required=True),
        },
    ),
    "cell": Node(
        "一格",
        {
            "label": Key("text", "标签"),
            "value": Key("text", "内容的名称"),
            "span": Key("integer", "跨几栏", required=True),
        },
    ),
}
FILING_NODES: Mapping[str, Node] = {
    "filing": Node(
        "归档规则",
        {
            "pattern": Key("text", "档号的写法", required=True),
            "category": Key("text", "门类代码", required=True),
            "retention": Key("tables:retention", "可选的保管期限", required=True),
        },
    ),
    "retention": Node(
        "一种保管期限",
        {
            "code": Key("text", "代码", required=True),
            "title": Key("text", "期限", required=True),
        },
    ),
}
