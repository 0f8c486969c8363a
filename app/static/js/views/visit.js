/** Lượt đến nhà: the officer adds his own in three taps; a visit leads to a case. */

import { isoDay, momentOf, weekday } from "../core/moments.js";
import { addressed, tidy } from "../core/names.js";
import { readClock, readPhone } from "../core/typed.js";
import { t } from "../core/words.js";
import { forgetDraft } from "../store/drafts.js";
import { stub } from "../store/outbox.js";
import { begunOr, newCase, visitRecord } from "./begin.js";
import { capitalsFor } from "./capitals.js";
import { catalogue, field, go, h, icon, input, longInput, pick } from "./dom.js";
import { workPage } from "./frame.js";
import { clockInput, dayInput, dayTold, dayTyped, hourTold } from "./moment-fields.js";
import { dropButton, keepTyped, remember } from "./remember.js";
import { lacks, phoneTold, warn } from "./saying.js";
import { visitChip } from "./visit-row.js";
import { closePage, saveVisit } from "./visit-close.js";

const DAY = 86_400_000;
const OTHER = "khac";

/** Today and the two days after it, as most visits are. */
const nearDays = () => [0, 1, 2].map((ahead) => [isoDay(Date.now() + ahead * DAY), ahead === 0 ? t("Hôm nay") : weekday(Date.now() + ahead * DAY)]);

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
  const note = longInput({ value: known?.note ?? "", maxlength: 300, rows: 2, name: "note" });
  const days = nearDays();
  const wanted = typed.day ?? known?.on_date ?? days[0][0];
  const answers = { honorific: typed.honorific ?? "", day: days.some(([day]) => day === wanted) ? wanted : OTHER, purpose: typed.purpose ?? "certify" };
  const other = dayInput({ value: wanted === OTHER || answers.day !== OTHER ? "" : wanted, name: "other_day" });
  const otherField = h("div", { hidden: answers.day !== OTHER }, field(t("Ngày khác"), other, t("Ví dụ: 05/12/2026")));
  const one = (/** @type {"honorific" | "day" | "purpose"} */ key, /** @type {string} */ label, /** @type {string[][]} */ options) =>
    pick(label, answers, key, options, () => {
      otherField.hidden = answers.day !== OTHER;
      keepTyped(draft, "moi", key, answers[key]);
    });
  let late = "";
  const act = async () => {
    const lacking = lacks(said, [
      [!tidy(name.value), t("Ghi tên người được đến nhà."), name],
      [!answers.honorific, t("Chọn cách gọi: ông, bà hay cụ."), honorifics],
      [!tidy(hamlet.value), t("Ghi tổ hoặc thôn."), hamlet],
      phoneTold(phone),
      hourTold(time),
      ...(answers.day === OTHER ? [dayTold(other)] : []),
    ]);
    if (lacking) return undefined;
    const hour = readClock(time.value);
    const on = answers.day === OTHER ? dayTyped(other) : answers.day;
    const past = `${on} ${hour}`;
    if (hour && momentOf(on, hour) < Date.now() - 60_000 && late !== past && !known) {
      late = past;
      return warn(said, t("Giờ hẹn {hour} hôm nay đã qua. Đúng như vậy thì bấm Lưu lần nữa.", { hour }));
    }
    const words = { note: tidy(note.value), name: tidy(name.value), hamlet: tidy(hamlet.value), phone: readPhone(phone.value) ?? "" };
    const body = { v: 1, on_date: on, at_time: hour, honorific: answers.honorific, purpose: answers.purpose, ...words };
    return saveVisit(button, said, draft, body, { ...body, state: "planned", case: known?.case ?? "" });
  };
  const button = h("button", { class: "btn btn--primary btn--tall btn--wide", type: "button", onclick: act }, icon("tick"), t("Lưu lượt này"));
  const honorifics = one("honorific", t("Xưng hô"), [
    ["ong", t("Ông")],
    ["ba", t("Bà")],
    ["cu", t("Cụ")],
  ]);
  const page = workPage({
    title: known ? t("Sửa lượt đến nhà") : t("Thêm lượt đến nhà"),
    back: () => go(path),
    children: [
      said,
      h("h1", {}, t("Đến nhà ai?")),
      field(t("Họ và tên"), name),
      capitalsFor(name),
      h("div", { class: "field" }, h("h2", { class: "label" }, t("Xưng hô")), honorifics),
      field(t("Tổ, thôn"), hamlet, t("Ví dụ: Tổ 2")),
      field(t("Chỉ đường, ghi chú"), note, t("Ví dụ: ngõ cạnh nhà văn hóa, cổng xanh. Để trống cũng được.")),
      h("h2", {}, t("Ngày nào?")),
      one("day", t("Ngày nào?"), [...days, [OTHER, t("Ngày khác")]]),
      otherField,
      field(t("Giờ hẹn"), time, t("Không hẹn giờ thì để trống.")),
      field(t("Số điện thoại"), phone),
      h("h2", {}, t("Việc gì?")),
      one(
        "purpose",
        t("Việc gì?"),
        catalogue().purposes.map((/** @type {any} */ purpose) => [purpose.code, purpose.text]),
      ),
      dropButton(draft, path),
    ],
    foot: [button],
  });
  return remember(page, draft, "moi");
};

/** How it ended, when it did. @param {any} known */
const visitEnded = (known) => {
  if (known.state === "planned") return null;
  return h("p", { class: "chips" }, visitChip(known), known.outcome?.words && h("span", { class: "muted" }, known.outcome.words));
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
        h("p", { class: "muted" }, [purpose, known.hamlet, weekday(Date.parse(known.on_date)), known.at_time].filter(Boolean).join(" · ")),
        known.note && h("p", {}, known.note),
      ),
      visitEnded(known),
      call,
      known.case && h("a", { class: "btn btn--wide", href: `/may/da-luu/${known.case}` }, icon("folder"), t("Xem hồ sơ của lượt này")),
      known.state === "planned" &&
        h("button", { class: "btn btn--wide", type: "button", onclick: () => go(`/may/luot/${known.id}/xong`) }, icon("tick"), t("Kết thúc lượt này")),
      known.state === "planned" &&
        h("button", { class: "btn btn--wide", type: "button", onclick: () => go(`/may/luot/${known.id}/sua`) }, icon("pencil"), t("Sửa tên, ngày, giờ")),
    ],
    foot: known.state === "planned" && !known.case ? [begin] : [],
  });
};
