/** Setting the PIN: at first, changed by who knows the old one, or anew after a fresh sign-in of this phone's own officer. */

import { problemWords } from "../core/problem-words.js";
import { pinIsGood } from "../core/pin.js";
import { t } from "../core/words.js";
import { meta } from "../store/device.js";
import { handed, takeBack } from "../store/hand.js";
import { hasPin, setPin } from "../store/pin.js";
import { bytesOfKey } from "../store/vault.js";
import { fresh, openByCommune } from "../sync/enrol.js";
import { Refused } from "../sync/office.js";
import { leave } from "../sync/session.js";
import { banner, go, h } from "./dom.js";
import { opened } from "./lock.js";
import { otherNames } from "./other-names.js";
import { askPin, pad, page } from "./pin.js";

/** @param {import("./app.js").Context} context */
export const setPinPage = async ({ own, parts: [name], again }) => {
  document.title = `${t("Mã PIN của máy này")} · Tận Nhà`;
  // on a phone that officers share, nobody sets a PIN for who was let in and left before he had one
  if (!(await hasPin())) return newPinPage("/may", await otherNames());
  // the PIN of what is practised stands above every page
  if (own.practice) {
    go("/may", true);
    return [];
  }
  const held = await handed();
  if (name === "doi" && !held) return changePage(again);
  return (await fresh(own, held ?? (await meta("locked")) ?? undefined, Date.now())) ? anewPage(own, held?.next ?? "/may", again) : signInFirst(held);
};

/** The commune opens the vault that the forgotten PIN shut. @param {any} own @param {string} next @param {() => void} again */
const anewPage = async (own, next, again) => {
  try {
    if (!bytesOfKey()) await openByCommune(own);
    return newPinPage(next);
  } catch (error) {
    const said = problemWords(error instanceof Refused ? error.code : "vault_not_opened");
    return page([
      h("h1", {}, t("Đặt lại mã PIN")),
      banner("error", "bang", said),
      h("button", { class: "btn btn--primary btn--wide btn--tall", type: "button", onclick: again }, t("Thử lại")),
    ]);
  }
};

/** The old one first. @param {() => void} again */
const changePage = async (again) => {
  if (known) {
    known = false;
    return newPinPage("/may/toi");
  }
  const right = async () => {
    known = true;
    again();
  };
  return page([
    h("div", { class: "question" }, h("h1", {}, t("Đổi mã PIN")), h("p", { class: "hint" }, t("Nhập mã PIN đang dùng."))),
    ...(await askPin(t("Mã PIN đang dùng"), right)),
    h("button", { class: "btn btn--wide", type: "button", onclick: () => go("/may/toi") }, t("Quay lại")),
  ]);
};

/** The old PIN was right: good for the very next page only. */
let known = false;

/**
 * Out of the officer's hand the page leads to the sign-in and to where it came from, nowhere else: the session ends first, so that
 * the way to the sign-in is no way to anything of his.
 * @param {import("../store/hand.js").Handed | undefined} held
 */
const signInFirst = (held) =>
  page([
    h("h1", {}, t("Đặt lại mã PIN")),
    banner("warn", "key", t("Cần mạng và đăng nhập lại bằng tài khoản của chính anh/chị; đặt mã mới ngay sau đó, trong 10 phút. Bản đã hoàn tất vẫn tự gửi.")),
    h("button", { class: "btn btn--primary btn--wide btn--tall", type: "button", onclick: () => leave("/may/ma-pin") }, t("Đăng nhập lại")),
    h("button", { class: "btn btn--wide", type: "button", onclick: () => go(held?.path ?? "/may/toi", true) }, t("Quay lại")),
  ]);

/** Typed twice. @param {string} next @param {HTMLElement | null} [others] who else may take this phone */
const newPinPage = (next, others = null) => {
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
    await opened();
    await takeBack();
    return go(next, true);
  };
  return page([
    h(
      "div",
      { class: "question" },
      heading,
      h(
        "p",
        { class: "hint" },
        t("Dùng để mở ứng dụng và lấy lại máy từ tay người dân. Không nói cho ai. Mã này chặn người nhặt được máy, không thay khóa màn hình."),
      ),
    ),
    said,
    pad(t("Mã PIN"), typed),
    others,
  ]);
};
