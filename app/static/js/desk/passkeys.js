/** Making a passkey, entering with one: two buttons that say what went wrong. */

import { problemWords } from "../core/problem-words.js";
import { t } from "../core/words.js";
import { postJson, Refused } from "../sync/office.js";
import { banner, h } from "../views/dom.js";

/** @param {any} options creation options as JSON */
export const createPasskey = async (options) => {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  // a passkey of a phone may open its vault one day: some must be told when they are made
  const extensions = /** @type {any} */ ({ ...publicKey.extensions, prf: {} });
  return /** @type {any} */ (await navigator.credentials.create({ publicKey: { ...publicKey, extensions } })).toJSON();
};

/** @param {any} options request options as JSON */
export const usePasskey = async (options) => {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  return /** @type {any} */ (await navigator.credentials.get({ publicKey })).toJSON();
};

/** What a person reads when a passkey or the server said no. @param {unknown} error */
export const saying = (error) => {
  if (error instanceof Refused) return error.answer?.title ?? problemWords(error.code);
  return t("Chưa xác nhận. Thử lại, hoặc dùng khóa khác.");
};

/** What helps a signed-in person whose key lies elsewhere; nothing when the server said why. @param {unknown} error */
export const otherKey = (error) =>
  error instanceof Refused
    ? ""
    : h(
        "p",
        { class: "meta" },
        t("Khóa nằm ở điện thoại: trong hộp thoại chọn dùng điện thoại. Muốn có khóa trên máy này: "),
        h("a", { href: "/toi" }, t("mở trang Tôi, tạo khóa truy cập")),
        ".",
      );

class PasskeyButton extends HTMLElement {
  connectedCallback() {
    const button = /** @type {HTMLButtonElement} */ (this.querySelector("button"));
    const said = /** @type {HTMLElement} */ (this.querySelector("[data-said]"));
    button.addEventListener("click", async () => {
      button.disabled = true;
      try {
        const ask = this.getAttribute("ask") ?? "";
        const { nonce, options } = await postJson(ask);
        const answer = this.getAttribute("kind") === "create" ? await createPasskey(options) : await usePasskey(options);
        const query = this.getAttribute("next") ? `?next=${encodeURIComponent(this.getAttribute("next") ?? "")}` : "";
        const { next } = await postJson(`${ask.replace(/\/hoi$/, "")}${query}`, { nonce, answer });
        location.assign(next);
      } catch (error) {
        button.disabled = false;
        said.replaceChildren(banner("error", "bang", saying(error)));
      }
    });
  }
}

customElements.define("tn-passkey", PasskeyButton);
