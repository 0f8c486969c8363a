/** Hôm nay: one big button, the visits, what came back, what goes home, what is not sent. */

import { carried, quiet } from "../core/delivery.js";
import { unsent } from "../core/drain.js";
import { lastAttempt } from "../core/feed.js";
import { addressed, within } from "../core/names.js";
import { clock, day, isoDay, weekday } from "../core/moments.js";
import { t } from "../core/words.js";
import { drafts } from "../store/drafts.js";
import { packets, stubs } from "../store/outbox.js";
import { badge } from "../sync/push.js";
import { catalogue, chip, h, icon, link } from "./dom.js";
import { homePage } from "./frame.js";
import { chipOf } from "../core/states.js";
import { newCase } from "./begin.js";
import { draftRow } from "./begun.js";
import { visitSections } from "./home-visits.js";
import { visitRow } from "./visit-row.js";

/** What is carried home; not where it was told that the person died. @param {any} one */
export const toCarry = (one) => carried(one) && !quiet(one);

/** @param {import("./app.js").Context} context */
export const homeTab = async ({ own }) => {
  const [begun, known, visits, waiting] = await Promise.all([drafts(), stubs(), stubs("visits"), packets()]);
  const left = waiting.filter(unsent);
  const carry = known.filter(toCarry).sort((one, other) => (agreed(one) < agreed(other) ? -1 : 1));
  const returned = known.filter((one) => one.state === "returned" && !one.local);
  const round = visitSections(visits);
  badge(left.length + returned.length + carry.length);
  const today = known.filter((one) => isoDay(Date.parse(one.made_at || one.received_at)) === isoDay(Date.now()) && !toCarry(one) && one.state !== "returned");
  const hero = h(
    "button",
    { class: "btn btn--primary btn--hero", type: "button", onclick: () => newCase(own) },
    icon("plus"),
    h("span", { class: "hero-words" }, h("b", {}, t("Hồ sơ mới")), h("span", {}, t("Bắt đầu từ người yêu cầu"))),
  );
  return homePage({
    title: t("Hôm nay"),
    commune: own.commune.name,
    unsent: left.length,
    children: [
      h("div", { class: "section-head" }, h("h1", {}, weekday(Date.now())), h("span", { class: "muted" }, progress(round) || own.person.name)),
      round.planned > 0 && dayLine(round),
      hero,
      news(returned, carry, visits),
      returned.length > 0 &&
        section(
          t("Cần bổ sung"),
          returned.map((one) => caseRow(one, `/may/da-luu/${one.id}`)),
        ),
      begun.length > 0 &&
        section(
          t("Đang làm dở"),
          begun.map((draft) => draftRow(draft, [...known, ...visits])),
        ),
      ...round.first,
      h(
        "div",
        { class: "card-tools card-tools--wrap" },
        link("/may/luot/moi", { class: "btn" }, icon("plus"), t("Thêm lượt đến nhà")),
        link("/may/chuan-bi", { class: "btn" }, icon("tick"), t("Chuẩn bị đi")),
      ),
      section(
        t("Trả kết quả"),
        carry.map((one) => caseRow(one, `/may/tra/${one.id}/ai-nhan`)),
        t("Chưa có kết quả nào cần trả."),
      ),
      today.length + round.ended.length > 0 &&
        section(t("Hôm nay đã làm"), [...today.map((one) => caseRow(one, `/may/da-luu/${one.id}`)), ...round.ended.map(visitRow)]),
      link("/may/huong-dan/moi", { class: "btn btn--wide" }, icon("listen"), t("Ghi hướng dẫn người dân")),
      round.last,
      left.length > 0 &&
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
              h("span", {}, h("b", {}, t("Chưa gửi: {n} mục", { n: left.length })), h("small", {}, unsentWords(left))),
              icon("next"),
            ),
          ),
        ),
    ],
  });
};

/** @param {any[]} left */
const unsentWords = (left) => {
  const parked = left.filter((packet) => packet.state === "parked").length;
  return parked ? t("{n} mục cần xử lý, không tự gửi.", { n: parked }) : t("Sẽ tự gửi khi có mạng.");
};

/** Việc mới in one line, for who gets no messages. @param {any[]} returned @param {any[]} carry @param {any[]} visits */
const news = (returned, carry, visits) => {
  const asked = visits.filter((one) => one.state === "planned" && one.asked && one.on_date >= isoDay(Date.now()));
  const words = [
    returned.length > 0 && t("{n} hồ sơ cần bổ sung", { n: returned.length }),
    carry.length > 0 && t("{n} kết quả cần trả", { n: carry.length }),
    asked.length > 0 && t("{n} lượt xã giao", { n: asked.length }),
  ].filter(Boolean);
  return words.length > 0 && h("p", { class: "meta" }, h("b", {}, t("Việc mới: ")), words.join(" · "));
};

/** @typedef {{planned: number, left: number}} Day */

/** @param {Day} day */
const progress = ({ planned, left }) => (planned ? t("{n} lượt · {done} xong", { n: planned, done: planned - left }) : "");

/** The day as a row of segments. @param {Day} day */
const dayLine = ({ planned, left }) =>
  h(
    "div",
    { class: "segments", "aria-hidden": "true" },
    Array.from({ length: planned }, (_, place) => h("i", { class: place < planned - left ? "done" : "" })),
  );

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

/** One case, always the same row. @param {any} one @param {string} path */
export const caseRow = (one, path) =>
  link(
    path,
    { class: "case" },
    h("span", { class: "case-who" }, addressed(one.honorific, one.name || t("Chưa có tên"))),
    h("span", { class: "case-due" }, toCarry(one) ? carryWhen(one) : shortMoment(one.made_at || one.received_at)),
    h("span", { class: "case-task" }, [one.title, one.hamlet].filter(Boolean).join(" · ")),
    outcome(one) && h("span", { class: "case-task" }, outcome(one)),
    h("span", { class: "chips" }, chip(chipOf(one)), one.state === "declined" && one.local && chip(chipOf({ state: "declined" }))),
  );

/** Why it is not as usual: a hand-over that failed, a refusal. @param {any} one */
const outcome = (one) => {
  const { failures = [], refusals = [] } = catalogue();
  const text = (/** @type {any[]} */ list, /** @type {string} */ code) => list.find((listed) => listed.code === code)?.text ?? "";
  const last = toCarry(one) && lastAttempt(one);
  if (last) {
    const again = last.again_on ? t("hẹn {day}", { day: day(Date.parse(last.again_on)) }) : "";
    return t("Chưa giao được: {why}", { why: [within(text(failures, last.reason)), last.text, again].filter(Boolean).join(", ") });
  }
  if (["declined", "refused"].includes(one.state) && one.ended) return [text(refusals, one.ended.code), one.ended.words].filter(Boolean).join(": ");
  return "";
};

/** @param {any} one */
const agreed = (one) => lastAttempt(one)?.again_on ?? "";

/** The day that was agreed on at the last try, else that it waits. @param {any} one */
const carryWhen = (one) => {
  const again = lastAttempt(one)?.again_on;
  if (one.state !== "ready" && !again) return t("Mang phiếu từ chối");
  return again ? t("Hẹn {day}", { day: day(Date.parse(again)).slice(0, 5) }) : t("Trả nhà");
};

/** @param {string} at */
const shortMoment = (at) => {
  const moment = Date.parse(at);
  if (Number.isNaN(moment)) return "";
  return isoDay(moment) === isoDay(Date.now()) ? clock(moment) : day(moment).slice(0, 5);
};
