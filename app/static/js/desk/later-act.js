/** Acts after a decision, each by passkey: a note in the book, a revocation, the end of a reconciliation. */

import { fromCanonical } from "../core/encoding.js";
import { readDay } from "../core/typed.js";
import { t } from "../core/words.js";
import { sheetDigest } from "../evidence/decision.js";
import { getJson } from "../sync/office.js";
import { banner } from "../views/dom.js";
import { firstKey } from "./first-key.js";
import { saying } from "./passkeys.js";
import { signAct } from "./signing.js";

class LaterAct extends HTMLElement {
  busy = false;

  connectedCallback() {
    this.querySelector("[data-confirm]")?.addEventListener("click", () => this.act());
  }

  get kind() {
    return this.getAttribute("act") ?? "";
  }

  async act() {
    const said = /** @type {HTMLElement} */ (this.querySelector("[data-said]"));
    const missing = this.missing();
    if (missing) return said.replaceChildren(banner("error", "bang", missing));
    if (this.busy) return undefined;
    this.busy = true;
    try {
      const id = this.getAttribute("case") ?? "";
      const { sheet } = await getJson(`/ho-so/${id}/noi-dung`);
      const shown = { case: id, revision: fromCanonical(sheet).revision, digest: await sheetDigest(sheet) };
      await signAct(shown, this.kind, this.reason());
      location.assign(this.kind === "reconcile" ? "/can-doi-chieu/" : location.pathname);
    } catch (error) {
      const needsKey = /** @type {any} */ (error).code === "passkey_needed";
      said.replaceChildren(banner("error", "bang", saying(error)), needsKey ? firstKey(said) : "");
    } finally {
      this.busy = false;
    }
    return undefined;
  }

  words() {
    return /** @type {HTMLInputElement} */ (this.querySelector("[data-words]")).value.trim();
  }

  facts() {
    /** @type {Record<string, string>} */
    const facts = {};
    for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (this.querySelectorAll("[data-fact]")))
      facts[input.dataset.fact ?? ""] = input.dataset.day === undefined ? input.value.trim() : readDay(input.value);
    const taken = [...this.querySelectorAll("[data-take]")].filter((one) => /** @type {HTMLInputElement} */ (one).checked);
    if (this.kind === "reconcile") facts.take = taken.map((one) => one.getAttribute("data-take")).join(",");
    return facts;
  }

  missing() {
    if (!this.words()) return t("Ghi rõ bằng chữ.");
    if (this.kind === "replace" && !this.facts().by) return t("Chọn giấy thay thế.");
    return Object.entries(this.facts()).some(([name, text]) => name !== "take" && !text) ? t("Điền đủ số và ngày quyết định, ngày ghi như 25/11/2026.") : "";
  }

  reason() {
    const facts = this.facts();
    return { code: this.kind, words: this.words(), facts: Object.keys(facts).length ? facts : null };
  }
}

customElements.define("tn-later-act", LaterAct);
