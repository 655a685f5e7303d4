"""The town's clerk orders the bundle of a day, sees how far it is, and saves it; a killed press goes on."""

from __future__ import annotations

import io

import pikepdf
import pytest

from jiuji_docs.services.bundles import making
from jiuji_docs.services.bundles import press as bundle_press
from jiuji_docs.services.bundles.orders import bundle_path
from jiuji_docs.services.start import open_press
from tests.functional.conftest import PrintedTown

DAY = "2024-02-20"


def turn(town: PrintedTown) -> None:
    """Let a press that has just started do one thing, and end."""
    press = open_press(town.house)
    press.reclaim()
    press.run_one()
    press.close()


def test_a_day_is_ordered_made_turn_by_turn_and_saved(
    printed_town: PrintedTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle_press, "TURN", 0.0)
    client = printed_town.login("yangshan.clerk")
    page = client.get("/worklist").click("打印册")
    assert "石桥村" not in page
    form = page.forms[max(page.forms)]
    form["unit"], form["day"] = "lihua", DAY
    page = form.submit().follow()
    assert "正在排队：0 / 2" in page
    assert 'http-equiv="refresh"' in page
    again = form.submit()
    assert again.location == page.request.url

    turn(printed_town)
    page = client.get(page.request.url)
    assert "正在整理：1 / 2" in page
    key = int(page.request.path.rpartition("/")[2])
    folder = bundle_path(printed_town.house, key).with_suffix(".pdf.parts")
    assert len(list(folder.glob("*.pdf"))) == 1
    client.get(f"/bundles/{key}/bundle.pdf", status=404)
    # A press that died with the job in hand: the next one takes it back, and the part is found again.
    printed_town.house.run(lambda desk: desk.jobs.take(desk.now()))
    calls: list[int] = []
    counted = making.make_part
    monkeypatch.setattr(
        making, "make_part", lambda *args, **more: calls.append(1) or counted(*args, **more)
    )
    turn(printed_town)
    # The other case and the contents sheet; the first case's part is not made again.
    assert len(calls) == 2

    page = client.get(page.request.url)
    assert "已备齐：2 件" in page
    assert 'http-equiv="refresh"' not in page
    saved = page.click("下载打印册")
    assert "attachment" in saved.headers["Content-Disposition"]
    with pikepdf.open(io.BytesIO(saved.body)) as pdf:
        assert len(pdf.pages) > 20
    assert not folder.exists()
    with printed_town.house.desk(write=False) as desk:
        for number in (printed_town.filed, printed_town.open):
            read = desk.accounts.accesses(desk.cases.get(number).id)
            assert sum(row.what.startswith("打印册：") for row in read) == 1
    for other in ("yangshan.head", "qinghe.clerk"):
        printed_town.login(other).get(f"/bundles/{key}", status=404)
    printed_town.login("lihua.recorder").get("/bundles", status=403)
    bundle_path(printed_town.house, key).unlink()
    assert "已过保存期" in client.get(page.request.url)


def test_what_is_asked_wrong_is_said(printed_town: PrintedTown) -> None:
    client = printed_town.login("yangshan.clerk")
    form = client.get("/bundles").forms[max(client.get("/bundles").forms)]
    for day, words in (
        ("２０２４年", "日期应写作"),
        ("", "日期应写作"),
        ("2024-02-21", "日期不能晚于今天"),
        ("2024-02-19", "没有办理过的事项"),
        ("0001-01-01", "没有办理过的事项"),
    ):
        form["day"] = day
        assert words in form.submit(status=400)
    form["day"] = DAY
    own = {"csrf_token": form["csrf_token"].value, "day": DAY}
    for unit in ("qinghe", "shiqiao", "nowhere", "", "county"):
        client.post("/bundles", {**own, "unit": unit}, status=404)
    for key in ("0", "x", "99999999999999999999"):
        client.get(f"/bundles/{key}", status=404)
