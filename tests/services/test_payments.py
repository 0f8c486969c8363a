"""L15: transfers from the shown code to the bank's statement; the ledger by officer and month."""

import io
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import delete, func, select

from app.documents import spreadsheet
from app.domain import statement, vietqr
from app.domain.statement import NotASheet
from app.evidence.check import check
from app.evidence.check.report import State
from app.reports import changes, fee_ledger, history
from app.reports import payments as report
from app.routes import fee_ledger as fee_columns
from app.services import fee_settings, papers, payments, slips, ticketing
from app.store import cases, purges, tables
from app.store import tickets as ticket_rows
from app.work import begin, look
from app.work.pen import stamp
from tests.api.conftest import enter
from tests.people import Cast
from tests.services.test_bundles import made, trust
from tests.services.test_fees import ACCOUNT, GIVEN
from tests.services.test_paper_and_book import do, exempted, refused
from tests.services.test_rebuild import differing

HERE = "https://localhost"
COLUMNS = statement.Columns("A", "B", "C", 2)
LATER = {"amount": 10_000, "paid": "later", "receipt": "", "basis": ""}


def account(cast: Cast, **more: object) -> None:
    facts = {"bin": ACCOUNT.bin, "number": ACCOUNT.number, "holder": ACCOUNT.holder, "bank": ACCOUNT.bank, **more}
    do(cast, fee_settings.set_account, cast.org, cast.quang, fee_settings.Account(**facts))  # type: ignore[arg-type]


def code_of(cast: Cast, case_id: str) -> str:
    with look(cast.tools) as work:
        found = cases.get(work.db, case_id)
    assert found is not None
    return found.code


def taken(cast: Cast, *rows: list[str]) -> payments.Imported:
    sheet = [["Ngày", "Có", "Nội dung"], *rows]
    done: payments.Imported = do(cast, payments.take_statement, cast.org, cast.hanh, sheet, COLUMNS)
    return done


def standing(cast: Cast, case_id: str) -> str:
    with look(cast.tools) as work:
        found = report.of_case(work.db, cast.org, case_id)
    assert found is not None
    return found.standing


def row(words: str, amount: str = "10.000", day: str = "24/11/2026") -> list[str]:
    return [day, amount, words]


def test_a_fee_goes_from_due_to_reconciled_and_nobody_asks_for_it_again(cast: Cast) -> None:
    case_id = cast.submitted(cast.phone(), fee=LATER)
    refused("no_account", lambda: do(cast, payments.show_code, cast.org, cast.hanh, case_id))
    account(cast)
    assert standing(cast, case_id) == "due"
    do(cast, payments.show_code, cast.org, cast.hanh, case_id)
    do(cast, payments.show_code, cast.org, cast.hanh, case_id)
    with look(cast.tools) as work:
        shown = report.of_case(work.db, cast.org, case_id)
    assert shown is not None and shown.standing == "shown"
    fields = vietqr.read(shown.text)
    assert (fields["54"], fields["62"]) == ("10000", f"0811CTCK {code_of(cast, case_id).replace('-', '')}")
    assert taken(cast, row(f"IBFT {shown.purpose}")) == payments.Imported(1, 1, 0)
    assert standing(cast, case_id) == "matched"
    with look(cast.tools) as work:
        (change,) = changes.page(work.db, cast.lan, 0).changes
        kinds = [one.kind for one in history.of_case(work.db, cast.org, case_id)]
    assert change["fields"]["fee"] == {**LATER, "paid": "transfer"}
    assert kinds[-1] == "payment.matched"
    refused("nothing_due", lambda: do(cast, payments.show_code, cast.org, cast.hanh, case_id))
    assert differing(cast) == ({}, [])


def test_a_providers_own_code_is_shown_as_it_was_given(cast: Cast) -> None:
    account(cast, bin="", number="", holder="", bank="", given=GIVEN)
    case_id = cast.submitted(cast.phone(), fee=LATER)
    do(cast, payments.show_code, cast.org, cast.hanh, case_id)
    with look(cast.tools) as work:
        found = report.of_case(work.db, cast.org, case_id)
    assert found is not None and found.text == GIVEN


def test_the_same_file_twice_changes_nothing_and_a_later_one_adds_its_own_lines(cast: Cast) -> None:
    first = [row("tiền điện", "50.000"), row("tiền điện", "50.000")]
    assert taken(cast, *first) == payments.Imported(2, 0, 2)
    assert taken(cast, *first) == payments.Imported(0, 0, 2)
    assert taken(cast, *first, row("tiền nước", "20.000")) == payments.Imported(1, 0, 3)


def test_nothing_is_half_imported(cast: Cast) -> None:
    refused("statement_unclear", lambda: taken(cast, row("a"), row("b", day="31/02/2026")))
    refused(
        "not_a_sheet",
        lambda: do(cast, payments.take_statement, cast.org, cast.hanh, [], statement.Columns("?", "B", "C", 1)),
    )
    with look(cast.tools) as work:
        assert work.db.execute(select(func.count()).select_from(tables.statement_line)).scalar() == 0


def test_another_sum_and_a_second_payment_are_left_to_a_person(cast: Cast) -> None:
    case_id = cast.submitted(cast.phone(), fee=LATER)
    words = f"CTCK {code_of(cast, case_id)}"
    assert taken(cast, row(words, "9.000")) == payments.Imported(1, 0, 1)
    assert taken(cast, row(words)) == payments.Imported(1, 1, 1)
    assert taken(cast, row(words, day="25/11/2026")) == payments.Imported(1, 0, 2)


def test_a_line_without_a_code_is_given_its_case_by_hand_when_the_sum_fits(cast: Cast) -> None:
    case_id = cast.submitted(cast.phone(), fee=LATER)
    taken(cast, row("chuyen tien"), row("chuyen tien", "7.000"))
    with look(cast.tools) as work:
        lines = {one.line.amount: one.line.id for one in report.statements(work.db, cast.org).waiting}
    code = code_of(cast, case_id).lower()
    by_hand = payments.match_by_hand
    refused("no_such_payment", lambda: do(cast, by_hand, cast.org, cast.hanh, lines[7_000], code))
    refused("no_such_payment", lambda: do(cast, by_hand, cast.org, cast.hanh, lines[10_000], "VD-0000"))
    refused("no_such_payment", lambda: do(cast, by_hand, cast.other_org, cast.hanh, lines[10_000], code))
    do(cast, by_hand, cast.org, cast.hanh, lines[10_000], code)
    assert standing(cast, case_id) == "matched"


def test_a_payment_of_an_early_statement_is_found_once_its_case_has_come(cast: Cast) -> None:
    phone = cast.phone()
    body = cast.body(fee=LATER)
    assert taken(cast, row(f"CTCK {body['code']}")) == payments.Imported(1, 0, 1)
    cast.submitted(phone, fee=LATER)
    assert taken(cast, row("khác", "1.000")) == payments.Imported(1, 1, 1)


def test_cash_at_the_door_beside_a_matched_transfer_is_counted_and_raised(app: Flask, cast: Cast) -> None:
    phone = cast.phone()
    case_id = cast.submitted(phone, fee=LATER)
    code = code_of(cast, case_id)
    cast.approved(case_id, cast.passkey(cast.minh))
    cast.ready(case_id)
    assert taken(cast, row(f"CTCK {code}")).matched == 1
    door = {**cast.delivery(), "fee": {**LATER, "paid": "cash", "receipt": "BL 9"}}
    assert cast.send(phone, "delivery.completed", case_id, door).verdict == "accepted"
    assert standing(cast, case_id) == "twice"
    with look(cast.tools) as work:
        found = fee_ledger.ledger(work.db, cast.org, "2026-11")
        (twice,) = report.statements(work.db, cast.org).twice
        elsewhere = report.statements(work.db, cast.other_org).twice
    (mine,) = found.rows
    assert (mine.cash, mine.transfer, mine.twice, mine.collected, mine.to_hand) == (
        10_000,
        10_000,
        10_000,
        10_000,
        10_000,
    )
    assert (twice.case_id, twice.code, twice.amount, elsewhere) == (case_id, code, 10_000, [])
    desk = enter(app, cast, cast.hanh)
    assert "Trả hai lần" in desk.get("/phi/sao-ke", base_url=HERE).get_data(as_text=True)
    assert "cần trả lại" in desk.get("/phi", base_url=HERE).get_data(as_text=True)
    assert differing(cast) == ({}, [])


def test_a_statement_comes_as_xlsx_or_csv_and_its_columns_are_remembered(app: Flask, cast: Cast) -> None:
    account(cast)
    case_id = cast.submitted(cast.phone(), fee=LATER)
    desk = enter(app, cast, cast.hanh)
    desk.post(f"/phi/ma/{case_id}", base_url=HERE)
    page = desk.get(f"/ho-so-xa/{case_id}", base_url=HERE).get_data(as_text=True)
    assert "<svg" in page and ACCOUNT.number in page and "chờ tiền về" in page
    rows = [["24/11/2026", "x", 10_000, f"CTCK {code_of(cast, case_id)}"]]
    for file, name in (
        (spreadsheet.as_xlsx("SK", ["Ngày", "Số", "Có", "Nội dung"], rows), "sk.xlsx"),
        (spreadsheet.as_csv(["Ngày", "Số", "Có", "Nội dung"], rows), "sk.csv"),
    ):
        form = {"file": (io.BytesIO(file), name), "day": "A", "amount": "C", "words": "D", "first": "2"}
        answer = desk.post("/phi/sao-ke", data=form, base_url=HERE)
        assert answer.status_code == 302, answer.get_data(as_text=True)[-600:]
    assert standing(cast, case_id) == "matched"
    assert 'name="amount" value="C"' in desk.get("/phi/sao-ke", base_url=HERE).get_data(as_text=True)
    ledger = desk.get("/phi", base_url=HERE).get_data(as_text=True)
    assert "Sổ phí" in ledger and "10.000" in ledger
    assert desk.post("/phi/in", data={"thang": "2026-11"}, base_url=HERE).data.startswith(b"%PDF")
    as_csv = desk.post("/phi/in", data={"thang": "2026-11", "dang": "csv"}, base_url=HERE).data.decode("utf-8-sig")
    for title in fee_columns.HEADER:
        assert f'"{title}"' in as_csv and f">{title}</th>" in ledger
    assert desk.post("/phi/in", data={"thang": "2026-11", "dang": "exe"}, base_url=HERE).status_code == 400
    form = {"person": cast.lan, "month": "2026-11", "amount": "1.000", "receipt": "", "once": str(uuid4())}
    for _ in range(2):
        assert desk.post("/phi/nop", data=form, base_url=HERE).status_code == 302
    with look(cast.tools) as work:
        assert fee_ledger.ledger(work.db, cast.org, "2026-11").total.handed == 1_000


def test_a_case_with_its_ticket_and_its_payment_proves_itself_without_the_server(cast: Cast) -> None:
    (ticket, *_) = do(cast, ticketing.print_sheets, cast.org, cast.hanh, cast.lan, 1)
    phone, key = cast.phone(), cast.passkey(cast.minh)
    case_id = cast.submitted(phone, fee=LATER)
    bound = {"v": 1, "code": ticket.code, "bound_at": stamp(cast.clock.at)}
    assert cast.send(phone, "ticket.bound", case_id, bound).verdict == "accepted"
    do(cast, slips.make, cast.org, cast.hanh, case_id, ("slip_received", slips.Typed()))
    assert taken(cast, row(f"CTCK {code_of(cast, case_id)}")).matched == 1
    cast.approved(case_id, key)
    report = check(made(cast, case_id), trust(cast))
    assert [one.line for one in report.findings if one.state is State.WRONG] == []
    assert report.verdict == "KẾT LUẬN: mọi điều đều đúng."


def test_what_a_payer_wrote_goes_with_the_case_and_the_sum_stays(cast: Cast) -> None:
    case_id = cast.submitted(cast.phone(), fee=LATER)
    taken(cast, row(f"NGUYEN THI SAU CTCK {code_of(cast, case_id)}"), row("chuyen tien dien"))
    with begin(cast.tools) as work:
        purges.erase(work.db, case_id, [], [])
        lines = work.db.execute(select(tables.statement_line.c.words, tables.statement_line.c.amount)).all()
    assert sorted((one[0], one[1]) for one in lines) == [("", 10_000), ("chuyen tien dien", 10_000)]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"\x00\x01", b"PK"])
def test_a_broken_file_is_refused(data: bytes) -> None:
    with pytest.raises(NotASheet):
        spreadsheet.rows_of(data)


def test_what_is_collected_at_the_counter_is_a_result_and_its_fee_stays_due(app: Flask, cast: Cast) -> None:
    phone, key = cast.phone(), cast.passkey(cast.minh)
    ids = [cast.submitted(phone, fee=fee) for fee in (LATER, {**LATER, "paid": "cash"})]
    for case_id in ids:
        cast.approved(case_id, key)
        cast.ready(case_id)
        do(cast, papers.close, papers.Hand(cast.org, cast.hanh, case_id), "tai_tru_so", "")
    assert [standing(cast, one) for one in ids] == ["due", "cash"]
    with look(cast.tools) as work:
        (mine,) = fee_ledger.ledger(work.db, cast.org, "2026-11").rows
    assert (mine.later, mine.cash, mine.ended) == (10_000, 10_000, 0)
    with begin(cast.tools) as work:
        (one, *_) = ticketing.print_sheets(work, cast.org, cast.hanh, cast.lan, 1)
        ticket_rows.bind(work.db, cast.org, one.code, ids[0], work.at)
    form = {"ma": one.code, "so": "0066"}
    page = app.test_client().post("/T", data=form, base_url="https://localhost").text
    assert "Hồ sơ này đã dừng" not in page and "Lãnh đạo ký chứng thực" in page


def test_an_exemption_that_was_accepted_once_is_not_judged_anew_by_a_rebuild(cast: Cast) -> None:
    exempted(cast, "NQ 01")
    cast.submitted(cast.phone(), fee={**LATER, "paid": "exempt", "amount": 0, "basis": "NQ 01"})
    with begin(cast.tools) as work:
        # as it was accepted before exemptions had to stand in the table
        work.db.execute(delete(tables.fee_exemption))
    assert differing(cast) == ({}, [])
