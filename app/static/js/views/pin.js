/** Coming back from a citizen's hand: the officer's PIN. */

import { freeLeft, PIN_LENGTH } from "../core/pin.js";
import { t } from "../core/words.js";
import { pinWait, pinWrong, takeBack, tryPin } from "../store/pin.js";
import { banner, go, h, icon } from "./dom.js";

/** Digits on large buttons; `full` is called with six of them. @param {string} label @param {(pin: string) => void} full */
export const pad = (label, full) => {
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
export const page = (children) => [h("div", { class: "strip strip--line" }), h("main", { class: "main" }, children)];

/** Asks for the PIN; `right` is called once it was. @param {string} label @param {() => Promise<void>} right */
export const askPin = async (label, right) => {
  const said = h("div", { "aria-live": "polite" });
  const waiting = (/** @type {number} */ left) => {
    said.replaceChildren(banner("warn", "clock", waitWords(left)));
    setTimeout(() => said.replaceChildren(), left);
  };
  const before = await pinWait(Date.now());
  if (before) waiting(before);
  let judging = false;
  const guess = async (/** @type {string} */ pin) => {
    if (judging) return;
    judging = true;
    try {
      await judge(pin);
    } finally {
      judging = false;
    }
  };
  const judge = async (/** @type {string} */ pin) => {
    if (await tryPin(pin, Date.now())) await right();
    else {
      const left = await pinWait(Date.now());
      if (left) waiting(left);
      else said.replaceChildren(banner("error", "bang", wrongWords(freeLeft(await pinWrong()))));
    }
  };
  return [said, pad(label, guess), h("button", { class: "link link--start", type: "button", onclick: () => go("/may/ma-pin") }, t("Quên mã PIN"))];
};

/** @param {number} left milliseconds */
const waitWords = (left) =>
  left < 60_000
    ? t("Sai nhiều lần. Chờ {n} giây rồi thử lại.", { n: Math.ceil(left / 1000) })
    : t("Sai nhiều lần. Chờ {n} phút rồi thử lại.", { n: Math.ceil(left / 60_000) });

/** @param {number} left free guesses */
const wrongWords = (left) => (left ? t("Mã PIN chưa đúng. Còn {n} lần trước khi phải chờ.", { n: left }) : t("Mã PIN chưa đúng. Sai lần nữa thì phải chờ."));

/** The citizen is done: nothing else is reachable until the officer's PIN. @param {{next: string}} held */
export const takeBackPage = async (held) => {
  document.title = `${t("Đưa máy lại cho cán bộ")} · Tận Nhà`;
  const right = async () => {
    await takeBack();
    go(held.next, true);
  };
  return page([
    h("div", { class: "question" }, h("h1", {}, t("Đưa máy lại cho cán bộ")), h("p", { class: "hint" }, t("Cán bộ nhập mã PIN để làm tiếp."))),
    ...(await askPin(t("Mã PIN"), right)),
  ]);
};
