"""Read one case for its page and give out its papers, within the reader's row scope."""

from __future__ import annotations

from jiuji_docs.domain.errors import NotAllowed, NotFound, NotInState, Refused
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.case_reader import CaseReader
from jiuji_docs.services.case_views import CaseView
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.edition_list import EditionService
from jiuji_docs.services.hidden_papers import refuse_hidden
from jiuji_docs.services.known import about_case
from jiuji_docs.services.scope import seen, workable

#: Who may ask for a failed paper again.
PRINTS_AGAIN = "town.clerk"


class CaseFileService:
    """Show cases, log who read what, and give out papers (事项页)."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def view(self, number: str, actor: Actor, *, unmasked: bool = False) -> CaseView:
        """Return the case page; ``unmasked`` must have been logged by ``reveal`` first."""
        case = seen(self._desk, number, actor)
        desk, pack = self._desk, self._desk.pack_of(case)
        about = about_case(desk, pack, case)
        reader = CaseReader(desk, pack, case, actor)
        return CaseView(
            number=case.number,
            version=case.version,
            person=desk.cases.person(case.person_id).name,
            route=pack.workflow.routes[case.route],
            state=case.state,
            state_title=pack.workflow.states[case.state].title,
            town=about["unit.name"],
            village=about["village.name"],
            cause=about["case.cause_title"],
            amount=case.amount,
            accepted_at=case.accepted_at,
            pack=pack.id,
            policy=pack.policy.called,
            closed=case.closed,
            forms=reader.forms(unmasked=unmasked),
            steps=reader.steps(),
            papers=reader.papers(),
            offers=reader.offers(actor),
            owners=reader.owners(),
            receiver=desk.accounts.unit(case.receiver_id).name if case.receiver_id else "",
            branches=reader.branches(),
            panels=reader.panels(),
            clocks=reader.clocks(),
            debts=tuple((row["title"], row["state"] == "已补齐") for row in about["debts"]),
            payments=reader.payments(),
            edition=pack.checksum,
            edition_name=EditionService(desk).name_for(case),
        )

    def reveal(self, number: str, actor: Actor, reason: str) -> None:
        """Log that the full personal data of a case was read, by whom and why (查阅留痕)."""
        case = workable(self._desk, number, actor)
        if not reason.strip():
            raise Refused("reason", "请写明查看完整信息的原因")
        what = f"查看完整信息：{reason.strip()[:150]}"
        self._desk.accounts.add_access(actor.account, case.id, what, self._desk.now())

    def require(self, number: str, actor: Actor) -> None:
        """Raise NotFound unless the case is in the reader's row scope."""
        workable(self._desk, number, actor)

    def note_reading(self, number: str, actor: Actor, what: str) -> None:
        """Log that a paper, which holds full personal data, was opened (查阅留痕)."""
        case = seen(self._desk, number, actor)
        self._desk.accounts.add_access(
            actor.account, case.id, f"查看文书：{what}", self._desk.now()
        )

    def paper(self, number: str, paper_id: int, actor: Actor, kind: str) -> tuple[str, bytes]:
        """Return (file name, bytes) of a stored paper; *kind* is pdf or docx."""
        case = seen(self._desk, number, actor)
        row = self._desk.documents.get(paper_id)
        if row.case_id != case.id:
            raise NotFound(str(paper_id))
        refuse_hidden(self._desk, case, row.paper, actor)
        stored = row.pdf_hash if kind == "pdf" else row.docx_hash
        if not stored:
            raise NotFound(str(paper_id))
        return f"{case.number}-{row.title}.{kind}", self._desk.house.store.get(stored)

    def print_again(self, number: str, paper_id: int, actor: Actor) -> None:
        """Put a paper that could not be printed (印制失败) back in the outbox, at the counter's request."""
        if PRINTS_AGAIN not in actor.roles:
            raise NotAllowed("role", "只有乡镇经办人可以要求重新印制")
        case = workable(self._desk, number, actor)
        self._desk.cases.lock(number)
        row = self._desk.documents.lock(paper_id)
        if row.case_id != case.id:
            raise NotFound(str(paper_id))
        if row.state != "failed":
            raise NotInState("not_failed", "只有印制失败的文书可以重新印制")
        now = self._desk.now()
        self._desk.documents.print_again(row.id)
        self._desk.jobs.enqueue(
            "paper", {"document": row.id}, f"paper:{row.id}:again:{now.timestamp():.6f}", now
        )
        self._desk.ledger.append("print_again", actor.account, case=number, paper=row.paper)
