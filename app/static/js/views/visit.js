/** Lượt đến nhà: the officer adds his own in three taps; a visit leads to a case. */

import { isoDay, momentOf, weekday } from "../core/moments.js";
import { tidy } from "../core/names.js";
import { readClock, readPhone } from "../core/typed.js";
import { t } from "../core/words.js";
import { forgetDraft } from "../store/drafts.js";
import { stub } from "../store/outbox.js";
import { begunOr, visitRecord } from "./begin.js";
import { capitalsFor } from "./capitals.js";
import { field, go, h, icon, input, longInput, pick } from "./dom.js";
import { workPage } from "./frame.js";
import { clockInput, dayInput, dayTold, dayTyped, hourTold } from "./moment-fields.js";
import { dropButton, keepTyped, remember } from "./remember.js";
import { lacks, phoneTold, warn } from "./saying.js";
import { closePage, saveVisit } from "./visit-close.js";
import { passPage } from "./visit-pass.js";
import { pickMany, placeChosen, placeField } from "./visit-purposes.js";
import { showPage } from "./visit-show.js";

const DAY = 86_400_000;
const OTHER = "khac";

/** Today and the two days after it, as most visits are. */
const nearDays = () => [0, 1, 2].map((ahead) => [isoDay(Date.now() + ahead * DAY), ahead === 0 ? t("Hôm nay") : weekday(Date.now() + ahead * DAY)]);

/** @param {import("./app.js").Context} context */
export const visitPage = async ({ own, parts: [id, name, chosen] }) => {
  if (id === "moi") return planPage(own);
  const known = await stub(id, "visits");
  if (!known) {
    go("/may", true);
    return [];
  }
  if (name === "xong" && known.state === "planned") return closePage(known, chosen);
  if (name === "chuyen" && known.state === "planned") return passPage(known);
  if (name === "sua" && known.state === "planned") return planPage(own, known);
  if (known.state !== "planned") await forgetDraft(`visit.closed-${id}`);
  return showPage(own, known);
};

/** A new visit, or one that is planned anew. @param {any} own @param {any} [known] */
const planPage = async (own, known) => {
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
  const answers = {
    honorific: typed.honorific ?? "",
    day: days.some(([day]) => day === wanted) ? wanted : OTHER,
    purposes: (typed.purposes?.split(" ") ?? known?.purposes ?? [known?.purpose ?? "certify"]).filter(Boolean),
  };
  const place = placeField(own.commune.points ?? [], known);
  const other = dayInput({ value: wanted === OTHER || answers.day !== OTHER ? "" : wanted, name: "other_day" });
  const otherField = h("div", { hidden: answers.day !== OTHER }, field(t("Ngày khác"), other, t("Ví dụ: 05/12/2026")));
  const one = (/** @type {"honorific" | "day"} */ key, /** @type {string} */ label, /** @type {string[][]} */ options) =>
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
      [!answers.purposes.length, t("Chọn việc cần làm."), many],
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
    const wanted = { ...(answers.purposes.length > 1 ? { purposes: answers.purposes } : {}), ...placeChosen(place.value) };
    const body = { v: 1, on_date: on, at_time: hour, honorific: answers.honorific, purpose: answers.purposes[0], ...wanted, ...words };
    return saveVisit(button, said, draft, body, { ...body, state: "planned", case: known?.case ?? "" });
  };
  const button = h("button", { class: "btn btn--primary btn--tall btn--wide", type: "button", onclick: act }, icon("tick"), t("Lưu lượt này"));
  const honorifics = one("honorific", t("Xưng hô"), [
    ["ong", t("Ông")],
    ["ba", t("Bà")],
    ["cu", t("Cụ")],
  ]);
  const many = pickMany(t("Việc gì?"), answers.purposes, () => keepTyped(draft, "moi", "purposes", answers.purposes.join(" ")));
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
      many,
      field(t("Nơi phục vụ"), place),
      dropButton(draft, path),
    ],
    foot: [button],
  });
  return remember(page, draft, "moi");
};
