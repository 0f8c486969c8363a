/**
 * The phone's own lock. At each start, and after five minutes out of sight, the vault is shut and this page covers all others;
 * what was on the page below stays as it was. What is finished goes on being sent.
 */

import { cameraIsWanted, closeCamera } from "../capture/camera.js";
import { t } from "../core/words.js";
import { device, keepMeta, meta } from "../store/device.js";
import { handed, takeBack } from "../store/hand.js";
import { packets, settleMarks } from "../store/outbox.js";
import { hasPin, passkeyHere, tryPasskey } from "../store/pin.js";
import { officers } from "../store/officers.js";
import { leaveWord } from "../store/sentinel.js";
import { isOpen, openVault, share, shared, shut } from "../store/vault.js";
import { wake } from "../sync/courier.js";
import { speakTo } from "../sync/language.js";
import { askKey, dropKey, keepKey, tellAway, tellBack, whenShut } from "../sync/keeper.js";
import { passkeySecret } from "../sync/passkey.js";
import { banner, go, h, icon } from "./dom.js";
import { otherNames } from "./other-names.js";
import { askPin, page } from "./pin.js";

const AWAY = 300_000;

/** @type {HTMLElement | null} */
let cover = null;
/** What the covered page does when its officer is back. @type {() => void} */
let whenBack = () => {};
let words = "";

/** At start: another page of this phone may have the key, or no PIN guards it yet. */
export const startLock = async () => {
  const own = await device();
  if (!own) return;
  if (!own.practice) leaveWord((await officers()).map((one) => one.kid));
  if (!(await openVault())) {
    const key = await askKey(own.kid);
    if (key) share(key);
  }
  if (isOpen()) await opened();
  let since = 0;
  let timer = 0;
  document.addEventListener("visibilitychange", () => {
    clearTimeout(timer);
    if (document.visibilityState === "hidden") {
      keepFocused();
      since = Date.now();
      tellAway();
      timer = setTimeout(lockPhone, AWAY);
    } else if (since && Math.abs(Date.now() - since) >= AWAY) lockPhone();
    else tellBack();
  });
};

/** The vault is open: the worker keeps its key, what was marked meanwhile is written, and the commune is asked for news. */
export const opened = async () => {
  const own = await device();
  keepKey(own?.kid, shared());
  // what cannot be marked now stays noted; the officer must get on
  await settleMarks().catch(reportError);
  await keepMeta("locked", null).catch(reportError);
};

/** Whether no page may be shown. */
export const isLocked = async () => !isOpen() && Boolean(await device()) && (await hasPin());

whenShut(() => lockPhone());

/** A viewfinder whose camera was closed is drawn anew. */
const again = () => dispatchEvent(new PopStateEvent("popstate"));

/** Shuts the vault now, and the camera with it. */
export const lockPhone = async () => {
  if (!isOpen() || !(await hasPin())) return;
  const looking = cameraIsWanted();
  closeCamera();
  // the field that he was typing in is kept while it still can be
  /** @type {HTMLElement | null} */ (document.activeElement)?.blur();
  shut();
  dropKey();
  await coverPhone(looking ? again : () => {});
};

/** A field counts as typed when it is left; a phone that goes out of sight may never come back to it. */
const keepFocused = () => {
  const field = document.activeElement;
  if (field?.matches("input, textarea")) field.dispatchEvent(new Event("change", { bubbles: true }));
};

/** Covers every page until the officer is back; `done` is called then. @param {() => void} done */
export const coverPhone = async (done) => {
  whenBack = done;
  if (cover) return;
  await noteLocked().catch(reportError);
  // an open question would keep the lock itself out of reach; closed, it is a no
  for (const question of document.querySelectorAll("dialog[open]")) /** @type {HTMLDialogElement} */ (question).close();
  // whoever picks it up reads this page
  speakTo(true);
  cover = h("div", { class: "phone-lock" });
  words = document.title;
  document.body.append(cover);
  document.documentElement.dataset.locked = "";
  const phone = document.querySelector("tn-phone");
  phone?.setAttribute("inert", "");
  try {
    cover.replaceChildren(...(await lockPage()));
  } catch (error) {
    // an empty cover would hide the way out that is drawn below it
    uncover();
    throw error;
  }
  const heading = /** @type {HTMLElement | null} */ (cover.querySelector("h1"));
  heading?.setAttribute("tabindex", "-1");
  heading?.focus({ preventScroll: true });
};

/** When this phone was locked, and the sign-in that was known then: only a later one sets a new PIN. */
const noteLocked = async () => {
  if (!(await meta("locked"))) await keepMeta("locked", { at: Date.now(), since: (await meta("since")) ?? "" });
};

const uncover = () => {
  speakTo(false);
  cover?.remove();
  cover = null;
  document.title = words;
  delete document.documentElement.dataset.locked;
  document.querySelector("tn-phone")?.removeAttribute("inert");
};

/** The officer is back: a page that waited for the phone from a citizen's hand has it too. */
const back = async () => {
  await opened();
  const held = await handed();
  uncover();
  speakTo(Boolean(held));
  if (held?.pin) {
    await takeBack();
    go(held.next, true);
  } else whenBack();
  wake(true);
};

const lockPage = async () => {
  const own = await device();
  const left = own.practice ? 0 : (await packets()).filter((packet) => packet.state === "waiting").length;
  document.title = `${t("Máy đang khóa")} · Tận Nhà`;
  const said = h("div", { "aria-live": "polite" });
  const forgot = () => {
    // nothing of the page below is seen while the commune is asked
    document.querySelector("tn-phone")?.replaceChildren();
    uncover();
    go("/may/ma-pin");
  };
  return page([
    h(
      "div",
      { class: "question" },
      h("h1", {}, t("Máy đang khóa")),
      h("p", { class: "hint" }, t("{name} nhập mã PIN để làm tiếp.", { name: own.person.name })),
    ),
    // in a citizen's hand it is given back to nobody but who gave it away
    !own.practice && !(await handed()) && (await otherNames()),
    (await passkeyHere()) && passkeyButton(said),
    said,
    h("div", { class: "stack" }, await askPin(t("Mã PIN"), back, forgot)),
    left > 0 && h("p", { class: "meta" }, t("Còn {n} mục chưa gửi: có mạng là tự gửi, không cần mở khóa.", { n: left })),
  ]);
};

/** @param {HTMLElement} said */
const passkeyButton = (said) => {
  const open = async () => {
    said.replaceChildren();
    try {
      const { secret } = await passkeySecret(await passkeyHere());
      if (secret && (await tryPasskey(secret))) return back();
    } catch {
      // the person said no, or the key is gone: the PIN is there
    }
    return said.replaceChildren(banner("warn", "alert", t("Chưa mở được bằng vân tay, khuôn mặt. Nhập mã PIN.")));
  };
  return h("button", { class: "btn btn--primary btn--wide btn--tall", type: "button", onclick: open }, icon("key"), t("Mở bằng vân tay, khuôn mặt"));
};
