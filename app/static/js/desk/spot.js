/** The point that was marked on a photo, in thousandths of it: placed by script, since pages carry no inline styles. */

import { h } from "../views/dom.js";

class Spot extends HTMLElement {
  connectedCallback() {
    if (!this.hasAttribute("x")) return;
    const spot = h("span", { class: "spot", "aria-hidden": "true" });
    Object.assign(spot.style, { left: `${Number(this.getAttribute("x")) / 10}%`, top: `${Number(this.getAttribute("y")) / 10}%` });
    this.append(spot);
  }
}

customElements.define("tn-spot", Spot);
