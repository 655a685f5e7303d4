"""Join every key a definition file may use: the one source for parser, refusals and documents."""

from __future__ import annotations

from collections.abc import Mapping

from jiuji_docs.definitions.amount_nodes import AMOUNT_NODES
from jiuji_docs.definitions.bank_nodes import BANK_NODES
from jiuji_docs.definitions.form_nodes import FORM_NODES
from jiuji_docs.definitions.layer_nodes import ADAPTATION_NODES, CHANGES
from jiuji_docs.definitions.nodes import Key, Node
from jiuji_docs.definitions.policy_nodes import POLICY_NODES
from jiuji_docs.definitions.workflow_nodes import WORKFLOW_NODES

__all__ = [
    "AMOUNT_NODES",
    "BANK_NODES",
    "FORM_NODES",
    "NODES",
    "POLICY_NODES",
    "WORKFLOW_NODES",
    "Key",
    "Node",
]

#: Every node of every kind of file.
NODES: Mapping[str, Node] = {
    **AMOUNT_NODES,
    **BANK_NODES,
    **FORM_NODES,
    **POLICY_NODES,
    **WORKFLOW_NODES,
    **ADAPTATION_NODES,
    "layer.entry": Node("一层里的一项：除所改的键外还可写", CHANGES),
}
