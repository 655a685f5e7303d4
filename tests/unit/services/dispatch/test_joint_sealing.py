"""Of a joint document every organ puts its own seal on the text it agreed to, by its keeper (联合行文)."""

from __future__ import annotations

import io
import json
from typing import Any

import pypdfium2
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from sqlalchemy import insert

from jiuji_docs.domain.errors import NotFound, Refused
from jiuji_docs.services.dispatch.drafting import DraftingService
from jiuji_docs.services.dispatch.lists import DossierLists
from jiuji_docs.services.dispatch.reading import DossierReader
from jiuji_docs.services.house import House
from jiuji_docs.services.press import Press
from jiuji_docs.signing.verification import verify_pdf
from jiuji_docs.storage.tables import ACCOUNT, ACCOUNT_ROLE
from tests.common.dossiers import DRAFTER, new_dossier, state_of, take, walk_to

ORGANS = ["示范县民政局", "示范县财政局", "示范县阳山镇人民政府"]
PARAGRAPH = "各有关部门要各司其职，密切配合，把政策落到实处，确保救助及时、公开、公正，经得起检查。"
JOINT = {
    "joint_issuers": ORGANS[1:],
    "signatories": ORGANS,
    "body": [{"paragraph": PARAGRAPH * 2}] * 6,
}


def _agreed(house: House) -> str:
    number = new_dossier(house, **JOINT)
    take(house, number, "circulate", DRAFTER, units=["finance", "yangshan", "qinghe"])
    take(house, number, "agree", "finance.countersigner")
    take(house, number, "agree", "yangshan.mayor")
    house.run(lambda desk: _answer_for_qinghe(desk, number))
    take(house, number, "collect", DRAFTER)
    return number


def _answer_for_qinghe(desk: Any, number: str) -> None:
    """A unit that is asked and does not sign agrees too; the demo has no countersigner there."""
    row = desk.dossiers.seen(number, "county")
    desk.dossiers.answer(row.id, "qinghe", "countersign", "agreed", desk.now())


def _ready(house: House, press: Press) -> str:
    number = _agreed(house)
    walk_to(house, number, "seal", press)
    return number


def test_three_organs_seal_in_turn_to_one_valid_pdf(house: House, press: Press) -> None:
    town = _give_a_keeper(house, "yangshan")
    number = _ready(house, press)
    with pytest.raises(Refused, match="联署机关尚未用印：示范县财政局、示范县阳山镇人民政府"):
        take(house, number, "seal", "county.sealkeeper")
    for who in (town, "finance.sealkeeper"):
        take(house, number, "seal_joint", who)
        with pytest.raises(Refused, match="正在印制或用印"):
            take(house, number, "seal", "county.sealkeeper")
        press.run_all()
        assert state_of(house, number) == "seal"
    with pytest.raises(Refused, match="示范县财政局已经用印"):
        take(house, number, "seal_joint", "finance.sealkeeper")
    take(house, number, "seal", "county.sealkeeper")
    press.run_all()
    walk_to(house, number, "archive", press)

    with house.desk(write=False) as desk:
        (paper,) = desk.dossiers.papers(1)
        lines = desk.dossiers.seals_on(paper.id)
    assert paper.state == "sealed"
    assert [(one.seal_name, one.keeper_id) for one in lines] == [
        (ORGANS[2], town),
        (ORGANS[1], "finance.sealkeeper"),
        (ORGANS[0], "county.sealkeeper"),
    ]
    pdf = house.store.get(paper.pdf_hash)
    report = verify_pdf(pdf, [house.keyring.root_certificate()], sha256=paper.pdf_hash)
    assert report.ok, report.findings
    assert [one.signer for one in report.signatures] == [ORGANS[2], ORGANS[1], ORGANS[0]]
    assert _apart(pdf) == 3


def test_a_unit_that_agreed_but_does_not_sign_has_no_seal_to_put(
    house: House, press: Press
) -> None:
    town = _give_a_keeper(house, "qinghe")
    number = _ready(house, press)
    with pytest.raises(Refused, match="没有办理“联署用印”的权限"):
        take(house, number, "seal_joint", town)
    with pytest.raises(Refused, match="没有办理“用印”的权限"):
        take(house, number, "seal", "finance.sealkeeper")
    with pytest.raises(NotFound):
        take(house, number, "seal_joint", "lihua.recorder")


def test_the_worklist_of_a_keeper_holds_what_waits_for_the_own_seal(
    house: House, press: Press
) -> None:
    number = _ready(house, press)

    def waits(who: str) -> list[str]:
        with house.desk(write=False) as desk:
            rows = DossierLists(desk).show("waiting", desk.actor(who)).rows
            return [one.number for one in rows]

    assert waits("finance.sealkeeper") == [number]
    assert waits("finance.countersigner") == []
    with house.desk(write=False) as desk:
        view = DossierReader(desk).view(number, desk.actor("county.sealkeeper"))
    assert view.next_people == ("示范县财政局用印", "示范县阳山镇人民政府用印")
    take(house, number, "seal_joint", "finance.sealkeeper")
    press.run_all()
    assert waits("finance.sealkeeper") == []
    with house.desk(write=False) as desk:
        view = DossierReader(desk).view(number, desk.actor("county.sealkeeper"))
    assert [one.state for one in view.papers] == ["已印制（示范县财政局已用印）"]


def test_a_text_changed_after_an_organ_agreed_is_countersigned_again(house: House) -> None:
    number = _agreed(house)
    with house.desk(write=False) as desk:
        row = desk.dossiers.seen(number, "county")
    content = json.loads(row.content)
    content["body"].append({"paragraph": "所需资金由县财政局承担。"})
    house.run(
        lambda desk: DraftingService(desk).save(
            number, desk.actor("county.office"), content, row.version
        )
    )

    with pytest.raises(Refused, match="会签后文稿有改动，应退回重新会签：示范县财政局"):
        take(house, number, "pass", "county.office")

    take(house, number, "return_draft", "county.office", comment="资金条款须会签")
    assert state_of(house, number) == "draft"


def test_an_organ_that_only_signs_must_agree_as_one_in_the_mark(house: House) -> None:
    number = new_dossier(house, signatories=ORGANS[:2])
    with pytest.raises(Refused, match="尚缺：示范县财政局"):
        take(house, number, "submit", DRAFTER)


def _give_a_keeper(house: House, unit: str) -> str:
    """Let a town have a keeper of its seal; return the account."""
    who = f"{unit}.keeper"

    def give(desk: Any) -> None:
        known = desk.accounts.account("yangshan.registrar")
        values = {column.name: getattr(known, column.name) for column in ACCOUNT.c}
        session = desk.work.session
        session.execute(insert(ACCOUNT).values({**values, "id": who, "unit_id": unit}))
        session.execute(insert(ACCOUNT_ROLE).values(account_id=who, role="doc.sealkeeper"))

    house.run(give)
    return who


def _apart(pdf: bytes) -> int:
    """Return how many seals the PDF shows, none of which lies over another."""
    reader = PdfFileReader(io.BytesIO(pdf))
    boxes = [
        tuple(float(edge) for edge in one.sig_field["/Rect"]) for one in reader.embedded_signatures
    ]
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    assert len(document) >= 1
    for at, (left, low, right, high) in enumerate(boxes):
        for other in boxes[at + 1 :]:
            assert right <= other[0] or other[2] <= left or high <= other[1] or other[3] <= low
    return len(boxes)
