/** Opens a locked session: by passkey, by password and code, or in the demo by one tap. */

import { postJson } from "../sync/office.js";
import { banner } from "../views/dom.js";
import { saying, usePasskey } from "./passkeys.js";

class Unlock extends HTMLElement {
  connectedCallback() {
    const form = /** @type {HTMLFormElement} */ (this.querySelector("form"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.open(form);
    });
  }

  /** @param {HTMLFormElement} form */
  async open(form) {
    const button = /** @type {HTMLButtonElement} */ (form.querySelector("button"));
    const said = /** @type {HTMLElement} */ (form.querySelector("[data-said]"));
    button.disabled = true;
    said.replaceChildren();
    try {
      this.opened(await this.confirm());
    } catch (error) {
      said.replaceChildren(banner("error", "bang", saying(error)));
    } finally {
      button.disabled = false;
    }
  }

  /** @returns {Promise<{person: string}>} */
  async confirm() {
    const means = this.getAttribute("means");
    if (means === "demo") return postJson("/khoa/thu");
    if (means === "password") {
      const { password, code } = this.typed();
      const answer = await postJson("/khoa/mat-khau", { password: password.value, code: code.value });
      password.value = "";
      code.value = "";
      return answer;
    }
    const { nonce, options } = await postJson("/khoa/hoi");
    return postJson("/khoa", { nonce, answer: await usePasskey(options) });
  }

  typed() {
    const one = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (this.querySelector(`[data-${name}]`));
    return { password: one("password"), code: one("code") };
  }

  /** @param {{person: string}} answer */
  opened(answer) {
    const next = this.getAttribute("next");
    if (next) location.assign(next);
    // somebody else signed in meanwhile: this page is not his
    else if (answer.person !== this.getAttribute("person")) location.reload();
    else this.dispatchEvent(new CustomEvent("unlocked", { bubbles: true }));
  }
}

customElements.define("tn-unlock", Unlock);
