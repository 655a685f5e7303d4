"""Check the meetings of a workflow: their state, their steps, and what their minutes fill in (联席会议)."""

from __future__ import annotations

from collections.abc import Iterator

from jiuji_docs.definitions.finding import WARNING, Finding, in_workflow
from jiuji_docs.definitions.known_paths import known_paths
from jiuji_docs.domain.forms.definition import Field
from jiuji_docs.domain.workflow.definition import START, Transition
from jiuji_docs.domain.workflow.joint_meeting import APPROVE, REFUSE, RETURN, JointMeeting
from jiuji_docs.domain.workflow.policy import Pack

#: The form of minutes (F26) and where its convener signs.
MINUTES, CONVENER = "meeting_minutes", "convener"
#: Kinds of fields that the page of a meeting cannot ask for.
_NOT_ASKED = frozenset({"rows"})


def meetings(pack: Pack) -> Iterator[Finding]:
    """Find meetings at no state, whose steps do not begin there, or that fill what is not entered."""
    for meeting in pack.workflow.meetings.values():
        place = f"meeting[{meeting.id}]"
        for message in (*_state_and_posts(pack, meeting), *_steps(pack, meeting)):
            yield in_workflow(pack, place, message)
        slip = pack.workflow.transitions.get(meeting.slip)
        if meeting.slip and (slip is None or START not in slip.source):
            yield in_workflow(pack, place, f"slip：“{meeting.slip}”不是立件的一步")
        for path in sorted({*meeting.fill, *meeting.slip_fill} - known_paths(pack)):
            yield in_workflow(pack, f"{place}.fill", f"没有“{path}”")
        if meeting.clause and meeting.clause not in pack.policy.clauses:
            yield in_workflow(pack, place, f"没有“{meeting.clause}”这一条")
        for path in _unreachable(pack, meeting):
            message = f"会议页填不了“{path}”，纪要也没有填它"
            yield in_workflow(pack, f"{place}.fill", message, WARNING)


def minutes_signed(pack: Pack) -> Iterator[Finding]:
    """Find steps that issue minutes which nobody signs: such a case could not be filed by its own papers."""
    for step in pack.workflow.transitions.values():
        signed = {(rule.paper, rule.place) for rule in step.signs}
        if MINUTES in step.documents and (MINUTES, CONVENER) not in signed:
            message = f"出具“{MINUTES}”，却没有写由召集人（{CONVENER}）签名"
            yield in_workflow(pack, f"transition[{step.id}].signs", message, WARNING)


def _state_and_posts(pack: Pack, meeting: JointMeeting) -> Iterator[str]:
    states = pack.workflow.states
    if meeting.state not in states or states[meeting.state].branch:
        yield f"“{meeting.state}”不是主流程的环节"
    for role in meeting.roles:
        if role not in pack.workflow.roles:
            yield f"没有“{role}”这个岗位"


def _steps(pack: Pack, meeting: JointMeeting) -> Iterator[str]:
    for decision, name in meeting.steps.items():
        step = pack.workflow.transitions.get(name)
        if step is None:
            yield f"{decision}：没有“{name}”这一步"
            continue
        if meeting.state not in step.source:
            yield f"{decision}：“{name}”不从“{meeting.state}”办起"
        if not set(meeting.roles) & set(step.roles):
            yield f"{decision}：开会的岗位不能办理“{name}”"
        if wrong := _wrong_kind(decision, step):
            yield f"{decision}：“{name}”{wrong}"


def _wrong_kind(decision: str, step: Transition) -> str:
    if decision == APPROVE and (step.refuses or step.returns):
        return "是不予救助或退回"
    if decision == REFUSE and not step.refuses:
        return "不是不予救助的一步"
    if decision == RETURN and not step.returns:
        return "不是退回的一步"
    return "" if not step.panel else "是会签的一步"


def _unreachable(pack: Pack, meeting: JointMeeting) -> Iterator[str]:
    for name in meeting.steps.values():
        step = pack.workflow.transitions.get(name)
        for form in step.forms if step is not None else ():
            for field in pack.forms[form].fields if form in pack.forms else ():
                path = f"{form}.{field.name}"
                if _must_be_asked(field) and path not in meeting.fill:
                    yield path


def _must_be_asked(field: Field) -> bool:
    return field.required and field.kind in _NOT_ASKED and not field.known_from
