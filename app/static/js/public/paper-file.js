/** <tn-paper-file>: a certificate's file, judged by its hash; the file itself stays on this machine. */

import { t } from "../core/words.js";
import { versions } from "../evidence/paper-code.js";
import { getJson } from "../sync/office.js";
import { h, icon } from "../views/dom.js";
import { told } from "./paper-said.js";

const LARGEST = 20 * 1024 * 1024;

/** @typedef {{known: boolean, code: string, standing: string, trial: boolean}} Answer */

/** How the paper of a known file stands. @returns {Record<string, [string, string, string]>} */
const standings = () => ({
  in_force: ["ok", "tick", t("Giấy còn hiệu lực.")],
  not_sealed: ["warn", "clock", t("Giấy chưa ký tay và đóng dấu, chưa dùng được.")],
  lost: ["error", "bang", t("Giấy đã báo hỏng hoặc mất, không dùng được.")],
  revoked: ["error", "bang", t("Giấy đã thu hồi, không còn giá trị.")],
  replaced: ["error", "bang", t("Giấy đã thay bằng giấy khác, không dùng được.")],
});

/** @param {Answer} answer @returns {Node[]} */
const known = ({ code, standing, trial }) => {
  const [tone, name, words] = standings()[standing];
  const more = trial ? [" ", t("Dấu số là chứng thư thử.")] : [];
  return [
    told("ok", "tick", h("b", {}, t("Đúng tệp xã đã lập.")), " ", t("Không đổi một chữ nào."), ...more),
    told(tone, name, words),
    h("a", { class: "btn btn--wide", href: `/K/${code}` }, icon("shield"), t("Xem trên giấy phải ghi gì")),
  ];
};

/** @param {Answer} answer @returns {Node[]} */
const added = ({ code }) => [
  told("error", "bang", h("b", {}, t("Tệp đã bị thêm vào sau khi xã lập.")), " ", t("Không dùng tệp này.")),
  h("a", { class: "btn btn--wide", href: `/K/${code}` }, icon("shield"), t("Xem trên giấy phải ghi gì")),
];

const unknown = () =>
  told(
    "error",
    "bang",
    h("b", {}, t("Không phải tệp xã đã lập, hoặc đã bị sửa.")),
    " ",
    t("Trang này không biết sửa chỗ nào. Gõ mã trên giấy để so từng dòng, hoặc gọi hỏi xã."),
  );

class PaperFile extends HTMLElement {
  connectedCallback() {
    const input = /** @type {HTMLInputElement} */ (h("input", { type: "file", accept: "application/pdf,.pdf", class: "visually-hidden", id: "paper-file" }));
    const said = h("div", { class: "stack", "aria-live": "polite" });
    input.addEventListener("change", () => {
      this.judge(input.files?.[0], said);
      // the same name chosen once more is another file perhaps
      input.value = "";
    });
    this.addEventListener("dragover", (event) => event.preventDefault());
    this.addEventListener("drop", (event) => {
      event.preventDefault();
      this.judge(event.dataTransfer?.files[0], said);
    });
    this.replaceChildren(
      h("h2", {}, t("Có tệp PDF của lời chứng?")),
      h("p", { class: "meta" }, t("Tệp không rời máy này. Chỉ một dãy số tính từ tệp được gửi đi so.")),
      input,
      h("label", { class: "btn btn--wide", for: "paper-file" }, icon("doc"), t("Chọn tệp PDF")),
      said,
    );
  }

  /** @param {File | undefined} file @param {HTMLElement} said */
  async judge(file, said) {
    if (!file) return;
    said.replaceChildren(told("local", "clock", t("Đang kiểm tra tệp…")));
    said.replaceChildren(...(await this.judged(file)));
  }

  /** @param {File} file @returns {Promise<Node[]>} */
  async judged(file) {
    if (file.size > LARGEST) return [told("warn", "alert", t("Tệp quá lớn, không phải tệp lời chứng."))];
    try {
      const [whole, ...earlier] = await versions(new Uint8Array(await file.arrayBuffer()));
      const answer = await ask(whole);
      if (answer.known) return known(answer);
      for (const one of earlier) {
        const before = await ask(one);
        if (before.known) return added(before);
      }
      return [unknown()];
    } catch (error) {
      const many = /** @type {any} */ (error).status === 429;
      return [told("warn", "alert", many ? t("Kiểm tra nhiều tệp lạ quá. Chờ ít phút rồi thử lại.") : t("Chưa hỏi được xã. Kiểm tra mạng rồi chọn lại tệp."))];
    }
  }
}

/** @param {string} sha256 @returns {Promise<Answer>} */
const ask = (sha256) => getJson(`/api/papers/${sha256}`);

customElements.define("tn-paper-file", PaperFile);
