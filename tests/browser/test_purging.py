"""What is due is destroyed at the desk: the clerk proposes, a leader confirms by passkey, the minutes are there."""

import re
import sqlite3
from pathlib import Path

from playwright.sync_api import Playwright, expect

from tests.browser.conftest import Office
from tests.browser.people import PHONE, Desk
from tests.prints import text_of

WIDE = {"width": 1280, "height": 900}
# of the demo: signed, certified and handed over
OLD = "VD-11KQ"
TIMES = {"case": ("received_at", "certified_at", "ready_at", "delivered_at"), "case_paper": ("since",)}


def years_ago(data: Path) -> str:
    """As if all of that case had been four years earlier; its id."""
    with sqlite3.connect(data / "tannha.db", timeout=30) as db:
        (case_id,) = db.execute('SELECT id FROM "case" WHERE code = ?', (OLD,)).fetchone()
        for table, columns in TIMES.items():
            which = "id" if table == "case" else "case_id"
            for one in columns:
                earlier = f"(substr({one}, 1, 4) - 4) || substr({one}, 5)"
                db.execute(f'UPDATE "{table}" SET {one} = {earlier} WHERE {which} = ?', (case_id,))  # noqa: S608
    db.close()
    return str(case_id)


def test_what_is_due_is_proposed_and_destroyed_by_a_passkey_and_the_book_stays(
    browsers: Playwright, own_office: Office
) -> None:
    case_id = years_ago(own_office.data)
    hanh = Desk(browsers, own_office, "Vũ Thị Hạnh", WIDE)
    hanh.page.goto("/huy-du-lieu")
    due = hanh.page.get_by_role("checkbox")
    expect(due).to_have_count(1)
    hanh.look("Đến hạn hủy")
    hanh.page.get_by_role("button", name="Đề nghị hủy các mục đã chọn").click()
    expect(hanh.page.get_by_text("Cần lãnh đạo khác người đề nghị xác nhận")).to_be_visible()
    expect(hanh.page.get_by_role("button", name="Hủy hẳn bằng khóa truy cập")).to_be_hidden()

    minh = Desk(browsers, own_office, "Hoàng Đức Minh", PHONE)
    minh.page.goto("/huy-du-lieu")
    destroy = minh.page.get_by_role("button", name="Hủy hẳn bằng khóa truy cập")
    minh.look("Chờ xác nhận hủy")
    # without a key of his own nothing is destroyed, and the page helps him to one
    destroy.click()
    minh.page.get_by_role("button", name=re.compile("Tạo khóa truy cập")).click()
    expect(minh.page.get_by_role("button", name=re.compile("Tạo khóa truy cập"))).to_be_hidden()
    minh.page.goto("/huy-du-lieu")
    destroy.click()
    expect(minh.page.get_by_role("heading", name="Đã tiêu hủy")).to_be_visible(timeout=15_000)
    minh.look("Đã tiêu hủy")
    minutes = minh.page.get_by_role("link", name="Biên bản tiêu hủy").get_attribute("href")
    said = text_of(minh.context.request.get(minutes or "").body())
    assert "BIÊN BẢN" in said.upper() and "Vũ Thị Hạnh" in said and "Hoàng Đức Minh" in said
    assert "Hoàng Văn Thí" not in said

    expect(hanh.page.get_by_role("heading", name="Chờ xác nhận")).to_be_visible()
    assert hanh.context.request.get(f"/ho-so-xa/{case_id}").status == 404
    hanh.page.goto("/so-chung-thuc/")
    expect(hanh.page.get_by_role("row").filter(has_text="Hoàng Văn Thí")).to_be_visible()
    verified = own_office.flask("ledger", "verify")
    assert "0 problems" in verified, verified
    hanh.close()
    minh.close()
