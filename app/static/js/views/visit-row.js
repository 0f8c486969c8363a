/** A visit as one row, and how it ended in one chip. */

import { day, isoDay } from "../core/moments.js";
import { addressed } from "../core/names.js";
import { t } from "../core/words.js";
import { catalogue, chip, h, link } from "./dom.js";

/** @param {any} one */
export const visitRow = (one) =>
  link(
    `/may/luot/${one.id}`,
    { class: "case" },
    h("span", { class: "case-who" }, addressed(one.honorific, one.name)),
    h("span", { class: "case-due" }, one.on_date === isoDay(Date.now()) ? one.at_time : day(Date.parse(one.on_date)).slice(0, 5)),
    h("span", { class: "case-task" }, one.hamlet),
    one.state !== "planned" && h("span", { class: "chips" }, visitChip(one)),
  );

/** @param {any} one */
export const visitChip = (one) => {
  if (one.state === "passed") return chip({ tone: "mute", icon: "people", word: t("Đã chuyển lại xã") });
  if (one.state === "stopped") return chip({ tone: "mute", icon: "lotus", word: t("Không cần đến nữa") });
  if (one.state === "cancelled") return chip({ tone: "mute", icon: "refuse", word: t("Xã đã hủy") });
  if (one.state === "done") return chip({ tone: "ok", icon: "tick", word: t("Đã làm xong") });
  const reason = catalogue().not_done.find((/** @type {any} */ listed) => listed.code === one.outcome?.reason)?.text;
  return chip({ tone: "mute", icon: "clock", word: reason ?? t("Chưa làm được") });
};
