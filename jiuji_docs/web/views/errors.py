"""Turn errors into one clear page each."""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import quote

from pyramid.exceptions import BadCSRFToken
from pyramid.httpexceptions import HTTPException, HTTPSeeOther
from pyramid.renderers import render_to_response
from pyramid.view import exception_view_config, forbidden_view_config, notfound_view_config
from pyramid_retry import is_error_retryable

from jiuji_docs.domain.errors import (
    NotAllowed,
    NotFound,
    NotInState,
    PaperError,
    Refused,
    StalePage,
)
from jiuji_docs.web.kept import Kept, typed_on
from jiuji_docs.web.views.login import resumed

#: Title of the page that says which rule is in the way.
REFUSED = "未能办理"
_LOG = logging.getLogger(__name__)
#: A refusal's status: who → 403, an old page or another stage → 409, anything else → 400.
STATUS = {NotAllowed: 403, StalePage: 409, NotInState: 409}


@exception_view_config(Refused, renderer="message.pt")
def refused(error: Refused, request: Any) -> dict[str, Any]:
    """Say why not, with the clause."""
    request.response.status_int = STATUS.get(type(error), 400)
    return _page(request, REFUSED, error.message, error.clause)


@exception_view_config(NotFound, renderer="message.pt")
@notfound_view_config(renderer="message.pt")
def not_found(_error: Any, request: Any) -> dict[str, Any]:
    """Say the same whether the thing does not exist or is another town's."""
    request.response.status_int = 404
    return _page(
        request,
        "没有找到",
        "没有这个页面或事项，或不在您的办理范围内。请核对编号，或到“查询”里查找。",
    )


@forbidden_view_config(renderer="message.pt")
def forbidden(_error: Any, request: Any) -> Any:
    """Send strangers to the login page; tell colleagues that the desk is not theirs."""
    if request.identity is None:
        return _to_login(request)
    request.response.status_int = 403
    return _page(
        request,
        "无权办理",
        "您没有办理此项的岗位权限。需要办理的，请交给有此岗位的同事，或请系统管理员核对您的岗位。",
    )


@exception_view_config(BadCSRFToken, renderer="message.pt")
def bad_token(_error: Any, request: Any) -> Any:
    """Say that the page is too old or came from elsewhere; what was typed on our own page is kept."""
    request.response.status_int = 400
    if (kept := typed_on(request)) is not None:
        return _login_again(request, kept)
    return _page(
        request, "页面已失效", "页面已失效或登录已过期，请返回刷新后重新提交；内容未作任何更改。"
    )


def _to_login(request: Any) -> Any:
    """Send a stranger to the login page; what was typed on our own page comes along."""
    if request.method == "GET":
        return HTTPSeeOther(f"/login?next={quote(request.path_qs)}")
    if "X-CSRF-Token" in request.headers:
        request.response.status_int = 401
        return _page(request, "登录已过期", "登录已过期，请重新登录。")
    if (kept := typed_on(request)) is not None:
        return _login_again(request, kept)
    return HTTPSeeOther("/login")


def _login_again(request: Any, kept: Kept) -> Any:
    """Ask for the login on the spot; who has logged in meanwhile, in another window, just goes on."""
    if request.identity is not None:
        request.response.status_int = 200
        return resumed(request, kept, request.identity.csrf_token)
    value = {"title": "登录", "name": "", "problem": "", "next": "", "kept": kept}
    return render_to_response("login.pt", value, request=request, response=request.response)


@exception_view_config(PaperError, renderer="message.pt")
def paper_problem(error: PaperError, request: Any) -> dict[str, Any]:
    """Say what is wrong with a paper."""
    request.response.status_int = 400
    return _page(request, "文书未能生成", str(error))


@exception_view_config(UnicodeDecodeError, renderer="message.pt")
def unreadable(_error: Any, request: Any) -> dict[str, Any]:
    """Say that the query is not UTF-8."""
    request.response.status_int = 400
    return _page(request, "地址无法识别", "地址或查询内容不是有效的文字，请返回重新办理。")


@exception_view_config(Exception, renderer="message.pt")
def broken(error: Exception, request: Any) -> dict[str, Any]:
    """Say that we failed, without details; what happened is in the log."""
    if not is_error_retryable(request, error):
        _LOG.error("request failed: %s", request.method, exc_info=error)
    request.response.status_int = 500
    return _page(
        request, "系统出错", "系统出错，本次操作未作任何更改。请稍后再试；仍不行请告知系统管理员。"
    )


@exception_view_config(HTTPException)
def other(error: HTTPException, _request: Any) -> HTTPException:
    """Leave redirects and the like as they are."""
    return error


def _page(request: Any, title: str, message: str, clause: str = "") -> dict[str, Any]:
    number = (getattr(request, "matchdict", None) or {}).get("number", "")
    kind = getattr(getattr(request, "matched_route", None), "name", "")
    room = "batches" if kind.startswith("batch") else "cases"
    back, where = "/worklist", "回待办"
    if request.path_info.startswith("/help"):
        back, where = "/help", "回求助登记"
    elif number and (request.method == "POST" or (kind == "step" and title == REFUSED)):
        back, where = f"/{room}/{quote(number)}", "返回原来的页面"
    return {"title": title, "message": message, "clause": clause, "back": back, "where": where}
