"""A raw look at all that a browser keeps, at nine moments of a phone's life: no name, number, JPEG or open key."""

import re
import urllib.parse
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.browser.conftest import CHROMIUM, FLAGS, Office
from tests.browser.people import Phone
from tests.browser.test_one_case import answer_why
from tests.browser.test_other_ways import enrolled

CANARIES = (
    "Lê Thị Ví Dụ", "024149000035", "0900000066", "0900 000 066", "Tổ dân phố 1", "Hồ Văn Lạc", "Lý Văn Tả", "280615",
    "chi tiết riêng",
)  # fmt: skip
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF"
# every store, cache and word that a page of ours can reach; bytes one letter each
DUMP = """async () => {
  const found = [];
  const bytes = (data) => {
    let text = "";
    for (const one of new Uint8Array(data)) text += String.fromCharCode(one);
    return text;
  };
  const walk = async (value) => {
    if (value instanceof CryptoKey) found.push(`key ${value.type} ${value.extractable}`);
    else if (value instanceof ArrayBuffer) found.push(bytes(value));
    else if (ArrayBuffer.isView(value)) found.push(bytes(value.buffer));
    else if (value instanceof Blob) found.push(value.name ?? "", bytes(await value.arrayBuffer()));
    else if (value instanceof Map || value instanceof Set) await walk([...value]);
    else if (value && typeof value === "object") for (const one of Object.entries(value).flat()) await walk(one);
    else found.push(String(value));
  };
  const ask = (request) => new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = failed;
  });
  for (const { name } of await indexedDB.databases()) {
    const database = await ask(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      await walk(await ask(database.transaction(store).objectStore(store).getAllKeys()));
      await walk(await ask(database.transaction(store).objectStore(store).getAll()));
    }
    database.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      found.push(request.url);
      found.push(bytes(await (await cache.match(request)).arrayBuffer()));
    }
  }
  for (const kept of [{ ...localStorage }, { ...sessionStorage }, history.state]) await walk(kept);
  found.push(document.cookie, document.title, location.href);
  return found;
}"""


def all_kept(page: Page) -> bytes:
    found: list[str] = page.evaluate(DUMP)
    # what is text in the browser is wider than a byte a letter
    return b"\n".join(one.encode() + b"\n" + one.encode("latin-1", "replace") for one in found)


def names_nobody(storage: bytes, moment: str, *, wide: bool = False) -> None:
    for canary in CANARIES:
        # an address spells letters in its own way
        spellings = [
            canary.encode(),
            urllib.parse.quote(canary).encode(),
            *([canary.encode("utf-16-le")] if wide else []),
        ]
        assert not any(one in storage for one in spellings), f"{moment}: {canary}"
    assert JPEG not in storage, f"{moment}: a photo"
    assert b"key private true" not in storage, f"{moment}: a key that can be read out"
    assert b"key secret true" not in storage, f"{moment}: a key that can be read out"


# a citizen's word where a careless line would leave it
LEAKS = {
    "a line of a store": "store({ name: word })",
    "bytes of a store": "store({ data: new TextEncoder().encode(word) })",
    "a file in a store": "store({ deep: [{ file: new Blob([word]) }] })",
    "a key of a store": "store(1, word)",
    "a map in a store": "store(new Map([['name', word]]))",
    "a cached page": "caches.open('other').then((cache) => cache.put('/may/x', new Response(word)))",
    "a cached address": "caches.open('other').then((cache) => cache.put(`/may/x?${word}`, new Response('')))",
    "what is kept for long": "localStorage.setItem('typed', word)",
    "what is kept for a tab": "sessionStorage.setItem('typed', word)",
    "a cookie": "(document.cookie = `typed=${word}; Path=/`)",
    "the way back": "history.replaceState({ name: word }, '')",
    "an address": "history.replaceState({}, '', `/may?${word}`)",
    "a title": "(document.title = word)",
}
PLANT = """async (word) => {
  const store = (value, key = 1) => new Promise((done, failed) => {
    const opening = indexedDB.open("planted");
    opening.onupgradeneeded = () => opening.result.createObjectStore("rows");
    opening.onsuccess = () => {
      const transaction = opening.result.transaction("rows", "readwrite");
      transaction.objectStore("rows").put(value, key);
      transaction.oncomplete = () => { opening.result.close(); done(); };
      transaction.onerror = failed;
    };
  });
  await (%s);
}"""


def test_a_citizens_word_that_is_left_anywhere_is_found(browsers: Playwright, office: Office) -> None:
    browser = browsers.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    for place, leak in LEAKS.items():
        context = browser.new_context(base_url=office.origin)
        page = context.new_page()
        page.goto("/may")
        names_nobody(all_kept(page), "before")
        page.evaluate(PLANT % leak, "Hồ Văn Lạc")
        with pytest.raises(AssertionError, match="Hồ Văn Lạc"):
            names_nobody(all_kept(page), place)
        context.close()
    browser.close()


def test_all_that_lies_on_the_phone_names_nobody(browsers: Playwright, own_office: Office, tmp_path: Path) -> None:
    lan = enrolled(browsers, own_office, tmp_path, camera=True)

    def look_at(moment: str) -> None:
        lan.page.wait_for_load_state("networkidle")
        storage = all_kept(lan.page)
        assert b"key private false" in storage, "the dump sees the phone's key, so it sees the rest"
        names_nobody(storage, moment)

    look_at("1 let in, the commune's news there")
    a_visit(lan)
    look_at("2 a visit planned")
    lan.offline(True)
    begin(lan)
    look_at("3 who it is, half typed")
    conditions(lan)
    look_at("4 in the citizen's hand")
    sign(lan)
    look_at("5 photographed and signed")
    finish(lan)
    look_at("6 kept, not sent")
    lan.page.goto("/may/toi")
    lan.tap("Khóa máy ngay")
    lan.heading("Máy đang khóa")
    look_at("7 locked")
    lan.unlock()
    lan.offline(False)
    lan.page.goto("/may/chua-gui")
    expect(lan.page.get_by_role("heading", name="Đã gửi hết")).to_be_visible(timeout=30_000)
    look_at("8 sent")
    lan.page.goto("/may")
    lan.page.get_by_role("link", name=re.compile("Lý Văn Tả")).first.click()
    lan.heading("Ai nhận kết quả?")
    lan.choose("Người cùng nhà")
    lan.page.get_by_label("Họ và tên người nhận").fill("Hồ Văn Lạc")
    lan.page.get_by_role("textbox", name="Quan hệ").focus()
    expect(lan.page.locator("tn-phone")).to_have_attribute("data-saved", "recipient")
    assert lan.problems == []
    lan.kill()
    # the browser's own folder: history, form fields, caches, whatever it keeps beside our stores
    files = [path for path in (tmp_path / "profile").rglob("*") if path.is_file()]
    for path in files:
        names_nobody(path.read_bytes(), f"9 a dead phone's disk, {path.name}", wide=True)
    assert any("IndexedDB" in str(path) and b"tannha" in path.read_bytes().replace(b"\0", b"") for path in files)


def a_visit(lan: Phone) -> None:
    lan.page.get_by_role("link", name="Thêm lượt đến nhà").click()
    lan.page.get_by_label("Họ và tên").fill("Hồ Văn Lạc")
    lan.page.get_by_role("button", name="Ông", exact=True).click()
    lan.page.get_by_label("Tổ, thôn").fill("Tổ dân phố 1")
    lan.tap("Lưu lượt này")
    expect(lan.page.get_by_role("link", name=re.compile("Hồ Văn Lạc"))).to_be_visible()


def begin(lan: Phone) -> None:
    lan.page.get_by_role("button", name="Hồ sơ mới").click()
    answer_why(lan)
    lan.heading("Đúng người này không?")
    lan.page.get_by_label("Nơi thường trú").fill("Tổ dân phố 1, chi tiết riêng")
    lan.page.get_by_label("Họ và tên").focus()
    expect(lan.page.locator("tn-phone")).to_have_attribute("data-saved", "address")


def conditions(lan: Phone) -> None:
    lan.tap("Đúng")
    lan.choose("Không thời hạn")
    lan.tap("Tiếp tục")
    for number in range(1, 7):
        expect(lan.page.get_by_text(f"Câu {number}/6")).to_be_visible()
        lan.tap("Có, tự đọc" if number == 3 else "Có")
    lan.choose("Giấy ủy quyền nhận trợ cấp")
    lan.tap("Tiếp tục")
    lan.heading("Mấy trang, mấy bản?")
    lan.tap("Tiếp tục")
    expect(lan.page.get_by_role("button", name="Tôi đồng ý ký")).to_be_visible()


def sign(lan: Phone) -> None:
    lan.tap("Tôi đồng ý ký")
    lan.take_back()
    lan.tap("Đã ký xong")
    lan.heading("Chụp trang 1/1 đã ký")
    lan.page.wait_for_function("() => document.querySelector('video')?.readyState >= 2", timeout=15_000)
    lan.tap("Chụp")
    lan.tap("Rõ, dùng ảnh này")
    lan.heading("Ký vào ô này")
    lan.draw()


def finish(lan: Phone) -> None:
    lan.tap("Xong")
    lan.take_back()
    lan.heading("Ký lúc nào, ở đâu?")
    lan.tap("Tiếp tục")
    lan.choose("Đã thu tiền mặt")
    lan.tap("Tiếp tục")
    lan.heading("Kiểm tra lại")
    lan.tap("Hoàn tất và lưu trên máy")
    lan.heading("Đã lưu trên máy")
