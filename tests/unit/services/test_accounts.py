"""Sessions end when they are not used, and not while they are."""

from __future__ import annotations

import datetime as dt

import pytest

from jiuji_docs.domain.errors import Refused
from jiuji_docs.services.accounts import (
    AccountService,
    WrongLogin,
    password_hash,
    random_password,
)
from jiuji_docs.services.clock import FixedClock
from jiuji_docs.services.house import House

PASSWORD = "a long enough password"


def test_a_session_ends_after_half_an_hour_without_use(house: House, clock: FixedClock) -> None:
    token, _session = house.run(lambda desk: AccountService(desk).open_session("yangshan.clerk"))
    clock.at += dt.timedelta(minutes=30)

    with house.desk(write=False) as desk:
        assert AccountService(desk).session(token) is None


def test_a_session_in_use_goes_on(house: House, clock: FixedClock) -> None:
    token, _session = house.run(lambda desk: AccountService(desk).open_session("yangshan.clerk"))
    for _ in range(4):
        clock.at += dt.timedelta(minutes=20)
        with house.desk(write=False) as desk:
            session = AccountService(desk).session(token)
        assert session is not None
        assert session.stale
        house.run(lambda desk: AccountService(desk).touch(token))


def test_no_session_outlives_half_a_day(house: House, clock: FixedClock) -> None:
    token, _session = house.run(lambda desk: AccountService(desk).open_session("yangshan.clerk"))
    for _ in range(36):
        clock.at += dt.timedelta(minutes=20)
        house.run(lambda desk: AccountService(desk).touch(token))

    with house.desk(write=False) as desk:
        assert AccountService(desk).session(token) is None


def test_a_resting_account_refuses_even_the_right_password(house: House, clock: FixedClock) -> None:
    house.run(lambda desk: desk.accounts.set_password("yangshan.clerk", password_hash(PASSWORD)))
    for _ in range(5):
        assert _try(house, "wrong") is None

    with pytest.raises(WrongLogin):
        _try(house, PASSWORD)
    clock.at += dt.timedelta(minutes=2)

    assert _try(house, PASSWORD) == "yangshan.clerk"


def test_changing_the_password_ends_every_session(house: House) -> None:
    house.run(lambda desk: desk.accounts.set_password("yangshan.clerk", password_hash(PASSWORD)))
    token, _session = house.run(lambda desk: AccountService(desk).open_session("yangshan.clerk"))

    new = random_password()
    house.run(lambda desk: AccountService(desk).change_password("yangshan.clerk", PASSWORD, new))

    with house.desk(write=False) as desk:
        assert AccountService(desk).session(token) is None
    assert _try(house, new) == "yangshan.clerk"


def test_a_short_new_password_is_refused(house: House) -> None:
    house.run(lambda desk: desk.accounts.set_password("yangshan.clerk", password_hash(PASSWORD)))

    with pytest.raises(Refused, match="新密码"):
        house.run(
            lambda desk: AccountService(desk).change_password("yangshan.clerk", PASSWORD, "short")
        )


def _try(house: House, password: str) -> str | None:
    return house.run(lambda desk: AccountService(desk).check_password("yangshan.clerk", password))
