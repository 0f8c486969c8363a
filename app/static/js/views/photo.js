/** A sealed photo of a draft, opened for the officer's own eyes; the picture is never stored open. */

import { paint, strokesOf } from "../capture/ink-shape.js";
import { readDraft, readPhoto } from "../store/drafts.js";
import { h } from "./dom.js";

class Photo extends HTMLElement {
  async connectedCallback() {
    const draft = await readDraft(this.getAttribute("draft") ?? "");
    const photo = draft?.answers.photos?.[Number(this.getAttribute("place"))];
    if (!draft || !photo) return;
    const label = this.getAttribute("label") ?? "";
    this.address = URL.createObjectURL(await readPhoto(draft, photo));
    this.replaceChildren(h("figure", {}, h("img", { src: this.address, alt: label }), h("figcaption", {}, label)));
  }

  disconnectedCallback() {
    if (this.address) URL.revokeObjectURL(this.address);
  }
}

class InkView extends HTMLElement {
  /** @param {any} ink */
  show(ink) {
    const canvas = /** @type {HTMLCanvasElement} */ (h("canvas", { class: "ink-view", role: "img", "aria-label": this.getAttribute("label") }));
    this.replaceChildren(canvas);
    new ResizeObserver(() => paint(canvas, strokesOf(ink), Math.min(canvas.clientWidth / (ink.w / ink.u), canvas.clientHeight / (ink.h / ink.u)))).observe(
      canvas,
    );
  }
}

customElements.define("tn-photo", Photo);
customElements.define("tn-ink", InkView);
