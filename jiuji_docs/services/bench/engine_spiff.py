"""Take the same steps in SpiffWorkflow, which keeps a case as one JSON text (a peer of the full step)."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

from sqlalchemy import (
    Column,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    insert,
    select,
    update,
)

from jiuji_docs.services.bench.engine_flow import DATA, STEPS

_TABLES = MetaData()
_CASE = Table(
    "bench_spiff",
    _TABLES,
    Column("id", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("body", Text, nullable=False),
)
_HISTORY = Table(
    "bench_spiff_history",
    _TABLES,
    Column("id", Integer, primary_key=True),
    Column("case_id", Integer, nullable=False, index=True),
    Column("step", String(40), nullable=False),
)
_NS = "http://www.omg.org/spec/BPMN/20100524/MODEL"
_CONDITION = "amount > 0 and papers >= 1 and amount <= ceiling"


def spiff_step(engine: Engine) -> Callable[[], None]:
    """Return what takes one step of one case on *engine*, a new case after every seven.

    ImportError when SpiffWorkflow is not installed.
    """
    from SpiffWorkflow import TaskState  # noqa: PLC0415
    from SpiffWorkflow.bpmn import BpmnWorkflow  # noqa: PLC0415
    from SpiffWorkflow.bpmn.parser import BpmnParser  # noqa: PLC0415
    from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer  # noqa: PLC0415

    parser = BpmnParser()
    parser.add_bpmn_str(_bpmn().encode())
    serializer = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure())
    first = BpmnWorkflow(parser.get_spec("approval"))
    first.data.update(DATA)
    first.do_engine_steps()
    fresh = serializer.serialize_json(first)
    _TABLES.create_all(engine)
    walk = _walk()

    def take() -> None:
        key, place = next(walk)
        name, role = STEPS[place]
        with engine.begin() as connection:
            if place == 0:
                connection.execute(insert(_CASE), {"id": key, "version": 0, "body": fresh})
            found = select(_CASE).where(_CASE.c.id == key).with_for_update()
            row = connection.execute(found).one()
            case = serializer.deserialize_json(row.body)
            _run(case, case.get_next_task(state=TaskState.READY, manual=True), name, role)
            values = {"version": row.version + 1, "body": serializer.serialize_json(case)}
            connection.execute(update(_CASE).where(_CASE.c.id == key).values(**values))
            connection.execute(insert(_HISTORY), {"case_id": key, "step": name})

    return take


def _walk() -> Any:
    """Give (case, place) without end: every case through all its steps."""
    return ((key, place) for key in itertools.count(1) for place in range(len(STEPS)))


def _run(case: Any, task: Any, name: str, role: str) -> None:
    """Check step, role and condition as our engine does, and run the task."""
    if task.task_spec.name != name or task.task_spec.lane != role:
        raise ValueError(name)
    if not case.script_engine.evaluate(task, _CONDITION, external_context=case.data):
        raise ValueError(_CONDITION)
    task.run()
    case.do_engine_steps()


def _bpmn() -> str:
    """Return the eight-state case as a BPMN process, a lane a role."""
    names = [name for name, _ in STEPS]
    lanes = {role: [name for name, held in STEPS if held == role] for _, role in STEPS}
    nodes = ["start", *names, "end"]
    tasks = "".join(f'<userTask id="{name}" name="{name}"/>' for name in names)
    flows = "".join(
        f'<sequenceFlow id="f{n}" sourceRef="{one}" targetRef="{other}"/>'
        for n, (one, other) in enumerate(itertools.pairwise(nodes))
    )
    sets = "".join(
        f'<lane id="lane_{role}" name="{role}">'
        + "".join(f"<flowNodeRef>{name}</flowNodeRef>" for name in inside)
        + "</lane>"
        for role, inside in lanes.items()
    )
    return (
        f'<definitions xmlns="{_NS}" id="d" targetNamespace="urn:bench">'
        f'<process id="approval" isExecutable="true"><laneSet id="lanes">{sets}</laneSet>'
        f'<startEvent id="start"/>{tasks}<endEvent id="end"/>{flows}</process></definitions>'
    )
