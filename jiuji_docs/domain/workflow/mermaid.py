"""Write a workflow as a Mermaid state diagram (流程图文本)."""

from __future__ import annotations

from jiuji_docs.domain.workflow.definition import START, Workflow
from jiuji_docs.domain.workflow.graph import targets


def mermaid(workflow: Workflow) -> str:
    """Return ``stateDiagram-v2`` text with Chinese titles; returns and stays are drawn too."""
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{_quoted(s.title)}" as {s.id}' for s in workflow.states.values()]
    for step in workflow.transitions.values():
        for source in step.source:
            for target in targets(workflow, step, source):
                begin = "[*]" if source == START else source
                lines.append(f"    {begin} --> {target}: {_quoted(step.title)}")
    lines += [f"    {s.id} --> [*]" for s in workflow.states.values() if s.final]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """Return text without the characters Mermaid reads as its own."""
    return text.replace('"', "”").replace(":", "：").replace(";", "；").replace("\n", " ")
