/**
 * The leader's case: the page is filled from the sheet alone, the pictures are the very bytes whose hashes the sheet
 * names, and the passkey is asked only when the challenge is the one made from what was shown.
 */

import { fromCanonical } from "../core/encoding.js";
import { birthWords, clock, day } from "../core/moments.js";
import { addressed } from "../core/names.js";
import { t } from "../core/words.js";
import { challenge, leafText, leavesRoot, sheetDigest } from "../evidence/decision.js";
import { sha256 } from "../evidence/jws.js";
import { getJson, getBytes, postJson } from "../sync/office.js";
import { banner, h, icon, row } from "../views/dom.js";
import { saying, usePasskey } from "./passkeys.js";
import { evidence } from "./evidence-view.js";

class CasePage extends HTMLElement {
  async connectedCallback() {
    this.id = this.getAttribute("case") ?? "";
    this.said = /** @type {HTMLElement} */ (this.querySelector("[data-said]"));
    this.dialog = /** @type {HTMLDialogElement} */ (this.querySelector("dialog"));
    this.button("approve").addEventListener("click", () => this.dialog?.showModal());
    this.button("cancel").addEventListener("click", () => this.dialog?.close());
    this.button("confirm").addEventListener("click", () => this.decide());
    try {
      await this.show();
    } catch (error) {
      this.say(saying(error));
    }
  }

  /** @param {string} name */
  button(name) {
    return /** @type {HTMLButtonElement} */ (this.querySelector(`[data-${name}]`));
  }

  /** @param {string} text @param {string} [tone] */
  say(text, tone = "error") {
    this.said?.replaceChildren(banner(tone, tone === "ok" ? "tick" : "bang", text));
    this.said?.scrollIntoView({ block: "center" });
  }

  async show() {
    const { sheet, authority } = await getJson(`/ho-so/${this.id}/to-trinh`);
    const value = fromCanonical(sheet);
    this.digest = await sheetDigest(sheet);
    this.value = value;
    /** @type {HTMLElement} */ (this.querySelector("[data-body]")).replaceChildren(...words(value), ...(await this.pictures(value)), ...when(value));
    const { person, document: paper, signing } = value.fields;
    const at = Date.parse(signing.signed_at);
    /** @type {HTMLElement} */ (this.querySelector("[data-facts]")).replaceChildren(
      fact(t("Người ký"), addressed(person.honorific, person.name)),
      fact(t("Giấy"), paper.title),
      fact(t("Lúc, nơi"), `${clock(at)} ${day(at)}, ${value.fields.hamlet}`),
      fact(t("Tư cách"), `${authority.title}, ${authority.decision_no}`),
    );
    this.button("approve").disabled = false;
  }

  /** Every picture is fetched, hashed and compared with the sheet before it is put on the page. @param {any} value */
  async pictures(value) {
    const shown = [];
    for (const item of value.evidence) {
      if (!item.mime) {
        shown.push(banner("warn", "alert", t("Có ảnh không mở được. Xem bản giấy trước khi ký.")));
        continue;
      }
      const bytes = await getBytes(`/ho-so/${this.id}/anh/${item.shown}`);
      if ((await sha256(bytes)) !== item.shown) throw new Error("changed");
      shown.push(evidence(item, URL.createObjectURL(new Blob([bytes], { type: item.mime })), value));
    }
    return shown;
  }

  async decide() {
    const free = /** @type {HTMLInputElement} */ (this.querySelector("[data-interest]"));
    const said = /** @type {HTMLElement} */ (this.querySelector("[data-dialog-said]"));
    if (!free.checked) return said.replaceChildren(banner("error", "bang", t("Đánh dấu vào ô cam đoan trước khi xác nhận.")));
    const confirm = this.button("confirm");
    confirm.disabled = true;
    try {
      const wanted = { case: this.id, revision: this.value.revision, digest: this.digest };
      const asked = await postJson("/decisions/statement", { cases: [wanted], interest_free: true });
      await this.check(asked);
      const answer = await usePasskey(asked.options);
      const { decided } = await postJson("/decisions", { nonce: asked.nonce, answer });
      this.done(decided[0]);
    } catch (error) {
      const code = /** @type {any} */ (error).code;
      const extra =
        code === "passkey_needed" ? h("p", {}, h("a", { class: "btn", href: `/toi?next=/ho-so/${this.id}` }, icon("key"), t("Tạo khóa truy cập"))) : null;
      said.replaceChildren(banner("error", "bang", saying(error)), extra ?? "");
    } finally {
      confirm.disabled = false;
    }
    return undefined;
  }

  /** What is signed must be what was shown: leaf, root and challenge are made anew here. @param {any} asked */
  async check(asked) {
    const leaf = leafText({ case: this.id, revision: this.value.revision, digest: String(this.digest), act: "approve", why: null, interest: "none" });
    const statement = fromCanonical(asked.statement);
    const same = asked.leaves.length === 1 && asked.leaves[0] === leaf && statement.root === (await leavesRoot([leaf]));
    if (!same || asked.options.challenge !== (await challenge(asked.statement))) throw new Error("changed");
  }

  /** @param {{number: string}} decided */
  done(decided) {
    this.dialog?.close();
    const next = this.getAttribute("next");
    this.replaceChildren(
      h(
        "main",
        { class: "main" },
        h(
          "div",
          { class: "panel panel--ok" },
          h("h1", { tabindex: "-1" }, icon("signed"), t("Đã ký duyệt 1 hồ sơ")),
          h("p", {}, t("Số chứng thực")),
          h("p", { class: "code" }, decided.number),
        ),
        h("p", {}, t("Văn thư in lời chứng, trình ký và đóng dấu.")),
        next
          ? h("a", { class: "btn btn--primary btn--wide btn--tall", href: `/ho-so/${next}` }, t("Hồ sơ tiếp theo"))
          : h("a", { class: "btn btn--primary btn--wide btn--tall", href: "/cho-ky" }, t("Về danh sách chờ ký")),
      ),
    );
    /** @type {HTMLElement} */ (this.querySelector("h1")).focus();
  }
}

/** @param {string} term @param {string} text */
const fact = (term, text) => h("div", {}, h("dt", {}, term), h("dd", {}, text));

/** Exactly what will be printed. @param {any} value */
const words = ({ wording, fields }) => {
  const paper = h(
    "div",
    { class: "paper" },
    !wording.checked && h("span", { class: "paper-mark" }, t("CHƯA ĐỐI CHIẾU")),
    h("p", { class: "mid" }, wording.title.join(" ")),
    wording.paragraphs.map((/** @type {any} */ one) => h("p", { class: one.centred ? "mid" : "" }, one.text)),
  );
  const { person } = fields;
  return [
    h("section", { class: "stack stack--8" }, h("h2", {}, t("Nội dung sẽ in trên giấy")), paper),
    h(
      "section",
      { class: "stack stack--8" },
      h("h2", {}, t("Người yêu cầu")),
      h(
        "dl",
        { class: "summary summary--plain" },
        row(t("Ngày sinh"), birthWords(person.birth)),
        row(
          t("Cách đọc giấy tờ tùy thân"),
          { scan: t("Quét mã trên thẻ"), typed: t("Nhập tay"), vneid: t("Xem VNeID") }[/** @type {string} */ (person.how)] ?? "",
        ),
        person.warnings.length > 0 && row(t("Lưu ý"), t("Số, năm sinh và giới tính chưa khớp nhau")),
        row(t("Điều kiện"), t("{n} câu, cán bộ ghi: đều đạt", { n: fields.conditions.length })),
      ),
    ),
  ];
};

/** @param {any} value */
const when = ({ fields }) => {
  const at = Date.parse(fields.signing.signed_at);
  return [
    h(
      "section",
      { class: "stack stack--8" },
      h("h2", {}, t("Thời gian và nơi ký")),
      h("dl", { class: "summary summary--plain" }, row(t("Cán bộ ghi giờ ký"), `${clock(at)} ${t("ngày")} ${day(at)}`), row(t("Nơi ký"), fields.signing.place)),
    ),
  ];
};

customElements.define("tn-case-page", CasePage);
