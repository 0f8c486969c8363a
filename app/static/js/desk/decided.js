/** After a decision: what was done, its number, and where it goes on. */

import { t } from "../core/words.js";
import { h, icon } from "../views/dom.js";

/** @param {HTMLElement} page the case's page, with its `next` in the list and whether it is the person's `own` (way A) @param {string} act @param {string} number */
export const decidedPage = (page, act, number) => {
  const [own, next] = [page.hasAttribute("own"), page.getAttribute("next")];
  const [tone, name, title, then] = (own ? OWN : OTHERS)()[act];
  const big = "btn btn--primary btn--wide btn--tall";
  return h(
    "main",
    { class: "main" },
    h(
      "div",
      { class: `panel panel--${tone}` },
      h("h1", { tabindex: "-1" }, icon(name), title),
      act === "approve" && h("p", {}, t("Số chứng thực")),
      act === "approve" && h("p", { class: "code" }, number),
    ),
    h("p", {}, then),
    h(
      "div",
      { class: "stack" },
      next ? h("a", { class: big, href: `/ho-so/${next}` }, t("Hồ sơ tiếp theo")) : h("a", { class: big, href: "/cho-ky" }, t("Về danh sách chờ ký")),
      own && h("a", { class: "btn btn--wide", href: `/may/da-luu/${page.getAttribute("case")}` }, icon("phone"), t("Về hồ sơ trên điện thoại")),
    ),
  );
};

/** @returns {Record<string, string[]>} */
const OTHERS = () => ({
  approve: ["ok", "signed", t("Đã ký duyệt 1 hồ sơ"), t("Văn thư in lời chứng, trình ký và đóng dấu.")],
  return: ["local", "reply", t("Đã trả lại cho cán bộ"), t("Cán bộ thấy lý do trên điện thoại và bổ sung.")],
  refuse: ["local", "refuse", t("Đã từ chối chứng thực"), t("Văn thư in văn bản từ chối; cán bộ giao tận tay.")],
});

/** @returns {Record<string, string[]>} */
const OWN = () => ({
  approve: ["ok", "signed", t("Đã ký chứng thực 1 hồ sơ"), t("Đưa giấy về xã: văn thư in lời chứng, anh/chị ký tay, rồi đóng dấu.")],
  return: ["local", "reply", t("Hồ sơ đã về điện thoại"), t("Mở hồ sơ trên điện thoại, bấm Bổ sung hồ sơ.")],
  refuse: ["local", "refuse", t("Đã từ chối chứng thực"), t("Văn thư in văn bản từ chối; anh/chị giao tận tay người dân.")],
});
