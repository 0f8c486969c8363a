/** Leaving: the session ends; what waits on the phone stays there. */

import { getJson, postJson } from "./office.js";

/** Whether no session of anybody but `keep` is open any more, by the server's word. @param {string} [keep] a person */
export const endSession = async (keep) => {
  try {
    const { person } = await getJson("/api/me");
    if (!person || person.id === keep) return true;
    await postJson("/dang-xuat");
    return true;
  } catch {
    return false;
  }
};

/** @param {string} [next] where the next sign-in leads */
export const leave = async (next = "/may") => {
  // without network the door tells so
  await endSession();
  location.assign(`/dang-nhap?next=${next}`);
};
