"""Freeze the papers a step issues, order their signatures, and put their printing in the outbox."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from jiuji_docs.definitions.paper_templates import composition_of
from jiuji_docs.domain.archives.filing import RETENTIONS
from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.canonical import digest
from jiuji_docs.domain.documents import frozen as frozen_documents
from jiuji_docs.domain.documents.composition import compose
from jiuji_docs.domain.documents.numbering import DocumentNumber
from jiuji_docs.domain.documents.official import chinese_date
from jiuji_docs.domain.forms import frozen as frozen_sheets
from jiuji_docs.domain.forms.definition import FormDefinition
from jiuji_docs.domain.forms.layout import lay_out, signature_lines
from jiuji_docs.domain.forms.paper_code import with_code
from jiuji_docs.domain.signing.seal import diameter_for
from jiuji_docs.domain.workflow.definition import SignatureRule
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.services.known import about_case, entered
from jiuji_docs.services.panels import rows_for_papers
from jiuji_docs.services.passed_on import passed_on
from jiuji_docs.services.relief_standard import about_standard

if TYPE_CHECKING:
    from jiuji_docs.services.desk import Desk
    from jiuji_docs.services.progress import Progress


def local_date(moment: dt.datetime) -> dt.date:
    """Return the date people see (北京时间)."""
    return moment.astimezone(BEIJING).date()


def issue(progress: Progress) -> None:
    """Issue the step's papers and order the step's signatures on them and on open ones."""
    if not progress.transition.documents and not progress.transition.signs:
        return
    known = known_for_papers(progress)
    for paper in progress.transition.documents:
        _freeze(progress, progress.pack.forms[paper], known)
    for rule in progress.transition.signs:
        if signs_here(progress, rule, known):
            _order(progress, rule, known)
    _queue(progress)


def signs_here(progress: Progress, rule: SignatureRule, known: Mapping[str, Any]) -> bool:
    """Say whether the actor signs by a rule: one that names its signer is nobody else's, a deputy's neither."""
    actor = progress.actor
    named = known.get(rule.named_in) if rule.named_in else actor.name
    return named == actor.name and not (rule.named_in and actor.on_behalf_of)


@dataclass(slots=True)
class Apart:
    """A paper issued beside the workflow, such as a case's extract of a payment list."""

    desk: Desk
    case: Any
    pack: Pack
    actor: Actor
    now: dt.datetime
    seq: int
    documents: list[str] = field(default_factory=list)


def issue_apart(desk: Desk, case_id: int, paper: str, actor: Actor, extra: dict[str, Any]) -> None:
    """Issue one paper of a case outside its steps, with *extra* known values."""
    desk.cases.lock(desk.cases.get_by_id(case_id).number)
    case = desk.cases.get_by_id(case_id)
    apart = Apart(desk, case, desk.pack_of(case), actor, desk.now(), case.version)
    known = {
        **entered(desk, apart.pack, case.id),
        **about_case(desk, apart.pack, case),
        "actor.name": actor.name,
        **extra,
    }
    _freeze(apart, apart.pack.forms[paper], known)
    _queue(apart)


def known_for_papers(progress: Progress) -> dict[str, Any]:
    """Return everything a paper may print: entries, the case, the actor, earlier opinions, the filing."""
    desk, pack, case = progress.desk, progress.pack, progress.case
    values = entered(desk, pack, case.id)
    return {
        **_of_parent(desk, pack, case),
        **values,
        **about_case(desk, pack, case),
        **about_standard(desk, pack, case, values),
        **passed_on(desk, pack, case),
        "today": local_date(progress.now),
        "actor.name": progress.actor.shown_name,
        "actor.post": progress.actor.post,
        "actor.unit": progress.actor.unit_name,
        "comment": progress.command.comment,
        **_earlier_opinions(desk, case.id),
        **filing_values(desk, case.id),
        "panels": rows_for_papers(desk, pack, case.id),
    }


def _of_parent(desk: Desk, pack: Pack, case: Any) -> dict[str, Any]:
    """Return what is known of the case that a register's item was opened from, for its papers."""
    parent = desk.case_links.parent(case.id) if case.register else None
    if parent is None or parent.pack != pack.id:
        return {}
    return entered(desk, pack, parent.id)


def _freeze(progress: Progress | Apart, form: FormDefinition, known: dict[str, Any]) -> Any:
    """Write the paper's frozen content; bytes come later from the press."""
    desk, case = progress.desk, progress.case
    number = _number(progress, form)
    content = _content(progress, form, {**known, "document.number": number}, number)
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    row = desk.documents.add(
        case_id=case.id,
        paper=form.id,
        title=form.paper.title if form.paper else form.title,
        number=number,
        content=text,
        content_hash=digest(text),
        state="printing",
        step_seq=progress.seq,
        issued_at=progress.now,
    )
    progress.documents.append(form.id)
    return row


def _content(
    progress: Progress | Apart, form: FormDefinition, known: dict[str, Any], number: str
) -> dict[str, Any]:
    if form.paper is not None and form.paper.kind == "official":
        unit = progress.desk.accounts.unit(progress.actor.unit)
        document = compose(
            composition_of(progress.pack.templates, form.paper.composition or form.id),
            known,
            issuer=unit.name,
            number=number,
            signed_on=local_date(progress.now),
            seal_diameter=diameter_for(unit.level),
        )
        return {"kind": "official", "body": frozen_documents.freeze(document)}
    sheet = lay_out(form, known, number=progress.case.number, unit=str(known["unit.name"]))
    return {"kind": "sheet", "body": frozen_sheets.freeze(with_code(sheet, form))}


def _number(progress: Progress | Apart, form: FormDefinition) -> str:
    """Take the next 发文字号 of the deciding unit for an outgoing document; sheets have none."""
    if form.paper is None or form.paper.kind != "official":
        return ""
    unit = progress.desk.accounts.unit(progress.actor.unit)
    year = local_date(progress.now).year
    serial = progress.desk.numbers.next(f"document:{unit.id}", year)
    return str(DocumentNumber(unit.code or unit.name[:2], year, serial))


def _order(progress: Progress, rule: SignatureRule, known: Mapping[str, Any]) -> None:
    """Order one signature; a paper voided by a return is issued again first."""
    desk = progress.desk
    live = desk.documents.latest(progress.case.id, rule.paper)
    if live is None:
        live = _freeze(progress, progress.pack.forms[rule.paper], dict(known))
    desk.documents.order_signature(**signature_values(progress, rule, live.id, known))
    if rule.paper not in progress.documents:
        progress.documents.append(rule.paper)


def issue_again(progress: Progress, paper: str) -> int:
    """Issue a paper that is to be signed but was voided; return its key."""
    return int(_freeze(progress, progress.pack.forms[paper], known_for_papers(progress)).id)


def signature_values(
    progress: Progress, rule: SignatureRule, document_id: int, known: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the columns of one ordered signature."""
    actor = progress.actor
    return {
        "document_id": document_id,
        "place": rule.place,
        "kind": "seal" if rule.seal else "person",
        "account_id": actor.account,
        "unit_id": actor.unit,
        "appearance": json.dumps(_appearance(progress, rule, known), ensure_ascii=False),
        "state": "ordered",
        "ordered_at": progress.now,
        "step_seq": progress.seq,
    }


def _appearance(progress: Progress, rule: SignatureRule, known: Mapping[str, Any]) -> list[str]:
    """Return the lines a signature shows: what the form says there, else the opinion; name; date."""
    lines = signature_lines(progress.pack.forms[rule.paper], rule.place, known)
    return [*(lines or (opinion(progress),)), signer(progress.actor), _signed_at(progress, rule)]


def _signed_at(progress: Progress, rule: SignatureRule) -> str:
    """Return the day of a signature; one made afterwards says so, with the very minute (补签).

    It is afterwards while the case owes what help given first left open, or pays it with this step.
    Nothing is ever dated back.
    """
    day = chinese_date(local_date(progress.now))
    if rule.seal or not _owing(progress):
        return day
    return f"{day} {progress.now.astimezone(BEIJING):%H:%M} 补签"


def _owing(progress: Progress) -> bool:
    if not progress.pack.workflow.debts:
        return False
    if progress.owing is None:
        debts = progress.desk.cases.debts(progress.case.id)
        progress.owing = any(one.settled_at in (None, progress.now) for one in debts)
    return progress.owing


def signer(actor: Actor) -> str:
    """Return the name line of a signature; a deputy's names both people (代理)."""
    who = f"{actor.name}（{actor.post}）" if actor.post else actor.name
    if not actor.on_behalf_of:
        return who
    post = f"（{actor.principal_post}）" if actor.principal_post else ""
    return f"{who}代{actor.principal_name}{post}"


def opinion(progress: Progress) -> str:
    """Return the opinion given with the step: entered, else the comment, else the step's plain title."""
    for values in progress.entering.values():
        if text := str(values.get("opinion") or values.get("reason") or "").strip():
            return text
    return progress.command.comment.strip() or f"{progress.transition.title}：同意"


def _earlier_opinions(desk: Desk, case_id: int) -> dict[str, str]:
    """Return opinions whose signature stands on a voided edition of a paper but is itself still in force."""
    in_force = {step.seq for step in desk.cases.steps(case_id) if not step.voided}
    texts = {}
    for row in desk.documents.of_case(case_id, voided=True):
        for mark in desk.documents.signatures(row.id):
            if row.state == "void" and mark.step_seq in in_force and mark.kind == "person":
                lines = "　".join(json.loads(mark.appearance))
                texts[f"opinion.{mark.place}"] = f"{lines}（原签名在第{row.edition}版）"
    return texts


def filing_values(desk: Desk, case_id: int) -> dict[str, Any]:
    """Return ``filing.*`` and ``contents`` of a filed case; nothing before that."""
    row = desk.archives.of_case(case_id)
    if row is None:
        return {}
    names = ("reference", "fonds", "year", "item", "pages")
    return {
        **{f"filing.{name}": getattr(row, name) for name in names},
        "filing.retention": RETENTIONS[row.retention],
        "contents": json.loads(row.contents),
    }


def void_after(desk: Desk, case_id: int, seq: int) -> None:
    """Void papers issued after step *seq*, and papers signed after it."""
    for row in desk.documents.of_case(case_id):
        signed_later = any(mark.step_seq > seq for mark in desk.documents.signatures(row.id))
        if row.step_seq > seq or signed_later:
            desk.documents.void(row.id)


def _queue(progress: Progress | Apart) -> None:
    """Put one printing job per touched paper in the outbox."""
    for paper in progress.documents:
        row = progress.desk.documents.latest(progress.case.id, paper)
        if row is not None:
            dedup = f"paper:{row.id}:{progress.seq}"
            progress.desk.jobs.enqueue("paper", {"document": row.id}, dedup, progress.now)
