/** The phone's page: one element that shows the page of the present address. */

import "./photo.js";
import { t } from "../core/words.js";
import { device, meta } from "../store/device.js";
import { handed } from "../store/hand.js";
import { useOfficers } from "../store/officers.js";
import { sayHanded } from "../store/sentinel.js";
import { hasPin } from "../store/pin.js";
import { isOpen } from "../store/vault.js";
import { news, startCourier } from "../sync/courier.js";
import { closeCamera } from "../capture/camera.js";
import { readSame } from "./begin.js";
import { casesPage } from "./cases.js";
import { freshenWords, speakTo } from "../sync/language.js";
import { resumePractice } from "../sync/practice.js";
import { practiceFrame, practicePage } from "./practice.js";
import { take, whenTaken } from "../sync/one-tab.js";
import { banner, go, h, link } from "./dom.js";
import { homeTab } from "./home.js";
import { here, inAppPage, installPage } from "./install.js";
import { coverPhone, isLocked, startLock } from "./lock.js";
import { mePage } from "./me.js";
import { outboxPage } from "./outbox.js";
import { takeBackPage } from "./pin.js";

/** @typedef {{own: any, parts: string[], again: () => void}} Context */
/** @typedef {(context: Context) => Promise<any[]>} Page */

/** What the first screen does not need is loaded when it is opened, or in the first idle moment. */
const GROUPS = { atHome: () => import("./at-home.js"), seldom: () => import("./seldom.js") };

/** @param {Exclude<keyof typeof import("./at-home.js"), "default">} name @returns {Page} */
const atHome = (name) => async (context) => (await GROUPS.atHome())[name](context);

/** @param {Exclude<keyof typeof import("./seldom.js"), "default">} name @returns {Page} */
const seldom = (name) => async (context) => (await GROUPS.seldom())[name](context);

/** @type {Record<string, Page>} */
const PAGES = {
  "": homeTab,
  "ho-so": casesPage,
  quet: atHome("scanPage"),
  "chua-gui": outboxPage,
  toi: mePage,
  moi: atHome("wizardPage"),
  "da-luu": atHome("savedPage"),
  tra: atHome("deliveryPage"),
  luot: atHome("visitPage"),
  "huong-dan": atHome("guidedPage"),
  rut: atHome("withdrawPage"),
  "danh-gia": atHome("ratingPage"),
  "to-hen": atHome("ticketPage"),
  "bo-sung": atHome("amendPage"),
  "sua-tra": atHome("correctPage"),
  "ma-pin": seldom("setPinPage"),
  "van-tay": seldom("ownKeyPage"),
  "chuan-bi": seldom("readyPage"),
  "tap-thu": practicePage,
  "cuu-ho": seldom("rescuePage"),
  "dung-chung": seldom("sharedPhonePage"),
  "cai-dat": installPage,
  "het-cho": seldom("fullPage"),
};
/** What is open on a phone that was not let in yet. @type {Record<string, Page>} */
const BEFORE = { "cai-dat": async () => installPage(), "tap-thu": practicePage };
const LIVE = new Set(["", "ho-so", "chua-gui", "da-luu"]);
/** Pages that work on one thing. */
const EDITS = new Set(["moi", "tra", "luot", "huong-dan", "rut", "danh-gia", "to-hen", "bo-sung", "sua-tra"]);

/** @param {() => void} act */
const whenIdle = (act) => ("requestIdleCallback" in globalThis ? requestIdleCallback(act) : setTimeout(act, 1_000));

/** @param {Node[]} shown @param {any[]} fresh */
const same = (shown, fresh) => shown.length === fresh.length && shown.every((node, place) => node.isEqualNode(fresh[place]));

class Phone extends HTMLElement {
  turn = 0;

  async start() {
    await useOfficers(this.place()[0] === "ghi-nhan");
    await resumePractice(Date.now());
    practiceFrame(await device());
    const theme = await meta("theme");
    if (theme) document.documentElement.dataset.theme = theme;
    addEventListener("popstate", () => this.show());
    whenTaken(() => this.show());
    news.addEventListener("change", () => LIVE.has(this.place()[0]) && this.show(true));
    // a session of the officer before is no way to his desk either
    sayHanded(Boolean((await handed()) || (await meta("oldSession"))));
    // whose paper was done yesterday is not kept under the vault for another day
    await startLock();
    if (isOpen()) await readSame("");
    await this.show();
    whenIdle(() => Promise.allSettled(Object.values(GROUPS).map((load) => load())));
    await startCourier();
    await freshenWords();
  }

  place() {
    const parts = location.pathname.split("/").slice(2);
    return [parts[0] ?? "", ...parts.slice(1)];
  }

  /** @param {boolean} [quiet] a refresh: the focus and the scroll stay */
  async show(quiet = false) {
    const turn = ++this.turn;
    if (this.place()[0] !== "ma-pin" && !here().inApp && (await isLocked())) return coverPhone(() => this.show());
    const children = await this.page();
    // a slower, older page never covers a newer one
    if (turn !== this.turn) return;
    const fresh = children.flat().filter(Boolean);
    // a refresh that shows the same leaves the page alone: a tap at that moment is not lost
    if (quiet && same([...this.childNodes], fresh)) return;
    this.replaceChildren(...fresh);
    if (quiet) return;
    scrollTo(0, 0);
    const heading = /** @type {HTMLElement | null} */ (this.querySelector("h1"));
    heading?.setAttribute("tabindex", "-1");
    heading?.focus({ preventScroll: true });
  }

  /** @param {string} thing */
  async takeOver(thing) {
    await take(thing, true);
    await this.show();
  }

  async page() {
    closeCamera();
    const [name, ...parts] = this.place();
    try {
      const [own, pinned, held] = await Promise.all([device(), hasPin(), handed()]);
      // before any page, also one that says that it cannot be shown
      speakTo(Boolean(held));
      if (!(await take(EDITS.has(name) ? (parts[0] ?? "") : ""))) return elsewherePage(() => this.takeOver(parts[0]));
      if (here().inApp) return inAppPage();
      const context = { own, parts, again: () => this.show() };
      if (name === "ghi-nhan" && !(own && held)) return await seldom("enrolPage")(context);
      if (!own) return await (BEFORE[name] ?? seldom("notEnrolledPage"))(context);
      return (await guarded(name, pinned, held)) ?? (await (PAGES[name] ?? homeTab)(context));
    } catch (error) {
      return brokenPage(error);
    }
  }
}

/**
 * While a citizen holds the phone only that page is reachable; without a PIN it is set first.
 * @param {string} name @param {boolean} pinned @param {import("../store/hand.js").Handed | undefined} held
 */
const guarded = (name, pinned, held) => {
  if (name === "ma-pin") return null;
  if (pinned && held?.pin) return takeBackPage(held);
  if (pinned && (!held || location.pathname === held.path)) return null;
  go(pinned && held ? held.path : "/may/ma-pin", true);
  return [];
};

/** Another window has this thing open. @param {() => void} here */
const elsewherePage = (here) => [
  h(
    "main",
    { class: "main" },
    h("h1", {}, t("Đang mở ở cửa sổ khác")),
    h("p", {}, t("Việc này đang làm dở ở một cửa sổ khác của ứng dụng. Làm ở một nơi thôi, để không ghi đè lên nhau.")),
    h("button", { class: "btn btn--primary btn--wide btn--tall", type: "button", onclick: here }, t("Làm tiếp ở đây")),
    link("/may", { class: "btn btn--wide btn--tall" }, t("Về trang Hôm nay")),
  ),
];

/** @param {unknown} error */
const brokenPage = (error) => [
  h(
    "main",
    { class: "main" },
    h("h1", {}, t("Trang này không mở được")),
    banner("warn", "alert", t("Dữ liệu trên máy vẫn còn nguyên. Mở lại ứng dụng rồi thử lại.")),
    h("p", { class: "meta" }, String(/** @type {Error} */ (error).message)),
    h("a", { class: "btn", href: "/may" }, t("Về trang Hôm nay")),
  ),
];

/** Starts the phone's page; throws what keeps it from starting. */
export const startPhone = async () => {
  customElements.define("tn-phone", Phone);
  await /** @type {Phone} */ (document.querySelector("tn-phone")).start();
};
