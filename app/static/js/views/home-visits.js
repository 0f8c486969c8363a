/** The visits of Hôm nay: what nobody ended, the evening's question, the round hamlet by hamlet, what need not be made any more. */

import { addressed } from "../core/names.js";
import { clock, isoDay } from "../core/moments.js";
import { byHamlet, inOrder, isEvening } from "../core/round.js";
import { t } from "../core/words.js";
import { h, icon, link } from "./dom.js";
import { visitRow } from "./visit-row.js";

const OVER = ["stopped", "cancelled"];

/** @param {any[]} visits */
const split = (visits) => {
  const today = isoDay(Date.now());
  return {
    before: visits.filter((one) => one.state === "planned" && one.on_date < today),
    open: visits.filter((one) => one.state === "planned" && one.on_date === today),
    ended: visits.filter((one) => one.on_date === today && ["done", "not_done", "passed"].includes(one.state)),
    over: visits.filter((one) => OVER.includes(one.state) && one.on_date >= today),
    coming: visits.filter((one) => one.state === "planned" && one.on_date > today),
  };
};

/** What of the day is done, and the sections before and after the rest of the page. @param {any[]} visits */
export const visitSections = (visits) => {
  const { before, open, ended, over, coming } = split(visits);
  const late = open.length > 0 && isEvening(clock(Date.now()));
  return {
    planned: open.length + ended.length,
    left: open.length,
    ended: inOrder(ended),
    first: [
      before.length > 0 && asked(t("Lượt chưa kết thúc"), before),
      late && asked(t("Cuối ngày: lượt này thế nào?"), inOrder(open)),
      !late && round(open),
      over.length > 0 && rows(t("Không cần đến nữa"), over),
    ],
    last:
      coming.length > 0 &&
      rows(
        t("Những ngày tới"),
        [...coming].sort((one, other) => (one.on_date < other.on_date ? -1 : 1)),
      ),
  };
};

/** @param {string} title @param {any[]} visits */
const rows = (title, visits) => h("section", { class: "stack stack--8" }, h("h2", {}, title), list(visits));

/** @param {any[]} visits */
const list = (visits) =>
  h(
    "ul",
    { class: "cases" },
    visits.map((one) => h("li", {}, visitRow(one))),
  );

/** The day in the desk's order; where it leaves a hamlet, the next one's name. @param {any[]} open */
const round = (open) => {
  const groups = byHamlet(open);
  const parts = groups.length > 1 ? groups.flatMap((group) => [h("h3", {}, group.hamlet), list(group.visits)]) : [list(open)];
  const body = open.length ? parts : [h("p", { class: "meta" }, t("Hôm nay chưa có lịch đến nhà."))];
  return h("section", { class: "stack stack--8" }, h("h2", {}, t("Đến nhà")), body);
};

/** Each with its four answers. @param {string} title @param {any[]} visits */
const asked = (title, visits) =>
  h(
    "section",
    { class: "stack" },
    h("h2", {}, title),
    visits.map((one) => h("div", { class: "stack stack--8" }, visitRow(one), answers(one))),
  );

/** @param {any} one */
const answers = (one) => {
  const tool = (/** @type {string} */ path, /** @type {string} */ name, /** @type {string} */ word) =>
    link(`/may/luot/${one.id}/${path}`, { class: "btn" }, icon(name), word);
  return h(
    "div",
    { class: "card-tools", role: "group", "aria-label": addressed(one.honorific, one.name) },
    tool("xong/done", "tick", t("Đã xong")),
    tool("xong/hen_lai", "clock", t("Hẹn lại")),
    tool("chuyen", "people", t("Chuyển người")),
    tool("xong/huy", "refuse", t("Hủy")),
  );
};
