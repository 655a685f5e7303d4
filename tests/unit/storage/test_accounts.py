"""Units, people, sessions and drafts are kept as the office needs them."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from jiuji_docs.domain.errors import NotFound
from jiuji_docs.storage.accounts import AccountRepository
from jiuji_docs.storage.work import Work, unit_of_work
from tests.unit.storage.samples import HOUR, NOW, open_case


def _with_clerk(work: Work) -> AccountRepository:
    accounts = AccountRepository(work.session)
    accounts.add_account(
        id="yangshan.clerk",
        unit_id="yangshan",
        name="示范甲",
        post="民政助理",
        roles=("town.clerk", "town.investigator", "town.clerk"),
    )
    return accounts


def _open_session(accounts: AccountRepository, token: str) -> None:
    accounts.add_session(
        token_hash=token,
        account_id="yangshan.clerk",
        csrf_token="csrf",
        created_at=NOW,
        seen_at=NOW,
        expires_at=NOW + HOUR,
    )


def test_units_are_found_below_their_parent(county: Engine) -> None:
    with unit_of_work(county) as work:
        accounts = AccountRepository(work.session)
        assert [unit.id for unit in accounts.units(parent_id="county")] == ["linhe", "yangshan"]
        assert len(accounts.units()) == 5
        assert accounts.unit("yangshan").level == "town"
        assert accounts.has_unit("yangshan")
        assert not accounts.has_unit("elsewhere")
        with pytest.raises(NotFound):
            accounts.unit("elsewhere")


def test_an_account_holds_its_roles(county: Engine) -> None:
    with unit_of_work(county) as work:
        accounts = _with_clerk(work)
        clerk = accounts.account("yangshan.clerk")
        assert (clerk.name, clerk.active, clerk.failures) == ("示范甲", True, 0)
        assert accounts.roles("yangshan.clerk") == ["town.clerk", "town.investigator"]
        assert accounts.roles("nobody") == []
        assert accounts.ids_by_name("示范甲") == ["yangshan.clerk"]
        assert [row.id for row in accounts.accounts(unit_id="yangshan")] == ["yangshan.clerk"]
        assert len(accounts.accounts()) == 1
        assert accounts.has_account("yangshan.clerk")
        assert not accounts.has_account("nobody")
        with pytest.raises(NotFound):
            accounts.account("nobody")


def test_an_account_of_no_unit_is_refused(county: Engine) -> None:
    with pytest.raises(IntegrityError), unit_of_work(county) as work:
        AccountRepository(work.session).add_account(id="x", unit_id="elsewhere", name="甲")


def test_failures_are_counted_and_forgotten(county: Engine) -> None:
    with unit_of_work(county) as work:
        accounts = _with_clerk(work)
        accounts.note_failure("yangshan.clerk", 5, NOW + HOUR)
        resting = accounts.account("yangshan.clerk")
        assert (resting.failures, resting.locked_until) == (5, NOW + HOUR)
        accounts.clear_failures("yangshan.clerk")
        accounts.set_password("yangshan.clerk", "hash")
        rested = accounts.account("yangshan.clerk")
        assert (rested.failures, rested.locked_until, rested.password_hash) == (0, None, "hash")


def test_an_ended_session_is_gone(county: Engine) -> None:
    with unit_of_work(county) as work:
        accounts = _with_clerk(work)
        for token in ("a", "b", "c"):
            _open_session(accounts, token)
        accounts.touch_session("a", NOW + HOUR)
        session = accounts.session("a")
        assert session is not None
        assert session.seen_at == NOW + HOUR
        accounts.end_session("a")
        assert accounts.session("a") is None
        assert accounts.session("b") is not None
        accounts.set_active("yangshan.clerk", active=False)
        assert accounts.session("b") is None
        assert not accounts.account("yangshan.clerk").active
        accounts.set_active("yangshan.clerk", active=True)
        assert accounts.account("yangshan.clerk").active


def test_sessions_past_their_end_are_swept(county: Engine) -> None:
    with unit_of_work(county) as work:
        accounts = _with_clerk(work)
        _open_session(accounts, "a")
        assert accounts.sweep_sessions(NOW) == 0
        assert accounts.sweep_sessions(NOW + HOUR) == 1


def test_a_draft_is_the_persons_own_and_the_later_save_wins(county: Engine) -> None:
    with unit_of_work(county) as work:
        accounts = _with_clerk(work)
        key = ("yangshan.clerk", "new", "accept")
        assert accounts.draft(*key) is None
        accounts.save_draft(*key, "[1]", NOW)
        accounts.save_draft(*key, "[2]", NOW + HOUR)
        draft = accounts.draft(*key)
        assert draft is not None
        assert (draft.body, draft.saved_at) == ("[2]", NOW + HOUR)
        assert accounts.draft("other", "new", "accept") is None
        accounts.drop_draft(*key)
        assert accounts.draft(*key) is None


def test_reading_personal_data_leaves_a_record(county: Engine) -> None:
    with unit_of_work(county) as work:
        accounts = AccountRepository(work.session)
        case = open_case(work)
        accounts.add_access("county.approver", case.id, "身份证号：核对", NOW)
        assert [row.what for row in accounts.accesses(case.id)] == ["身份证号：核对"]
