/** Tập thử: the page that begins and ends it, and the frame around everything while it lasts. */

import { PRACTICE_PIN } from "../core/practice.js";
import { t } from "../core/words.js";
import { beginPractice, endPractice } from "../sync/practice.js";
import { banner, go, h, icon } from "./dom.js";
import { workPage } from "./frame.js";

/** Everything happens in another store from here on: the page starts anew in it. @param {Event} event a tap, which counts once @param {() => Promise<unknown>} change */
const switchBy = async (event, change) => {
  const button = /** @type {HTMLElement} */ (event.currentTarget);
  button.setAttribute("disabled", "");
  try {
    await change();
    location.assign("/may");
  } catch (error) {
    button.removeAttribute("disabled");
    throw error;
  }
};

/** @param {any} own */
export const practiceFrame = (own) => {
  if (!own?.practice) return;
  document.documentElement.dataset.practice = "";
  const end = (/** @type {Event} */ event) => switchBy(event, endPractice);
  document.body.prepend(
    h(
      "aside",
      { class: "practice", "aria-label": t("Tập thử") },
      h("b", {}, t("TẬP THỬ")),
      h("span", {}, t("Mã PIN: {pin}", { pin: PRACTICE_PIN })),
      h("button", { class: "btn practice-end", type: "button", onclick: end }, t("Thôi tập")),
    ),
  );
};

/** On the page of what was finished: it is no case. @param {any} own */
export const practiceMark = (own) =>
  own.practice && banner("warn", "alert", t("TẬP THỬ: không phải hồ sơ thật. Không gửi về xã, không có số chứng thực, mất khi thôi tập."));

const begin = (/** @type {Event} */ event) => switchBy(event, () => beginPractice(Date.now()));

export const practicePage = async () =>
  workPage({
    title: t("Tập thử"),
    back: () => go("/may/toi"),
    children: [
      h("h1", {}, t("Tập thử")),
      h("p", {}, t("Làm trọn một hồ sơ với người không có thật: quét thẻ mẫu, hỏi điều kiện, chụp một tờ giấy bất kỳ, ký, lưu, rồi trả kết quả.")),
      h(
        "ul",
        { class: "stack stack--8" },
        h("li", {}, t("Không cần mạng. Không có gì gửi về xã.")),
        h("li", {}, t("Hồ sơ thật trên máy vẫn nguyên, nhưng tạm dừng gửi đến khi thôi tập.")),
        h("li", {}, t("Tự thôi sau 2 giờ.")),
      ),
    ],
    foot: [h("button", { class: "btn btn--primary btn--wide btn--tall", type: "button", onclick: begin }, icon("phone"), t("Bắt đầu tập thử"))],
  });
