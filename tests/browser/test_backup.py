"""A phone forgets what a checked backup holds, says so, and offers everything again after a restore."""

import shutil
from pathlib import Path

from playwright.sync_api import Playwright, expect

from tests.browser.conftest import end, prepared, wait_for
from tests.browser.people import Phone, look
from tests.browser.test_one_case import answer_why, scan_a_case, the_rest
from tests.browser.test_other_ways import enrolled
from tests.browser.wizard import person

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


def round_trip(lan: Phone) -> None:
    """The phone talks to the commune once more, as when the network returns."""
    lan.offline(True)
    lan.offline(False)


def test_what_a_backup_holds_goes_from_the_phone_and_a_restore_brings_the_rest_back(
    browsers: Playwright, tmp_path: Path
) -> None:
    office = prepared(tmp_path / "office", "http")
    copies, offline = tmp_path / "office-copies", tmp_path / "offline"
    shutil.copytree(office.data / "keys", offline)
    server = office.serve()
    try:
        wait_for(f"{office.origin}/readyz")
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
        lan.page.wait_for_function(f"(before) => ({HELD})().then((held) => held.epochs[0] !== before)", arg=before)
        assert lan.page.evaluate(HELD)["states"] == ["accepted"]
        lan.page.goto("/may/chua-gui")
        expect(lan.page.get_by_text("Đã lưu chắc chắn: 1 hồ sơ")).to_be_visible()
        expect(lan.page.get_by_text("Chờ sao lưu: 1 bản, máy này vẫn giữ.")).to_be_visible()
        look(lan.page, "Chưa gửi sau khi khôi phục", lan.problems)
        office.flask("backup", "make")
        round_trip(lan)
        expect(lan.page.get_by_text("Đã lưu chắc chắn: 2 hồ sơ")).to_be_visible()
    finally:
        end(server)
