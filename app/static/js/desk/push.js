/** Thông báo: the button that lets messages come to this browser, the one that ends them, the number on the icon. */

import { t } from "../core/words.js";
import { badge, canPush, subscribed, turnOff, turnOn } from "../sync/push.js";
import { banner } from "../views/dom.js";

class Push extends HTMLElement {
  async connectedCallback() {
    const [on, off] = ["[data-on]", "[data-off]"].map((name) => /** @type {HTMLButtonElement} */ (this.querySelector(name)));
    on.addEventListener("click", () => this.change(on, () => turnOn()));
    off.addEventListener("click", () => this.change(off, turnOff));
    await this.show();
  }

  async show() {
    const [on, off] = ["[data-on]", "[data-off]"].map((name) => /** @type {HTMLButtonElement} */ (this.querySelector(name)));
    // the browser may keep what another person had turned on in it
    const found = this.hasAttribute("data-here") && (await subscribed());
    on.hidden = !canPush() || Boolean(found);
    off.hidden = !found;
    if (!canPush()) this.say("local", "phone", t("Máy này không nhận thông báo được. Xem việc mới ở trang này."));
  }

  /** @param {HTMLButtonElement} button @param {() => Promise<unknown>} act */
  async change(button, act) {
    button.disabled = true;
    try {
      const done = await act();
      if (done === false) this.say("warn", "alert", t("Máy chưa cho phép thông báo. Mở cài đặt của máy, cho phép Tận Nhà rồi thử lại."));
      else this.turned(button.matches("[data-on]"));
      await this.show();
    } catch {
      this.say("warn", "alert", t("Chưa bật được thông báo trên máy này. Thử lại sau."));
    } finally {
      button.disabled = false;
    }
  }

  /** @param {boolean} on */
  turned(on) {
    this.toggleAttribute("data-here", on);
    this.say("ok", "tick", on ? t("Máy này sẽ nhận thông báo.") : t("Đã tắt thông báo trên máy này."));
  }

  /** @param {string} tone @param {string} name @param {string} words */
  say(tone, name, words) {
    this.querySelector("[data-said]")?.replaceChildren(banner(tone, name, words));
  }
}

customElements.define("tn-push", Push);

const waiting = /** @type {HTMLElement | null} */ (document.querySelector("[data-badge]"))?.dataset.badge;
if (waiting !== undefined) badge(Number(waiting));
