/** Where the phone pages may live: not in another app's window; on the home screen, with the steps of each system. */

import { clip } from "../capture/clip.js";
import { platformOf } from "../core/platform.js";
import { t } from "../core/words.js";
import { banner, go, h, icon, sign } from "./dom.js";
import { doorPage, workPage } from "./frame.js";

export const here = () =>
  platformOf({
    agent: navigator.userAgent,
    standalone: matchMedia("(display-mode: standalone)").matches || Boolean(/** @type {any} */ (navigator).standalone),
    worker: "serviceWorker" in navigator,
    camera: Boolean(navigator.mediaDevices),
    touch: navigator.maxTouchPoints,
  });

/** The browser's own question, kept until a person asks for it. @type {any} */
let prompt = null;
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  prompt = event;
});

/** Opened from a message: what is kept there would be lost with that app's window. */
export const inAppPage = () => {
  const said = h("div", { "aria-live": "polite" });
  const copy = async () => {
    const done = await clip(location.href);
    const typed = t("Gõ địa chỉ này vào Chrome hoặc Safari: {address}", { address: location.host });
    said.replaceChildren(done ? banner("ok", "tick", t("Đã chép địa chỉ. Mở Chrome hoặc Safari rồi dán vào ô địa chỉ.")) : banner("warn", "alert", typed));
  };
  return doorPage([
    h(
      "div",
      { class: "empty" },
      sign(),
      h("h1", {}, t("Mở bằng Chrome hoặc Safari")),
      h("p", {}, t("Trang này đang mở trong một ứng dụng khác. Ở đây không dùng được camera và hồ sơ có thể mất.")),
    ),
    h("ol", { class: "stack numbered" }, h("li", {}, t("Bấm dấu ba chấm ở góc màn hình.")), h("li", {}, t("Chọn Mở bằng Chrome hoặc Safari."))),
    h("button", { class: "btn btn--wide", type: "button", onclick: copy }, icon("pages"), t("Chép địa chỉ")),
    said,
  ]);
};

/** @returns {Record<string, string[]>} */
const STEPS = () => ({
  iphone: [
    t("Mở trang này bằng Safari."),
    t("Bấm nút Chia sẻ, hình ô vuông có mũi tên lên."),
    t("Chọn Thêm vào MH chính, rồi bấm Thêm."),
    t("Từ nay mở Tận Nhà bằng biểu tượng trên màn hình chính."),
  ],
  android: [
    t("Mở trang này bằng Chrome."),
    t("Bấm dấu ba chấm ở góc trên."),
    t("Chọn Thêm vào màn hình chính, rồi Cài đặt."),
    t("Từ nay mở Tận Nhà bằng biểu tượng trên màn hình chính."),
  ],
  computer: [t("Mở trang này bằng Chrome hoặc Edge."), t("Bấm biểu tượng cài đặt ở cuối ô địa chỉ."), t("Chọn Cài đặt.")],
});

/** The steps, and the browser's own question where it has one. */
export const installPage = async () => {
  const { system, installed } = here();
  const ask = async () => {
    await prompt.prompt();
    prompt = null;
    go("/may/cai-dat", true);
  };
  return workPage({
    title: t("Cài ra màn hình chính"),
    back: () => go("/may"),
    children: installed
      ? [
          h(
            "div",
            { class: "panel panel--ok" },
            h("h1", {}, icon("tick"), t("Đã cài ra màn hình chính")),
            h("p", {}, t("Máy giữ dữ liệu của ứng dụng lâu dài.")),
          ),
        ]
      : [
          h("h1", {}, t("Cài ra màn hình chính")),
          h("p", {}, t("Cài rồi thì mở nhanh, chạy cả khi không có mạng, và máy không tự xóa hồ sơ chờ gửi.")),
          h(
            "ol",
            { class: "stack numbered" },
            STEPS()[system].map((step) => h("li", {}, step)),
          ),
          system === "iphone" && banner("warn", "alert", t("iPhone tự xóa dữ liệu của trang chưa cài: cài trước rồi mới ghi nhận máy và đi nhà dân.")),
        ],
    foot:
      !installed && prompt ? [h("button", { class: "btn btn--primary btn--wide btn--tall", type: "button", onclick: ask }, icon("plus"), t("Cài đặt"))] : [],
  });
};
