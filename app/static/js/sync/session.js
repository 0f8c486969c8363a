/** Leaving: the session ends; what waits on the phone stays there. */

import { postJson } from "./office.js";

export const leave = async () => {
  try {
    await postJson("/dang-xuat");
  } catch {
    // the answer is a page, or there is no network: the door tells which
  }
  location.assign("/dang-nhap?next=/may");
};
