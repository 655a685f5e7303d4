"""Let people in and out (登录、退出、改密码)."""

from __future__ import annotations

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.renderers import render_to_response
from pyramid.security import forget, remember
from pyramid.view import view_config

from jiuji_docs.domain.errors import Refused
from jiuji_docs.services.accounts import AccountService
from jiuji_docs.web.kept import Kept, carried
from jiuji_docs.web.security.permission_map import allows
from jiuji_docs.web.security.policy import token_of


@view_config(route_name="home", request_method="GET")
def home(request: Any) -> HTTPSeeOther:
    """Send people to their worklist, of cases or of documents; open to all, shows nothing."""
    roles = request.identity.actor.roles if request.identity else frozenset()
    alone = allows("documents", roles) and not allows("read", roles)
    return HTTPSeeOther("/documents" if alone else "/worklist")


@view_config(route_name="login", request_method="GET", renderer="login.pt")
def login_page(request: Any) -> dict[str, Any]:
    """Show the login form; open to all."""
    return _page(request, "", "")


@view_config(route_name="login", request_method="POST", renderer="login.pt")
def login(request: Any) -> Any:
    """Check name and password; a wrong try is counted in a transaction of its own."""
    name, password = _text(request, "name"), _text(request, "password")
    house = request.registry["house"]
    try:
        account = house.run(lambda desk: AccountService(desk).check_password(name, password))
    except Refused as refused:
        return _page(request, name, refused.message)
    if account is None:
        return _page(request, name, "账户或密码不正确")
    token, session = house.run(lambda desk: AccountService(desk).open_session(account))
    headers = remember(request, token)
    if (kept := carried(request)) is not None:
        request.response.headerlist.extend(headers)
        return resumed(request, kept, session.csrf_token)
    return HTTPSeeOther(_next(request), headers=headers)


def resumed(request: Any, kept: Kept, token: str) -> Any:
    """Return the page from which what was typed before the login goes on, under the new login's token."""
    acting = request.actor.on_behalf_of if request.identity else ""
    value = {"title": "接着办理", "kept": kept, "token": token, "acting": acting}
    return render_to_response("resume.pt", value, request=request, response=request.response)


@view_config(route_name="logout", request_method="POST", permission="view")
def logout(request: Any) -> HTTPSeeOther:
    """End the session on the server and clear the cookie."""
    request.find_service(AccountService).close_session(token_of(request))
    return HTTPSeeOther("/login", headers=forget(request))


@view_config(route_name="password", request_method="GET", renderer="password.pt", permission="view")
def password_page(_request: Any) -> dict[str, Any]:
    """Show the form for changing one's own password."""
    return {"title": "修改密码", "problem": ""}


@view_config(
    route_name="password", request_method="POST", renderer="password.pt", permission="view"
)
def change_password(request: Any) -> Any:
    """Change one's own password; every session of the account ends."""
    house = request.registry["house"]
    old, new = _text(request, "old"), _text(request, "new")
    try:
        house.run(
            lambda desk: AccountService(desk).change_password(request.actor.account, old, new)
        )
    except Refused as refused:
        return {"title": "修改密码", "problem": refused.message}
    return HTTPSeeOther("/login", headers=forget(request))


def _page(request: Any, name: str, problem: str) -> dict[str, Any]:
    return {
        "title": "登录",
        "name": name,
        "problem": problem,
        "next": request.params.get("next", ""),
        "kept": carried(request),
    }


def _text(request: Any, name: str) -> str:
    return str(request.POST.get(name, ""))[:200]


def _next(request: Any) -> str:
    """Return where to go after login: only an address of our own."""
    wanted = _text(request, "next")
    inside = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    if inside:
        return wanted
    return "/worklist" if wanted else "/"
