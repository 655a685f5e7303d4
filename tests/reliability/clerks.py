"""Work at the desks over HTTP as browsers do, and send the same page again when the line breaks."""

from __future__ import annotations

import datetime as dt
import hashlib
import html
import http.client
import itertools
import random
import re
import threading
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, unquote, urlencode

from tests.common.strategies import number_of
from tests.functional.forms import posted, values_of
from tests.reliability.proof import Witness

ACCEPT = ("application", "integrity_pledge", "check_authorization", "acceptance_notice")
#: The walk of a case: transition, who, forms.
WALK = (
    ("accept", "yangshan.clerk", ACCEPT),
    ("investigate", "yangshan.investigator", ("investigation",)),
    ("review", "lihua.recorder", ("review",)),
    ("audit", "yangshan.auditor", ("audit",)),
    ("approve_town", "yangshan.head", ("decision",)),
)
_HIDDEN = re.compile(r'name="(csrf_token|version)" value="([^"]*)"')
_PAPER = re.compile(r'href="(/cases/[^"/]+/papers/\d+\.pdf)"')
#: Seconds to wait before trying a server that does not answer again.
PAUSE = 0.05
#: Longest a page may stay unanswered while servers come and go.
PATIENCE = 180.0


class Unexpected(Exception):
    """The server answered something else than a clerk expects."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers by lower-case name (cookies joined), body."""

    status: int
    location: str
    cookies: list[str]
    body: bytes

    def hidden(self) -> dict[str, str]:
        """Return the page's csrf_token and version."""
        return {name: html.unescape(v) for name, v in _HIDDEN.findall(self.body.decode())}


@dataclass
class Staff:
    """The office's people, logged in once: sessions are in the database and survive the server."""

    address: tuple[str, int]
    password: str
    seen: Witness = field(default_factory=Witness)
    #: how often a page went out and the line broke before its answer, so that nobody knows
    sent_again: int = 0
    numbers: list[str] = field(default_factory=list)
    _cookies: dict[str, str] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _persons: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def log_in(self, who: str) -> None:
        """Open a session for *who*."""
        page = self._until_answered("GET", "/login", "", None)
        fields = {"csrf_token": page.hidden()["csrf_token"], "name": who, "password": self.password}
        answer = self._until_answered("POST", "/login", "; ".join(page.cookies), urlencode(fields))
        if answer.status != 303:
            raise Unexpected(f"{who} could not log in: {answer.status}")
        self._cookies[who] = answer.cookies[0]

    def walk_one_case(self, think: Callable[[], None]) -> None:
        """Take a new case of a new person from acceptance to approval; read older papers meanwhile."""
        number = ""
        for transition, who, forms in WALK:
            number = self._take(transition, who, number, self._values(forms))
            think()
        with self._lock:
            self.numbers.append(number)
            oldest = self.numbers[0]
        self.open_papers(oldest)

    def _values(self, forms: tuple[str, ...]) -> Mapping[str, Mapping[str, Any]]:
        if forms != ACCEPT:
            return values_of(*forms)
        with self._lock:
            serial = next(self._persons)
        birth = dt.date(1950, 1, 1) + dt.timedelta(days=serial // 1000)
        number, name = number_of("990101", birth, serial % 1000), _name(serial)
        alone = {"name": name, "id_number": number, "relation": "本人"}
        return values_of(
            *forms,
            application={
                "id_number": number,
                "applicant_name": name,
                "account_name": name,
                "household_size": 1,
                "members": [],
            },
            check_authorization={"authorised_until": dt.date(2099, 12, 31), "adults": [alone]},
        )

    def _take(self, transition: str, who: str, number: str, values: Any) -> str:
        """Take one step; the same page goes out until the server has answered it."""
        address = (
            f"/cases/{quote(number)}/steps/{transition}"
            if number
            else f"/new/chaoyang-2021/{transition}"
        )
        page = self._until_answered("GET", address, self._cookies[who], None)
        if page.status != 200:
            raise Unexpected(f"{address}: {_said(page)}")
        key = uuid.uuid4().hex
        stored = f"web:{who}:{key}"
        with self._lock:
            self.seen.tried.add(stored)
        fields = [*page.hidden().items(), ("key", key), *posted(values)]
        answer = self._until_answered("POST", address, self._cookies[who], urlencode(fields))
        if answer.status != 303:
            raise Unexpected(f"{transition} of {number or 'a new case'}: {_said(answer)}")
        case = unquote(answer.location.rpartition("/cases/")[2].partition("?")[0])
        with self._lock:
            self.seen.confirmed[stored] = (case, transition)
        return case

    def open_papers(self, number: str, who: str = "yangshan.head") -> None:
        """Open every paper of a case that is printed by now."""
        page = self._until_answered("GET", f"/cases/{quote(number)}", self._cookies[who], None)
        for address in _PAPER.findall(page.body.decode()):
            paper = self._until_answered("GET", quote(address), self._cookies[who], None)
            if paper.status != 200 or not paper.body.startswith(b"%PDF-"):
                raise Unexpected(f"{address}: {_said(paper)}")
            with self._lock:
                self.seen.opened.add(hashlib.sha256(paper.body).hexdigest())

    def _until_answered(self, method: str, path: str, cookies: str, body: str | None) -> Answer:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                return self._ask(method, path, cookies, body)
            except ConnectionRefusedError as error:
                _give_up_after(deadline, path, error)
            except (OSError, http.client.HTTPException) as error:
                _give_up_after(deadline, path, error)
                with self._lock:
                    self.sent_again += method == "POST"
            time.sleep(PAUSE)

    def _ask(self, method: str, path: str, cookies: str, body: str | None) -> Answer:
        """Ask once; an answer that is cut short is an error too."""
        line = http.client.HTTPConnection(*self.address, timeout=60)
        headers = {"Cookie": cookies, "Connection": "close"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            line.request(method, path, body, headers)
            answer = line.getresponse()
            content = answer.read()
            given = [text.partition(";")[0] for text in answer.headers.get_all("Set-Cookie", [])]
            return Answer(answer.status, answer.headers.get("Location", ""), given, content)
        finally:
            line.close()


def _give_up_after(deadline: float, path: str, error: Exception) -> None:
    if time.monotonic() > deadline:
        raise Unexpected(f"{path} was never answered") from error


def _name(serial: int) -> str:
    """Return an invented name for each serial number."""
    digits = "甲乙丙丁戊己庚辛壬癸"
    return "王" + "".join(digits[int(digit)] for digit in str(serial))


def pauses(seed: int, longest: float) -> Callable[[], None]:
    """Return a pause of random length, so that kills meet every part of the work."""
    chance = random.Random(seed)  # noqa: S311 - spreads work
    return lambda: time.sleep(chance.uniform(0, longest))


def _said(answer: Answer) -> str:
    text = re.sub(r"<[^>]+>|\s+", " ", answer.body.decode(errors="replace"))
    return f"{answer.status} {text[:600]}"
