/** Chưa gửi: what waits, what needs care, in plain words. */

import { unsent } from "../core/drain.js";
import { clock, clockAndDay, sinceWords } from "../core/moments.js";
import { addressed, within } from "../core/names.js";
import { parkedWords, problemWords } from "../core/problem-words.js";
import { chipOf } from "../core/states.js";
import { t } from "../core/words.js";
import { keepPacket, packets, stub, stubs } from "../store/outbox.js";
import { status, wake } from "../sync/courier.js";
import { banner, chip, h, icon, link, sign } from "./dom.js";
import { homePage } from "./frame.js";

/** Whether *Gửi ngay* found no network, which is said until there is some. */
let tried = false;

/** @param {import("./app.js").Context} context */
export const outboxPage = async ({ own, again }) => {
  if (status.online) tried = false;
  const all = await packets();
  const care = all.filter((packet) => packet.state === "parked" || packet.state === "held");
  const due = all.filter((packet) => packet.state === "waiting");
  const left = all.filter(unsent);
  const size = left.reduce((sum, packet) => sum + packet.size, 0);
  const last = status.last ? t("liên lạc gần nhất {at}", { at: clock(status.last) }) : t("đang chờ liên lạc với xã");
  const sections = await Promise.all([pile(t("Cần xử lý"), care), pile(t("Chờ gửi"), due)]);
  const kept = await backedUp(all);
  const empty = h(
    "div",
    { class: "empty" },
    sign(),
    h("h2", {}, t("Đã gửi hết")),
    h("p", {}, all.some((packet) => packet.state === "accepted") ? t("Máy còn giữ bản đã gửi tới khi xã sao lưu xong.") : t("Có thể tắt máy.")),
  );
  const send = h("button", { class: "btn btn--primary btn--wide", type: "button", onclick: () => resend(all, again) }, icon("outbox"), t("Gửi ngay"));
  return homePage({
    title: t("Chưa gửi"),
    commune: own.commune.name,
    unsent: left.length,
    children: [
      h(
        "h1",
        {},
        h("span", { class: "count" }, left.length),
        h("span", {}, t("mục chưa gửi"), h("br"), h("span", { class: "meta" }, `${megabytes(size)} · ${last}`)),
      ),
      // above the list, so that a long one never hides it
      tried && left.length > 0 && banner("warn", "no-net", t("Không có mạng nên chưa gửi được. Có mạng thì máy tự gửi.")),
      left.length > 0 && send,
      left.length > 0 && !own.practice && link("/may/cuu-ho", { class: "btn btn--wide" }, icon("lock"), t("Không gửi được? Chế độ cứu hộ")),
      ...sections,
      !care.length && !due.length && empty,
      kept,
    ],
  });
};

/** What the commune has: how much of it waits for a backup, how many cases lie in one that was checked. @param {any[]} all */
const backedUp = async (all) => {
  const fresh = all.filter((packet) => packet.state === "accepted");
  const busy = new Set(all.map((packet) => packet.case));
  const safe = [...(await stubs()), ...(await stubs("visits"))].filter((one) => one.safe && !busy.has(one.id));
  if (!fresh.length && !safe.length) return null;
  return h(
    "section",
    { class: "stack stack--8" },
    h("h2", {}, t("Xã đã nhận")),
    safe.length > 0 && h("p", {}, h("b", {}, t("Đã lưu chắc chắn: {n} hồ sơ", { n: safe.length }))),
    fresh.length > 0 &&
      h("p", { class: "muted" }, t("Chờ sao lưu: {n} bản, máy này vẫn giữ.", { n: fresh.length }), " ", t("Gồm: {what}.", { what: kinds(fresh) })),
  );
};

/** What they are, each once. @param {any[]} list */
const kinds = (list) => [...new Set(list.map((packet) => TASKS()[packet.kind] ?? ""))].filter(Boolean).map(within).join(", ");

/** @param {any[]} all @param {() => void} again */
const resend = async (all, again) => {
  for (const packet of all) if (packet.state === "parked") await keepPacket({ ...packet, state: "waiting", tries: 0 });
  tried = true;
  if (!navigator.onLine) status.online = false;
  await wake(true);
  again();
};

/** @param {string} title @param {any[]} list */
const pile = async (title, list) => {
  if (!list.length) return null;
  const rows = await Promise.all(list.map(async (packet) => h("li", {}, await row(packet))));
  return h("section", { class: "stack stack--8" }, h("h2", {}, `${title} ${list.length}`), h("ul", { class: "cases" }, rows));
};

/** @param {any} packet */
const row = async (packet) => {
  const known = (await stub(packet.case)) ?? (await stub(packet.case, "visits")) ?? {};
  const local = status.sending === packet.id ? "sending" : { waiting: "saved", parked: "parked", held: "held" }[/** @type {string} */ (packet.state)];
  return h(
    "div",
    { class: "case" },
    h("span", { class: "case-who" }, addressed(known.honorific ?? "", known.name ?? known.code ?? "") || NAMELESS()[packet.kind] || ""),
    h("span", { class: "case-due" }, megabytes(packet.size)),
    h("span", { class: "case-task" }, TASKS()[packet.kind] ?? ""),
    h("span", { class: "chips" }, chip(chipOf({ local }))),
    h("p", { class: "meta case-task" }, ageWords(packet)),
    packet.reason && h("p", { class: "meta case-task" }, (packet.state === "parked" ? parkedWords : problemWords)(packet.reason)),
  );
};

/** When it was saved, how long it has lain here, and the last try. @param {any} packet */
const ageWords = (packet) => {
  const saved = Date.parse(packet.made_at);
  const tried = packet.last ? t("thử gửi lần cuối {at}", { at: clockAndDay(packet.last) }) : t("chưa thử gửi");
  const kept = t("Lưu {at}", { at: clockAndDay(saved) });
  return `${kept} (${sinceWords(Date.now() - saved)}), ${tried}`;
};

/** Of nobody by name. @returns {Record<string, string>} */
const NAMELESS = () => ({ "guidance.given": t("Hướng dẫn người dân") });

/** @returns {Record<string, string>} */
const TASKS = () => ({
  "case.submitted": t("Chứng thực chữ ký"),
  "case.declined": t("Từ chối chứng thực"),
  "delivery.completed": t("Trả kết quả"),
  "delivery.attempted": t("Chưa giao được"),
  "delivery.corrected": t("Sửa lần trả"),
  "case.amended": t("Bổ sung hồ sơ"),
  "case.withdrawn": t("Rút hồ sơ"),
  "rating.given": t("Đánh giá của người dân"),
  "ticket.bound": t("Gắn tờ hẹn"),
  "visit.planned": t("Lượt đến nhà"),
  "visit.closed": t("Kết thúc lượt"),
  "visit.passed": t("Chuyển người"),
  "guidance.given": t("Ghi hướng dẫn"),
});

/** @param {number} bytes */
const megabytes = (bytes) => (bytes < 100_000 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1).replace(".", ",")} MB`);
