/** A destroying confirmed by passkey: what is signed must be the very list that the page shows. */

import { fromCanonical } from "../core/encoding.js";
import { purgeChallenge } from "../evidence/decision.js";
import { postJson } from "../sync/office.js";
import { banner } from "../views/dom.js";
import { firstKey } from "./first-key.js";
import { saying, usePasskey } from "./passkeys.js";

class Purge extends HTMLElement {
  busy = false;

  connectedCallback() {
    this.querySelector("[data-confirm]")?.addEventListener("click", () => this.confirm());
  }

  async confirm() {
    const said = /** @type {HTMLElement} */ (this.querySelector("[data-said]"));
    if (this.busy) return;
    this.busy = true;
    try {
      const proposal = this.getAttribute("proposal");
      const asked = await postJson(`/huy-du-lieu/${proposal}/hoi`);
      const { purge, cases, visits = [] } = fromCanonical(asked.statement);
      const named = cases.join(",") === this.getAttribute("cases") && visits.join(",") === this.getAttribute("visits");
      const shown = purge === proposal && named;
      if (!shown || asked.options.challenge !== (await purgeChallenge(asked.statement))) throw new Error("changed");
      await postJson("/huy-du-lieu/xac-nhan", { nonce: asked.nonce, answer: await usePasskey(asked.options) });
      location.reload();
    } catch (error) {
      const needsKey = /** @type {any} */ (error).code === "passkey_needed";
      said.replaceChildren(banner("error", "bang", saying(error)), needsKey ? firstKey(said) : "");
    } finally {
      this.busy = false;
    }
  }
}

customElements.define("tn-purge", Purge);
