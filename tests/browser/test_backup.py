"""A phone forgets what a checked backup holds, says so, and offers everything again after a restore."""

import re
import shutil
from pathlib import Path

from playwright.sync_api import Playwright, expect

from tests.browser.conftest import end, prepared, wait_for
from tests.browser.people import Desk, Phone, look, until
from tests.browser.test_one_case import answer_why, scan_a_case, the_rest
from tests.browser.test_other_ways import enrolled
from tests.browser.wizard import person

WIDE = {"width": 1280, "height": 900}
HELD = """() => new Promise((done) => {
  const opening = indexedDB.open('tannha');
  opening.onsuccess = () => {
    const of = opening.result.transaction(['outbox', 'parts']);
    const packets = of.objectStore('outbox').getAll();
    const parts = of.objectStore('parts').count();
    of.oncomplete = () => {
      opening.result.close();
      const of = (name) => packets.result.map((one) => one[name]);
      done({ states: of('state'), epochs: of('epoch'), parts: parts.result });
    };
  };
})"""

# how many records of the ledger the phone has seen
SEEN = """() => new Promise((done) => {
  const opening = indexedDB.open('tannha');
  opening.onsuccess = () => {
    const asked = opening.result.transaction('meta').objectStore('meta').get('ledger');
    asked.onsuccess = () => {
      opening.result.close();
      done(asked.result?.size);
    };
  };
})"""


def round_trip(lan: Phone) -> None:
    """The phone talks to the commune once more, as when the network returns."""
    lan.offline(True)
    lan.offline(False)


def confirmed(quang: Desk) -> None:
    """The administrator finds what is red, reads it, and confirms by his passkey."""
    quang.page.goto("/dang-nhap")
    quang.page.get_by_role("button", name="Đỗ Văn Quang").click()
    quang.page.wait_for_url(lambda url: "dang-nhap" not in url)
    quang.page.goto("/bat-dau")
    quang.look("Bắt đầu sau khi khôi phục")
    quang.page.get_by_role("link", name="Xem và xác nhận").click()
    expect(quang.page.get_by_text("Bản ghi mất:")).to_be_visible()
    quang.look("Máy chủ đã khôi phục")
    quang.page.get_by_role("button", name="Xác nhận bằng vân tay").click()
    expect(quang.page.get_by_text("Đã xác nhận").first).to_be_visible()
    quang.look("Khôi phục đã xác nhận")
    quang.page.goto("/bat-dau")
    expect(quang.page.get_by_text("Xác nhận máy chủ đã khôi phục")).to_be_hidden()


def test_what_a_backup_holds_goes_from_the_phone_and_a_restore_brings_the_rest_back(
    browsers: Playwright, tmp_path: Path
) -> None:
    office = prepared(tmp_path / "office", "http")
    copies, offline = tmp_path / "office-copies", tmp_path / "offline"
    shutil.copytree(office.data / "keys", offline)
    server = office.serve()
    try:
        wait_for(f"{office.origin}/readyz")
        # her phone learns whose word about a restore counts
        quang = Desk(browsers, office, "Đỗ Văn Quang", WIDE)
        quang.make_passkey()
        lan = enrolled(browsers, office, tmp_path, camera=True)
        scan_a_case(lan)
        lan.heading("Xã đã nhận")
        assert lan.page.evaluate(HELD)["states"] == ["accepted"]
        office.flask("backup", "make")
        round_trip(lan)
        lan.heading("Đã lưu chắc chắn")
        held = lan.page.evaluate(HELD)
        assert (held["states"], held["parts"]) == ([], 0)
        lan.page.goto("/may")
        lan.page.get_by_role("button", name="Hồ sơ mới").click()
        answer_why(lan)
        person(lan, again=True)
        the_rest(lan)
        lan.heading("Xã đã nhận")
        (before,) = lan.page.evaluate(HELD)["epochs"]
        lan.page.goto("/may/toi")
        expect(lan.page.get_by_text(re.compile(r"\d+ bản ghi, còn nguyên lúc \d\d:\d\d"))).to_be_visible()
        # what the backup lacks was seen by the phone: else nothing that it saw is missing after the restore
        records = office.flask("ledger", "verify").partition(" ")[0]
        until(lan.page, SEEN, lambda size: f"{size}" == records)
    finally:
        end(server)
    shutil.rmtree(office.data)
    said = office.flask("restore", "--from", str(copies), "--keys", str(offline))
    assert "New epoch" in said
    server = office.serve()
    try:
        wait_for(f"{office.origin}/readyz")
        assert " 0 problems" in office.flask("ledger", "verify")
        round_trip(lan)
        # what she holds was offered to the server that came back, and is taken in its new epoch
        until(lan.page, HELD, lambda held: held["states"] == ["accepted"] and held["epochs"] != [before])
        lan.page.goto("/may/chua-gui")
        expect(lan.page.get_by_text("Đã lưu chắc chắn: 1 hồ sơ")).to_be_visible()
        expect(lan.page.get_by_text("Chờ sao lưu: 1 bản, máy này vẫn giữ.")).to_be_visible()
        expect(lan.page.get_by_role("alert")).to_contain_text(
            "khôi phục từ bản sao lưu mà chưa ai xác nhận", timeout=30_000
        )
        look(lan.page, "Chưa gửi sau khi khôi phục", lan.problems)
        office.flask("backup", "make")
        round_trip(lan)
        # a phone that is alarmed forgets nothing
        expect(lan.page.get_by_text("Đã lưu chắc chắn: 1 hồ sơ")).to_be_visible()
        confirmed(quang)
        round_trip(lan)
        expect(lan.page.get_by_text("Đã lưu chắc chắn: 2 hồ sơ")).to_be_visible()
        expect(lan.page.get_by_role("alert")).to_be_hidden()
        assert quang.problems == []
    finally:
        end(server)
