"""An app that does not start gives and sends what it has, nothing is lost; a newer store opens for an older app."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from tests.browser.conftest import Office
from tests.browser.people import Phone
from tests.browser.test_other_ways import enrolled

BROKEN = """() => {
  const define = customElements.define.bind(customElements);
  customElements.define = (name, made) => {
    if (name === "tn-phone" && localStorage.getItem("broken")) throw new Error("broken start");
    define(name, made);
  };
}"""
# the shell as a phone keeps it, one part of it gone or spoiled
SPOILED = """async (how) => {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const text = new URL(request.url).pathname.endsWith(".js") ? await (await cache.match(request)).text() : "";
      if (!text.includes('define("tn-phone"')) continue;
      const headers = { "content-type": "text/javascript" };
      if (how === "gone") await cache.put(request, new Response("", { status: 404 }));
      else await cache.put(request, new Response(`${text.slice(0, 400)} }} )`, { headers }));
      return true;
    }
  }
  return false;
}"""
# as a later version of the app leaves it: one more store, a higher version
NEWER = """() => new Promise((done, failed) => {
  const request = indexedDB.open("tannha", 99);
  request.onupgradeneeded = () => request.result.createObjectStore("later");
  request.onsuccess = () => { request.result.close(); done(); };
  request.onerror = request.onblocked = failed;
})"""


def test_an_app_that_does_not_start_still_gives_and_sends_what_it_has(
    browsers: Playwright, own_office: Office, tmp_path: Path
) -> None:
    lan = enrolled(browsers, own_office, tmp_path, camera=False)
    lan.context.add_init_script(f"({BROKEN})()")
    lan.offline(True)
    plan(lan)
    lan.page.evaluate("() => localStorage.setItem('broken', '1')")
    lan.page.reload()
    lan.heading("Ứng dụng không mở được")
    expect(lan.page.get_by_text("1 mục chưa gửi, 0 việc đang làm dở. Không xóa ứng dụng.")).to_be_visible()
    expect(lan.page.get_by_text("broken start")).to_be_visible()
    with lan.page.expect_download() as carried:
        lan.tap("Lưu tệp cứu hộ")
    assert b"tan-nha-rescue" in carried.value.path().read_bytes()
    lan.tap("Gửi ngay")
    expect(lan.page.get_by_text("Không có mạng. Còn 1 mục chưa gửi.")).to_be_visible()
    lan.offline(False)
    lan.tap("Gửi ngay")
    expect(lan.page.get_by_text("Đã gửi hết.")).to_be_visible(timeout=20_000)
    lan.page.evaluate("() => localStorage.removeItem('broken')")
    lan.tap("Mở lại")
    expect(lan.page.get_by_role("link", name=re.compile("Hồ Văn Lạc"))).to_be_visible()
    lan.page.evaluate(NEWER)
    lan.page.reload()
    expect(lan.page.get_by_role("link", name=re.compile("Hồ Văn Lạc"))).to_be_visible()
    assert lan.problems == []
    lan.context.close()


def plan(lan: Phone) -> None:
    lan.page.get_by_role("link", name="Thêm lượt đến nhà").click()
    lan.page.get_by_label("Họ và tên").fill("Hồ Văn Lạc")
    lan.page.get_by_role("button", name="Ông", exact=True).click()
    lan.page.get_by_label("Tổ, thôn").fill("Tổ 6")
    lan.tap("Lưu lượt này")
    expect(lan.page.get_by_role("link", name=re.compile("Hồ Văn Lạc"))).to_be_visible()


@pytest.mark.parametrize("how", ["gone", "half written"])
def test_a_part_of_the_app_that_is_gone_or_half_written_leaves_the_way_to_what_lies_on_the_phone(
    browsers: Playwright, own_office: Office, tmp_path: Path, how: str
) -> None:
    lan = enrolled(browsers, own_office, tmp_path, camera=False)
    lan.offline(True)
    plan(lan)
    assert lan.page.evaluate(SPOILED, how), "no part of the app was spoiled"
    # nothing of the part that was whole is left in memory
    lan.kill()
    lan.start()
    lan.offline(True)
    lan.page.goto("/may")
    lan.heading("Ứng dụng không mở được")
    expect(lan.page.get_by_text("1 mục chưa gửi, 0 việc đang làm dở. Không xóa ứng dụng.")).to_be_visible()
    lan.offline(False)
    lan.tap("Gửi ngay")
    expect(lan.page.get_by_text("Đã gửi hết.")).to_be_visible(timeout=20_000)
    lan.tap("Tải lại ứng dụng từ máy chủ (cần mạng)")
    lan.unlock()
    expect(lan.page.get_by_role("link", name=re.compile("Hồ Văn Lạc"))).to_be_visible()
    lan.context.close()


def test_what_goes_wrong_in_first_aid_too_is_said(browsers: Playwright, own_office: Office, tmp_path: Path) -> None:
    lan = enrolled(browsers, own_office, tmp_path, camera=False)
    lan.context.add_init_script(f"({BROKEN})()")
    lan.offline(True)
    plan(lan)
    lan.page.evaluate("() => localStorage.setItem('broken', '1')")
    lan.page.reload()
    lan.heading("Ứng dụng không mở được")
    lan.page.evaluate("() => { navigator.locks.request = () => Promise.reject(new Error('no locks here')); }")
    lan.tap("Gửi ngay")
    expect(lan.page.get_by_text("Chưa gửi được, chưa xóa gì.")).to_be_visible()
    expect(lan.page.get_by_text("no locks here")).to_be_visible()
    lan.context.close()
