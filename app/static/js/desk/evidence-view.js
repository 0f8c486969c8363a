/** One item of evidence: to be enlarged, turned, and for ink, replayed. */

import { paint, strokesOf } from "../capture/ink-shape.js";
import { addressed } from "../core/names.js";
import { signersOf } from "../core/signers.js";
import { t } from "../core/words.js";
import { h, icon } from "../views/dom.js";

/** @typedef {(mark: {place: number, x: number, y: number}) => void} Marked */

/** @param {any} item @param {string} address @param {any} value the sheet @param {Marked} marked called with a point that was touched */
export const evidence = (item, address, value, marked) => {
  if (item.role === "ink") return inkView(address, value, item.place);
  return item.role === "voice" ? voiceView(address) : photoView(item, address, marked);
};

/** By consent: the read-back as it was recorded. @param {string} address */
const voiceView = (address) =>
  h(
    "section",
    { class: "stack stack--8" },
    h("h2", {}, t("Ghi âm lúc đọc lại")),
    h("audio", { controls: true, src: address, "aria-label": t("Đoạn ghi âm lúc đọc lại") }),
    h("p", { class: "meta" }, t("Người yêu cầu đã đồng ý cho ghi.")),
  );

/** @param {any} item @param {string} address @param {Marked} marked */
const photoView = (item, address, marked) => {
  const title =
    { fingerprint: t("Dấu điểm chỉ trên giấy, chụp gần"), moment: t("Ảnh lúc ký, người yêu cầu đã đồng ý") }[/** @type {string} */ (item.role)] ??
    t("Trang {n}, chụp sau khi ký", { n: item.place + 1 });
  const image = h("img", { class: "turn", src: address, alt: title });
  const spot = h("span", { class: "spot", hidden: true, "aria-hidden": "true" });
  const frame = h("div", { class: "spot-frame" }, image, spot);
  const box = h("div", { class: "zoom", tabindex: "0", role: "group", "aria-label": title }, frame);
  let turned = 0;
  let marking = false;
  const point = (/** @type {number} */ x, /** @type {number} */ y) => {
    Object.assign(spot.style, { left: `${x / 10}%`, top: `${y / 10}%` });
    spot.hidden = false;
    marked({ place: item.place, x, y });
  };
  image.addEventListener("click", (/** @type {MouseEvent} */ event) => {
    if (!marking || turned) return;
    const area = image.getBoundingClientRect();
    point(Math.round(((event.clientX - area.left) / area.width) * 1000), Math.round(((event.clientY - area.top) / area.height) * 1000));
  });
  box.addEventListener("keydown", (event) => {
    const [right, down] = ARROWS[event.key] ?? [0, 0];
    if (!marking || spot.hidden || !(right || down)) return;
    event.preventDefault();
    const [x, y] = [clamp(Number.parseFloat(spot.style.left) * 10 + right), clamp(Number.parseFloat(spot.style.top) * 10 + down)];
    point(x, y);
    hint.textContent = t("Điểm đánh dấu: {x}% từ mép trái, {y}% từ mép trên.", { x: Math.round(x / 10), y: Math.round(y / 10) });
  });
  const hint = h("p", { class: "meta mark-hint", role: "status" });
  const markButton = h(
    "button",
    {
      class: "btn",
      type: "button",
      "aria-pressed": "false",
      onclick: (/** @type {MouseEvent} */ event) => {
        marking = !marking;
        markButton.setAttribute("aria-pressed", String(marking));
        // from a keyboard there is no touch: the middle of the page is marked, and arrows move it
        const keys = event.detail === 0;
        hint.textContent = marking ? (keys ? t("Bấm phím mũi tên để dời dấu đến chỗ sai.") : t("Chạm vào chỗ sai trên ảnh. Chạm chỗ khác để đổi.")) : "";
        if (!marking || !keys) return;
        if (spot.hidden) point(500, 500);
        box.focus();
      },
    },
    icon("flag"),
    t("Chỉ chỗ sai"),
  );
  const zoomWord = h("span", {}, t("Phóng to"));
  const zoom = () => {
    box.dataset.zoom = box.dataset.zoom === "2" ? "1" : "2";
    zoomWord.textContent = box.dataset.zoom === "2" ? t("Thu nhỏ") : t("Phóng to");
    zoomButton.querySelector("use")?.setAttribute("href", box.dataset.zoom === "2" ? "#i-smaller" : "#i-zoom");
  };
  const zoomButton = h("button", { class: "btn", type: "button", onclick: zoom }, icon("zoom"), zoomWord);
  const turn = () => {
    turned = (turned + 90) % 360;
    image.style.rotate = `${turned}deg`;
  };
  return h(
    "section",
    { class: "stack stack--8" },
    h("h2", {}, t("Giấy tờ")),
    h("figure", { class: "photo" }, box, h("figcaption", {}, title)),
    h("div", { class: "card-tools" }, zoomButton, h("button", { class: "btn", type: "button", onclick: turn }, icon("repeat"), t("Xoay")), markButton),
    hint,
  );
};

/** @type {Record<string, number[]>} */
const ARROWS = { ArrowLeft: [-25, 0], ArrowRight: [25, 0], ArrowUp: [0, -25], ArrowDown: [0, 25] };

/** @param {number} thousandths */
const clamp = (thousandths) => Math.round(Math.min(1000, Math.max(0, thousandths)));

/** @param {string} address @param {any} value the sheet @param {number} place whose ink it is */
const inkView = (address, { fields }, place) => {
  const signer = signersOf(fields)[place];
  const { ink } = signer;
  const whose = fields.others?.length ? h("p", {}, h("b", {}, addressed(signer.person.honorific, signer.person.name))) : "";
  const image = h("img", { src: address, alt: t("Chữ ký trên màn hình") });
  const canvas = /** @type {HTMLCanvasElement} */ (h("canvas", { class: "ink-view", hidden: true, role: "img", "aria-label": t("Nét ký chạy lại") }));
  return h(
    "section",
    { class: "stack stack--8" },
    h("h2", {}, t("Chữ ký trên màn hình")),
    whose,
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
