/** What every step of the wizard shares: the way on, the refusal as near as it, and *Sửa*. */

import { t } from "../core/words.js";
import { go, h, icon } from "./dom.js";

/** A question opened by *Sửa* goes straight back to the check. @type {string} */
let editing = "";

/** @param {string} id */
export const editedFrom = (id) => {
  const yes = editing === id;
  editing = "";
  return yes;
};

/** @param {string} id @param {string} step */
export const edit = (id, step) => {
  editing = id;
  go(`/may/moi/${id}/${step}`);
};

/** Refusing is as near as continuing, on every step. @param {import("./wizard.js").Step} step */
export const refuseButton = ({ draft }) =>
  h(
    "button",
    { class: "btn btn--refuse btn--tall", type: "button", onclick: () => go(`/may/moi/${draft.id}/tu-choi`) },
    icon("refuse"),
    t("Từ chối chứng thực"),
  );

/** @param {string} word @param {() => void} act @param {string} [name] */
export const nextButton = (word, act, name) => h("button", { class: "btn btn--primary btn--tall", type: "button", onclick: act }, name && icon(name), word);
