"""Two officers share one phone: each with key, PIN, vault and chain of his own; both outboxes drain, whoever works."""

import re
from pathlib import Path

from playwright.sync_api import Playwright, expect

from tests.browser.conftest import Office
from tests.browser.people import Phone, look, until
from tests.browser.test_other_ways import enrolled

TUAN_PIN = "730164"
# what waits in each store, by its outside
WAITING = """async () => {
  const read = (name) => new Promise((done, failed) => {
    const open = indexedDB.open(name);
    open.onerror = failed;
    open.onsuccess = () => {
      const all = open.result.transaction("outbox").objectStore("outbox").getAll();
      all.onsuccess = () => { open.result.close(); done(all.result.filter((one) => one.state === "waiting").length); };
    };
  });
  const names = (await indexedDB.databases()).map((one) => one.name).sort();
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await read(name)])));
}"""
HAND = """() => new Promise((done, failed) => {
  const open = indexedDB.open("tannha");
  open.onerror = failed;
  open.onsuccess = () => {
    const writing = open.result.transaction("meta", "readwrite");
    const away = { path: "/may/moi/x/doc", next: "/may", pin: false, at: Date.now(), since: "" };
    writing.objectStore("meta").put(away, "handed");
    writing.oncomplete = () => { open.result.close(); done(); };
  };
})"""
SIGNED_IN = "async () => (await (await fetch('/api/me')).json()).person?.name ?? ''"


def test_two_officers_share_a_phone_and_neither_sees_the_others_work(
    browsers: Playwright, own_office: Office, tmp_path: Path
) -> None:
    lan = enrolled(browsers, own_office, tmp_path, camera=False)
    lan.offline(True)
    plan(lan, "Hồ Văn Một")
    lan.offline(False)
    expect_waiting(lan, {"tannha": 0})

    lan.page.get_by_role("link", name="Tôi", exact=True).click()
    lan.page.get_by_role("link", name="Dùng chung máy với người khác").click()
    lan.heading("Dùng chung máy")
    expect(lan.page.get_by_text("Trần Thị Lan: đang dùng")).to_be_visible()

    let_tuan_in(lan)
    expect(lan.page.get_by_text("Hồ Văn Một")).to_be_hidden()
    lan.offline(True)
    plan(lan, "Hồ Thị Hai")
    lan.page.get_by_role("link", name="Tôi", exact=True).click()
    lan.tap("Khóa máy ngay")
    lan.heading("Máy đang khóa")
    expect(lan.page.get_by_text("Ngô Văn Tuấn nhập mã PIN để làm tiếp.")).to_be_visible()
    lan.tap("Tôi là Trần Thị Lan")
    expect(lan.page.get_by_text("Trần Thị Lan nhập mã PIN để làm tiếp.")).to_be_visible()
    expect(lan.page.get_by_role("button", name="Tôi là Ngô Văn Tuấn (còn 1 mục chưa gửi)")).to_be_visible()
    look(lan.page, "Máy dùng chung đang khóa", lan.problems)
    # the other's PIN opens nothing of hers
    lan.press_pin(TUAN_PIN)
    expect(lan.page.get_by_text("Mã PIN chưa đúng")).to_be_visible()
    lan.unlock()
    # his session is still open at the commune: until it is ended it leads to no desk
    assert handed(lan)
    expect(lan.page.get_by_role("link", name=re.compile("Hồ Văn Một"))).to_be_visible()
    expect(lan.page.get_by_text("Hồ Thị Hai")).to_be_hidden()
    plan(lan, "Hồ Văn Ba")
    assert lan.page.evaluate(WAITING) == {"tannha": 1, "tannha-2": 1}

    lan.offline(False)
    expect_waiting(lan, {"tannha": 0, "tannha-2": 0})
    # she works in no session of his
    expect(lan.page.get_by_text("Cần đăng nhập lại để xem hồ sơ mới")).to_be_visible(timeout=20_000)
    assert lan.page.evaluate(SIGNED_IN) == ""
    assert not handed(lan)
    in_a_citizens_hand(lan)
    assert "0 problems, 0 holes" in own_office.flask("ledger", "verify")
    assert lan.problems == []
    lan.context.close()


def test_who_was_not_let_in_after_all_leaves_the_phone_to_its_officer(
    browsers: Playwright, own_office: Office, tmp_path: Path
) -> None:
    lan = enrolled(browsers, own_office, tmp_path, camera=False)
    ask_for_tuan(lan)
    lan.heading("Ghi nhận máy này")
    # she gave the phone away: hers opens by her PIN alone
    lan.page.goto("/may")
    lan.unlock()
    expect(lan.page.get_by_role("button", name="Hồ sơ mới")).to_be_visible()
    # and he is let in the next time, in the place that was made for him
    let_tuan_in(lan)
    assert set(lan.page.evaluate(WAITING)) == {"tannha", "tannha-2"}
    assert lan.problems == []
    lan.context.close()


def in_a_citizens_hand(lan: Phone) -> None:
    """The lock of a phone that was handed over offers nobody else's place."""
    lan.page.evaluate(HAND)
    lan.page.evaluate("() => new BroadcastChannel('tannha-lock').postMessage('shut')")
    lan.heading("Máy đang khóa")
    expect(lan.page.get_by_text("Trần Thị Lan nhập mã PIN để làm tiếp.")).to_be_visible()
    expect(lan.page.get_by_role("button", name=re.compile("Tôi là"))).to_have_count(0)


def handed(phone: Phone) -> bool:
    return any(one["name"] == "tn-handed" and one["value"] for one in phone.context.cookies())


def ask_for_tuan(phone: Phone) -> None:
    phone.page.goto("/dang-nhap?next=/toi")
    phone.page.get_by_role("button", name=re.compile("Ngô Văn Tuấn")).click()
    phone.page.get_by_role("button", name="Ghi nhận máy này (bản thử)").click()
    phone.heading("Dùng chung máy?")
    expect(phone.page.get_by_text("Máy này đang dùng: Trần Thị Lan. Ngô Văn Tuấn sẽ có mã PIN")).to_be_visible()
    look(phone.page, "Dùng chung máy?", phone.problems)
    phone.tap("Dùng chung máy này")


def let_tuan_in(phone: Phone) -> None:
    ask_for_tuan(phone)
    phone.tap("Ghi nhận máy này")
    phone.heading("Đặt mã PIN 6 số")
    phone.press_pin(TUAN_PIN)
    phone.heading("Nhập lại mã PIN")
    phone.press_pin(TUAN_PIN)
    expect(phone.page.get_by_role("button", name="Hồ sơ mới")).to_be_visible(timeout=15_000)


def expect_waiting(phone: Phone, wanted: dict[str, int]) -> None:
    until(phone.page, WAITING, lambda left: left == wanted)


def plan(phone: Phone, name: str) -> None:
    phone.page.get_by_role("link", name="Thêm lượt đến nhà").click()
    phone.page.get_by_label("Họ và tên").fill(name)
    phone.page.get_by_role("button", name="Ông" if "Văn" in name else "Bà", exact=True).click()
    phone.page.get_by_label("Tổ, thôn").fill("Tổ 6")
    phone.tap("Lưu lượt này")
    expect(phone.page.get_by_role("link", name=re.compile(name))).to_be_visible()
