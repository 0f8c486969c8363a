/** Why a case came back: the reason, by whom, and the spot on the photo, which is fetched and never stored. */

import { clock, day } from "../core/moments.js";
import { t } from "../core/words.js";
import { getBytes } from "../sync/office.js";
import { banner, h } from "./dom.js";

/** @param {any} known */
export const returnedPanel = (known) => {
  const { reason, words, by_name: who, at, mark } = known.returned;
  const moment = Date.parse(at);
  return h(
    "section",
    { class: "stack" },
    banner("warn", "reply", h("b", {}, `${reason}. `), words),
    h("p", { class: "meta" }, t("{who} trả lại lúc {at}", { who, at: `${clock(moment)} ${day(moment)}` })),
    mark && h("tn-marked-photo", { case: known.id, place: mark.place, x: mark.x, y: mark.y, sha256: photoAt(known, mark.place) }),
  );
};

/** @param {any} known @param {number} place */
const photoAt = (known, place) => (known.photos ?? []).find((/** @type {any} */ one) => one.place === place)?.sha256 ?? "";

class MarkedPhoto extends HTMLElement {
  async connectedCallback() {
    const page = Number(this.getAttribute("place")) + 1;
    const words = t("Trang {n}: {where}", { n: page, where: whereWords(Number(this.getAttribute("x")), Number(this.getAttribute("y"))) });
    this.replaceChildren(h("p", {}, words));
    const ring = h("span", { class: "spot", "aria-hidden": "true" });
    Object.assign(ring.style, { left: `${Number(this.getAttribute("x")) / 10}%`, top: `${Number(this.getAttribute("y")) / 10}%` });
    try {
      const bytes = await getBytes(`/ho-so/${this.getAttribute("case")}/anh/${this.getAttribute("sha256")}`);
      this.address = URL.createObjectURL(new Blob([bytes], { type: "image/jpeg" }));
      this.replaceChildren(
        h("figure", { class: "photo" }, h("div", { class: "spot-frame" }, h("img", { src: this.address, alt: words }), ring), h("figcaption", {}, words)),
      );
    } catch {
      // no picture is kept on the phone: the outline of the page with the ring says where to look on the paper
      this.replaceChildren(
        h("figure", { class: "photo" }, h("div", { class: "spot-frame page-outline", role: "img", "aria-label": words }, ring), h("figcaption", {}, words)),
        h("p", { class: "meta" }, t("Vòng đỏ là chỗ cần sửa trên tờ giấy. Có mạng và đã đăng nhập thì thấy cả ảnh.")),
      );
    }
  }

  disconnectedCallback() {
    if (this.address) URL.revokeObjectURL(this.address);
  }
}

/** A point of a page in words, for when there is no picture. @param {number} x @param {number} y */
const whereWords = (x, y) => {
  const high = y < 333 ? t("phía trên") : y < 667 ? t("khoảng giữa") : t("phía dưới");
  const wide = x < 333 ? t("bên trái") : x < 667 ? t("ở giữa") : t("bên phải");
  return `${high}, ${wide}`;
};

customElements.define("tn-marked-photo", MarkedPhoto);
