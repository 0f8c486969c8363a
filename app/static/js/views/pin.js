/** Coming back from a citizen's hand: the officer's PIN; and setting it once. */

import { PIN_LENGTH, pinIsGood } from "../core/pin.js";
import { t } from "../core/words.js";
import { handed, hasPin, pinWait, setPin, takeBack, tryPin } from "../store/pin.js";
import { fresh } from "../sync/enrol.js";
import { banner, go, h, icon } from "./dom.js";

/** Digits on large buttons; `full` is called with six of them. @param {string} label @param {(pin: string) => void} full */
const pad = (label, full) => {
  let typed = "";
  const dots = h("output", { class: "pin-dots", "aria-live": "polite", "aria-label": label });
  const show = () => {
    dots.textContent = "●".repeat(typed.length) + "○".repeat(PIN_LENGTH - typed.length);
    dots.setAttribute("aria-label", `${label}: ${t("{n} số", { n: typed.length })}`);
  };
  const press = (/** @type {string} */ digit) => {
    typed = digit === "" ? typed.slice(0, -1) : (typed + digit).slice(0, PIN_LENGTH);
    show();
    if (typed.length < PIN_LENGTH) return;
    const pin = typed;
    typed = "";
    full(pin);
    show();
  };
  const key = (/** @type {string} */ digit) => h("button", { class: "btn pin-key", type: "button", onclick: () => press(digit) }, digit);
  show();
  return h(
    "div",
    {
      class: "stack pin",
      role: "group",
      "aria-label": label,
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        if (/^\d$/.test(event.key)) press(event.key);
        else if (event.key === "Backspace") press("");
      },
    },
    dots,
    h(
      "div",
      { class: "pin-keys" },
      "123456789".split("").map(key),
      h("span", {}),
      key("0"),
      h("button", { class: "btn pin-key", type: "button", onclick: () => press("") }, icon("back"), h("span", { class: "visually-hidden" }, t("Xóa một số"))),
    ),
  );
};

/** @param {any[]} children */
const page = (children) => [h("div", { class: "strip strip--line" }), h("main", { class: "main" }, children)];

/** The citizen is done: nothing else is reachable until the officer's PIN. @param {{next: string}} held */
export const takeBackPage = async (held) => {
  document.title = `${t("Đưa máy lại cho cán bộ")} · Tận Nhà`;
  const said = h("div", { "aria-live": "polite" });
  const wait = await pinWait(Date.now());
  const waiting = () => said.replaceChildren(banner("warn", "clock", t("Sai nhiều lần. Chờ rồi thử lại.")));
  if (wait) waiting();
  const guess = async (/** @type {string} */ pin) => {
    if (await tryPin(pin, Date.now())) {
      await takeBack();
      go(held.next, true);
    } else if (await pinWait(Date.now())) waiting();
    else said.replaceChildren(banner("error", "bang", t("Mã PIN chưa đúng.")));
  };
  return page([
    h("div", { class: "question" }, h("h1", {}, t("Đưa máy lại cho cán bộ")), h("p", { class: "hint" }, t("Cán bộ nhập mã PIN để làm tiếp."))),
    said,
    pad(t("Mã PIN"), guess),
    h("button", { class: "link link--start", type: "button", onclick: () => go("/may/ma-pin") }, t("Quên mã PIN")),
  ]);
};

/** Setting the PIN: at first, or anew after a fresh sign-in of this phone's own officer. @param {import("./app.js").Context} context */
export const setPinPage = async ({ own }) => {
  document.title = `${t("Mã PIN của máy này")} · Tận Nhà`;
  if ((await hasPin()) && !(await fresh(own))) {
    return page([
      h("h1", {}, t("Đặt lại mã PIN")),
      banner("warn", "key", t("Cần mạng và đăng nhập lại bằng tài khoản của chính anh/chị, rồi mở lại trang này trong 10 phút. Hồ sơ không mất.")),
      h("a", { class: "btn btn--primary btn--wide btn--tall", href: "/dang-nhap?next=/may/ma-pin" }, t("Đăng nhập lại")),
    ]);
  }
  let once = "";
  const said = h("div", { "aria-live": "polite" });
  const heading = h("h1", {}, t("Đặt mã PIN 6 số"));
  const typed = async (/** @type {string} */ pin) => {
    if (!once && !pinIsGood(pin)) return said.replaceChildren(banner("error", "bang", t("Mã dễ đoán quá. Không dùng 111111 hay 123456.")));
    if (!once) {
      once = pin;
      heading.textContent = t("Nhập lại mã PIN");
      return said.replaceChildren();
    }
    if (once !== pin) {
      once = "";
      heading.textContent = t("Đặt mã PIN 6 số");
      return said.replaceChildren(banner("error", "bang", t("Hai lần không giống nhau. Nhập lại từ đầu.")));
    }
    await setPin(pin);
    const held = await handed();
    if (held) await takeBack();
    return go(held?.next ?? "/may", true);
  };
  return page([
    h(
      "div",
      { class: "question" },
      heading,
      h("p", { class: "hint" }, t("Dùng khi lấy lại máy từ tay người dân. Không nói cho ai. Mã này chặn người nhặt được máy, không thay khóa màn hình.")),
    ),
    said,
    pad(t("Mã PIN"), typed),
  ]);
};
