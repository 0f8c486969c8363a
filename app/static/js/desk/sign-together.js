/** The cases that were left to be signed together: each is read anew, shown in one list, and signed by one gesture. */

import { fromCanonical } from "../core/encoding.js";
import { clock, day } from "../core/moments.js";
import { addressed } from "../core/names.js";
import { t } from "../core/words.js";
import { sheetDigest } from "../evidence/decision.js";
import { getJson } from "../sync/office.js";
import { banner, h, icon } from "../views/dom.js";
import { aside, forgetAside, MOST } from "./aside.js";
import { firstKey } from "./first-key.js";
import { otherKey, saying } from "./passkeys.js";
import { signActs } from "./signing.js";

/** @typedef {{shown: import("./signing.js").Shown, value: any}} Read */

class SignTogether extends HTMLElement {
  busy = false;

  connectedCallback() {
    const waiting = new Set([...document.querySelectorAll("[data-case]")].map((row) => row.getAttribute("data-case") ?? ""));
    // what somebody else decided meanwhile waits for nobody
    forgetAside(
      aside()
        .map((one) => one.case)
        .filter((id) => !waiting.has(id)),
    );
    const left = aside().slice(0, MOST);
    for (const one of left) document.querySelector(`[data-case="${one.case}"] [data-aside]`)?.removeAttribute("hidden");
    if (!left.length) return;
    this.lead(left.map((one) => one.case));
    const words = left.length === 1 ? t("Ký duyệt hồ sơ đã xem") : t("Ký duyệt {n} hồ sơ đã xem", { n: left.length });
    this.append(h("button", { class: "btn btn--primary btn--wide btn--tall", type: "button", onclick: () => this.open() }, icon("signed"), words));
    this.append(h("div", { "aria-live": "polite", "data-said": true }));
  }

  /** The first button leads on to what was not looked at yet. @param {string[]} looked */
  lead(looked) {
    const first = /** @type {HTMLAnchorElement} */ (document.querySelector("[data-first]"));
    const next = [...document.querySelectorAll("[data-case]")].map((row) => row.getAttribute("data-case") ?? "").find((id) => !looked.includes(id));
    if (!next) return first.remove();
    first.classList.remove("btn--primary");
    first.textContent = t("Xem hồ sơ tiếp theo");
    first.href = `/ho-so/${next}`;
    return undefined;
  }

  /** @param {(Node | string)[]} nodes */
  say(...nodes) {
    this.querySelector("[data-said]")?.replaceChildren(...nodes);
  }

  /** What changed since it was looked at is left out, and said; the others go on. */
  async open() {
    if (this.busy) return;
    this.busy = true;
    try {
      const left = aside().slice(0, MOST);
      const read = await Promise.all(left.map(readAgain));
      const changed = left.filter((_, place) => !read[place]).map((one) => one.case);
      forgetAside(changed);
      for (const id of changed) document.querySelector(`[data-case="${id}"] [data-aside]`)?.setAttribute("hidden", "");
      this.say(changed.length ? banner("warn", "alert", t("{n} hồ sơ vừa thay đổi: xem lại từng hồ sơ rồi ký.", { n: changed.length })) : "");
      const same = read.filter((one) => one !== null);
      if (same.length) this.sheet(same);
    } catch (error) {
      this.say(banner("error", "bang", saying(error)));
    } finally {
      this.busy = false;
    }
  }

  /** @param {Read[]} read */
  sheet(read) {
    const free = /** @type {HTMLInputElement} */ (h("input", { type: "checkbox" }));
    const said = h("div", { "aria-live": "polite" });
    free.addEventListener("change", () => said.replaceChildren());
    const title = t("Ký duyệt {n} hồ sơ", { n: read.length });
    /** One that cannot be signed now does not hold up the others. @param {Read} one */
    const takeOut = (one) => {
      const drop = () => {
        forgetAside([one.shown.case]);
        dialog.close();
        const rest = read.filter((other) => other !== one);
        if (rest.length) this.sheet(rest);
      };
      return h(
        "button",
        { class: "link link--start", type: "button", onclick: drop },
        icon("refuse"),
        t("Bỏ ra"),
        h("span", { class: "visually-hidden" }, who(one.value)),
      );
    };
    const dialog = /** @type {HTMLDialogElement} */ (
      h(
        "dialog",
        { class: "sheet", "aria-labelledby": "together-title" },
        h("h2", { id: "together-title" }, title),
        h(
          "ol",
          { class: "stack stack--8" },
          read.map((one) => h("li", {}, h("b", {}, who(one.value)), h("br"), h("span", { class: "meta" }, what(one.value)), h("br"), takeOut(one))),
        ),
        h(
          "div",
          { class: "sheet-foot" },
          h("label", { class: "choice" }, free, h("span", {}, t("Tôi và người thân không có lợi ích liên quan đến hồ sơ nào ở đây"))),
          said,
          h(
            "button",
            { class: "btn btn--primary btn--wide btn--tall", type: "button", onclick: () => this.sign(read, dialog, free.checked, said) },
            icon("finger"),
            t("Xác nhận bằng vân tay, khuôn mặt hoặc mã khóa máy"),
          ),
          h("button", { class: "btn btn--refuse btn--wide", type: "button", onclick: () => dialog.close() }, t("Chưa ký, xem lại")),
        ),
      )
    );
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }

  /** @param {Read[]} read @param {HTMLDialogElement} dialog @param {boolean} free @param {HTMLElement} said */
  async sign(read, dialog, free, said) {
    if (!free) return said.replaceChildren(banner("error", "bang", t("Đánh dấu vào ô cam đoan trước khi xác nhận.")));
    // double taps make one
    if (this.busy) return undefined;
    this.busy = true;
    try {
      const decided = await signActs(read.map(({ shown }) => ({ shown, act: "approve", reason: null })));
      forgetAside(decided.map((one) => one.case_id));
      dialog.close();
      document.querySelector("main")?.replaceChildren(...donePage(read, decided));
      /** @type {HTMLElement} */ (document.querySelector("h1")).focus();
    } catch (error) {
      const code = /** @type {any} */ (error).code;
      said.replaceChildren(banner("error", "bang", saying(error)), code === "passkey_needed" ? firstKey(said) : otherKey(error));
      said.scrollIntoView({ block: "nearest" });
    } finally {
      this.busy = false;
    }
    return undefined;
  }
}

/** The case as it is now; null when that is not what was looked at. @param {import("./signing.js").Shown} shown @returns {Promise<Read | null>} */
const readAgain = async (shown) => {
  const { sheet, preparing } = await getJson(`/ho-so/${shown.case}/to-trinh`);
  if (preparing || (await sheetDigest(sheet)) !== shown.digest) return null;
  return { shown, value: fromCanonical(sheet) };
};

/** @param {any} value a sheet */
const who = ({ fields: { person } }) => addressed(person.honorific, person.name);

/** @param {any} value a sheet */
const what = ({ fields }) => {
  const at = Date.parse(fields.signing.signed_at);
  return `${fields.document.title} · ${clock(at)} ${day(at)}, ${fields.hamlet}`;
};

/** @param {Read[]} read @param {any[]} decided */
const donePage = (read, decided) => [
  h("div", { class: "panel panel--ok" }, h("h1", { tabindex: "-1" }, icon("signed"), t("Đã ký duyệt {n} hồ sơ", { n: decided.length }))),
  h(
    "ul",
    { class: "stack stack--8" },
    decided.map((one) => h("li", {}, h("b", {}, who(read.find(({ shown }) => shown.case === one.case_id)?.value)), h("br"), one.number)),
  ),
  h("p", {}, t("Văn thư in lời chứng, trình ký và đóng dấu.")),
  h("a", { class: "btn btn--primary btn--wide btn--tall", href: "/cho-ky" }, t("Về danh sách chờ ký")),
];

customElements.define("tn-sign-together", SignTogether);
