"""Write a directory of units and people into the accounts (建立机构与账户)."""

from __future__ import annotations

from jiuji_docs.domain.directory import Directory
from jiuji_docs.services.accounts import password_hash, random_password
from jiuji_docs.services.desk import Desk


def enrol(desk: Desk, directory: Directory, *, with_passwords: bool = True) -> dict[str, str]:
    """Add units and people that are not there yet; return new accounts with their random passwords.

    Without passwords nobody can log in as them, which is what a scenario needs.
    """
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
