"""Keep units, people who work here and what they may do (机构与人员)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import bindparam, insert, or_, select, update

from jiuji_docs.storage.login_sessions import LoginSessions
from jiuji_docs.storage.prepared import Prepared
from jiuji_docs.storage.repository import AnyRow
from jiuji_docs.storage.tables import ACCESS_RECORD, ACCOUNT, ACCOUNT_ROLE, UNIT

_UNIT = Prepared(select(UNIT).where(UNIT.c.id == bindparam("id")))
_ACCOUNT = Prepared(select(ACCOUNT).where(ACCOUNT.c.id == bindparam("id")))
_ROLES = Prepared(select(ACCOUNT_ROLE.c.role).where(ACCOUNT_ROLE.c.account_id == bindparam("id")))
_NAMESAKES = Prepared(
    select(ACCOUNT.c.id).where(ACCOUNT.c.name == bindparam("name")).order_by(ACCOUNT.c.id)
)


class AccountRepository(LoginSessions):
    """Rows of ``unit``, ``account``, ``account_role``, sessions, drafts and ``access_record``."""

    def unit(self, unit_id: str) -> AnyRow:
        """Return a unit by id."""
        return self._read_one(_UNIT, unit_id, id=unit_id)

    def has_unit(self, unit_id: str) -> bool:
        """Say whether there is such a unit."""
        return self._one_or_none(select(UNIT.c.id).where(UNIT.c.id == unit_id)) is not None

    def units(self, *, parent_id: str | None = None) -> list[AnyRow]:
        """Return the units right below *parent_id*, or all, by id."""
        statement = select(UNIT).order_by(UNIT.c.id)
        if parent_id is not None:
            statement = statement.where(UNIT.c.parent_id == parent_id)
        return self._all(statement)

    def add_unit(self, **values: Any) -> AnyRow:
        """Add a unit; those above it must be there."""
        return self._insert(UNIT, values)

    def account(self, account_id: str) -> AnyRow:
        """Return a person's account by id."""
        return self._read_one(_ACCOUNT, account_id, id=account_id)

    def has_account(self, account_id: str) -> bool:
        """Say whether there is such an account."""
        found = select(ACCOUNT.c.id).where(ACCOUNT.c.id == account_id)
        return self._one_or_none(found) is not None

    def accounts(self, *, unit_id: str | None = None) -> list[AnyRow]:
        """Return the accounts of a unit, or all, by id."""
        statement = select(ACCOUNT).order_by(ACCOUNT.c.id)
        if unit_id is not None:
            statement = statement.where(ACCOUNT.c.unit_id == unit_id)
        return self._all(statement)

    def ids_by_name(self, name: str) -> list[str]:
        """Return the ids of everybody called *name*."""
        return [row.id for row in self._read(_NAMESAKES, name=name)]

    def holders(self, role: str, units: Collection[str]) -> list[str]:
        """Return the active accounts in *units*, or in any office of the county, that hold a role."""
        statement = (
            select(ACCOUNT.c.id)
            .join(ACCOUNT_ROLE, ACCOUNT_ROLE.c.account_id == ACCOUNT.c.id)
            .join(UNIT, UNIT.c.id == ACCOUNT.c.unit_id)
            .where(
                ACCOUNT_ROLE.c.role == role,
                ACCOUNT.c.active.is_(True),
                or_(ACCOUNT.c.unit_id.in_(units), UNIT.c.level == "county"),
            )
            .order_by(ACCOUNT.c.id)
        )
        return list(self._session.execute(statement).scalars())

    def add_account(self, *, roles: Iterable[str] = (), **values: Any) -> AnyRow:
        """Add an account with its roles (岗位)."""
        row = self._insert(ACCOUNT, values)
        held = [{"account_id": row.id, "role": role} for role in sorted(set(roles))]
        if held:
            self._write(insert(ACCOUNT_ROLE), held)
        return row

    def roles(self, account_id: str) -> list[str]:
        """Return the roles an account holds, sorted."""
        return sorted(row.role for row in self._read(_ROLES, id=account_id))

    def set_password(self, account_id: str, password_hash: str) -> None:
        """Store a new password's hash."""
        self._change(account_id, password_hash=password_hash)

    def set_active(self, account_id: str, *, active: bool) -> None:
        """Open or close an account; closing also ends its sessions (停用)."""
        self._change(account_id, active=active)
        if not active:
            self.end_sessions(account_id)

    def note_failure(
        self, account_id: str, failures: int, locked_until: dt.datetime | None
    ) -> None:
        """Store how many wrong passwords there were and until when the account rests."""
        self._change(account_id, failures=failures, locked_until=locked_until)

    def clear_failures(self, account_id: str) -> None:
        """Forget wrong passwords after a right one."""
        self._change(account_id, failures=0, locked_until=None)

    def add_access(
        self, account_id: str, case_id: int | None, what: str, at: dt.datetime
    ) -> AnyRow:
        """Record who read unmasked personal data, of which case and why (查阅留痕)."""
        values = {"account_id": account_id, "case_id": case_id, "what": what, "at": at}
        return self._insert(ACCESS_RECORD, values)

    def accesses(self, case_id: int) -> list[AnyRow]:
        """Return who read a case's personal data, oldest first."""
        statement = select(ACCESS_RECORD).where(ACCESS_RECORD.c.case_id == case_id)
        return self._all(statement.order_by(ACCESS_RECORD.c.id))

    def _change(self, account_id: str, **changes: Any) -> None:
        self._write(update(ACCOUNT).where(ACCOUNT.c.id == account_id).values(changes))
