/** What is said of a hand-over before anything is asked: that the person died, that it failed too often. */

import { quiet, warned } from "../core/delivery.js";
import { t } from "../core/words.js";
import { banner, h, link } from "./dom.js";

/** What follows from a death, plainly. */
export const QUIET = () => t("Không mời ai ký nhận, không hẹn lại. Anh/chị mang giấy về xã; văn thư và cán bộ văn hóa - xã hội làm việc tiếp theo.");

/** TT 02/2021/TT-BLĐTBXH: who does not collect for three months running has the allowance suspended. */
const suspensionPanel = () =>
  banner(
    "warn",
    "alert",
    h("b", {}, t("Nhiều lần chưa giao được. ")),
    t("Ba tháng liền không nhận thì bị tạm dừng trợ cấp (Thông tư 02/2021/TT-BLĐTBXH). Hỏi xem người hưởng còn ở đây không."),
  );

/** Nobody is asked to sign for one who died; a mistake is put right by going all the same. @param {any} known */
const quietPanel = (known) =>
  h(
    "div",
    { class: "stack" },
    banner("local", "lotus", h("b", {}, t("Gia đình báo người nhận đã mất. ")), QUIET()),
    known.holder === "officer" && link(`/may/tra/${known.id}/ai-nhan`, { class: "link link--start" }, t("Báo nhầm: vẫn đi trả")),
  );

/** Of a result that is still to be carried home; null where there is nothing to say. @param {any} known */
export const carriedPanel = (known) => {
  if (known.state !== "ready") return null;
  if (quiet(known)) return quietPanel(known);
  return warned(known) ? suspensionPanel() : null;
};
