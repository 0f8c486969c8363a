/** Đã lưu trên máy: where the case is and what comes next. A local save never says that the work is done. */

import { clock, day } from "../core/moments.js";
import { addressed } from "../core/names.js";
import { chipOf } from "../core/states.js";
import { t } from "../core/words.js";
import { packets, stub } from "../store/outbox.js";
import { chip, go, h, icon } from "./dom.js";
import { workPage } from "./frame.js";

const ORDER = ["submitted", "approved", "ready", "delivered"];

/** @param {import("./app.js").Context} context */
export const savedPage = async ({ own, parts }) => {
  const known = await stub(parts[0]);
  if (!known) return workPage({ title: t("Hồ sơ"), back: () => go("/may"), children: [h("h1", {}, t("Hồ sơ không còn trên máy này"))] });
  const mine = (await packets()).filter((packet) => packet.case === known.id);
  const unsent = mine.find((packet) => packet.state === "waiting" || packet.state === "parked");
  return workPage({
    title: unsent ? t("Đã lưu trên máy") : t("Hồ sơ"),
    back: () => go("/may"),
    children: [unsent ? localPanel(known) : receivedPanel(known), facts(known), known.local === "declined" ? null : steps(known, own, Boolean(unsent))],
    foot: [h("button", { class: "btn btn--primary btn--wide btn--tall", type: "button", onclick: home }, t("Về trang Hôm nay"))],
  });
};

/** The second tap of an impatient double tap on *Hoàn tất* lands here, and must not wipe out that it is saved. @param {MouseEvent} event */
const home = (event) => event.detail < 2 && go("/may");

/** @param {any} known */
const localPanel = (known) =>
  h(
    "div",
    { class: "panel panel--local" },
    h("h1", {}, icon("phone-dot"), t("Đã lưu trên máy")),
    h("p", {}, t("Chưa gửi. Sẽ tự gửi khi có mạng.")),
    codeLines(known),
  );

/** @param {any} known */
const receivedPanel = (known) =>
  h("div", { class: "panel panel--ok" }, h("h1", {}, icon("tick"), t("Xã đã nhận")), h("p", {}, t("Máy chủ đã nhận đủ ảnh và chữ ký.")), codeLines(known));

/** @param {any} known */
const codeLines = (known) => [h("p", { class: "meta" }, t("Mã hồ sơ, đọc cho người dân ghi lại")), h("p", { class: "code" }, known.code)];

/** @param {any} known */
const facts = (known) =>
  h(
    "div",
    { class: "stack stack--8" },
    h("h2", {}, addressed(known.honorific, known.name)),
    h("p", { class: "muted" }, [known.title, known.hamlet].filter(Boolean).join(" · ")),
    h("div", { class: "chips" }, chip(chipOf(known)), known.number && h("span", { class: "chip chip--plain" }, icon("book", "icon--s"), known.number)),
  );

/** @param {any} known @param {any} own @param {boolean} unsent */
const steps = (known, own, unsent) => {
  if (["declined", "withdrawn", "refused"].includes(known.state)) return null;
  const reached = unsent && known.local !== "saved" ? ORDER.length : ORDER.indexOf(known.state);
  const lines = [
    [t("Đã nhận giấy gốc"), t("Cán bộ {name} giữ", { name: own.person.name }), true],
    [
      t("Lãnh đạo ký duyệt"),
      known.due_at ? t("Hạn {at}", { at: `${clock(Date.parse(known.due_at))} ${day(Date.parse(known.due_at))}` }) : t("Sau khi xã nhận"),
      reached >= 1,
    ],
    [t("Ký, đóng dấu tại xã"), "", reached >= 2],
    [t("Trả tận nhà"), "", reached >= 3],
  ];
  return h(
    "section",
    { class: "stack" },
    h("h2", {}, t("Việc tiếp theo")),
    h(
      "ol",
      { class: "next-steps" },
      lines.map(([title, hint, done]) =>
        h(
          "li",
          { class: done ? "done" : "" },
          h("span", { class: "dot" }, done && icon("tick")),
          h("span", {}, h("b", {}, title), hint && h("small", {}, hint)),
        ),
      ),
    ),
  );
};
