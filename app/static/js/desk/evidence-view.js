/** One item of evidence: to be enlarged, turned, and for ink, replayed. */

import { paint, strokesOf } from "../capture/ink-shape.js";
import { t } from "../core/words.js";
import { h, icon } from "../views/dom.js";

/** @param {any} item @param {string} address @param {any} value the sheet */
export const evidence = (item, address, value) => (item.role === "ink" ? inkView(address, value.fields.ink) : photoView(item, address));

/** @param {any} item @param {string} address */
const photoView = (item, address) => {
  const title = t("Trang {n}, chụp sau khi ký", { n: item.place + 1 });
  const image = h("img", { class: "turn", src: address, alt: title });
  const box = h("div", { class: "zoom", tabindex: "0", role: "group", "aria-label": title }, image);
  let turned = 0;
  const zoom = () => {
    box.dataset.zoom = box.dataset.zoom === "2" ? "1" : "2";
  };
  const turn = () => {
    turned = (turned + 90) % 360;
    image.style.rotate = `${turned}deg`;
  };
  return h(
    "section",
    { class: "stack stack--8" },
    h("h2", {}, t("Giấy tờ")),
    h("figure", { class: "photo" }, box, h("figcaption", {}, title)),
    h(
      "div",
      { class: "card-tools" },
      h("button", { class: "btn", type: "button", onclick: zoom }, icon("zoom"), t("Phóng to")),
      h("button", { class: "btn", type: "button", onclick: turn }, icon("repeat"), t("Xoay")),
    ),
  );
};

/** @param {string} address @param {any} ink */
const inkView = (address, ink) => {
  const image = h("img", { src: address, alt: t("Chữ ký trên màn hình") });
  const canvas = /** @type {HTMLCanvasElement} */ (h("canvas", { class: "ink-view", hidden: true, role: "img", "aria-label": t("Nét ký chạy lại") }));
  return h(
    "section",
    { class: "stack stack--8" },
    h("h2", {}, t("Chữ ký trên màn hình")),
    h("figure", { class: "photo" }, image, canvas),
    h("button", { class: "btn btn--wide", type: "button", onclick: () => replay(image, canvas, ink) }, icon("play"), t("Xem lại nét ký")),
    h("p", { class: "meta" }, t("Là bằng chứng về lúc ký. Chữ ký trên giấy mới có giá trị chứng thực.")),
  );
};

/** Draws the strokes in the time they were drawn. @param {HTMLElement} image @param {HTMLCanvasElement} canvas @param {any} ink */
const replay = (image, canvas, ink) => {
  const strokes = strokesOf(ink);
  image.hidden = true;
  canvas.hidden = false;
  const scale = Math.min(canvas.clientWidth / (ink.w / ink.u), canvas.clientHeight / (ink.h / ink.u));
  const first = strokes[0].p[0][2];
  const begun = performance.now();
  const frame = () => {
    const now = performance.now() - begun + first;
    const drawn = strokes.map((/** @type {any} */ stroke) => ({ ...stroke, p: stroke.p.filter((/** @type {number[]} */ point) => point[2] <= now) }));
    paint(
      canvas,
      drawn.filter((/** @type {any} */ stroke) => stroke.p.length),
      scale,
    );
    if (drawn.some((/** @type {any} */ stroke, /** @type {number} */ place) => stroke.p.length < strokes[place].p.length)) requestAnimationFrame(frame);
  };
  frame();
};
