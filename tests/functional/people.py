"""Log people in without a browser."""

from __future__ import annotations

import string
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from webtest import TestApp

from jiuji_docs.definitions.directory import demo_directory
from jiuji_docs.domain.directory import Directory, PersonEntry
from jiuji_docs.services.accounts import password_hash
from jiuji_docs.services.directories import enrol
from jiuji_docs.services.house import House

PASSWORD = "a long enough password"

Login = Callable[[str], TestApp]


class Browser(TestApp):
    """A client that escapes what is no ASCII in an address, as browsers do."""

    def get(self, url: str, *args: Any, **more: Any) -> Any:
        """Ask for a page."""
        return super().get(_escaped(url), *args, **more)

    def post(self, url: str, *args: Any, **more: Any) -> Any:
        """Send a form."""
        return super().post(_escaped(url), *args, **more)


def _escaped(url: str) -> str:
    return quote(str(url), safe=string.punctuation)


def log_in(app: Any, who: str) -> TestApp:
    """Return a client that came in through the login page."""
    client = Browser(app)
    page = client.get("/login")
    page.form["name"], page.form["password"] = who, PASSWORD
    page.form.submit(status=303)
    return client


def hire(house: House, who: str, unit: str, *roles: str) -> None:
    """Add a person with several posts, who logs in like everybody else."""
    person = PersonEntry(id=who, unit=unit, name="兼任者", roles=roles)

    def add(desk: Any) -> None:
        enrol(desk, Directory(demo_directory().units, (person,)), with_passwords=False)
        desk.accounts.set_password(who, password_hash(PASSWORD))

    house.run(add)


def token(client: TestApp) -> str:
    """Return the token this person's forms must carry."""
    return str(client.get("/worklist").forms[0]["csrf_token"].value)


def press_button(page: Any, ending: str, status: int = 303, **fields: Any) -> Any:
    """Submit the form of *page* whose address ends so, with some fields filled in."""
    form = next(form for form in page.forms.values() if form.action.endswith(ending))
    for name, value in fields.items():
        form[name] = value
    return form.submit(status=status)
