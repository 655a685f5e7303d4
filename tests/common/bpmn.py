"""Read our BPMN files with other people's tools: the OMG schema, bpmnlint and SpiffWorkflow."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bpmn_io import cli as linter
from lxml import etree
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser, BpmnValidator
from SpiffWorkflow.util.task import TaskState

MODEL = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
DC = "{http://www.omg.org/spec/DD/20100524/DC}"
DD = "{http://www.omg.org/spec/DD/20100524/DI}"
#: How near a line may come to a shape's inside, for the rounding of figures.
TOUCH = 0.02
#: Where the JavaScript bpmnlint itself is installed, if somebody wants to run it beside the port.
BPMNLINT = os.environ.get("JIUJI_BPMNLINT", "")


def validate(text: str) -> None:
    """Check the file against the schema of the OMG."""
    BpmnValidator().validate(etree.fromstring(text.encode()))


def lint(text: str, folder: Path) -> int:
    """Return how many problems bpmnlint's recommended rules find, warnings counted too."""
    path = folder / "flow.bpmn"
    path.write_text(text, "utf-8")
    found = linter._cmd_lint([str(path)], config_arg="recommended", init=False, max_warnings=0)
    return found or _lint_with_javascript(path)


def _lint_with_javascript(path: Path) -> int:
    """Run bpmnlint itself where node and the tool are at hand."""
    if not BPMNLINT or not shutil.which("node"):
        return 0
    path.with_name(".bpmnlintrc").write_text('{"extends": "bpmnlint:recommended"}')
    command = ["node", BPMNLINT, "--max-warnings", "0", str(path)]
    done = subprocess.run(command, cwd=path.parent, capture_output=True, text=True, check=False)
    assert not done.returncode, done.stdout
    return 0


@cache
def _spec(text: str, process: str) -> Any:
    parser = BpmnParser(validator=BpmnValidator())
    parser.add_bpmn_str(text.encode())
    return parser.get_spec(process)


class Runner:
    """One process of a file, running in SpiffWorkflow."""

    def __init__(self, text: str, process: str) -> None:
        self.route = process.removeprefix("process_")
        self._run = BpmnWorkflow(_spec(text, process))
        self._run.do_engine_steps()

    @property
    def waiting(self) -> set[str]:
        """Places whose task waits for somebody."""
        before = f"{self.route}_do_"
        ready = self._run.get_tasks(state=TaskState.READY, manual=True)
        return {task.task_spec.bpmn_id.removeprefix(before) for task in ready}

    @property
    def ended(self) -> bool:
        """Whether the process has come to its end."""
        return bool(self._run.is_completed())

    def finish(self, place: str, **data: Any) -> None:
        """Complete the task of a place with what was decided there."""
        name = f"{self.route}_do_{place}"
        ready = self._run.get_tasks(state=TaskState.READY, manual=True)
        task = next(one for one in ready if one.task_spec.bpmn_id == name)
        task.data.update(data)
        task.run()
        self._run.do_engine_steps()


@dataclass(frozen=True)
class Box:
    """A shape of the drawing."""

    id: str
    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: Box) -> bool:
        """Say whether *other* lies within this one."""
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom

    def crossed_by(self, begin: tuple[float, float], end: tuple[float, float]) -> bool:
        """Say whether a level or upright line runs through the inside of the shape, not along it."""
        left, right = sorted((begin[0], end[0]))
        top, bottom = sorted((begin[1], end[1]))
        across = left < self.right - TOUCH and right > self.left + TOUCH
        return across and top < self.bottom - TOUCH and bottom > self.top + TOUCH


def boxes(text: str) -> dict[str, Box]:
    """Return every shape by the id of what it stands for."""
    found = {}
    for shape in etree.fromstring(text.encode()).iter(f"{DI}BPMNShape"):
        at = shape.find(f"{DC}Bounds")
        x, y, width, height = (float(at.get(name)) for name in ("x", "y", "width", "height"))
        name = shape.get("bpmnElement")
        found[name] = Box(name, x, y, x + width, y + height)
    return found


def arrows(text: str) -> dict[str, list[tuple[float, float]]]:
    """Return the corners of every arrow by its flow's id."""
    return {
        edge.get("bpmnElement"): [
            (float(point.get("x")), float(point.get("y"))) for point in edge.iter(f"{DD}waypoint")
        ]
        for edge in etree.fromstring(text.encode()).iter(f"{DI}BPMNEdge")
    }
