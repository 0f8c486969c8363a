/** Leaving: the session ends; what waits on the phone stays there. */

import { getJson, postJson } from "./office.js";

/** @param {string} [next] where the next sign-in leads */
export const leave = async (next = "/may") => {
  try {
    if ((await getJson("/api/me")).person) await postJson("/dang-xuat");
  } catch {
    // the answer is a page, or there is no network: the door tells which
  }
  location.assign(`/dang-nhap?next=${next}`);
};
