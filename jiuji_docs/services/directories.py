"""Write a directory of units and people into the accounts (建立机构与账户)."""

from __future__ import annotations

from jiuji_docs.domain.directory import Directory, PersonEntry, UnitEntry, misplaced
from jiuji_docs.domain.errors import Refused
from jiuji_docs.services.accounts import password_hash, random_password
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.house import House


def enrol(desk: Desk, directory: Directory, *, with_passwords: bool = True) -> dict[str, str]:
    """Add units and people that are not there yet; return new accounts with their random passwords.

    Without passwords nobody can log in as them, which is what a scenario needs. Raises Refused when a
    unit or person cannot be placed; then nobody is added.
    """
    wrong = list(misplaced(directory, [unit.id for unit in desk.accounts.units()]))
    if wrong:
        raise Refused("misplaced", "；".join(f"{place}：{message}" for place, message in wrong))
    for unit in directory.units:
        if not desk.accounts.has_unit(unit.id):
            desk.accounts.add_unit(
                id=unit.id,
                name=unit.name,
                level=unit.level,
                parent_id=unit.parent or None,
                phone=unit.phone,
                code=unit.code,
            )
    passwords = {}
    for person in directory.people:
        if desk.accounts.has_account(person.id):
            continue
        passwords[person.id] = random_password() if with_passwords else ""
        desk.accounts.add_account(
            id=person.id,
            unit_id=person.unit,
            name=person.name,
            post=person.post,
            password_hash=password_hash(passwords[person.id]) if with_passwords else "",
            roles=person.roles,
        )
    return passwords


def directory_of(desk: Desk) -> Directory:
    """Return the units there are and everybody who may log in, as a directory (现有人员)."""
    units = tuple(
        UnitEntry(row.id, row.name, row.level, row.parent_id or "") for row in desk.accounts.units()
    )
    people = tuple(
        PersonEntry(row.id, row.unit_id, row.name, row.post, tuple(desk.accounts.roles(row.id)))
        for row in desk.accounts.accounts()
        if row.active
    )
    return Directory(units, people)


def listing(house: House) -> list[tuple[str, ...]]:
    """Return (account, name, post, unit, roles, 启用 or 停用) of everybody."""
    with house.desk(write=False) as desk:
        return [
            (
                row.id,
                row.name,
                row.post,
                desk.accounts.unit(row.unit_id).name,
                "、".join(desk.accounts.roles(row.id)),
                "启用" if row.active else "停用",
            )
            for row in desk.accounts.accounts()
        ]


def renew_password(desk: Desk, account_id: str) -> str:
    """Set a new random password, end the account's sessions, and return it once."""
    account = desk.accounts.account(account_id)
    password = random_password()
    desk.accounts.set_password(account.id, password_hash(password))
    desk.accounts.clear_failures(account.id)
    desk.accounts.end_sessions(account.id)
    desk.ledger.append("password_reset", "system", account=account.id)
    return password


def set_active(desk: Desk, account_id: str, *, active: bool) -> None:
    """Let an account log in or not; leaving ends its sessions at once (离岗停用)."""
    account = desk.accounts.account(account_id)
    desk.accounts.set_active(account.id, active=active)
    if not active:
        desk.accounts.end_sessions(account.id)
    desk.ledger.append(
        "account_enabled" if active else "account_disabled", "system", account=account.id
    )
