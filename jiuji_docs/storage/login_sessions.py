"""Keep sessions and drafts, so that leaving ends the one and a closed page keeps the other."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, select, update

from jiuji_docs.storage.repository import AnyRow, Repository
from jiuji_docs.storage.tables import FORM_DRAFT, LOGIN_SESSION


class LoginSessions(Repository):
    """Rows of ``login_session`` and ``form_draft``. Tokens are stored as hashes only."""

    def add_session(self, **values: Any) -> AnyRow:
        """Add a session (登录会话)."""
        return self._insert(LOGIN_SESSION, values)

    def session(self, token_hash: str) -> AnyRow | None:
        """Return the session of a token's hash, if there is one."""
        found = select(LOGIN_SESSION).where(LOGIN_SESSION.c.token_hash == token_hash)
        return self._one_or_none(found)

    def touch_session(self, token_hash: str, at: dt.datetime) -> None:
        """Note when a session was last used."""
        mine = update(LOGIN_SESSION).where(LOGIN_SESSION.c.token_hash == token_hash)
        self._write(mine.values(seen_at=at))

    def end_session(self, token_hash: str) -> None:
        """End one session; its cookie is worth nothing from then on."""
        self._write(delete(LOGIN_SESSION).where(LOGIN_SESSION.c.token_hash == token_hash))

    def end_sessions(self, account_id: str) -> None:
        """End every session of an account."""
        self._write(delete(LOGIN_SESSION).where(LOGIN_SESSION.c.account_id == account_id))

    def sweep_sessions(self, now: dt.datetime) -> int:
        """Delete sessions past their end and return how many."""
        return self._write(delete(LOGIN_SESSION).where(LOGIN_SESSION.c.expires_at <= now))

    def save_draft(
        self, account_id: str, case_key: str, transition: str, body: str, at: dt.datetime
    ) -> None:
        """Keep what somebody typed for a step so far; the later save wins (草稿)."""
        key = {"account_id": account_id, "case_key": case_key, "transition": transition}
        kept = {"body": body, "saved_at": at}
        self._write(
            self._upsert(FORM_DRAFT)
            .values(**key, **kept)
            .on_conflict_do_update(index_elements=list(key), set_=kept)
        )

    def draft(self, account_id: str, case_key: str, transition: str) -> AnyRow | None:
        """Return what somebody typed for a step, if anything."""
        mine = _draft_of(account_id, case_key, transition)
        return self._one_or_none(select(FORM_DRAFT).where(mine))

    def drop_draft(self, account_id: str, case_key: str, transition: str) -> None:
        """Forget a draft."""
        self._write(delete(FORM_DRAFT).where(_draft_of(account_id, case_key, transition)))


def _draft_of(account_id: str, case_key: str, transition: str) -> ColumnElement[bool]:
    return and_(
        FORM_DRAFT.c.account_id == account_id,
        FORM_DRAFT.c.case_key == case_key,
        FORM_DRAFT.c.transition == transition,
    )
