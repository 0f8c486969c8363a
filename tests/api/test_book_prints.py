"""The book on paper and as a file: whole numbers, page x/y, logged; who may have it."""

import io

import openpyxl
import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import select

from app.domain.people import Role
from app.services import registers
from app.store import people, tables
from app.work import begin, look
from tests.api.conftest import enter
from tests.people import Cast
from tests.prints import text_of
from tests.services.test_paper_and_book import counter, do

HERE = "https://localhost"


def filled(cast: Cast, lines: int = 2) -> None:
    for place in range(lines):
        do(cast, registers.enter, cast.org, cast.hanh, counter(cast, name=f"=Kiều Văn {place}"))


def logged(cast: Cast) -> list[tuple[str, object, object]]:
    with look(cast.tools) as work:
        line, record = tables.journal_line, tables.record
        query = select(record.c.kind, line.c.facts).join(record, record.c.seq == line.c.seq).order_by(line.c.seq)
        rows = work.db.execute(query.where(record.c.kind.in_(("book.printed", "book.exported")))).all()
    return [(row[0], row[1]["month"], row[1]["lines"]) for row in rows]


def test_a_month_is_printed_across_with_whole_numbers_totals_and_its_page_of_pages(app: Flask, cast: Cast) -> None:
    filled(cast, 30)
    answer = enter(app, cast, cast.hanh).post("/so-chung-thuc/in", data={"ky": "2026-11"}, base_url=HERE)
    pages = PdfReader(io.BytesIO(answer.data)).pages
    assert float(pages[0].mediabox.width) > float(pages[0].mediabox.height)
    assert len(pages) > 1
    said = text_of(answer.data)
    assert f"Trang 1/{len(pages)}" in said and f"Trang {len(pages)}/{len(pages)}" in said
    assert "024080000588" in said and "In bởi Vũ Thị Hạnh" in said
    assert "Tổng cộng: 30 số (ba mươi)" in said and "phí 300.000 đồng" in said
    assert "Sổ ký số:" in said and "Từ số 01 đến số 30." in said
    assert logged(cast) == [("book.printed", 11, 30)]


def test_a_whole_year_has_a_cover_with_its_volumes_and_days(app: Flask, cast: Cast) -> None:
    filled(cast)
    answer = enter(app, cast, cast.hanh).post("/so-chung-thuc/in", data={"ky": "2026"}, base_url=HERE)
    cover = " ".join(PdfReader(io.BytesIO(answer.data)).pages[0].extract_text().split())
    for part in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Quyển số 01/2026",
        "từ số 01 đến số 02",
        "Mở ngày:",
        "Khóa ngày:",
    ):
        assert part in cover
    assert logged(cast) == [("book.printed", 0, 2)]


def test_a_name_that_looks_like_a_formula_is_text_in_both_files(app: Flask, cast: Cast) -> None:
    filled(cast, 1)
    desk = enter(app, cast, cast.hanh)
    as_csv = desk.post("/so-chung-thuc/tai", data={"ky": "2026-11", "dang": "csv"}, base_url=HERE)
    assert '"\'=Kiều Văn 0"' in as_csv.data.decode("utf-8-sig")
    made = desk.post("/so-chung-thuc/tai", data={"ky": "2026", "dang": "xlsx"}, base_url=HERE).data
    sheet = openpyxl.load_workbook(io.BytesIO(made)).active
    assert sheet is not None
    assert (sheet["D2"].value, sheet["D2"].data_type, sheet["F2"].value) == ("=Kiều Văn 0", "s", "024080000588")
    assert logged(cast) == [("book.exported", 11, 1), ("book.exported", 0, 1)]


@pytest.mark.parametrize("period", ["", "2025", "2026-13", "x", "2026-1x", "99999"])
def test_a_period_that_is_none_is_refused_and_nothing_is_logged(app: Flask, cast: Cast, period: str) -> None:
    desk = enter(app, cast, cast.hanh)
    assert desk.post("/so-chung-thuc/in", data={"ky": period}, base_url=HERE).status_code == 400
    assert desk.post("/so-chung-thuc/tai", data={"ky": "2026", "dang": "pdf"}, base_url=HERE).status_code == 400
    assert logged(cast) == []


def test_another_commune_prints_its_own_lines_only(app: Flask, cast: Cast) -> None:
    filled(cast)
    desk = enter(app, cast, cast.hanh)
    assert "Sổ theo năm" in desk.get("/so-chung-thuc/nam", base_url=HERE).get_data(as_text=True)
    assert enter(app, cast, cast.minh).post("/so-chung-thuc/in", data={"ky": "2026"}, base_url=HERE).status_code == 404
    with begin(cast.tools) as work:
        people.set_roles(work.db, cast.hoa, [Role.CLERK])
    do(cast, registers.enter, cast.other_org, cast.hoa, counter(cast, name="Trần Thị Láng Giềng", certifier=cast.hoa))
    neighbour = enter(app, cast, cast.hoa)
    given = neighbour.post("/so-chung-thuc/tai", data={"ky": "2026", "dang": "csv"}, base_url=HERE).data.decode()
    assert "Láng Giềng" in given and "Kiều" not in given
    assert "Kiều" not in text_of(neighbour.post("/so-chung-thuc/in", data={"ky": "2026"}, base_url=HERE).data)
