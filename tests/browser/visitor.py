"""Work at a desk through the browser: by labels with the mouse, or by keyboard alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from playwright.sync_api import Locator, Page

from jiuji_docs.domain.forms.definition import Field, FormDefinition

PASSWORD = "a long enough password"
#: More presses of Tab than any page has stops.
MOST_STOPS = 200
#: Tells the console what the content security policy blocked, from inside the page.
WATCH = """document.addEventListener("securitypolicyviolation", event =>
    console.error("blocked " + event.violatedDirective + " " + event.blockedURI));"""


class Visitor:
    """One person's window; whatever the browser complains about is kept in ``complaints``."""

    def __init__(self, page: Page, who: str, expected: str = "") -> None:
        """Watch *page*; a console message that holds the *expected* text is no complaint."""
        self.page, self.who, self._expected = page, who, expected
        self.complaints: list[str] = []
        page.set_default_timeout(15_000)
        page.add_init_script(WATCH)
        page.on("console", self._listen)
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))

    def _listen(self, message: Any) -> None:
        expected = bool(self._expected) and self._expected in message.text
        if message.type in ("error", "warning") and not expected:
            self.complaints.append(f"{message.type}: {message.text}")

    def log_in(self) -> None:
        """Come in through the login page."""
        self.page.goto("/login")
        self.page.get_by_label("账户").fill(self.who)
        self.page.get_by_label("密码").fill(PASSWORD)
        self.page.get_by_role("button", name="登录").click()

    def open_step(self, number: str, title: str) -> None:
        """Go from the worklist to the case and to one of its steps."""
        self.page.goto("/worklist")
        self.page.get_by_role("link", name=number).click()
        self.page.get_by_role("link", name=title, exact=True).click()

    def submit(self, title: str) -> None:
        """Press the step's button; the case page must answer."""
        self.page.get_by_role("button", name=title, exact=True).click()
        self.page.get_by_text("已办理。").wait_for()

    def fill(self, form: FormDefinition, values: Mapping[str, Any]) -> None:
        """Fill one form of the page, field by field as its section stands."""
        legend = self.page.locator(f"legend:text-is('{form.title}')")
        group = self.page.locator("fieldset.form", has=legend).first
        for item in form.fields:
            if values.get(item.name) is not None:
                _fill(group, item, values[item.name])

    def tab_to(self, name: str) -> None:
        """Press Tab until what is called *name* has the focus."""
        for _ in range(MOST_STOPS):
            self.page.keyboard.press("Tab")
            if self.page.evaluate(FOCUSED).startswith(name):
                return
        raise AssertionError(f"{name} cannot be reached with Tab on {self.page.url}")

    def type_at(self, name: str, text: str) -> None:
        """Go to a box with Tab and type over what is in it."""
        self.tab_to(name)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def follow(self, name: str) -> None:
        """Go to a link or button with Tab and press Enter; the next page must come."""
        self.tab_to(name)
        self.enter()

    def enter(self) -> None:
        """Press Enter where the focus is and wait for the next page."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def toggle(self, name: str) -> bool:
        """Go to a tick with Tab if need be, press Space, and return whether it is set now."""
        if not self.page.evaluate(FOCUSED).startswith(name):
            self.tab_to(name)
        self.page.keyboard.press("Space")
        return bool(self.page.evaluate("document.activeElement.checked"))


#: What a screen reader would call the focused element: its label, else its text.
FOCUSED = """() => {
  const at = document.activeElement, own = at.getAttribute("aria-label");
  return (own || (at.labels && at.labels.length ? at.labels[0].innerText : at.innerText) || "").trim();
}"""


def shown(value: Any) -> str:
    """Write a value as a person types it."""
    return f"{value:%Y-%m-%d %H:%M}" if isinstance(value, dt.datetime) else str(value)


def _fill(group: Locator, item: Field, value: Any, inside: str = ".boxes") -> None:
    """Fill one field; ``inside`` tells a form's own fields from those of its rows."""
    box = group.locator(f"{inside} > .kind-{item.kind}")
    if item.kind == "rows":
        _fill_rows(box.locator(f"fieldset[data-title='{item.title}']"), item, value)
    elif item.kind == "choices":
        for chosen in value:
            ticks = box.filter(has_text=item.title)
            ticks.locator(f"input[value='{chosen}']").check()
    elif item.kind == "boolean":
        box.locator(f"[name='{item.name}']").set_checked(bool(value))
    elif item.kind == "choice":
        box.locator(f"[name='{item.name}']").select_option(str(value))
    else:
        box.locator(f"[name='{item.name}']").fill(shown(value))


def _fill_rows(rows: Locator, item: Field, values: Iterable[Mapping[str, Any]]) -> None:
    for position, row in enumerate(values):
        if position == rows.locator(".row").count():
            rows.get_by_role("button", name="添加一行").click()
        line = rows.locator(".row").nth(position)
        for column in item.columns:
            if row.get(column.name) is not None:
                _fill(line, column, row[column.name], ".row-fields")
