"""Take a step: show its form, check it, hand it to the kernel (办理)."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any
from urllib.parse import quote

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.errors import FormInvalid, NotAllowed, Refused, StalePage
from jiuji_docs.domain.forms.reading_days import written_moment
from jiuji_docs.services.case_file import CaseFileService
from jiuji_docs.services.command import Command, Outcome
from jiuji_docs.services.drafts import DraftService
from jiuji_docs.services.packs import PackService
from jiuji_docs.services.same_page import completed
from jiuji_docs.services.step_forms import StepForm, StepFormService
from jiuji_docs.services.transitions import TransitionService
from jiuji_docs.services.trial import Trial, TrialService, trial_lines
from jiuji_docs.web.forms.binding import bind, fill, parse
from jiuji_docs.web.forms.complaints import complaints
from jiuji_docs.web.numbers import whole_number
from jiuji_docs.web.press import wake_after_commit
from jiuji_docs.web.typed import typed
from jiuji_docs.web.views.errors import STATUS

#: Fields of the page that are not the forms' own.
OWN = frozenset(
    {
        "csrf_token", "key", "version", "comment", "return_target", "occurred_at", "submit", "trial",
        "__add", "acting", "parent", "edition",
    }
)  # fmt: skip
#: Stands where a row's name would: the page is only shown again, after an expired login.
RESUMED = "-"
LONGEST_COMMENT = 1000
VERSION_DIGITS = 8
LONGEST_MOMENT = 30


@view_config(route_name="new", request_method="GET", renderer="new.pt", permission="open")
def new(request: Any) -> dict[str, Any]:
    """Offer the ways of opening a case that this person's post allows."""
    service = request.find_service(PackService)
    packs = service.openings(request.actor)
    parent = str(request.params.get("parent", ""))[:40]
    title = "从本件开立" if parent else "受理和登记"
    bar = service.barred_from(parent, request.actor) if parent else ""
    return {"title": title, "packs": packs, "parent": parent, "bar": bar}


@view_config(route_name="opening", request_method="GET", renderer="step.pt", permission="open")
@view_config(route_name="step", request_method="GET", renderer="step.pt", permission="work")
def show(request: Any) -> dict[str, Any]:
    """Show the step's form, filled from what is known or from the saved draft."""
    step = _step(request)
    form = bind(step)
    draft = _draft(request, step)
    # A draft may be older than the case: the page is about the case as it stands now.
    own = dict(
        pair for pair in draft if pair[0] in OWN - {"acting", "edition", "key", "parent", "version"}
    )
    own["parent"] = str(request.params.get("parent", ""))[:40] if not step.case else ""
    values = _posted(form, draft) if draft else step.initial
    fill(form, values)
    return _page(step, form, own, restored=bool(draft))


def _draft(request: Any, step: StepForm) -> list[tuple[str, str]]:
    """Return what was typed before, unless that very page was handed in: its last save may come after."""
    draft = request.find_service(DraftService).read(request.actor, step.case, step.transition.id)
    key, service = dict(draft).get("key", ""), request.find_service(TransitionService)
    if key and service.taken_before(_key(request, key), step.transition.id, request.actor):
        return []
    return draft


@view_config(route_name="opening", request_method="POST", renderer="step.pt", permission="open")
@view_config(route_name="step", request_method="POST", renderer="step.pt", permission="work")
def take(request: Any) -> Any:
    """Take the step; what is wrong comes back at its field with everything typed still there."""
    if (before := _taken_before(request)) is not None:
        return HTTPSeeOther(f"/cases/{quote(before.case)}?said=done")
    _refuse_ended_deputy(request)
    step = _step(request)
    form = bind(step)
    own = {name: str(request.POST.get(name, "")) for name in OWN}
    if own["edition"] not in ("", step.pack.checksum):
        return _renewed(request, step, form, own)
    return _attempt(request, step, form, own)


def _attempt(request: Any, step: StepForm, form: Any, own: dict[str, str]) -> Any:
    command: Command | None = None
    try:
        values = _completed(request, step, parse(_controls(request), form), own)
        fill(form, values, add_row_to=_path_of_rows(form, own["__add"]))
        if own["__add"] or own["trial"]:
            if own["__add"]:
                return _page(step, form, own, restored=own["__add"] == RESUMED)
            return _try(request, step, values, own)
        command = _command(request, step, values, own)
        outcome = request.find_service(TransitionService).fire(command, request.actor)
    except FormInvalid as invalid:
        found = _in_every_form(request, invalid, command)
        return _again(request, step, form, own, complaints(form, step.transition, found))
    except StalePage as stale:
        # The next attempt is made knowingly, on the case as it stands now; what was typed is kept.
        return _again(
            request, step, form, {**own, "version": ""}, [("", stale.message)], status=409
        )
    except Refused as refused:
        status = STATUS.get(type(refused), 400)
        told = complaints(form, step.transition, [refused])
        return _again(request, step, form, own, told, status=status)
    request.find_service(DraftService).drop(request.actor, step.case, step.transition.id)
    wake_after_commit(request)
    return HTTPSeeOther(f"/cases/{quote(outcome.case)}?said=done")


def _in_every_form(request: Any, first: FormInvalid, command: Command | None) -> list[Refused]:
    """Return the complaints about every form of the page: the kernel stops at the first."""
    if command is None:
        return [first]
    against = request.find_service(TrialService).judge(command, request.actor).refusals
    others = (one for one in against if isinstance(one, FormInvalid) and one.form != first.form)
    return [first, *others]


def _completed(request: Any, step: StepForm, values: Any, own: dict[str, str]) -> Any:
    """Fill from the page's other forms what is left empty, once the page is really handed in."""
    if own["__add"]:
        return values
    return completed(step.forms, values, request.desk.now().astimezone(BEIJING).date())


def _renewed(request: Any, step: StepForm, form: Any, own: dict[str, str]) -> dict[str, Any]:
    """Show the new edition's form where the rules changed while the page was filled in (换版)."""
    fill(form, _posted(form, _controls(request)) or step.initial)
    message = "填写期间规定换了新版，本页已是新版的表单，请核对后再提交"
    request.response.status_int = STATUS[StalePage]
    return _page(step, form, {**own, "version": ""}, problems=[("", message)])


def _try(request: Any, step: StepForm, values: Any, own: dict[str, str]) -> dict[str, Any]:
    """Show what the step would do (试办); whatever happens here is never committed."""
    request.tm.doom()
    form = bind(step)
    fill(form, values)
    command = _command(request, step, values, own)
    trial = request.find_service(TrialService).judge(command, request.actor)
    refusals, lines = trial.refusals, trial_lines(trial) if trial.ok else ()
    if trial.ok:
        refusals, more = _rehearse(request, trial, command)
        lines = () if refusals else (*lines, *more)
    problems = complaints(form, step.transition, refusals)
    page = _page(step, form, own, problems=problems)
    return {**page, "tried": lines, "standard": trial.standard or page["standard"]}


def _rehearse(
    request: Any, trial: Trial, command: Command
) -> tuple[tuple[Refused, ...], tuple[str, ...]]:
    """Let the kernel itself take the step in the doomed transaction; return what only it can say.

    That is why it would still refuse (another's hands, an overtaken page, a seat), and where the program
    moves the case on by itself.
    """
    try:
        outcome = request.find_service(TransitionService).fire(command, request.actor)
    except Refused as refused:
        return (refused,), ()
    if outcome.state == trial.target:
        return (), ()
    title = request.find_service(TrialService).state_title(command, outcome.state)
    return (), (f"随后程序自动流转到“{title}”",)


@view_config(route_name="draft", request_method="POST", renderer="json", permission="work")
def save_draft(request: Any) -> dict[str, bool]:
    """Keep what was typed so far; the person's own, nobody else reads it."""
    case, transition = request.matchdict["case"][:40], request.matchdict["transition"][:64]
    if case != "new":
        request.find_service(CaseFileService).require(case, request.actor)
    pairs = [(name, str(value)) for name, value in request.POST.items() if name != "csrf_token"]
    request.find_service(DraftService).save(
        request.actor, "" if case == "new" else case, transition, pairs
    )
    return {"saved": True}


@view_config(route_name="draft", request_method="POST", request_param="discard", permission="work")
def discard_draft(request: Any) -> HTTPSeeOther:
    """Forget what was typed so far and show the page as new (放弃草稿)."""
    case, transition = request.matchdict["case"][:40], request.matchdict["transition"][:64]
    request.find_service(DraftService).drop(
        request.actor, "" if case == "new" else case, transition
    )
    back = str(request.POST["discard"])[:200]
    return HTTPSeeOther(back if back.startswith(("/new/", "/cases/")) else "/worklist")


def _step(request: Any) -> StepForm:
    service = request.find_service(StepFormService)
    names = request.matchdict
    if "pack" in names:
        parent = str(request.params.get("parent", ""))[:40]
        return service.opening_form(names["pack"], names["transition"], request.actor, parent)
    posted = request.method == "POST"
    return service.step_form(
        names["number"][:40], names["transition"], request.actor, posted=posted
    )


def _refuse_ended_deputy(request: Any) -> None:
    """Refuse a page that was opened for an absent person when that has ended since, and the other way round."""
    if str(request.POST.get("acting", "")) != request.actor.on_behalf_of:
        raise NotAllowed("deputy_over", "代理期已满或代理已结束，本次操作未办理；请刷新页面")


def _controls(request: Any) -> list[tuple[str, str]]:
    return [(name, value) for name, value in request.POST.items() if name not in OWN]


def _posted(form: Any, draft: list[tuple[str, str]]) -> Any:
    try:
        return parse([pair for pair in draft if pair[0] not in OWN], form)
    except FormInvalid:
        return {}


def _path_of_rows(form: Any, name: str) -> str:
    """Return the dotted path of the repeating group whose 添加一行 was pressed, if there is such a group."""
    known = (f"{group.name}.{child.name}" for group in form.children for child in group.children)
    return next((path for path in known if path == name), "")


def _command(request: Any, step: StepForm, values: Any, own: dict[str, str]) -> Command:
    return Command(
        transition=step.transition.id,
        key=_key(request, own["key"] or secrets.token_urlsafe(8)),
        case=step.case,
        pack=step.pack.id,
        version=whole_number(own["version"], VERSION_DIGITS),
        entries=values,
        comment=typed(own, "comment", LONGEST_COMMENT, lines=True),
        return_target=own["return_target"][:64],
        occurred_at=_moment(own["occurred_at"]),
        on_behalf_of=request.actor.on_behalf_of,
        parent="" if step.case else own["parent"][:40],
    )


def _has_opinion(step: StepForm) -> bool:
    """Say whether the step's own forms already ask for an opinion or a reason."""
    names = {field.name for form in step.forms for field in form.fields}
    return bool(names & {"opinion", "reason", "resolution"})


def _taken_before(request: Any) -> Outcome | None:
    """Find what this page did already: sent again after the case moved on, it gets the same answer."""
    key, transition = str(request.POST.get("key", "")), request.matchdict["transition"]
    if not key:
        return None
    service = request.find_service(TransitionService)
    return service.taken_before(_key(request, key), transition, request.actor)


def _key(request: Any, key: str) -> str:
    """Return the page's key as the kernel knows it, the person's own."""
    plain = "".join(mark for mark in key[:40] if mark.isascii() and mark.isprintable())
    return f"web:{request.actor.account}:{plain}"


def _moment(text: str) -> dt.datetime | None:
    """Read a Beijing time such as 2024-02-10 22:40; empty means now."""
    if not text.strip():
        return None
    try:
        moment = written_moment(text[:LONGEST_MOMENT].strip())
        return moment if moment.tzinfo else moment.replace(tzinfo=BEIJING)
    except ValueError as error:
        raise Refused("occurred_at", "发生时间应写作 2024-02-10 22:40") from error


def _again(
    request: Any,
    step: StepForm,
    form: Any,
    own: dict[str, str],
    problems: list[tuple[str, str]],
    *,
    status: int = 400,
) -> dict[str, Any]:
    """Show the page again with an error status, which also rolls back whatever the kernel had begun."""
    request.response.status_int = status
    return _page(step, form, own, problems=problems)


def _page(
    step: StepForm,
    form: Any,
    own: dict[str, str],
    *,
    problems: list[tuple[str, str]] | None = None,
    restored: bool = False,
) -> dict[str, Any]:
    states = step.pack.workflow.states
    transition = step.transition
    version = own.get("version") or ("" if step.version is None else str(step.version))
    return {
        "title": transition.title,
        "case": step.case,
        "pack": step.pack.id,
        "edition": step.pack.checksum,
        "transition": transition,
        "ask_comment": transition.comment_required or not _has_opinion(step),
        "form_html": form.render(),
        "problems": problems or [],
        "wrong": dict(problems or ()),
        "restored": restored,
        "key": own.get("key") or secrets.token_urlsafe(16),
        "version": version,
        "parent": own.get("parent", ""),
        "comment": own.get("comment", ""),
        "targets": [(target, states[target].title) for target in transition.return_targets],
        "chosen": own.get("return_target", ""),
        "retroactive": bool(transition.owes),
        "occurred_at": own.get("occurred_at", ""),
        "tried": (),
        "trial": bool(own.get("trial")),
        "read_only": step.read_only,
        "story": step.story,
        "standard": step.standard,
    }
