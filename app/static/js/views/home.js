/** Hôm nay: one big button, what was begun, what goes home, what is not sent. */

import { addressed } from "../core/names.js";
import { clock, day, isoDay, weekday } from "../core/moments.js";
import { t } from "../core/words.js";
import { drafts } from "../store/drafts.js";
import { packets, stubs } from "../store/outbox.js";
import { chip, h, icon, link } from "./dom.js";
import { homePage } from "./frame.js";
import { chipOf } from "../core/states.js";
import { newCase } from "./begin.js";

/** @param {import("./app.js").Context} context */
export const homeTab = async ({ own }) => {
  const [begun, known, waiting] = await Promise.all([drafts(), stubs(), packets()]);
  const unsent = waiting.filter((packet) => packet.state === "waiting" || packet.state === "parked");
  const carry = known.filter((one) => one.state === "ready" && !one.local);
  const today = known.filter((one) => isoDay(Date.parse(one.made_at || one.received_at)) === isoDay(Date.now()) && one.state !== "ready");
  const hero = h(
    "button",
    { class: "btn btn--primary btn--hero", type: "button", onclick: () => newCase(own) },
    icon("plus"),
    h("span", { class: "hero-words" }, h("b", {}, t("Hồ sơ mới")), h("span", {}, t("Bắt đầu từ người yêu cầu"))),
  );
  return homePage({
    title: t("Hôm nay"),
    commune: own.commune.name,
    unsent: unsent.length,
    children: [
      h("div", { class: "section-head" }, h("h1", {}, weekday(Date.now())), h("span", { class: "muted" }, own.person.name)),
      hero,
      begun.length > 0 && section(t("Đang làm dở"), begun.map(draftRow)),
      section(
        t("Trả kết quả"),
        carry.map((one) => caseRow(one, `/may/tra/${one.id}/ai-nhan`)),
        t("Chưa có kết quả nào cần trả."),
      ),
      today.length > 0 &&
        section(
          t("Hôm nay đã làm"),
          today.map((one) => caseRow(one, `/may/da-luu/${one.id}`)),
        ),
      unsent.length > 0 &&
        h(
          "ul",
          { class: "options" },
          h(
            "li",
            {},
            link(
              "/may/chua-gui",
              { class: "option" },
              icon("outbox"),
              h("span", {}, h("b", {}, t("Chưa gửi: {n} hồ sơ", { n: unsent.length })), h("small", {}, t("Sẽ tự gửi khi có mạng."))),
              icon("next"),
            ),
          ),
        ),
    ],
  });
};

/** @param {string} title @param {any[]} rows @param {string} [empty] */
const section = (title, rows, empty) =>
  h(
    "section",
    { class: "stack stack--8" },
    h("h2", {}, title),
    rows.length
      ? h(
          "ul",
          { class: "cases" },
          rows.map((row) => h("li", {}, row)),
        )
      : h("p", { class: "meta" }, empty),
  );

/** @param {import("../store/drafts.js").Draft} draft */
const draftRow = (draft) => {
  const person = draft.answers.person ?? {};
  const who = person.name ? addressed(person.honorific ?? "", person.name) : t("Chưa có tên");
  const path = draft.kind === "case.submitted" ? `/may/moi/${draft.id}/${draft.step}` : `/may/tra/${draft.case}/${draft.step}`;
  return link(
    path,
    { class: "case" },
    h("span", { class: "case-who" }, who),
    h("span", { class: "case-due" }, clock(draft.changed)),
    h("span", { class: "case-task" }, draft.answers.document?.title ?? t("Chứng thực chữ ký")),
    h("span", { class: "chips" }, chip(chipOf({ local: "draft" }))),
  );
};

/** One case, always the same row. @param {any} one @param {string} path */
export const caseRow = (one, path) =>
  link(
    path,
    { class: "case" },
    h("span", { class: "case-who" }, addressed(one.honorific, one.name || t("Chưa có tên"))),
    h("span", { class: "case-due" }, one.state === "ready" ? t("Trả nhà") : shortMoment(one.made_at || one.received_at)),
    h("span", { class: "case-task" }, [one.title, one.hamlet].filter(Boolean).join(" · ")),
    h("span", { class: "chips" }, chip(chipOf(one))),
  );

/** @param {string} at */
const shortMoment = (at) => {
  const moment = Date.parse(at);
  if (Number.isNaN(moment)) return "";
  return isoDay(moment) === isoDay(Date.now()) ? clock(moment) : day(moment).slice(0, 5);
};
