/** A visit ends: done, not done with its reason, or on another day, on which it is seen again. */

import { day, stamp } from "../core/moments.js";
import { tidy } from "../core/names.js";
import { readClock } from "../core/typed.js";
import { LONGEST_NOTE, movedNote } from "../core/visit-note.js";
import { t } from "../core/words.js";
import { finishAs } from "../store/outbox.js";
import { begunOr, visitRecord } from "./begin.js";
import { catalogue, choices, field, go, h, icon, input } from "./dom.js";
import { workPage } from "./frame.js";
import { clockInput, dayInput, dayTold, dayTyped, hourTold } from "./moment-fields.js";
import { dropButton, remember } from "./remember.js";
import { keepOnce } from "./further.js";
import { lacks, otherTold } from "./saying.js";
import { withWord } from "./visit-word.js";

const LATER = "hen_lai";

/** @param {any} known @param {string} [chosen] what was chosen on the page before */
export const closePage = async (known, chosen = "") => {
  const draft = await begunOr(visitRecord("visit.closed", known));
  const said = h("div", {});
  const words = input({ maxlength: 200, name: "words" });
  const on = dayInput({ name: "again" });
  const time = clockInput({ name: "again_time" });
  const hint = t("Lượt này chuyển sang ngày đó và hiện lại ở trang Hôm nay.");
  const again = h("div", { class: "stack", hidden: true }, field(t("Hẹn lại ngày"), on, hint), field(t("Giờ hẹn"), time, t("Không hẹn giờ thì để trống.")));
  let reason = "";
  const choose = (/** @type {string} */ code) => {
    reason = code;
    again.hidden = code !== LATER;
    button.replaceChildren(icon(code === LATER ? "clock" : "tick"), code === LATER ? t("Lưu ngày hẹn lại") : t("Kết thúc lượt này"));
  };
  const options = [{ code: "done", text: t("Đã làm xong") }, ...catalogue().not_done];
  const list = choices(t("Kết quả"), options, chosen, choose);
  /** @param {boolean} [plain] without his passkey @returns {unknown} */
  const act = (plain = false) => {
    if (lacks(said, [[!reason, t("Chọn kết quả lượt đến nhà."), list], otherTold(reason, words)])) return undefined;
    if (reason === LATER) return postpone({ button, said, draft, known, on, time, more: words, words: tidy(words.value) });
    const done = reason === "done";
    const body = { v: 1, outcome: done ? "done" : "not_done", reason: done ? "" : reason, words: tidy(words.value), closed_at: stamp(Date.now()) };
    const row = { ...known, state: body.outcome, outcome: { reason: body.reason, words: body.words } };
    return withWord({ said, known, body, plain, again: () => act(true), keep: (whole) => saveVisit(button, said, draft, whole, row) });
  };
  const button = h("button", { class: "btn btn--primary btn--tall btn--wide", type: "button", onclick: () => act() }, icon("tick"), t("Kết thúc lượt này"));
  if (options.some((one) => one.code === chosen)) choose(chosen);
  const page = workPage({
    title: t("Kết thúc lượt"),
    back: () => go(`/may/luot/${known.id}`),
    children: [said, h("h1", {}, t("Kết quả lượt đến nhà?")), list, again, field(t("Ghi thêm"), words), dropButton(draft, `/may/luot/${known.id}`)],
    foot: [button],
  });
  return remember(page, draft, "xong");
};

/**
 * The visit is planned anew, on top of what it was: the same stream, so that it is never two.
 * @param {{button: HTMLElement, said: HTMLElement, draft: any, known: any, on: HTMLInputElement, time: HTMLInputElement,
 *   more: HTMLInputElement, words: string}} given
 */
const postpone = ({ button, said, draft, known, on, time, more, words }) => {
  const note = movedNote(day(Date.parse(known.on_date)), words, known.note ?? "");
  const over = note.length - LONGEST_NOTE;
  if (lacks(said, [dayTold(on), hourTold(time), [over > 0, t("Ghi thêm dài quá cùng với chỉ đường đã có: bớt {n} chữ.", { n: over }), more]])) return undefined;
  const [when, hour] = [dayTyped(on), readClock(time.value)];
  const { honorific, name, hamlet, phone, purpose, purposes = [], place_kind = "home", point = "" } = known;
  const wanted = { ...(purposes.length > 1 ? { purposes } : {}), ...(place_kind === "home" ? {} : { place_kind, ...(point ? { point } : {}) }) };
  const body = { v: 1, on_date: when, at_time: hour, honorific, name, hamlet, phone, purpose, note, ...wanted };
  return saveVisit(button, said, { ...draft, kind: "visit.planned" }, body, { ...known, ...body, state: "planned" });
};

/** @param {HTMLElement} button @param {HTMLElement} said @param {any} draft @param {object} body @param {any} row */
export const saveVisit = (button, said, draft, body, row) =>
  keepOnce(button, said, () => finishAs(draft, body, { store: "visits", row: { ...row, id: draft.case, local: "saved" } }, stamp(Date.now())), "/may");
