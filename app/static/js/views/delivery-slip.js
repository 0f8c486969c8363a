/** Phiếu giao nhận kết quả tại nhà, printed at the door by a printer that one carries: no group of a decision, no amount. */

import { isBenefit } from "../core/delivery.js";
import { addressed } from "../core/names.js";
import { inVietnamese } from "../core/words.js";
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
      inVietnamese("Số: {code}", { code: known.dossier || known.code }),
    ),
    line(inVietnamese("Hôm nay, {dots} giờ {dots} phút, ngày {dots} tháng {dots} năm {dots}, tại {long}", { dots: "......", long: DOTS })),
    line(inVietnamese("Bên giao: {name}, {title}, {org}", { name: own.person.name, title: own.person.title, org: own.commune.name })),
    line(
      inVietnamese("Bên nhận: {name}, là {who}{relation}", {
        name: who.name,
        who: text(recipients, who.who),
        relation: who.relation ? ` (${who.relation})` : "",
      }),
    ),
    line(inVietnamese("Người có kết quả: {name}", { name: addressed(known.honorific, known.name) })),
    line(inVietnamese("Giấy tờ xuất trình: {paper} số {number}", { paper: text(papers, who.paper), number: who.number || DOTS })),
    ...(who.right ? [line(inVietnamese("Nhận theo: {right}", { right: who.right }))] : []),
    line(inVietnamese("Kết quả giao: {what}, {copies} bản chính", { what: thing(known), copies: known.copies ?? 1 })),
    box(inVietnamese("Đã đọc lại nội dung cho người nhận nghe")),
    ...(isBenefit(known) ? explained.map((/** @type {any} */ one) => box(inVietnamese("Đã giải thích: {what}", { what: one.text }))) : []),
    h("p", { class: "sheet-sign" }, h("b", {}, inVietnamese("Người nhận")), h("br"), inVietnamese("(Ký hoặc điểm chỉ, ghi rõ họ tên)")),
    h("p", { class: "sheet-sign" }, h("b", {}, inVietnamese("Người giao")), h("br"), inVietnamese("(Ký, ghi rõ họ tên)")),
  ];
};
