"""A photo that went bad on the phone itself: it is not sent for ever, and the officer learns of it."""

from pathlib import Path

from playwright.sync_api import Playwright, expect

from tests.browser.conftest import Office
from tests.browser.test_one_case import scan_a_case
from tests.browser.test_other_ways import enrolled

SPOIL = """async () => {
  const asked = (request) => new Promise((done) => { request.onsuccess = () => done(request.result); });
  const database = await asked(indexedDB.open('tannha'));
  const parts = database.transaction('parts', 'readwrite').objectStore('parts');
  for (const one of await asked(parts.getAll())) {
    new Uint8Array(one.data)[40] ^= 1;
    await asked(parts.put(one));
  }
  database.close();
}"""


def test_a_photo_that_went_bad_is_set_aside_and_said(browsers: Playwright, office: Office, tmp_path: Path) -> None:
    lan = enrolled(browsers, office, tmp_path, camera=True)
    lan.offline(True)
    scan_a_case(lan)
    lan.heading("Đã lưu trên máy")
    lan.page.evaluate(SPOIL)
    calls: list[str] = []
    lan.page.on("request", lambda request: calls.append(request.method) if "/api/blobs/" in request.url else None)
    lan.offline(False)
    lan.page.goto("/may/chua-gui")
    for _ in range(8):
        if lan.page.get_by_role("heading", name="Cần xử lý 1").count():
            break
        lan.tap("Gửi ngay")
        lan.page.wait_for_timeout(1_500)
    expect(lan.page.get_by_role("heading", name="Cần xử lý 1")).to_be_visible()
    # each try sends the bytes once, sees that they are not those of the photo, and stops
    assert 1 <= calls.count("PATCH") <= 12
    lan.context.close()
