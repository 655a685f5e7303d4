"""Make, review, send and settle payment batches (发放)."""

from __future__ import annotations

from typing import Any

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.response import Response
from pyramid.view import view_config

from jiuji_docs.domain.cases.bank_file import ReturnRefused
from jiuji_docs.domain.errors import Refused
from jiuji_docs.domain.people import mask_account
from jiuji_docs.services.payments import STANDARD, PaymentService
from jiuji_docs.web.numbers import whole_number
from jiuji_docs.web.press import wake_after_commit
from jiuji_docs.web.typed import typed
from jiuji_docs.web.views.errors import STATUS

#: What a page says after a deed, by a short code in the address.
SAID = {
    "reviewed": "复核已通过，可以导出清单报银行。",
    "returned": "回盘已逐行记账。",
    "reissued": "已按更正后的账户重发，等待列入下一批次。",
}
STATES = {"drafted": "待复核", "reviewed": "已复核", "sent": "已报银行", "closed": "已办结"}
#: What may be corrected before a failed row is issued again, and how long it may be.
CORRECTIONS = {"payee": 50, "bank": 100, "bank_account": 40}
LONGEST_FORMAT = 40
MEDIA = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@view_config(route_name="batches", request_method="GET", renderer="batches.pt", permission="pay")
def batches(request: Any) -> dict[str, Any]:
    """List batches, what waits and what failed; the county's finance desk sees every town."""
    return _list(request, "")


@view_config(route_name="batches", request_method="POST", renderer="batches.pt", permission="pay")
def make(request: Any) -> Any:
    """Put every waiting transfer into a new batch (制表)."""
    try:
        batch = request.find_service(PaymentService).make_batch(request.actor)
    except Refused as refused:
        request.response.status_int = STATUS.get(type(refused), 400)
        return _list(request, refused.message)
    return HTTPSeeOther(f"/batches/{batch.number}")


@view_config(route_name="batch", request_method="GET", renderer="batch.pt", permission="pay")
def batch(request: Any) -> dict[str, Any]:
    """Show one batch with its rows; accounts are masked."""
    return _one(request, [])


@view_config(
    route_name="batch_review", request_method="POST", renderer="batch.pt", permission="pay"
)
def review(request: Any) -> Any:
    """Confirm a batch (复核)."""
    return _change(
        request, lambda service: service.review(_number(request), request.actor), "reviewed"
    )


@view_config(route_name="batch_list", request_method="GET", permission="pay")
def export(request: Any) -> Response:
    """Give out the list; the first time counts as sending it, in a transaction of its own."""
    kind = request.matchdict["kind"]
    if kind not in MEDIA:
        raise HTTPNotFound
    number, actor = _number(request), request.actor
    form = str(request.params.get("format", ""))[:LONGEST_FORMAT] or STANDARD

    def carry_out(desk: Any) -> tuple[tuple[bytes, bytes], str]:
        service = PaymentService(desk)
        return service.export(number, actor, form), service.file_name(number)

    files, name = request.registry["house"].run(carry_out)
    if kind == "xlsx":
        name = f"{number}.xlsx"
    media = MEDIA[name.rpartition(".")[2]]
    response = Response(files[0] if kind == "csv" else files[1], content_type=media)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@view_config(
    route_name="batch_return", request_method="POST", renderer="batch.pt", permission="pay"
)
def take_return(request: Any) -> Any:
    """Take the bank's return file; one bad line and nothing is changed."""
    upload = request.POST.get("file")
    if not hasattr(upload, "file"):
        request.response.status_int = 400
        return _one(request, ["请先选择银行的回盘文件"])
    data = upload.file.read()
    return _change(
        request,
        lambda service: service.take_return(_number(request), data, request.actor),
        "returned",
    )


@view_config(route_name="reissue", request_method="POST", renderer="batches.pt", permission="pay")
def reissue(request: Any) -> Any:
    """Issue a failed row again to a corrected account."""
    payment = whole_number(request.matchdict["payment"])
    if payment is None:
        raise HTTPNotFound
    try:
        fields = {name: typed(request.POST, name, limit) for name, limit in CORRECTIONS.items()}
        request.find_service(PaymentService).reissue(payment, fields, request.actor)
    except Refused as refused:
        request.response.status_int = STATUS.get(type(refused), 400)
        return _list(request, refused.message)
    return HTTPSeeOther("/batches?said=reissued")


def _change(request: Any, change: Any, said: str) -> Any:
    try:
        change(request.find_service(PaymentService))
    except ReturnRefused as refused:
        request.response.status_int = 400
        return _one(request, [*refused.findings, f"逐行相符才记账（依据 {refused.clause}）"])
    except Refused as refused:
        request.response.status_int = STATUS.get(type(refused), 400)
        return _one(request, [refused.message])
    wake_after_commit(request)
    return HTTPSeeOther(f"/batches/{_number(request)}?said={said}")


def _list(request: Any, problem: str) -> dict[str, Any]:
    view = request.find_service(PaymentService).overview()
    may_make = "finance.clerk" in request.actor.roles
    return {
        "title": "发放",
        "batches": view.batches,
        "waiting": view.waiting,
        "failed": view.failed,
        "may_make": may_make,
        "states": STATES,
        "mask": lambda account: mask_account(account) if account else "",
        "problem": problem,
        "said": _said(request),
    }


def _one(request: Any, problems: list[str]) -> dict[str, Any]:
    batch_row, rows = request.find_service(PaymentService).batch(_number(request))
    roles = request.actor.roles
    return {
        "title": f"批次 {batch_row.number}",
        "formats": request.find_service(PaymentService).formats(),
        "batch": batch_row,
        "rows": rows,
        "states": STATES,
        "problems": problems,
        "may_make": "finance.clerk" in roles,
        "may_review": "finance.reviewer" in roles,
        "said": _said(request),
    }


def _said(request: Any) -> str:
    return SAID.get(str(request.params.get("said", "")), "") if request.method == "GET" else ""


def _number(request: Any) -> str:
    return str(request.matchdict["number"])[:40]
