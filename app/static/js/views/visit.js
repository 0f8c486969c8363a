/** Lượt đến nhà: the officer adds his own in three taps; a visit leads to a case, or ends with its reason. */

import { isoDay, stamp, weekday } from "../core/moments.js";
import { addressed, tidy } from "../core/names.js";
import { readClock } from "../core/typed.js";
import { t } from "../core/words.js";
import { forgetDraft } from "../store/drafts.js";
import { finishAs, stub } from "../store/outbox.js";
import { wake } from "../sync/courier.js";
import { begunOr, newCase, visitRecord } from "./begin.js";
import { catalogue, choices, field, go, h, icon, input, pick } from "./dom.js";
import { workPage } from "./frame.js";
import { clockInput } from "./moment-fields.js";
import { dropButton, keepTyped, remember } from "./remember.js";
import { mend, phoneTyped, notKept } from "./saying.js";

const DAY = 86_400_000;

/** @param {import("./app.js").Context} context */
export const visitPage = async ({ own, parts: [id, name] }) => {
  if (id === "moi") return planPage();
  const known = await stub(id, "visits");
  if (!known) {
    go("/may", true);
    return [];
  }
  if (name === "xong" && known.state === "planned") return closePage(known);
  if (name === "sua" && known.state === "planned") return planPage(known);
  if (known.state !== "planned") await forgetDraft(`visit.closed-${id}`);
  return showPage(own, known);
};

/** A new visit, or one that is planned anew. @param {any} [known] */
const planPage = async (known) => {
  const draft = await begunOr(visitRecord("visit.planned", known));
  const path = known ? `/may/luot/${known.id}` : "/may";
  const typed = { ...known, ...draft.answers.typed?.moi };
  const said = h("div", {});
  const name = input({ value: known?.name ?? "", maxlength: 120, autocapitalize: "words", name: "name" });
  const hamlet = input({ value: known?.hamlet ?? "", maxlength: 80, autocapitalize: "words", name: "hamlet" });
  const phone = input({ value: known?.phone ?? "", type: "tel", inputmode: "tel", maxlength: 20, name: "phone" });
  const time = clockInput({ value: known?.at_time ?? "", name: "time" });
  const days = [0, 1, 2].map((ahead) => [isoDay(Date.now() + ahead * DAY), ahead === 0 ? t("Hôm nay") : weekday(Date.now() + ahead * DAY)]);
  const wanted = typed.day ?? known?.on_date;
  const near = days.some(([day]) => day === wanted);
  const answers = { honorific: typed.honorific ?? "ba", day: near ? wanted : days[0][0], purpose: typed.purpose ?? "certify" };
  const one = (/** @type {"honorific" | "day" | "purpose"} */ key, /** @type {string[][]} */ options) =>
    pick(answers, key, options, () => keepTyped(draft, "moi", key, answers[key]));
  const act = async () => {
    if (!tidy(name.value) || !tidy(hamlet.value)) return mend(said, t("Ghi tên người và tổ, thôn."), tidy(name.value) ? hamlet : name);
    const digits = phoneTyped(said, phone);
    if (digits === null) return undefined;
    const hour = readClock(time.value);
    if (time.value.trim() && !hour) return mend(said, t("Giờ hẹn ghi như 09:30, hoặc để trống."), time);
    const words = { name: tidy(name.value), hamlet: tidy(hamlet.value), phone: digits };
    const body = { v: 1, on_date: answers.day, at_time: hour, honorific: answers.honorific, purpose: answers.purpose, note: "", ...words };
    return saveVisit(button, said, draft, body, { ...body, state: "planned", case: known?.case ?? "" });
  };
  const button = h("button", { class: "btn btn--primary btn--tall btn--wide", type: "button", onclick: act }, icon("tick"), t("Lưu lượt này"));
  const page = workPage({
    title: known ? t("Sửa lượt đến nhà") : t("Thêm lượt đến nhà"),
    back: () => go(path),
    children: [
      said,
      h("h1", {}, t("Đến nhà ai?")),
      field(t("Họ và tên"), name),
      one("honorific", [
        ["ong", t("Ông")],
        ["ba", t("Bà")],
        ["cu", t("Cụ")],
      ]),
      field(t("Tổ, thôn"), hamlet, t("Ví dụ: Tổ 2")),
      h("h2", {}, t("Ngày nào?")),
      one("day", days),
      field(t("Giờ hẹn"), time, t("Không hẹn giờ thì để trống.")),
      field(t("Số điện thoại"), phone),
      h("h2", {}, t("Việc gì?")),
      one(
        "purpose",
        catalogue().purposes.map((/** @type {any} */ purpose) => [purpose.code, purpose.text]),
      ),
      dropButton(draft, path),
    ],
    foot: [button],
  });
  return remember(page, draft, "moi");
};

/** @param {any} own @param {any} known */
const showPage = (own, known) => {
  const answers = { hamlet: known.hamlet, phone: known.phone, visit: known.id, person: { honorific: known.honorific, name: known.name } };
  const begin = h(
    "button",
    { class: "btn btn--primary btn--wide btn--tall", type: "button", onclick: () => newCase(own, answers) },
    icon("plus"),
    t("Làm hồ sơ chứng thực"),
  );
  const call = known.phone && h("a", { class: "btn btn--wide", href: `tel:${known.phone}` }, icon("call"), t("Gọi {phone}", { phone: known.phone }));
  const purpose = catalogue().purposes.find((/** @type {any} */ one) => one.code === known.purpose)?.text ?? "";
  return workPage({
    title: t("Lượt đến nhà"),
    back: () => go("/may"),
    children: [
      h(
        "div",
        { class: "stack stack--4" },
        h("h1", {}, addressed(known.honorific, known.name)),
        h("p", { class: "muted" }, [purpose, known.hamlet, known.at_time].filter(Boolean).join(" · ")),
      ),
      call,
      known.case && h("a", { class: "btn btn--wide", href: `/may/da-luu/${known.case}` }, icon("folder"), t("Xem hồ sơ của lượt này")),
      known.state === "planned" &&
        h("button", { class: "btn btn--wide", type: "button", onclick: () => go(`/may/luot/${known.id}/xong`) }, icon("tick"), t("Kết thúc lượt này")),
      known.state === "planned" &&
        !known.local &&
        h("button", { class: "btn btn--wide", type: "button", onclick: () => go(`/may/luot/${known.id}/sua`) }, icon("pencil"), t("Sửa tên, ngày, giờ")),
    ],
    foot: known.state === "planned" && !known.case ? [begin] : [],
  });
};

/** @param {any} known */
const closePage = async (known) => {
  const draft = await begunOr(visitRecord("visit.closed", known));
  const said = h("div", {});
  const words = input({ maxlength: 200, name: "words" });
  let reason = "";
  const options = [{ code: "done", text: t("Đã làm xong") }, ...catalogue().not_done];
  const list = choices(t("Kết quả"), options, "", (code) => {
    reason = code;
  });
  const act = () => {
    if (!reason || (reason === "khac" && !tidy(words.value))) return mend(said, t("Chọn kết quả; lý do khác thì ghi rõ."));
    const done = reason === "done";
    const body = { v: 1, outcome: done ? "done" : "not_done", reason: done ? "" : reason, words: tidy(words.value), closed_at: stamp(Date.now()) };
    return saveVisit(button, said, draft, body, { ...known, state: body.outcome });
  };
  const button = h("button", { class: "btn btn--primary btn--tall btn--wide", type: "button", onclick: act }, icon("tick"), t("Kết thúc lượt này"));
  const page = workPage({
    title: t("Kết thúc lượt"),
    back: () => go(`/may/luot/${known.id}`),
    children: [said, h("h1", {}, t("Kết quả lượt đến nhà?")), list, field(t("Ghi thêm"), words), dropButton(draft, `/may/luot/${known.id}`)],
    foot: [button],
  });
  return remember(page, draft, "xong");
};

/** @param {HTMLElement} button @param {HTMLElement} said @param {any} draft @param {object} body @param {any} row */
export const saveVisit = async (button, said, draft, body, row) => {
  if (button.hasAttribute("disabled")) return;
  button.setAttribute("disabled", "");
  try {
    await finishAs(draft, body, { store: "visits", row: { ...row, id: draft.case, local: "saved" } }, stamp(Date.now()));
    go("/may", true);
    wake(true);
  } catch (error) {
    button.removeAttribute("disabled");
    notKept(said, error);
  }
};
