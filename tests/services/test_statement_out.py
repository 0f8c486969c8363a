"""L15: of a bank's file what went out is kept as such, shown, and never offered to a case."""

import io

from flask import Flask
from sqlalchemy import select

from app.documents import spreadsheet
from app.domain import statement
from app.reports import payments as report
from app.services import payments
from app.store import purges, tables
from app.work import begin, look
from tests.api.conftest import enter
from tests.people import Cast
from tests.services.test_book_years import journal
from tests.services.test_paper_and_book import do, refused
from tests.services.test_payments import HERE, LATER, code_of, standing

HEAD = ["Ngày GD", "Diễn giải", "Ghi nợ", "Ghi có", "Số dư"]


def outgoing(cast: Cast) -> list[tuple[int, str | None]]:
    with look(cast.tools) as work:
        return [(one.amount, one.case_id) for one in report.statements(work.db, cast.org).outgoing]


def test_an_outgoing_line_that_names_a_case_pays_for_nothing(cast: Cast) -> None:
    case_id = cast.submitted(cast.phone(), fee=LATER)
    words = f"CTCK {code_of(cast, case_id)}"
    sheet = [HEAD, ["24/11/2026", words, "10.000", "", "1"], ["24/11/2026", "phí dịch vụ", "1.100,50", "", "1"]]
    typed = statement.Columns("A", "D", "B", 2)
    done = do(cast, payments.take_statement, cast.org, cast.hanh, sheet, typed)
    assert (done, standing(cast, case_id)) == (payments.Imported(0, 0, 0, 2), "due")
    assert sorted(outgoing(cast)) == [(1_100, None), (10_000, None)]
    # the same file again, and the transfer itself
    sheet.append(["25/11/2026", words, "", "10.000", "1"])
    assert do(cast, payments.take_statement, cast.org, cast.hanh, sheet, typed) == payments.Imported(1, 1, 0, 0)
    assert standing(cast, case_id) == "matched"
    assert [one["out"] for one in journal(cast, "statement.imported")] == [2, 0]
    wrong = statement.Columns("A", "C", "B", 2)
    refused("outgoing_column", lambda: do(cast, payments.take_statement, cast.org, cast.hanh, sheet, wrong))


def test_an_outgoing_line_is_not_given_a_case_by_hand(cast: Cast) -> None:
    case_id = cast.submitted(cast.phone(), fee=LATER)
    sheet = [HEAD, ["24/11/2026", "chi", "10.000", "", "1"]]
    do(cast, payments.take_statement, cast.org, cast.hanh, sheet, statement.recognised(sheet))
    with look(cast.tools) as work:
        line = work.db.execute(select(tables.statement_line.c.id)).scalar_one()
    code = code_of(cast, case_id)
    refused("no_such_payment", lambda: do(cast, payments.match_by_hand, cast.org, cast.hanh, line, code))


def test_a_line_that_may_have_gone_out_waits_for_a_person(app: Flask, cast: Cast) -> None:
    case_id = cast.submitted(cast.phone(), fee=LATER)
    code = code_of(cast, case_id)
    sheet = [["Ngày", "Nội dung", "Số tiền", "Loại"], ["24/11/2026", f"hoan CTCK {code}", "10.000", "Thanh toán"]]
    columns = statement.recognised(sheet)
    assert do(cast, payments.take_statement, cast.org, cast.hanh, sheet, columns) == payments.Imported(1, 0, 1)
    # nor by what comes later
    more = [*sheet, ["25/11/2026", "khac", "1.000", "Có"]]
    assert do(cast, payments.take_statement, cast.org, cast.hanh, more, columns) == payments.Imported(1, 0, 2)
    assert standing(cast, case_id) == "due"
    assert "không ghi rõ tiền vào hay tiền ra" in enter(app, cast, cast.hanh).get("/phi/sao-ke", base_url=HERE).text
    with look(cast.tools) as work:
        (line,) = [one.line for one in report.statements(work.db, cast.org).waiting if one.line.unclear]
    do(cast, payments.match_by_hand, cast.org, cast.hanh, line.id, code)
    assert standing(cast, case_id) == "matched"


def test_of_what_went_out_only_words_with_our_code_are_kept_and_go_with_the_case(cast: Cast) -> None:
    case_id = cast.submitted(cast.phone(), fee=LATER)
    codes = [code_of(cast, case_id).replace("-", ""), "VDZZZZ"]
    lines = [f"hoan CTCK {one} NGUYEN THI SAU" for one in codes]
    sheet = [HEAD, *(["24/11/2026", words, "10.000", "", "1"] for words in (*lines, "tra luong LE VAN TAM"))]
    columns = statement.recognised(sheet)
    assert do(cast, payments.take_statement, cast.org, cast.hanh, sheet, columns).out == 3
    # the whole line is what it is known by
    assert do(cast, payments.take_statement, cast.org, cast.hanh, sheet, columns).out == 0

    def kept() -> list[str]:
        with look(cast.tools) as work:
            return sorted(work.db.execute(select(tables.statement_line.c.words)).scalars())

    assert kept() == sorted(["", *lines])
    with begin(cast.tools) as work:
        purges.erase(work.db, case_id, [], [])
    assert kept() == ["", "", lines[1]]


def test_a_large_sum_that_went_out_refuses_nothing(cast: Cast) -> None:
    case_id = cast.submitted(cast.phone(), fee=LATER)
    sheet = [HEAD, ["24/11/2026", "chi", "3.000.000.000", "", "1"],
             ["24/11/2026", f"CTCK {code_of(cast, case_id)}", "", "10.000", "1"]]  # fmt: skip
    do(cast, payments.take_statement, cast.org, cast.hanh, sheet, statement.recognised(sheet))
    assert (outgoing(cast), standing(cast, case_id)) == ([(3_000_000_000, None)], "matched")


def test_the_page_recognises_the_columns_and_lists_what_went_out(app: Flask, cast: Cast) -> None:
    case_id = cast.submitted(cast.phone(), fee=LATER)
    desk = enter(app, cast, cast.hanh)
    rows = [["24/11/2026", f"CTCK {code_of(cast, case_id)}", "", "10.000", "1"],
            ["24/11/2026", "tra luong", "7.000.000", "", "1"]]  # fmt: skip
    file = spreadsheet.as_csv(HEAD, rows)
    form = {"file": (io.BytesIO(file), "sk.csv"), "how": "headings"}
    answer = desk.post("/phi/sao-ke", data=form, base_url=HERE)
    assert answer.status_code == 302, answer.text[-500:]
    assert standing(cast, case_id) == "matched"
    page = desk.get(answer.location, base_url=HERE).text
    assert "7.000.000" in page and "1 dòng tiền ra" in page and 'name="out" value="C"' in page
    nothing = {"file": (io.BytesIO(spreadsheet.as_csv(["a", "b"], [["1", "2"]])), "x.csv"), "how": "headings"}
    assert desk.post("/phi/sao-ke", data=nothing, base_url=HERE).status_code == 400
