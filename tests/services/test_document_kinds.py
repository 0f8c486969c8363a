"""L8: a commune adds kinds of document and ends them; a transaction stays closed under whatever name."""

from datetime import date
from typing import Any

import pytest

from app.domain.eligibility import DOCUMENT_KINDS, ForbiddenDocument
from app.domain.problems import Problem
from app.services import document_kinds
from app.store import document_kinds as rows
from app.store.ids import uuid7
from app.work import begin, look
from tests.people import Cast

FIRST = date(2026, 11, 23)


def do(cast: Cast, act: Any, *args: Any) -> Any:
    with begin(cast.tools) as work:
        return act(work, cast.org, cast.quang, *args)


def sent(cast: Cast, kind: str) -> str:
    body = cast.body()
    body["document"] = {**body["document"], "kind": kind}
    verdict = cast.send(cast.phone(), "case.submitted", uuid7(cast.clock.at), body)
    # the one photo is missing here: everything before it was met
    return str(verdict.code)


def test_l8_a_kind_of_its_own_is_taken_from_its_day_until_its_end(cast: Cast) -> None:
    assert sent(cast, "rieng_1") == "forbidden_document"
    code = do(cast, document_kinds.add, "Đơn xin xác nhận hoàn cảnh", "NĐ 23/2015 Điều 24.4.c", FIRST)
    assert code == "rieng_1" and sent(cast, code) == "photos_missing"
    do(cast, document_kinds.end, code, FIRST)
    assert sent(cast, code) == "photos_missing"
    cast.clock.forward(days=1)
    assert sent(cast, code) == "forbidden_document"
    do(cast, document_kinds.end, code, None)
    assert sent(cast, code) == "photos_missing"


def test_l8_a_shipped_kind_can_be_ended_and_another_commune_goes_on(cast: Cast) -> None:
    do(cast, document_kinds.end, "so_yeu_ly_lich", FIRST)
    cast.clock.forward(days=1)
    assert sent(cast, "so_yeu_ly_lich") == "forbidden_document"
    with look(cast.tools) as work:
        elsewhere = rows.known(work.db, cast.other_org)
    assert elsewhere == list(DOCUMENT_KINDS)


@pytest.mark.parametrize(
    "title",
    [
        "Hợp đồng thuê nhà",
        "Giấy mua bán xe",
        "GIẤY TẶNG CHO",
        "Di chúc",
        "Giấy thế chấp",
        "Giao dịch khác",
        "Giấy ủy quyền quản lý nhà",
        "Giấy vay tiền",
        "Giấy đặt cọc",
        "Giấy bán đất",
        "Giấy cho tặng đất",
        "Văn bản từ chối nhận di sản",
    ],
)
def test_l8_a_transaction_is_not_opened_by_another_name(cast: Cast, title: str) -> None:
    with pytest.raises(ForbiddenDocument):
        do(cast, document_kinds.add, title, "tự nghĩ ra", FIRST)


@pytest.mark.parametrize(
    ("act", "args", "code"),
    [
        (document_kinds.end, ("hop_dong", FIRST), "not_found"),
        (document_kinds.end, ("rieng_9", FIRST), "not_found"),
        (document_kinds.end, ("so_yeu_ly_lich", date(2026, 11, 22)), "kind_too_early"),
        (document_kinds.add, ("Đơn", "căn cứ", date(2026, 11, 22)), "kind_too_early"),
        (document_kinds.add, (" ", "căn cứ", FIRST), "incomplete"),
        (document_kinds.add, ("Đơn", " ", FIRST), "incomplete"),
    ],
)
def test_what_cannot_be_is_said(cast: Cast, act: Any, args: tuple[Any, ...], code: str) -> None:
    with pytest.raises(Problem) as caught:
        do(cast, act, *args)
    assert caught.value.code == code
