/** A restore confirmed by passkey: what is signed must be the restore that the page shows. */

import { fromCanonical } from "../core/encoding.js";
import { restoreChallenge } from "../evidence/ledger.js";
import { postJson } from "../sync/office.js";
import { banner } from "../views/dom.js";
import { saying, usePasskey } from "./passkeys.js";

class Restored extends HTMLElement {
  busy = false;

  connectedCallback() {
    this.querySelector("[data-confirm]")?.addEventListener("click", () => this.confirm());
  }

  async confirm() {
    const said = /** @type {HTMLElement} */ (this.querySelector("[data-said]"));
    if (this.busy) return;
    this.busy = true;
    try {
      const asked = await postJson("/khoi-phuc/hoi");
      const { epoch, size } = fromCanonical(asked.statement);
      const shown = epoch === this.getAttribute("epoch") && String(size) === this.getAttribute("size");
      if (!shown || asked.options.challenge !== (await restoreChallenge(asked.statement))) throw new Error("changed");
      await postJson("/khoi-phuc", { nonce: asked.nonce, answer: await usePasskey(asked.options) });
      location.reload();
    } catch (error) {
      // a key made now is no key that the phones know: none is offered here
      said.replaceChildren(banner("error", "bang", saying(error)));
    } finally {
      this.busy = false;
    }
  }
}

customElements.define("tn-restored", Restored);
