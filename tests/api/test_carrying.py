"""Trả kết quả at the desk: the sheet comes in, papers go out, and nobody reads in a list why somebody is helped."""

import io
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.documents import spreadsheet
from app.domain.decision_sheet import guess
from app.media.sample import ink
from app.services import benefits
from app.store import cases
from app.work import begin, look
from tests.api.conftest import enter
from tests.people import Cast
from tests.prints import text_of
from tests.services.test_benefits import HEAD, KHANH, SAU, body, handed, imported, take

HERE = "https://localhost"
# what a group of the list says, in any of its forms: number of the law's part, words, illness
NOTE = "chim-hoàng-yến"
CANARY = re.compile(rf"HIV|[Kk]hoản [68] Điều 5|>[68]<|{NOTE}")
# keys, tokens and hashes are drawn anew in every run and hold any three letters sooner or later; no law is written so
DRAWN = re.compile(r"[A-Za-z0-9+/_=-]{20,}")


def told(answer: TestResponse) -> bool:
    """Whether what came back says in which group of the list somebody is."""
    words = text_of(answer.data) if answer.mimetype == "application/pdf" else answer.text
    return CANARY.search(DRAWN.sub("", words)) is not None


def sent(browser: FlaskClient, *rows: list[str], xlsx: bool = False) -> str:
    data = spreadsheet.as_xlsx("QĐ", HEAD, rows) if xlsx else spreadsheet.as_csv(HEAD, rows)
    file = (io.BytesIO(data), "qd.xlsx" if xlsx else "qd.csv")
    return browser.post("/tra-ket-qua/nhap", base_url=HERE, data={"file": file}).text


def carried_on(page: str, **more: str) -> dict[str, str]:
    """The fields of the preview's form, as a person sends them on."""
    inputs = re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page)
    return {**dict(inputs), **more}


def test_a_sheet_is_seen_before_it_is_taken(app: Flask, cast: Cast) -> None:
    hanh = enter(app, cast, cast.hanh)
    page = sent(hanh, SAU, [*KHANH[:10], ""], xlsx=True)
    assert "Mọi dòng đọc được" in page
    assert imported(cast) == []
    done = hanh.post("/tra-ket-qua/nhap/xong", base_url=HERE, data=carried_on(page, officer=cast.lan))
    assert done.status_code == 302
    assert "moi=2" in done.location
    again = hanh.post("/tra-ket-qua/nhap/xong", base_url=HERE, data=carried_on(page, officer=cast.lan))
    assert "moi=0&cu=2" in again.location
    assert len(imported(cast)) == 2


def test_what_is_wrong_is_said_at_its_row_and_nothing_is_taken(app: Flask, cast: Cast) -> None:
    hanh = enter(app, cast, cast.hanh)
    page = sent(hanh, SAU, [*KHANH[:8], "360.000", KHANH[9], ""])
    assert "Mức hưởng trong bảng là 360.000 đồng; tính theo mức chuẩn và hệ số là 750.000 đồng." in page
    back = hanh.post("/tra-ket-qua/nhap/xong", base_url=HERE, data=carried_on(page, officer=cast.lan))
    assert "dòng chưa đúng" in back.text
    assert imported(cast) == []
    reason = {"officer": cast.lan, "keep-3": "Mức cũ"}
    assert hanh.post("/tra-ket-qua/nhap/xong", base_url=HERE, data=carried_on(page, **reason)).status_code == 302
    assert len(imported(cast)) == 2


def test_columns_that_were_put_right_are_remembered(app: Flask, cast: Cast) -> None:
    hanh = enter(app, cast, cast.hanh)
    data = spreadsheet.as_csv([*HEAD[:5], "Nhà ở", *HEAD[6:]], [SAU])
    page = hanh.post("/tra-ket-qua/nhap", base_url=HERE, data={"file": (io.BytesIO(data), "qd.csv")}).text
    assert "Thôn, tổ: chưa có." in page
    right = carried_on(page, **{"c-hamlet": "F", "officer": cast.lan})
    assert "Mọi dòng đọc được" in hanh.post("/tra-ket-qua/nhap", base_url=HERE, data=right).text
    hanh.post("/tra-ket-qua/nhap/xong", base_url=HERE, data=right)
    page = hanh.post("/tra-ket-qua/nhap", base_url=HERE, data={"file": (io.BytesIO(data), "qd.csv")}).text
    assert "Mọi dòng đọc được" in page


def test_what_is_no_sheet_is_refused(app: Flask, cast: Cast) -> None:
    hanh = enter(app, cast, cast.hanh)
    for text in ("", "x", "AAAA", spreadsheet.packed([["a"]])[:-4]):
        assert hanh.post("/tra-ket-qua/nhap", base_url=HERE, data={"sheet": text, "first": "2"}).status_code == 400


def test_one_is_typed_and_a_second_time_told(app: Flask, cast: Cast) -> None:
    hanh = enter(app, cast, cast.hanh)
    form = {"number": "31/QĐ-UBND", "date": "20/11/2026", "kind": "pension", "name": "Nguyễn Thị Sáu", "hamlet": "Tổ 2",
            "amount": "500.000", "from_month": "12/2026", "officer": cast.lan}  # fmt: skip
    assert hanh.post("/tra-ket-qua/moi", base_url=HERE, data=form | {"amount": "1"}).status_code == 200
    assert imported(cast) == []
    assert hanh.post("/tra-ket-qua/moi", base_url=HERE, data=form).status_code == 302
    assert "đã nhập trước đó" in hanh.post("/tra-ket-qua/moi", base_url=HERE, data=form).text
    assert len(imported(cast)) == 1


def test_ticked_papers_go_to_an_officer_together(app: Flask, cast: Cast) -> None:
    take(cast, SAU, [*KHANH[:10], ""])
    hanh = enter(app, cast, cast.hanh)
    chosen = [one.id for one in imported(cast)]
    hanh.post("/tra-ket-qua/giao", base_url=HERE, data={"case": chosen, "officer": cast.tuan})
    assert {one.officer for one in imported(cast)} == {cast.tuan}
    with look(cast.tools) as work:
        assert {held.holder for one in chosen if (held := cases.paper(work.db, one))} == {"officer"}


def test_no_list_no_export_and_no_slip_says_why_somebody_is_helped(app: Flask, cast: Cast) -> None:
    phone = cast.phone()
    with begin(cast.tools) as work:
        whole = [[*HEAD, "Ghi chú"], [*KHANH[:10], "", NOTE]]
        sheet = benefits.Sheet(whole, guess(whole), cast.lan, {})
        benefits.take_sheet(work, cast.org, cast.hanh, sheet)
    take(cast, SAU, ["18/QĐ-UBND", *SAU[1:6], "6", "2,0", "1.000.000", "11/2026", ""])
    case = imported(cast)[0]
    assert case.fields["decision"]["note"] == NOTE
    handed(cast, case.id)
    cast.send(phone, "delivery.completed", case.id, body(cast))
    reached = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and not rule.arguments and rule.endpoint not in LAW | {"sync.changes"}
    }
    shown = [
        (person, path)
        for person in (cast.hanh, cast.minh, cast.quang, cast.lan, cast.tuan)
        for path in sorted(reached)
        if told(enter(app, cast, person).get(path, base_url=HERE, buffered=True))
    ]
    assert shown == []
    hanh = enter(app, cast, cast.hanh)
    for path in (f"/ho-so-xa/{case.id}", f"/giay-to/{case.id}", "/ho-so-xa?tim=khanh"):
        assert not told(hanh.get(path, base_url=HERE)), path
    export = hanh.post("/phi/in", base_url=HERE, data={"thang": "2026-11", "dang": "csv"})
    assert not told(export)
    assert hanh.post(f"/tra-ket-qua/{case.id}/phieu", base_url=HERE).mimetype == "application/pdf"


# pages that name the law's groups for everybody, of nobody in particular
LAW = {"decision_import.type_form", "pwa.home"}


def test_the_group_is_shown_for_a_reason_that_is_noted(app: Flask, cast: Cast) -> None:
    take(cast, [*KHANH[:10], ""])
    (case,) = imported(cast)
    hanh = enter(app, cast, cast.hanh)
    assert hanh.post(f"/tra-ket-qua/{case.id}/nhom", base_url=HERE, data={"reason": " "}).status_code == 400
    page = hanh.post(f"/tra-ket-qua/{case.id}/nhom", base_url=HERE, data={"reason": "Người nhà hỏi"})
    assert "Khoản 8" in page.text and told(page)
    quang = enter(app, cast, cast.quang)
    assert "Người nhà hỏi" in quang.get("/nhat-ky/quan-tri", base_url=HERE).text
    assert "Nhóm hưởng" in quang.get("/nhat-ky", base_url=HERE).text


def test_the_desk_sees_how_it_was_received(app: Flask, cast: Cast) -> None:
    phone = cast.phone()
    take(cast, SAU)
    (case,) = imported(cast)
    handed(cast, case.id)
    cast.send(phone, "delivery.completed", case.id, body(cast, ink=ink(9)))
    hanh = enter(app, cast, cast.hanh)
    page = hanh.get(f"/ho-so-xa/{case.id}", base_url=HERE).text
    assert "Quyền khiếu nại" in page
    picture = hanh.get(f"/tra-ket-qua/{case.id}/anh/ink", base_url=HERE)
    assert picture.mimetype == "image/png"
    assert hanh.get(f"/tra-ket-qua/{case.id}/anh/{'0' * 64}", base_url=HERE).status_code == 404


def test_no_lock_and_no_reason_tells_of_which_group_somebody_is(app: Flask, cast: Cast) -> None:
    take(cast, SAU, [*KHANH[:8], "360.000", KHANH[9], ""], reasons={3: f"Mức cũ, {NOTE}"})
    hanh = enter(app, cast, cast.hanh)
    old, ill = (hanh.get(f"/ho-so-xa/{one.id}", base_url=HERE).text for one in imported(cast))
    for page in (old, ill):
        assert "/nhom" in page
        assert "Điều 5" not in page
    assert NOTE not in ill
    opened = hanh.post(f"/tra-ket-qua/{imported(cast)[1].id}/nhom", base_url=HERE, data={"reason": "Người nhà hỏi"})
    assert NOTE in opened.text


@pytest.mark.parametrize(("number", "told"), [("024080000008", True), (SAU[4], False)])
def test_the_desk_sees_that_the_card_was_another_one(app: Flask, cast: Cast, number: str, told: bool) -> None:
    phone = cast.phone()
    take(cast, SAU)
    (case,) = imported(cast)
    handed(cast, case.id)
    to = {"who": "self", "name": SAU[2], "relation": "", "paper": "the_can_cuoc", "number": number, "how": "scan"}
    assert cast.send(phone, "delivery.completed", case.id, body(cast, recipient=to)).verdict == "accepted"
    page = enter(app, cast, cast.hanh).get(f"/ho-so-xa/{case.id}", base_url=HERE).text
    assert ("Số trên thẻ khác số trong hồ sơ" in page) == told


def test_what_was_put_in_stays_on_the_page_with_what_is_wrong(app: Flask, cast: Cast) -> None:
    hanh = enter(app, cast, cast.hanh)
    page = sent(hanh, SAU)
    for wrong in ({"officer": ""}, {"officer": cast.lan, "c-name": "A"}, {"officer": cast.lan, "c-name": "?"}):
        back = hanh.post("/tra-ket-qua/nhap/xong", base_url=HERE, data=carried_on(page, **wrong))
        assert (back.status_code, "Chưa nhập dòng nào." in back.text) == (200, True)
        assert carried_on(back.text)["sheet"] == carried_on(page)["sheet"]
        assert carried_on(back.text)["c-name"] == wrong.get("c-name", "C")
    form = {"number": "31/QĐ-UBND", "date": "20/11/2026", "kind": "pension", "name": "Nguyễn Thị Sáu", "hamlet": "Tổ 2",
            "amount": "500.000", "from_month": "12/2026"}  # fmt: skip
    back = hanh.post("/tra-ket-qua/moi", base_url=HERE, data=form)
    assert (back.status_code, "Nguyễn Thị Sáu" in back.text) == (200, True)
    assert imported(cast) == []


def test_columns_that_are_put_right_keep_the_officer_and_the_reasons(app: Flask, cast: Cast) -> None:
    hanh = enter(app, cast, cast.hanh)
    page = sent(hanh, [*SAU[:8], "760.000", *SAU[9:]])
    more = {"officer": cast.lan, "keep-2": "Tỉnh cho thêm"}
    again = hanh.post("/tra-ket-qua/nhap", base_url=HERE, data=carried_on(page, **more)).text
    assert f'<option value="{cast.lan}" selected>' in again and 'value="Tỉnh cho thêm"' in again


def test_enter_in_a_column_shows_the_rows_again(app: Flask, cast: Cast) -> None:
    page = sent(enter(app, cast, cast.hanh), SAU)
    takes, shows = re.findall(r'<form class="stack".*?</form>', page, re.S)
    assert "/nhap/xong" in takes
    assert 'type="hidden" name="c-name"' in takes
    assert "/nhap/xong" not in shows
    assert 'id="c-name"' in shows
