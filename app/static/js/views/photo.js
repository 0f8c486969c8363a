/** A sealed photo of a draft, opened for the officer's own eyes; the picture is never stored open. */

import { paint, strokesOf } from "../capture/ink-shape.js";
import { t } from "../core/words.js";
import { photoOf, readDraft, readPhoto } from "../store/drafts.js";
import { h, icon } from "./dom.js";

class Photo extends HTMLElement {
  async connectedCallback() {
    const draft = await readDraft(this.getAttribute("draft") ?? "");
    const photo = draft && photoOf(draft.answers, this.getAttribute("role-of") ?? "signed_page", Number(this.getAttribute("place")));
    if (!draft || !photo) return;
    const label = this.getAttribute("label") ?? "";
    this.address = URL.createObjectURL(await readPhoto(draft, photo));
    const box = h("div", { class: "zoom", role: "group", "aria-label": label }, h("div", { class: "spot-frame" }, h("img", { src: this.address, alt: label })));
    const word = h("span", {}, t("Phóng to"));
    const zoom = () => {
      this.toggleAttribute("data-large");
      box.dataset.zoom = this.hasAttribute("data-large") ? "2" : "1";
      // only what can be scrolled is worth a stop of the Tab key
      if (this.hasAttribute("data-large")) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
      word.textContent = this.hasAttribute("data-large") ? t("Thu nhỏ") : t("Phóng to");
      button.querySelector("use")?.setAttribute("href", this.hasAttribute("data-large") ? "#i-smaller" : "#i-zoom");
    };
    const button = h("button", { class: "link photo-zoom", type: "button", onclick: zoom }, icon("zoom", "icon--s"), word);
    this.replaceChildren(h("figure", {}, box, h("figcaption", {}, label, button)));
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
    const { strokes, width, height } = cropped(strokesOf(ink));
    new ResizeObserver(() => paint(canvas, strokes, Math.min(canvas.clientWidth / width, canvas.clientHeight / height, 1.5))).observe(canvas);
  }
}

const MARGIN = 12;

/** The ink alone, without the empty rest of its box: a view only, the record is never touched. @param {import("../capture/ink.js").Stroke[]} strokes */
const cropped = (strokes) => {
  const all = strokes.flatMap((stroke) => stroke.p);
  const [left, top] = [0, 1].map((axis) => Math.min(...all.map((point) => point[axis])) - MARGIN);
  const [right, bottom] = [0, 1].map((axis) => Math.max(...all.map((point) => point[axis])) + MARGIN);
  const moved = strokes.map((stroke) => ({ ...stroke, p: stroke.p.map(([x, y, ...rest]) => [x - left, y - top, ...rest]) }));
  return { strokes: moved, width: right - left, height: bottom - top };
};

customElements.define("tn-photo", Photo);
customElements.define("tn-ink", InkView);
