/**
 * The lock over a desk page. The server decides when a session rested too long; the page tells it while its person is
 * at work, covers itself when nobody is, and keeps what was typed. A form is sent only when the session is open.
 */

import { t } from "../core/words.js";
import { getJson, postJson, whenLocked } from "../sync/office.js";

const SIGNS = ["pointerdown", "keydown", "input", "wheel"];
const MOST_QUIET = 60_000;

class Lock extends HTMLElement {
  idle = 0;
  seen = 0;
  told = 0;
  sure = 0;
  asking = false;
  words = "";
  /** @type {Promise<void> | null} */
  closed = null;
  open = () => {};

  connectedCallback() {
    this.idle = Number(this.getAttribute("idle")) * 1000;
    this.dialog = /** @type {HTMLDialogElement} */ (this.querySelector("dialog"));
    const begun = Date.now();
    [this.seen, this.told, this.sure] = [begun, begun, begun];
    for (const sign of SIGNS) addEventListener(sign, () => this.active(), { passive: true, capture: true });
    addEventListener("submit", (event) => this.hold(/** @type {SubmitEvent} */ (event)), { capture: true });
    document.addEventListener("visibilitychange", () => this.check());
    // a page brought back by the browser may be hours old
    addEventListener("pageshow", () => this.check());
    this.addEventListener("unlocked", () => this.unlock());
    // Escape closes any dialog in the end: this one opens again
    this.dialog.addEventListener("cancel", (event) => event.preventDefault());
    this.dialog.addEventListener("close", () => this.closed && this.dialog?.showModal());
    setInterval(() => this.check(), Math.min(5_000, this.idle / 4));
    whenLocked(() => this.lock());
  }

  quiet() {
    return Math.min(MOST_QUIET, this.idle / 4);
  }

  /** The person did something. */
  active() {
    if (this.closed || this.rested()) return;
    this.seen = Date.now();
    if (this.seen - this.told >= this.quiet()) this.tell().catch(() => {});
  }

  rested() {
    return Date.now() - this.seen >= this.idle;
  }

  async tell() {
    const begun = Date.now();
    this.told = begun;
    await postJson("/khoa/con-day");
    this.sure = begun;
  }

  /** When this page was quiet long enough: another page of the same session may have been busy. */
  async check() {
    if (this.closed || this.asking || !this.rested()) return;
    this.asking = true;
    try {
      const { left, person } = await getJson("/khoa/trang-thai");
      if (person !== this.getAttribute("person")) location.reload();
      else if (left === 0) this.lock();
      else this.seen = left === null ? Date.now() : Date.now() - this.idle + left * 1000;
    } catch {
      this.lock();
    } finally {
      this.asking = false;
    }
  }

  /** Covers the page; resolves when its person is back. @returns {Promise<void>} */
  lock() {
    if (this.closed) return this.closed;
    this.closed = new Promise((resolve) => {
      this.open = resolve;
    });
    this.words = document.title;
    document.title = `${t("Đã khóa màn hình")} · Tận Nhà`;
    document.documentElement.dataset.locked = "";
    this.dialog?.showModal();
    return this.closed;
  }

  unlock() {
    this.closed = null;
    const now = Date.now();
    [this.seen, this.told, this.sure] = [now, now, now];
    this.dialog?.close();
    delete document.documentElement.dataset.locked;
    document.title = this.words;
    this.open();
  }

  /** A form of the page waits until the server says that the session is open. @param {SubmitEvent} event */
  hold(event) {
    const form = /** @type {HTMLFormElement} */ (event.target);
    const open = !this.closed && Date.now() - this.sure < this.quiet();
    if (open || this.contains(form) || form.method !== "post") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const button = event.submitter;
    // 423 covers the page and comes back when its person confirmed; no network: the browser says so itself
    this.tell()
      .catch((error) => (error.code === "not_signed_in" ? this.lock() : undefined))
      .then(() => {
        this.sure = Date.now();
        form.requestSubmit(button);
      });
  }
}

customElements.define("tn-lock", Lock);
