/** <tn-paper-said>: what the scanned code says, proven by the commune's key, against what the page says. */

import { t } from "../core/words.js";
import { readCode } from "../evidence/paper-code.js";
import { h, icon } from "../views/dom.js";

/** @param {string} tone @param {string} name @param {import("../views/dom.js").Child[]} words */
export const told = (tone, name, ...words) => h("div", { class: `banner banner--${tone} banner--card`, role: "status" }, icon(name), h("span", {}, ...words));

const TIME = new Intl.DateTimeFormat("vi", {
  timeZone: "Asia/Ho_Chi_Minh",
  hour: "2-digit",
  minute: "2-digit",
  day: "2-digit",
  month: "2-digit",
  year: "numeric",
});

/** @param {string} term @param {string} value */
const row = (term, value) => h("div", {}, h("dt", {}, term), h("dd", {}, value));

/** @param {import("../evidence/paper-code.js").Said} said */
const lines = (said) =>
  h(
    "dl",
    { class: "summary summary--plain" },
    row(t("Số chứng thực"), said.number),
    row(t("Tên giấy, số trang"), t("{title}, {pages} trang", { title: said.title, pages: said.pages })),
    row(t("Người ký"), said.name),
    row(t("Cấp số lúc"), TIME.format(said.at)),
  );

class PaperSaid extends HTMLElement {
  begun = false;

  async connectedCallback() {
    const text = location.hash.slice(1).toUpperCase();
    // it is connected anew when it moves up
    if (this.begun || (!text && !this.hasAttribute("offline"))) return;
    this.begun = true;
    const [first, ...more] = await this.judged(text);
    this.replaceChildren(first, ...more);
    // a warning is read before how the paper with this code stands
    if (!first.classList.contains("banner--ok")) this.parentElement?.prepend(this);
  }

  /** @param {string} text @returns {Promise<HTMLElement[]>} */
  async judged(text) {
    if (!text) return [told("warn", "alert", t("Trong mã không có phần tự kiểm tra. Mở lại khi có mạng."))];
    const said = await readCode(text, JSON.parse(this.getAttribute("keys") ?? "[]")).catch(() => null);
    if (!said) return [told("error", "bang", h("b", {}, t("Mã QR này không do xã lập.")), " ", t("Có thể là giấy giả. Gọi hỏi xã trước khi dùng."))];
    if (!this.hasAttribute("number")) return [told("ok", "tick", t("Mã QR do xã lập. Trên giấy phải ghi đúng:")), lines(said)];
    if (this.same(said)) return [told("ok", "tick", t("Mã QR do xã lập, khớp với trang này."))];
    return [told("warn", "alert", t("Mã QR do xã lập nhưng ghi khác trang này. Gọi hỏi xã trước khi dùng.")), lines(said)];
  }

  /** A number that the clerk wrote later was dots when the code was made. @param {import("../evidence/paper-code.js").Said} said */
  same(said) {
    const is = (/** @type {string} */ name) => this.getAttribute(name) ?? "";
    const title = said.title.endsWith("…") ? is("title-whole").startsWith(said.title.slice(0, -1)) : said.title === is("title-whole");
    return (said.number === is("number") || said.number.includes("..")) && title && said.name === is("name") && said.pages === Number(is("pages"));
  }
}

customElements.define("tn-paper-said", PaperSaid);
