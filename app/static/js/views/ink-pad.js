/** The ink screen: as large as the phone, saved at every pen-up, no time limit, a short mark is asked about and never refused. */

import { Ink } from "../capture/ink.js";
import { t } from "../core/words.js";
import { h, icon } from "./dom.js";

const HOLD = 600;
const REASONS = () => [t("Run tay"), t("Dấu X"), t("Ký tắt")];

/**
 * @param {{title: string, who: string, at: string, ink?: any, little?: string, save: (ink: object, little: boolean) => Promise<void>,
 *   done: (ink: object, little: boolean, reason: string) => void, back: () => void}} pad
 */
export const inkPad = ({ title, who, at, ink: earlier, save, done, back }) => {
  document.title = `${title} · Tận Nhà`;
  const canvas = /** @type {HTMLCanvasElement} */ (h("canvas", { class: "pad-canvas", "aria-label": t("Ô ký"), role: "img" }));
  const question = h("div", { class: "pad-question", hidden: true });
  const ink = new Ink(canvas, () => {
    finish.toggleAttribute("disabled", ink.strokes.length === 0);
    question.hidden = true;
    if (ink.isFull()) tooMuch();
    if (ink.strokes.length) save(ink.export(), ink.isLittle());
  });
  const end = () => {
    if (!ink.strokes.length) return;
    if (ink.isLittle()) ask();
    else done(ink.export(), false, "");
  };
  const tooMuch = () => {
    question.hidden = false;
    const words = t("Nét ký nhiều quá, máy không ghi thêm. Giữ nút xóa rồi mời ký lại, hoặc bấm Xong nếu đã đủ.");
    const close = () => {
      question.hidden = true;
    };
    question.replaceChildren(h("h2", { tabindex: "-1" }, words), h("button", { class: "btn btn--wide", type: "button", onclick: close }, t("Đã hiểu")));
    /** @type {HTMLElement} */ (question.firstElementChild).focus();
  };
  const ask = () => {
    question.hidden = false;
    question.replaceChildren(
      h("h2", { tabindex: "-1" }, t("Nét ký rất ngắn. Người ký xác nhận đây là chữ ký của mình?")),
      h(
        "div",
        { class: "filters" },
        REASONS().map((reason) => h("button", { class: "filter", type: "button", onclick: () => done(ink.export(), true, reason) }, reason)),
      ),
      h(
        "button",
        {
          class: "btn btn--wide",
          type: "button",
          onclick: () => {
            question.hidden = true;
          },
        },
        t("Ký lại cho rõ"),
      ),
    );
    /** @type {HTMLElement} */ (question.firstElementChild).focus();
  };
  const foot = h("span", {}, who);
  const finish = h("button", { class: "btn btn--primary", type: "button", disabled: !earlier, onclick: end }, icon("tick"), t("Xong"));
  if (earlier) requestAnimationFrame(() => ink.load(earlier));
  return [
    h(
      "div",
      { class: "pad" },
      h("header", { class: "pad-top" }, h("h1", {}, title), h("button", { class: "btn", type: "button", onclick: back }, icon("lock"), t("Cán bộ"))),
      h("div", { class: "pad-area" }, h("span", { class: "pad-line", "aria-hidden": "true" }), canvas, question),
      h("p", { class: "pad-foot", "aria-live": "polite" }, foot, h("span", { class: "num" }, at)),
      h(
        "div",
        { class: "pad-tools" },
        h("button", { class: "btn", type: "button", onclick: () => ink.undo() }, t("Bỏ nét cuối")),
        clearButton(ink, foot),
        finish,
      ),
    ),
  ];
};

/** Held for a moment, so that a palm never wipes a signature; a keyboard's press is enough. @param {Ink} ink @param {HTMLElement} told where a short press is answered */
const clearButton = (ink, told) => {
  let timer = 0;
  const stop = () => clearTimeout(timer);
  const short = () => {
    stop();
    if (ink.strokes.length) told.textContent = t("Giữ nút một lúc để xóa hết.");
  };
  return h(
    "button",
    {
      class: "btn",
      type: "button",
      onpointerdown: () => {
        timer = setTimeout(() => ink.clear(), HOLD);
      },
      onpointerup: short,
      onpointerleave: stop,
      onkeydown: (/** @type {KeyboardEvent} */ event) => event.key === "Enter" && ink.clear(),
    },
    t("Giữ để xóa"),
  );
};
