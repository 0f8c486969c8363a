/** State words: where the data is, then what becomes of the case (one chip: colour, icon, word). */

import { t } from "./words.js";

/** @typedef {{tone: string, icon: string, word: string}} Chip */

/** @param {{state?: string, local?: string, number?: string}} stub @returns {Chip} */
export const chipOf = (stub) => {
  const local = LOCAL()[stub.local ?? ""];
  if (local) return local;
  const chip = CASE()[stub.state ?? ""] ?? { tone: "plain", icon: "clock", word: t("Xã đã nhận") };
  if (stub.state === "approved" && stub.number) {
    return { ...chip, word: t("Đã ký duyệt số {number}", { number: stub.number.split(" ")[0] }) };
  }
  return chip;
};

/** @returns {Record<string, Chip>} */
const LOCAL = () => ({
  draft: { tone: "plain", icon: "pencil", word: t("Bản nháp") },
  saved: { tone: "local", icon: "phone-dot", word: t("Đã lưu trên máy") },
  sending: { tone: "local", icon: "sending", word: t("Đang gửi") },
  held: { tone: "warn", icon: "pages", word: t("Cần đối chiếu") },
  gone: { tone: "mute", icon: "folder", word: t("Đã chuyển người khác") },
  parked: { tone: "error", icon: "bang", word: t("Chưa gửi được") },
});

/** @returns {Record<string, Chip>} */
const CASE = () => ({
  submitted: { tone: "plain", icon: "clock", word: t("Chờ ký") },
  returned: { tone: "warn", icon: "reply", word: t("Cần bổ sung") },
  approved: { tone: "ok", icon: "signed", word: t("Đã ký duyệt") },
  ready: { tone: "local", icon: "ready", word: t("Sẵn sàng trả") },
  delivered: { tone: "ok", icon: "given", word: t("Đã trả") },
  closed: { tone: "mute", icon: "folder", word: t("Đã đóng") },
  declined: { tone: "mute", icon: "refuse", word: t("Từ chối tại nhà") },
  refused: { tone: "mute", icon: "refuse", word: t("Từ chối chứng thực") },
  withdrawn: { tone: "mute", icon: "withdrawn", word: t("Đã rút") },
  revoked: { tone: "error", icon: "refuse", word: t("Đã thu hồi") },
});
