/** Whoever holds the officer's phone while it is handed over finds no page of the desk: only the screen that was handed. */

import { handed } from "../store/hand.js";

/** Where an officer who forgot the PIN signs in again. */
const SIGN_IN = "/dang-nhap";

const back = async () => {
  if (location.pathname.startsWith(SIGN_IN)) return;
  if (await handed().catch(() => undefined)) location.replace("/may");
};

back();
// a page that the browser kept alive and shows again by Back runs nothing anew
addEventListener("pageshow", (event) => event.persisted && back());
