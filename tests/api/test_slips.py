"""Slips from the case's page, appointment slips printed in advance, and the public page that their codes open."""

import re

import pytest
import zxingcpp
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from pypdfium2 import PdfDocument
from sqlalchemy import select

from app.domain import vietqr
from app.domain.tickets import TicketUnknown
from app.services import intake, ticketing
from app.services import slips as service
from app.store import cases, held, tables, tickets
from app.work import begin, look
from app.work.pen import stamp
from tests.api.conftest import enter
from tests.people import SAU, Cast
from tests.prints import text_of
from tests.services.test_paper_and_book import do, refused
from tests.services.test_payments import LATER, account
from tests.services.test_rebuild import differing

HERE = "https://localhost"
DIGITS = SAU.number[-4:]


def read_codes(pdf: bytes) -> list[str]:
    picture: Image.Image = PdfDocument(pdf)[0].render(scale=3).to_pil()
    return sorted(one.text for one in zxingcpp.read_barcodes(picture))


def printed(desk: FlaskClient, case_id: str, kind: str, **form: str) -> bytes:
    answer = desk.post(f"/phieu/{case_id}", data={"kind": kind, **form}, base_url=HERE)
    assert answer.status_code == 200, answer.get_data(as_text=True)[-500:]
    assert answer.data.startswith(b"%PDF")
    return answer.data


FORMS = [
    ("slip_received", {}, ("GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "01/TNHS", "Bản chính", "17 giờ 00 phút")),
    ("slip_appointment", {},
     ("PHIẾU HẸN TRẢ KẾT QUẢ CHỨNG THỰC", "01/PH", "17 giờ 00 phút, ngày 23 tháng 11 năm 2026")),
    ("slip_supplement", {"items": "Thẻ căn cước\nGiấy xác nhận", "reason": "Thẻ hết hạn"},
     ("PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ", "01/HDHS",
      "1. Thẻ căn cước", "2. Giấy xác nhận", "Lý do: Thẻ hết hạn")),
    ("slip_refusal", {"reason": "Là hợp đồng", "basis": "khoản 4 Điều 25 NĐ 23/2015"},
     ("PHIẾU TỪ CHỐI TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ", "01/TCHS", "khoản 4 Điều 25", "quyền khiếu nại")),
    ("slip_apology", {"reason": "Mất điện", "day": "24/11/2026", "hour": "10:00"},
     ("PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ", "01/PXL", "10 giờ 00 phút, ngày 24 tháng 11 năm 2026")),
    ("slip_control", {},
     ("PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ", "01/KSHS", "Cán bộ tiếp nhận hồ sơ tại nhà", "Đúng hạn")),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "form", "said"), FORMS, ids=[one[0] for one in FORMS])
def test_each_slip_is_numbered_filled_from_its_case_and_logged(
    app: Flask, cast: Cast, kind: str, form: dict[str, str], said: tuple[str, ...]
) -> None:
    case_id = cast.submitted(cast.phone())
    desk = enter(app, cast, cast.hanh)
    text = text_of(printed(desk, case_id, kind, **form))
    for part in (*said, "Nguyễn Thị Sáu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"):
        assert part in text, part
    with look(cast.tools) as work:
        rows = work.db.execute(select(tables.print_out.c.what).where(tables.print_out.c.case_id == case_id)).scalars()
        assert list(rows) == [kind]
        (slip_id,) = work.db.execute(select(tables.slip.c.id)).scalars()
    again = desk.post(f"/phieu/{case_id}/in-lai", data={"slip": slip_id}, base_url=HERE).data
    assert text_of(again) == text
    assert said[1].replace("01/", "02/") in text_of(printed(desk, case_id, kind, **form, confirmed="on"))
    assert "Phiếu của hồ sơ" in desk.get(f"/phieu/{case_id}", base_url=HERE).get_data(as_text=True)


def test_a_second_request_for_more_warns_that_it_counts_as_late(app: Flask, cast: Cast) -> None:
    case_id = cast.submitted(cast.phone())
    desk = enter(app, cast, cast.hanh)
    form = {"kind": "slip_supplement", "items": "Thẻ", "reason": "Hết hạn"}
    assert desk.post(f"/phieu/{case_id}", data=form, base_url=HERE).status_code == 200
    assert "tính là quá hạn" in desk.get(f"/phieu/{case_id}", base_url=HERE).get_data(as_text=True)
    assert desk.post(f"/phieu/{case_id}", data=form, base_url=HERE).status_code == 409
    assert desk.post(f"/phieu/{case_id}", data={**form, "confirmed": "on"}, base_url=HERE).status_code == 200


def test_the_national_code_is_typed_and_stands_on_slips_beside_our_own(app: Flask, cast: Cast) -> None:
    case_id = cast.submitted(cast.phone())
    desk = enter(app, cast, cast.hanh)
    path = f"/phieu/{case_id}/ma-mot-cua"
    assert desk.post(path, data={"external": "TN-2026-000001"}, base_url=HERE).status_code == 400
    assert desk.post(path, data={"external": "000.00.01.h26-261123-0012"}, base_url=HERE).status_code == 302
    text = text_of(printed(desk, case_id, "slip_received"))
    assert "000.00.01.H26-261123-0012 (TN-2026-000001)" in text
    desk.post(path, data={"external": ""}, base_url=HERE)
    assert "H26" not in text_of(printed(desk, case_id, "slip_received"))


def test_a_transfer_that_is_to_be_made_stands_on_the_slip_as_its_code(app: Flask, cast: Cast) -> None:
    account(cast)
    case_id = cast.submitted(cast.phone(), fee=LATER)
    desk = enter(app, cast, cast.hanh)
    assert len(read_codes(printed(desk, case_id, "slip_appointment"))) == 1
    desk.post(f"/phi/ma/{case_id}", base_url=HERE)
    pdf = printed(desk, case_id, "slip_appointment")
    (transfer,) = [one for one in read_codes(pdf) if not one.startswith("HTTP")]
    assert vietqr.read(transfer)["54"] == "10000"
    assert "113366668888" in text_of(pdf)


def steps(app: Flask, code: str, digits: str) -> tuple[int, str]:
    answer = app.test_client().post("/T", data={"ma": code, "so": digits}, base_url=HERE)
    return answer.status_code, answer.get_data(as_text=True)


def test_the_code_of_a_slip_opens_steps_and_dates_without_a_name(app: Flask, cast: Cast) -> None:
    case_id = cast.submitted(cast.phone())
    pdf = printed(enter(app, cast, cast.hanh), case_id, "slip_received")
    (link,) = read_codes(pdf)
    code = link.rpartition("/")[2]
    assert re.fullmatch(r"HTTPS?://LOCALHOST(:\d+)?/T/[0-9A-Z]{12}", link)
    page = app.test_client().get(f"/T/{code}", base_url=HERE).get_data(as_text=True)
    assert f'value="{code}"' in page
    status, said = steps(app, code.lower(), DIGITS)
    assert status == 200 and "Xã nhận hồ sơ" in said and "23/11/2026" in said
    for secret in ("Sáu", SAU.name, DIGITS + "<", "Tổ 2", "ủy quyền"):
        assert secret not in said
    cast.approved(case_id, cast.passkey(cast.minh))
    assert "Lãnh đạo ký chứng thực" in steps(app, code, DIGITS)[1]
    assert differing(cast) == ({}, [])


def test_wrong_digits_and_an_unknown_code_are_answered_alike_and_soon_must_wait(app: Flask, cast: Cast) -> None:
    case_id = cast.submitted(cast.phone())
    with begin(cast.tools) as work:
        made = service.make(work, cast.org, cast.hanh, case_id, (service.Slip.RECEIVED, service.Typed()))
    wrong, unknown = steps(app, made.code, "9999"), steps(app, "7K4QM2XD9HTP", "9999")
    blank = [re.sub(r'value="[^"]*"', "", one[1]) for one in (wrong, unknown)]
    assert (wrong[0], unknown[0]) == (404, 404) and blank[0] == blank[1]
    for _ in range(4):
        assert steps(app, made.code, "9999")[0] == 404
    assert steps(app, made.code, "9999")[0] == 429
    assert steps(app, made.code, DIGITS)[0] == 429
    cast.clock.forward(hours=1)
    assert steps(app, made.code, DIGITS)[0] == 200
    for bad in ("", "x", "12345", "ab12", "١٢٣٤", "AB-1"):
        assert steps(app, made.code, bad)[0] == 404


def test_a_passports_last_four_may_be_letters(app: Flask, cast: Cast) -> None:
    person = {**cast.body()["person"], "paper": "ho_chieu", "number": "N12345AB"}
    case_id = cast.submitted(cast.phone(), person=person)
    with begin(cast.tools) as work:
        made = service.make(work, cast.org, cast.hanh, case_id, (service.Slip.RECEIVED, service.Typed()))
    assert [steps(app, made.code, last)[0] for last in ("45AB", "45ab", " 45aB ", "45AC")] == [200, 200, 200, 404]


def test_after_an_apology_the_newest_promise_stands_on_the_page_and_on_reprints(app: Flask, cast: Cast) -> None:
    case_id = cast.submitted(cast.phone())
    desk = enter(app, cast, cast.hanh)
    code = read_codes(printed(desk, case_id, "slip_received"))[0].rpartition("/")[2]
    with look(cast.tools) as work:
        (slip_id,) = work.db.execute(select(tables.slip.c.id)).scalars()
    for day in ("24/11/2026", "25/11/2026"):
        printed(desk, case_id, "slip_apology", reason="Mất điện", day=day, hour="10:00")
        cast.clock.forward(minutes=1)
    again = text_of(desk.post(f"/phieu/{case_id}/in-lai", data={"slip": slip_id}, base_url=HERE).data)
    assert "5. Thời gian trả kết quả: 10 giờ 00 phút, ngày 25 tháng 11 năm 2026" in again
    said = steps(app, code, DIGITS)[1]
    assert "25/11/2026" in said and "24/11/2026" not in said


def test_an_ended_case_asks_for_no_money_in_public(app: Flask, cast: Cast) -> None:
    account(cast)
    case_id = cast.submitted(cast.phone(), fee=LATER)
    desk = enter(app, cast, cast.hanh)
    desk.post(f"/phi/ma/{case_id}", base_url=HERE)
    with begin(cast.tools) as work:
        made = service.make(work, cast.org, cast.hanh, case_id, (service.Slip.RECEIVED, service.Typed()))
    assert "Chưa thu" in steps(app, made.code, DIGITS)[1]
    with begin(cast.tools) as work:
        cases.save(work.db, case_id, state="refused")
    assert "Chưa thu" not in steps(app, made.code, DIGITS)[1]


def test_the_term_is_judged_until_the_result_is_there_and_not_at_the_door(app: Flask, cast: Cast) -> None:
    case_id = cast.submitted(phone := cast.phone())
    cast.approved(case_id, cast.passkey(cast.minh))
    cast.ready(case_id)
    cast.clock.forward(days=2)
    assert cast.send(phone, "delivery.completed", case_id, cast.delivery()).verdict == "accepted"
    text = text_of(printed(enter(app, cast, cast.hanh), case_id, "slip_control"))
    assert "Trả kết quả" in text and "Đúng hạn" in text and "Quá hạn" not in text


def sheet(cast: Cast, count: int = 1) -> list[str]:
    made = do(cast, ticketing.print_sheets, cast.org, cast.hanh, cast.lan, count)
    return [one.code for one in made]


def bind(cast: Cast, phone: object, case_id: str, code: str) -> tuple[str, str]:
    body = {"v": 1, "code": code, "bound_at": stamp(cast.clock.at)}
    verdict = cast.send(phone, "ticket.bound", case_id, body)  # type: ignore[arg-type]
    return verdict.verdict, verdict.code


def test_a_sheet_holds_codes_that_nobody_can_guess_and_each_can_be_scanned(app: Flask, cast: Cast) -> None:
    desk = enter(app, cast, cast.hanh)
    answer = desk.post("/to-hen", data={"officer": cast.lan, "count": "1"}, base_url=HERE)
    codes = read_codes(answer.data)
    assert len(codes) == 8 and len(set(codes)) == 8
    assert all(re.fullmatch(r"HTTPS?://LOCALHOST(:\d+)?/T/[0-9A-Z]{12}", one) for one in codes)
    text = text_of(answer.data)
    assert "TỜ HẸN TRẢ KẾT QUẢ" in text and "Nguyễn" not in text
    assert "Đã dùng" in desk.get("/to-hen", base_url=HERE).get_data(as_text=True)
    refused("too_many_sheets", lambda: sheet(cast, 11))
    refused("not_found", lambda: do(cast, ticketing.print_sheets, cast.org, cast.hanh, cast.hoa, 1))
    refused("not_found", lambda: do(cast, ticketing.print_sheets, cast.org, cast.hanh, cast.hanh, 1))


def test_a_ticket_is_bound_at_the_door_and_opens_its_case(app: Flask, cast: Cast) -> None:
    code = sheet(cast)[0]
    phone = cast.phone()
    case_id = cast.submitted(phone)
    assert steps(app, code, DIGITS)[0] == 404
    assert bind(cast, phone, case_id, code) == ("accepted", "")
    assert bind(cast, phone, case_id, code) == ("accepted", "")
    assert steps(app, code, DIGITS)[0] == 200
    assert differing(cast) == ({}, [])


def test_a_ticket_that_is_bound_twice_or_of_no_sheet_of_ours_is_held(app: Flask, cast: Cast) -> None:
    code = sheet(cast)[0]
    phone = cast.phone()
    first, second = cast.submitted(phone), cast.submitted(phone)
    assert bind(cast, phone, first, code) == ("accepted", "")
    assert bind(cast, phone, second, code) == ("held", "ticket_taken")
    assert bind(cast, phone, second, "7K4QM2XD9HTP") == ("held", "ticket_unknown")
    with begin(cast.tools) as work:
        theirs = tickets.TicketRow("QQQQM2XD9HTP", cast.other_org, "s", cast.hoa, cast.hoa, work.at)
        tickets.add(work.db, [theirs])
    assert bind(cast, phone, second, theirs.code) == ("held", "ticket_unknown")
    with look(cast.tools) as work:
        waiting = {one.seq for one in held.open_of_case(work.db, cast.org, second)}
    taken = []
    with begin(cast.tools) as work:
        for seq in sorted(waiting):
            try:
                intake.apply_held(work, cast.org, seq)
                taken.append(True)
            except TicketUnknown:
                taken.append(False)
        opened = [tickets.case_of(work.db, one) for one in (code, "7K4QM2XD9HTP", theirs.code)]
        work.db.rollback()
    # what somebody says is ours though no table knows it was printed after the last backup; a neighbour's never is
    assert (taken, opened) == ([True, True, False], [second, second, None])
    with look(cast.tools) as work:
        assert tickets.case_of(work.db, code) == first
    assert differing(cast) == ({}, [])
