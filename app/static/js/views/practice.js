/** Tập thử: the page that begins and ends it, and the frame around everything while it lasts. */

import { PRACTICE_PIN } from "../core/practice.js";
import { t } from "../core/words.js";
import { beginPractice, endPractice } from "../sync/practice.js";
import { banner, go, h, icon } from "./dom.js";
import { workPage } from "./frame.js";

/** Everything happens in another store from here on: the page starts anew in it. @param {() => Promise<unknown>} change @param {string} where */
const switchTo = async (change, where) => {
  await change();
  location.assign(where);
};

/** @param {any} own */
export const practiceFrame = (own) => {
  if (!own?.practice) return;
  document.documentElement.dataset.practice = "";
  const end = () => switchTo(endPractice, "/may");
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
    foot: [
      h(
        "button",
        { class: "btn btn--primary btn--wide btn--tall", type: "button", onclick: () => switchTo(() => beginPractice(Date.now()), "/may") },
        icon("phone"),
        t("Bắt đầu tập thử"),
      ),
    ],
  });
