"""Find the paper a scanned code names (扫码查文书), within the reader's row scope."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from jiuji_docs.domain.errors import NotFound, Refused
from jiuji_docs.domain.forms.paper_code import EDITION, PaperCode, read_code
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.case_reader import PAPER_STATES
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.hidden_papers import refuse_hidden
from jiuji_docs.services.scope import seen


@dataclass(frozen=True, slots=True)
class FoundPaper:
    """What a code names; ``case`` is empty for a blank form, ``current`` says whether it is in force.

    ``id`` is the paper's key, 0 while it has no bytes; ``note`` says what became of it.
    """

    title: str
    case: str
    id: int
    state: str
    current: bool
    note: str


class PaperLookup:
    """Say which paper a code stands on, and whether that paper is still in force."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def find(self, text: str, actor: Actor) -> FoundPaper:
        """Return the paper of a scanned text.

        Refused for what is no code; NotFound for a case out of scope, as for one that does not exist, and
        for a code that no paper of the case carries, such as a forged one.
        """
        code = read_code(text)
        if code is None:
            raise Refused("no_code", "这不是本系统的文书码，请重新扫描纸面左上角的二维码")
        return self._paper(code, actor) if code.number else self._blank(code)

    def _blank(self, code: PaperCode) -> FoundPaper:
        form = self._desk.house.catalog.form(code.form)
        current = form.checksum[:EDITION] == code.mark
        note = "" if current else f"现行版次为 {form.checksum[:EDITION]}，请换用新表"
        state = "现行空白表" if current else "旧版空白表"
        return FoundPaper(form.title, "", 0, state, current, note)

    def _paper(self, code: PaperCode, actor: Actor) -> FoundPaper:
        case = seen(self._desk, code.number, actor)
        refuse_hidden(self._desk, case, code.form, actor)
        rows = [
            row
            for row in self._desk.documents.of_case(case.id, voided=None)
            if row.paper == code.form
        ]
        carrying = [row for row in rows if _mark(row) == code.mark]
        if not carrying:
            raise NotFound(code.number)
        row = max(carrying, key=lambda one: (one.state != "void", one.edition))
        newest = max(one.edition for one in rows)
        current = row.state != "void"
        note = "" if current else f"本件为第{row.edition}版，已作废；最新为第{newest}版"
        key = int(row.id) if row.pdf_hash else 0
        return FoundPaper(row.title, case.number, key, PAPER_STATES[row.state], current, note)


def _mark(row: Any) -> str:
    """Return the last part of the code printed on a stored paper."""
    return str(json.loads(row.content)["body"].get("code", "")).rpartition(".")[2]
