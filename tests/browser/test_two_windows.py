"""Two windows of one phone, a store that was cleared, and a wake-up by the system."""

import re
from pathlib import Path

from playwright.sync_api import Playwright, expect

from tests.browser.conftest import Office
from tests.browser.people import watch
from tests.browser.test_one_case import answer_why
from tests.browser.test_other_ways import enrolled

CLEARED = """() => new Promise((done, failed) => {
  const request = indexedDB.deleteDatabase("tannha");
  request.onsuccess = done;
  request.onerror = failed;
})"""
ASKED_TO_BE_WOKEN = "async () => (await (await navigator.serviceWorker.ready).sync.getTags()).includes('drain')"


def test_one_window_works_on_a_case_and_another_may_take_it_over(
    browsers: Playwright, own_office: Office, tmp_path: Path
) -> None:
    lan = enrolled(browsers, own_office, tmp_path, camera=True)
    lan.page.get_by_role("button", name="Hồ sơ mới").click()
    answer_why(lan)
    lan.heading("Đúng người này không?")
    second = lan.context.new_page()
    watch(second, lan.problems)
    # the second window has the vault's key from the first, and asks for no PIN
    second.goto("/may")
    second.get_by_role("link", name=re.compile("Đang ở bước|Hồ sơ")).first.wait_for()
    second.goto(lan.page.url)
    expect(second.get_by_role("heading", name="Đang mở ở cửa sổ khác")).to_be_visible()
    second.get_by_role("button", name="Làm tiếp ở đây").click()
    expect(second.get_by_role("heading", name="Đúng người này không?")).to_be_visible()
    expect(lan.page.get_by_role("heading", name="Đang mở ở cửa sổ khác")).to_be_visible()
    second.close()
    lan.tap("Làm tiếp ở đây")
    lan.heading("Đúng người này không?")
    lan.page.reload()
    lan.heading("Đúng người này không?")
    assert lan.problems == []
    lan.context.close()


def test_a_cleared_phone_says_so_and_an_offline_one_asks_to_be_woken(
    browsers: Playwright, own_office: Office, tmp_path: Path
) -> None:
    lan = enrolled(browsers, own_office, tmp_path, camera=False)
    lan.page.reload()
    expect(lan.page.get_by_role("button", name="Hồ sơ mới")).to_be_visible()
    lan.context.grant_permissions(["background-sync"])
    lan.offline(True)
    lan.page.reload()
    lan.page.wait_for_function(ASKED_TO_BE_WOKEN)
    lan.offline(False)
    lan.page.goto("/toi")
    lan.page.evaluate(CLEARED)
    lan.page.goto("/may")
    lan.heading("Máy này chưa được ghi nhận")
    expect(lan.page.get_by_text("Dữ liệu của máy này đã bị xóa.")).to_be_visible()
    assert lan.problems == []
    lan.context.close()
