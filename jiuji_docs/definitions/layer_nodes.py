"""List the keys of layers: adaptations, and packs that stand on a base (调整)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from jiuji_docs.definitions.nodes import Key, Node
from jiuji_docs.definitions.policy_nodes import POLICY_NODES
from jiuji_docs.definitions.workflow_nodes import WORKFLOW_NODES

#: Keys of an entry that say how it changes the entry of the same id below it.
CHANGES: Mapping[str, Key] = {
    "more": Key("table:layer.lists", "给原有列表添上的：键 = [添上的]"),
    "less": Key("table:layer.lists", "从原有列表去掉的：键 = [去掉的]；条件只写名称"),
    "cites": Key("map", "各条件改引的条款：条件名 = 条款编号"),
    "after": Key("text", "新添的排在哪一个之后；不写排在最后"),
    "before": Key("text", "新添的排在哪一个之前"),
    "drop": Key("texts", "去掉原有的哪些键，如把 to 改为 table 时去掉 to"),
}

#: What only layers have; these are documented beside the nodes they change.
ADAPTATION_NODES: Mapping[str, Node] = {
    "adaptation": Node(
        "workflows/adaptations/<编号>.toml：对底本的一项调整，可与别的调整合用",
        {
            "id": Key("text", "调整编号，与文件名相同", required=True),
            "title": Key("text", "中文名：一句话说明改了什么", required=True),
            "needs": Key("texts", "以哪些调整为前提；它们须一并选用，本调整叠在其后"),
            "excludes": Key("texts", "不能与哪些调整合用：对同一事项各有说法，只选一个"),
            "policy": Key("table:layer.policy", "规定上的增改"),
            "workflow": Key("table:layer.workflow", "流程上的增改"),
        },
    ),
    "layer.policy": Node(
        "叠在底本规定上的一层；编号已有的改，没有的添；另可写 more、less、drop",
        {name: key for name, key in POLICY_NODES["policy"].keys.items() if ":" in key.kind},
    ),
    "layer.workflow": Node(
        "叠在底本流程上的一层；编号已有的改，没有的添；另可写 more、less、drop",
        {
            name: replace(key, required=False)
            for name, key in WORKFLOW_NODES["workflow"].keys.items()
            if name not in ("id", "title")
        },
    ),
    "layer.without": Node("去掉底本的哪些：种类 = [编号]", others="texts"),
    "layer.lists": Node("列表的名称到增减的内容", others="any"),
}


def _loose(nodes: Mapping[str, Node]) -> dict[str, Node]:
    """Return nodes of which an entry may write only what it changes; its id stays required."""
    return {name: replace(node, keys=_loose_keys(node)) for name, node in nodes.items()}


def _loose_keys(node: Node) -> dict[str, Key]:
    loose = {
        name: replace(key, required=key.required and name == "id")
        for name, key in node.keys.items()
    }
    return {**loose, **CHANGES} if "id" in node.keys else loose


def _layer(node: Node) -> Node:
    """Return a layer's top: its tables may be absent, and it may take things away."""
    keys = {
        name: replace(key, required=key.required and ":" not in key.kind and key.kind != "map")
        for name, key in node.keys.items()
    }
    return replace(node, keys={**keys, "without": Key("table:layer.without", "去掉底本的")})


#: Every node as a layer may write it.
LAYER_NODES: Mapping[str, Node] = {
    **_loose(POLICY_NODES),
    **_loose(WORKFLOW_NODES),
    **ADAPTATION_NODES,
    "policy": _layer(POLICY_NODES["policy"]),
    "workflow": _layer(WORKFLOW_NODES["workflow"]),
    "layer.policy": _layer(ADAPTATION_NODES["layer.policy"]),
    "layer.workflow": _layer(ADAPTATION_NODES["layer.workflow"]),
}
