"""Let people in and out (登录), slow down guessing, and keep sessions on the server."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from jiuji_docs.domain.errors import NotAllowed, NotFound, Refused
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.deputies import DeputyService
from jiuji_docs.services.desk import Desk

#: argon2id at OWASP's 19 MiB profile: about 35 ms here, small enough for two cores.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
#: A hash nobody knows the password of, so that an unknown name costs as much as a known one.
_NOBODY = _HASHER.hash(secrets.token_hex(16))
#: Wrong passwords before the account rests; the rest grows from one to fifteen minutes.
FREE_TRIES = 5
LONGEST_REST = 15
IDLE = dt.timedelta(minutes=30)
ABSOLUTE = dt.timedelta(hours=12)
#: Use is noted at most this often, so that reading pages hardly ever writes.
RENEW_AFTER = dt.timedelta(minutes=2)
SHORTEST_PASSWORD, LONGEST_PASSWORD = 10, 128


@dataclass(frozen=True, slots=True)
class Session:
    """Who a cookie stands for, and the token every form must carry back."""

    actor: Actor
    csrf_token: str
    #: The account for which a deputyship ended while this session acted for it (代理已结束).
    ended_for: str = ""
    #: The last note that it is in use is getting old; ``touch`` renews it.
    stale: bool = False


class WrongLogin(Refused):
    """Name or password is wrong; which of the two is not said."""


def password_hash(password: str) -> str:
    """Return the argon2id hash of a password."""
    return _HASHER.hash(password)


def random_password() -> str:
    """Return a password of 16 letters and digits without look-alikes, over 90 bits."""
    alphabet = "abcdefghijkmnpqrstuvwxyzACDEFGHJKLMNPQRSTUVWXYZ2345679"
    return "".join(secrets.choice(alphabet) for _ in range(16))


class AccountService:
    """Open, read and end sessions."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def check_password(self, name: str, password: str) -> str | None:
        """Return the account's id when the password is right; None when not. Counts failures.

        The caller commits either way: a refused try must stay counted.
        """
        row = self._find(name)
        now = self._desk.now()
        if row is not None and row.locked_until is not None and row.locked_until > now:
            raise WrongLogin("account_resting", "尝试次数过多，请稍后再试")
        right = _matches(row.password_hash if row is not None else _NOBODY, password)
        if row is None or not row.active:
            return None
        if right:
            self._desk.accounts.clear_failures(row.id)
            return str(row.id)
        self._count_failure(row, now)
        return None

    def open_session(self, account_id: str) -> tuple[str, Session]:
        """Start a session; return the cookie's token, which is stored only as a hash."""
        token, csrf, now = secrets.token_urlsafe(32), secrets.token_urlsafe(32), self._desk.now()
        self._desk.accounts.add_session(
            token_hash=_hash(token),
            account_id=account_id,
            csrf_token=csrf,
            created_at=now,
            seen_at=now,
            expires_at=now + ABSOLUTE,
        )
        self._desk.ledger.append("login", account_id)
        return token, Session(self._desk.actor(account_id), csrf)

    def session(self, token: str) -> Session | None:
        """Return the session of a cookie, or None when it is unknown, idle too long or ended."""
        row = self._desk.accounts.session(_hash(token))
        now = self._desk.now()
        if row is None or row.expires_at <= now or row.seen_at + IDLE <= now:
            return None
        account = self._find(row.account_id)
        if account is None or not account.active:
            return None
        stale = row.seen_at + RENEW_AFTER <= now
        actor, ended = self._who_acts(row)
        return Session(actor, row.csrf_token, ended, stale)

    def _who_acts(self, row: Any) -> tuple[Actor, str]:
        """Return the person, acting for an absent one while that deputyship is in force; else whose ended."""
        own = self._desk.actor(row.account_id)
        if not row.acting_for:
            return own, ""
        acting = DeputyService(self._desk).actor_for(own, row.acting_for)
        return (own, row.acting_for) if acting is None else (acting, "")

    def act_for(self, token: str, own: Actor, principal: str) -> None:
        """Let this session act for an absent person from now on (开始代理)."""
        if DeputyService(self._desk).actor_for(own, principal) is None:
            raise NotAllowed("deputy_over", "没有这项代理，或代理期未到、已满、已结束")
        self._desk.deputies.act_for(_hash(token), principal)
        self._desk.ledger.append("deputy_began", own.account, on_behalf_of=principal)

    def act_for_oneself(self, token: str, account: str) -> None:
        """Let this session act for its own account again (结束代理办理)."""
        self._desk.deputies.act_for(_hash(token), None)
        self._desk.ledger.append("deputy_left", account)

    def touch(self, token: str) -> None:
        """Note that the session is in use."""
        self._desk.accounts.touch_session(_hash(token), self._desk.now())

    def close_session(self, token: str) -> None:
        """End the session for good (退出)."""
        self._desk.accounts.end_session(_hash(token))

    def change_password(self, account_id: str, old: str, new: str) -> None:
        """Set a new password and end the account's other sessions."""
        if self.check_password(account_id, old) is None:
            raise WrongLogin("wrong_password", "原密码不正确")
        if not SHORTEST_PASSWORD <= len(new) <= LONGEST_PASSWORD:
            raise Refused(
                "password_length", f"新密码应为 {SHORTEST_PASSWORD}—{LONGEST_PASSWORD} 位"
            )
        self._desk.accounts.set_password(account_id, password_hash(new))
        self._desk.accounts.end_sessions(account_id)
        self._desk.ledger.append("password_changed", account_id)

    def _find(self, name: str) -> Any | None:
        try:
            return self._desk.accounts.account(name)
        except NotFound:
            return None

    def _count_failure(self, row: Any, now: dt.datetime) -> None:
        failures = row.failures + 1
        rest = min(failures - FREE_TRIES + 1, LONGEST_REST) if failures >= FREE_TRIES else 0
        until = now + dt.timedelta(minutes=rest) if rest else None
        self._desk.accounts.note_failure(row.id, failures, until)


def _matches(stored: str, password: str) -> bool:
    try:
        return _HASHER.verify(stored or _NOBODY, password[:LONGEST_PASSWORD])
    except (VerifyMismatchError, InvalidHashError):
        return False


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
