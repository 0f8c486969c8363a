/** Phiếu giao nhận kết quả tại nhà, printed at the door by a printer that one carries: no group of a decision, no amount. */

import { isBenefit } from "../core/delivery.js";
import { addressed } from "../core/names.js";
import { t } from "../core/words.js";
import { thing } from "./delivery-frame.js";
import { catalogue, h } from "./dom.js";

const DOTS = "..............................";

/** @param {any} known @param {any} who @param {any} own */
export const slipSheet = (known, who, own) => {
  const { recipients, papers, explained } = catalogue();
  const text = (/** @type {any[]} */ list, /** @type {string} */ code) => list.find((one) => one.code === code)?.text ?? "";
  const line = (/** @type {string} */ words) => h("p", {}, words);
  const box = (/** @type {string} */ words) => line(`☐ ${words}`);
  return [
    h("p", { class: "sheet-mid" }, h("b", {}, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), h("br"), h("b", {}, "Độc lập - Tự do - Hạnh phúc")),
    h(
      "p",
      { class: "sheet-mid" },
      h("b", { class: "sheet-title" }, "PHIẾU GIAO NHẬN KẾT QUẢ TẠI NHÀ"),
      h("br"),
      t("Số: {code}", { code: known.dossier || known.code }),
    ),
    line(t("Hôm nay, {dots} giờ {dots} phút, ngày {dots} tháng {dots} năm {dots}, tại {long}", { dots: "......", long: DOTS })),
    line(t("Bên giao: {name}, {title}, {org}", { name: own.person.name, title: own.person.title, org: own.commune.name })),
    line(t("Bên nhận: {name}, là {who}{relation}", { name: who.name, who: text(recipients, who.who), relation: who.relation ? ` (${who.relation})` : "" })),
    line(t("Người có kết quả: {name}", { name: addressed(known.honorific, known.name) })),
    line(t("Giấy tờ xuất trình: {paper} số {number}", { paper: text(papers, who.paper), number: who.number || DOTS })),
    ...(who.right ? [line(t("Nhận theo: {right}", { right: who.right }))] : []),
    line(t("Kết quả giao: {what}, {copies} bản chính", { what: thing(known), copies: known.copies ?? 1 })),
    box(t("Đã đọc lại nội dung cho người nhận nghe")),
    ...(isBenefit(known) ? explained.map((/** @type {any} */ one) => box(t("Đã giải thích: {what}", { what: one.text }))) : []),
    h("p", { class: "sheet-sign" }, h("b", {}, t("Người nhận")), h("br"), t("(Ký hoặc điểm chỉ, ghi rõ họ tên)")),
    h("p", { class: "sheet-sign" }, h("b", {}, t("Người giao")), h("br"), t("(Ký, ghi rõ họ tên)")),
  ];
};
