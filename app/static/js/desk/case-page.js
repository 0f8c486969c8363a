/**
 * The case to judge: the page is filled from the sheet alone, the pictures are the very bytes whose hashes the sheet
 * names, and the passkey is asked only when the challenge is the one made from what was shown.
 */

import { fromCanonical } from "../core/encoding.js";
import { clock, day } from "../core/moments.js";
import { addressed } from "../core/names.js";
import { isOther } from "../core/reasons.js";
import { t } from "../core/words.js";
import { sheetDigest } from "../evidence/decision.js";
import { sha256 } from "../evidence/jws.js";
import { getJson, getBytes } from "../sync/office.js";
import { banner, h } from "../views/dom.js";
import { otherWords } from "../views/saying.js";
import { putAside } from "./aside.js";
import { decidedPage } from "./decided.js";
import { otherKey, saying } from "./passkeys.js";
import { firstKey } from "./first-key.js";
import { evidence } from "./evidence-view.js";
import { when, words } from "./sheet-view.js";
import { signAct } from "./signing.js";

const PAUSE = 1500;
const MOST_TRIES = 20;
/** Where the wording is, or may still be, printed: of a refused case it never will. */
const PRINTS = ["submitted", "returned", "approved", "ready", "delivered", "closed", "revoked"];

class Preparing extends Error {}

class CasePage extends HTMLElement {
  /** @type {import("./signing.js").Mark | null} */
  mark = null;
  busy = false;

  async connectedCallback() {
    this.id = this.getAttribute("case") ?? "";
    for (const button of this.querySelectorAll("[data-open]")) button.addEventListener("click", () => this.open(button.getAttribute("data-open") ?? ""));
    for (const button of this.querySelectorAll("[data-cancel]")) button.addEventListener("click", () => button.closest("dialog")?.close());
    for (const button of this.querySelectorAll("[data-confirm]"))
      button.addEventListener("click", () => this.decide(button.getAttribute("data-confirm") ?? ""));
    this.querySelector("[data-put-aside]")?.addEventListener("click", () => this.leave());
    await this.begin();
  }

  /** Looked at, and left to be signed with others. */
  leave() {
    putAside({ case: this.id, revision: this.value.revision, digest: String(this.digest) });
    const next = this.getAttribute("next");
    location.assign(next ? `/ho-so/${next}` : "/cho-ky");
  }

  /** The warnings of this case, which its approval names. */
  get flags() {
    return this.getAttribute("flags") ?? "";
  }

  /** Pictures that are still being made are waited for, a few seconds. */
  async begin(tries = 0) {
    try {
      await this.show();
      this.querySelector("[data-said]")?.replaceChildren();
    } catch (error) {
      this.say(error instanceof Preparing ? t("Ảnh đang được chuẩn bị. Chờ vài giây…") : saying(error));
      if (error instanceof Preparing && tries < MOST_TRIES) setTimeout(() => this.begin(tries + 1), PAUSE);
      else if (error instanceof Preparing) this.say(t("Ảnh chưa chuẩn bị xong. Tải lại trang sau ít phút; vẫn vậy thì báo quản trị viên."));
    }
  }

  /** @param {string} name */
  dialog(name) {
    return /** @type {HTMLDialogElement} */ (this.querySelector(`[data-dialog="${name}"]`));
  }

  /** @param {string} name */
  open(name) {
    this.dialog(name).showModal();
  }

  /** @param {string} text */
  say(text) {
    const said = /** @type {HTMLElement} */ (this.querySelector("[data-said]"));
    said.replaceChildren(banner("error", "bang", text));
    said.scrollIntoView({ block: "center" });
  }

  async show() {
    const { sheet, authority, preparing } = await getJson(`/ho-so/${this.id}/to-trinh`);
    if (preparing) throw new Preparing();
    const value = fromCanonical(sheet);
    this.digest = await sheetDigest(sheet);
    this.value = value;
    // the paper as photographed stands beside what will be printed for it, before everything else
    const [printed, ...rest] = words(value);
    /** @type {HTMLElement} */ (this.querySelector("[data-body]")).replaceChildren(
      ...(PRINTS.includes(this.getAttribute("state") ?? "") ? [printed] : []),
      ...(await this.pictures(value)),
      ...rest,
      ...when(value),
    );
    const { person, document: paper, signing } = value.fields;
    const at = Date.parse(signing.signed_at);
    /** @type {HTMLElement} */ (this.querySelector("[data-facts]")).replaceChildren(
      fact(t("Người yêu cầu"), addressed(person.honorific, person.name)),
      fact(t("Giấy"), paper.title),
      fact(t("Lúc, nơi"), `${clock(at)} ${day(at)}, ${value.fields.hamlet}`),
      fact(t("Tư cách"), `${authority.title}, ${authority.decision_no}`),
    );
    for (const button of this.querySelectorAll("[data-open], [data-put-aside]")) button.removeAttribute("disabled");
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
      const address = URL.createObjectURL(new Blob([bytes], { type: item.mime }));
      shown.push(evidence(item, address, value, (mark) => this.marked(mark)));
    }
    return shown;
  }

  /** A point on a photo goes with the return. @param {import("./signing.js").Mark} mark */
  marked(mark) {
    this.mark = mark;
    /** @type {HTMLElement} */ (this.querySelector("[data-mark-said]")).textContent = t("Đã chỉ một chỗ trên ảnh trang {n}.", { n: mark.place + 1 });
  }

  /** @param {string} act */
  async decide(act) {
    const dialog = this.dialog(act);
    const said = /** @type {HTMLElement} */ (dialog.querySelector("[data-dialog-said]"));
    const missing = this.missing(act, dialog);
    // what was missing is no longer said once something is chosen
    dialog.addEventListener("input", () => said.replaceChildren(), { once: true });
    if (missing) return said.replaceChildren(banner("error", "bang", missing));
    // double taps make one
    if (this.busy) return undefined;
    this.busy = true;
    try {
      const shown = { case: this.id, revision: this.value.revision, digest: String(this.digest) };
      const decided = await signAct(shown, act, act === "approve" ? seen(this.flags) : this.reason(act, dialog));
      dialog.close();
      this.replaceChildren(decidedPage(this, act, decided.number));
      /** @type {HTMLElement} */ (this.querySelector("h1")).focus();
    } catch (error) {
      const code = /** @type {any} */ (error).code;
      said.replaceChildren(banner("error", "bang", saying(error)), code === "passkey_needed" ? firstKey(said) : otherKey(error));
      said.scrollIntoView({ block: "nearest" });
    } finally {
      this.busy = false;
    }
    return undefined;
  }

  /** What the dialog still lacks, in words. @param {string} act @param {HTMLDialogElement} dialog */
  missing(act, dialog) {
    if (act === "approve") {
      const boxes = [...dialog.querySelectorAll("[data-interest], [data-seen]")];
      if (boxes.every((box) => /** @type {HTMLInputElement} */ (box).checked)) return "";
      return this.flags ? t("Đánh dấu đủ các ô trước khi xác nhận.") : t("Đánh dấu vào ô cam đoan trước khi xác nhận.");
    }
    const { code, words: text } = this.reason(act, dialog);
    if (!code) return t("Chọn một lý do.");
    return isOther(code) && !text ? otherWords() : "";
  }

  /** @param {string} act @param {HTMLDialogElement} dialog */
  reason(act, dialog) {
    const chosen = /** @type {HTMLInputElement | null} */ (dialog.querySelector("input[type=radio]:checked"));
    const typed = /** @type {HTMLInputElement} */ (dialog.querySelector("[data-words]"));
    return { code: chosen?.value ?? "", words: typed.value.trim(), mark: act === "return" ? this.mark : null };
  }
}

/** What an approval says of the warnings that stood on the page. @param {string} flags */
const seen = (flags) => (flags ? { code: "flags", words: "", facts: { flags } } : null);

/** @param {string} term @param {string} text */
const fact = (term, text) => h("div", {}, h("dt", {}, term), h("dd", {}, text));

customElements.define("tn-case-page", CasePage);
