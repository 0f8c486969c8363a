/** Coming back from a citizen's hand: the officer's PIN. */

import { freeLeft, guessesLeft, PIN_LENGTH } from "../core/pin.js";
import { t } from "../core/words.js";
import { takeBack } from "../store/hand.js";
import { inPractice } from "../store/database.js";
import { isEmptied, pinWait, pinWrong, tryPin } from "../store/pin.js";
import { banner, go, h, icon } from "./dom.js";
import { notKept } from "./saying.js";

/** Digits on large buttons; `full` is called with six of them. @param {string} label @param {(pin: string) => void} full */
export const pad = (label, full) => {
  let typed = "";
  const dots = h("output", { class: "pin-dots", "aria-live": "polite", "aria-label": label });
  const show = () => {
    dots.textContent = "●".repeat(typed.length) + "○".repeat(PIN_LENGTH - typed.length);
    const digits = t("{n} số", { n: typed.length });
    dots.setAttribute("aria-label", `${label}: ${digits}`);
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

/** The way on for who does not know the PIN. */
const forgotten = () => go("/may/ma-pin");

/** Asks for the PIN; `right` is called once it was. @param {string} label @param {() => Promise<void>} right @param {() => void} [forgot] */
export const askPin = async (label, right, forgot = forgotten) => {
  if (await isEmptied()) return emptiedPart(forgot);
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
    } catch (error) {
      // a full phone cannot even count the guess
      notKept(said, error);
    } finally {
      judging = false;
    }
  };
  const judge = async (/** @type {string} */ pin) => {
    // stretching takes a slow phone a second
    said.replaceChildren(h("p", { class: "muted" }, t("Đang kiểm tra…")));
    if (await tryPin(pin, Date.now())) await right();
    else if (await isEmptied()) said.parentElement?.replaceChildren(...emptiedPart(forgot));
    else {
      const left = await pinWait(Date.now());
      if (left) waiting(left);
      else said.replaceChildren(banner("error", "bang", wrongWords(await pinWrong())));
    }
  };
  // the PIN of what is practised stands above every page
  if (inPractice()) return [pad(label, guess), said];
  // below the keys: nothing moves under a finger that is on its way
  return [pad(label, guess), said, h("button", { class: "link link--start", type: "button", onclick: forgot }, t("Quên mã PIN"))];
};

/** @param {number} left milliseconds */
const waitWords = (left) =>
  left < 60_000
    ? t("Sai nhiều lần. Chờ {n} giây rồi thử lại.", { n: Math.ceil(left / 1000) })
    : t("Sai nhiều lần. Chờ {n} phút rồi thử lại.", { n: Math.ceil(left / 60_000) });

/** @param {number} wrong */
const wrongWords = (wrong) => {
  const free = freeLeft(wrong);
  if (free) return t("Mã PIN chưa đúng. Còn {n} lần trước khi phải chờ.", { n: free });
  const left = guessesLeft(wrong);
  return left > 2
    ? t("Mã PIN chưa đúng. Sai lần nữa thì phải chờ.")
    : t("Mã PIN chưa đúng. Sai {n} lần nữa thì phải đăng nhập lại mới mở được máy.", { n: left });
};

/** So many wrong guesses that the PIN opens nothing any more. @param {() => void} forgot */
const emptiedPart = (forgot) => {
  if (inPractice()) return [banner("error", "bang", t("Nhập sai 10 lần. Bấm Thôi tập ở trên; hồ sơ thật vẫn nguyên."))];
  return [
    banner("error", "bang", t("Nhập sai 10 lần. Mã PIN này không mở máy được nữa. Có mạng thì đăng nhập lại để đặt mã mới. Bản đã hoàn tất vẫn tự gửi.")),
    h("button", { class: "btn btn--primary btn--wide btn--tall", type: "button", onclick: forgot }, t("Đặt mã PIN mới")),
  ];
};

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
