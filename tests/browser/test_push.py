"""Messages that come while the app is shut: turned on by a button, shown as they were sent, and opening their page."""

import json
import re
from typing import Any

from playwright.sync_api import Page, Playwright, expect

from app.domain import notices
from tests.browser.conftest import Office
from tests.browser.people import Desk, until

# no push service is reached from here: the browser's own half is played, the server's is the real one
SUBSCRIBES = """
const keys = {p256dh: '%s', auth: 'AAAAAAAAAAAAAAAAAAAAAA'};
const endpoint = 'https://fcm.googleapis.com/fcm/send/thu';
let made = null;
const unsubscribe = async () => { made = null; return true; };
const subscription = {endpoint, unsubscribe, toJSON: () => ({endpoint, keys})};
PushManager.prototype.subscribe = async (options) => {
  if (!options.userVisibleOnly || options.applicationServerKey.byteLength !== 65) throw new Error('not as it must be');
  made = subscription;
  return made;
};
PushManager.prototype.getSubscription = async () => made;
"""
POINT = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
SHOWN = """async () => {
  const registration = await navigator.serviceWorker.getRegistration('/');
  return (await registration.getNotifications()).map((one) => [one.title, one.body, one.data.navigate]);
}"""


def test_a_leader_turns_messages_on_sees_one_and_turns_them_off(browsers: Playwright, own_office: Office) -> None:
    minh = Desk(browsers, own_office, "Minh", {"width": 390, "height": 800})
    minh.context.grant_permissions(["notifications"], origin=own_office.origin)
    minh.page.add_init_script(SUBSCRIBES % POINT)
    minh.page.goto("/toi")
    minh.page.get_by_role("link", name="Thông báo").click()
    expect(minh.page.get_by_role("heading", name="Thông báo", level=1)).to_be_visible()
    minh.look("Thông báo, chưa bật")
    minh.page.get_by_role("button", name="Nhận thông báo trên máy này").click()
    expect(minh.page.get_by_text("Máy này sẽ nhận thông báo.")).to_be_visible(timeout=30_000)
    deliver(minh, own_office, json.dumps(notices.message({notices.WAITING}), ensure_ascii=False))
    until(minh.page, SHOWN, lambda found: found == [["Có hồ sơ chờ ký", notices.BODY, "/"]])
    # what is in no form of ours is not shown
    deliver(minh, own_office, json.dumps({"title": "Trúng thưởng"}))
    minh.page.get_by_role("button", name="Tắt thông báo trên máy này").click()
    expect(minh.page.get_by_text("Đã tắt thông báo trên máy này.")).to_be_visible()
    assert len(minh.page.evaluate(SHOWN)) == 1
    assert minh.problems == []
    minh.close()


def test_the_next_person_of_a_browser_is_asked_anew(browsers: Playwright, own_office: Office) -> None:
    minh = Desk(browsers, own_office, "Minh", {"width": 390, "height": 800})
    minh.context.grant_permissions(["notifications"], origin=own_office.origin)
    minh.page.add_init_script(SUBSCRIBES % POINT)
    minh.page.goto("/thong-bao")
    button = minh.page.get_by_role("button", name="Nhận thông báo trên máy này")
    button.click()
    expect(minh.page.get_by_text("Máy này sẽ nhận thông báo.")).to_be_visible(timeout=30_000)
    expect(minh.page.get_by_role("button", name="Tắt thông báo trên máy này")).to_be_visible()
    expect(minh.page.get_by_text("Đang nhận ở:")).to_have_count(0)
    minh.page.reload()
    expect(minh.page.get_by_text("Đang nhận ở:")).to_be_visible()
    enter(minh.page, "Vũ Thị Hạnh")
    minh.page.goto("/thong-bao")
    expect(button).to_be_visible()
    expect(minh.page.get_by_text("Đang nhận ở:")).to_have_count(0)
    enter(minh.page, "Hoàng Đức Minh")
    minh.page.goto("/thong-bao")
    expect(minh.page.get_by_text("Đang nhận ở:")).to_have_count(0)
    assert minh.problems == []
    minh.close()


def test_where_no_push_reaches_the_page_lists_what_waits(browsers: Playwright, own_office: Office) -> None:
    minh = Desk(browsers, own_office, "Minh", {"width": 360, "height": 740})
    minh.page.add_init_script("delete globalThis.PushManager")
    minh.page.goto("/thong-bao")
    expect(minh.page.get_by_text("Máy này không nhận thông báo được. Xem việc mới ở trang này.")).to_be_visible()
    expect(minh.page.get_by_role("button", name="Nhận thông báo trên máy này")).to_have_count(0)
    minh.page.get_by_role("link").filter(has_text="Có hồ sơ chờ ký").first.click()
    expect(minh.page).to_have_url(re.compile("/ho-so/"))
    assert minh.problems == []
    minh.close()


def enter(page: Page, name: str) -> None:
    """Another person signs in where one was."""
    page.goto("/dang-nhap")
    page.get_by_role("button", name=name).click()
    expect(page).not_to_have_url(re.compile("dang-nhap"))


def deliver(desk: Desk, office: Office, data: str) -> None:
    session = desk.context.new_cdp_session(desk.page)
    found: dict[str, str] = {}

    def told(event: dict[str, Any]) -> None:
        for one in event["registrations"]:
            found[one["scopeURL"]] = one["registrationId"]

    session.on("ServiceWorker.workerRegistrationUpdated", told)
    session.send("ServiceWorker.enable")
    while f"{office.origin}/" not in found:
        desk.page.wait_for_timeout(50)
    registration = found[f"{office.origin}/"]
    message = {"origin": office.origin, "registrationId": registration, "data": data}
    session.send("ServiceWorker.deliverPushMessage", message)
