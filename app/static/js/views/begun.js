/** Đang làm dở: whose it is, what it is, and where it goes on. */

import { clock, day, isoDay } from "../core/moments.js";
import { addressed } from "../core/names.js";
import { chipOf } from "../core/states.js";
import { t } from "../core/words.js";
import { chip, h, link } from "./dom.js";

/** @typedef {import("../store/drafts.js").Draft} Draft */

/** @param {Draft} draft @param {any[]} known the cases and visits of this phone */
export const draftRow = (draft, known) => {
  const line = known.find((one) => one.id === draft.case);
  const { name, honorific } = personOf(draft, line);
  const title = draft.answers.document?.title ?? line?.title;
  const task = draft.kind === "case.submitted" ? (title ?? t("Chứng thực chữ ký")) : [TASKS()[draft.kind], title].filter(Boolean).join(" · ");
  return link(
    draftPath(draft),
    { class: "case" },
    h("span", { class: "case-who" }, name ? addressed(honorific ?? "", name) : whose(draft)),
    h("span", { class: "case-due" }, isoDay(draft.changed) === isoDay(Date.now()) ? clock(draft.changed) : day(draft.changed).slice(0, 5)),
    h("span", { class: "case-task" }, task),
    h("span", { class: "chips" }, chip(chipOf({ local: "draft" }))),
  );
};

/** Guidance is of nobody by name. @param {Draft} draft */
const whose = (draft) => (draft.kind === "guidance.given" ? t("Hướng dẫn người dân") : t("Chưa có tên"));

/** @param {Draft} draft @param {any} line @returns {{name?: string, honorific?: string}} */
const personOf = (draft, line) => (line?.name ? line : (draft.answers.person ?? draft.answers.typed?.moi ?? {}));

/** @param {Draft} draft */
const draftPath = (draft) => {
  const paths = /** @type {Record<string, string>} */ ({
    "case.amended": `/may/bo-sung/${draft.case}`,
    "case.withdrawn": `/may/rut/${draft.case}`,
    "ticket.bound": `/may/to-hen/${draft.case}`,
    "delivery.completed": `/may/tra/${draft.case}/${draft.step}`,
    "delivery.corrected": `/may/sua-tra/${draft.case}`,
    "visit.planned": draft.id === "visit.planned-moi" ? "/may/luot/moi" : `/may/luot/${draft.case}/sua`,
    "visit.closed": `/may/luot/${draft.case}/xong`,
    "visit.passed": `/may/luot/${draft.case}/chuyen`,
    "guidance.given": `/may/huong-dan/${draft.id.replace("guidance.given-", "")}`,
  });
  return paths[draft.kind] ?? `/may/moi/${draft.id}/${draft.step}`;
};

/** @returns {Record<string, string>} */
const TASKS = () => ({
  "case.declined": t("Từ chối chứng thực"),
  "case.amended": t("Bổ sung hồ sơ"),
  "case.withdrawn": t("Rút hồ sơ"),
  "ticket.bound": t("Gắn tờ hẹn"),
  "delivery.completed": t("Trả kết quả"),
  "delivery.corrected": t("Sửa lần trả"),
  "visit.planned": t("Lượt đến nhà"),
  "visit.closed": t("Kết thúc lượt"),
  "visit.passed": t("Chuyển người"),
  "guidance.given": t("Ghi hướng dẫn"),
});
