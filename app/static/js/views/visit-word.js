/** The officer's own word that a visit is over: by finger or face where this phone opens by them, with no network too. */

import { t } from "../core/words.js";
import { closingChallenge } from "../evidence/closing.js";
import { packets } from "../store/outbox.js";
import { passkeyHere } from "../store/pin.js";
import { passkeyWord } from "../sync/passkey.js";
import { banner, h } from "./dom.js";

/** @typedef {{outcome: string, reason: string, closed_at: string}} Ended */

/** What of a visit is on this phone: its own records, and those of the case that was made on it. @param {any} known @returns {Promise<string[]>} */
const hashesOf = async (known) => {
  const found = (await packets()).filter((packet) => packet.case === known.id || (known.case && packet.case === known.case)).map((packet) => packet.hash);
  return [...new Set(found)].sort();
};

/** His word, or null where this phone has no passkey of his; throws when he says no. @param {any} known the visit @param {Ended} body */
const word = async (known, { outcome, reason, closed_at }) => {
  const id = await passkeyHere();
  if (!id) return null;
  const records = await hashesOf(known);
  return { records, ...(await passkeyWord(await closingChallenge({ visit: known.id, records, outcome, reason, closed_at }), id)) };
};

/**
 * Asks for his word, then keeps the closing with it; without it only when he wants so.
 * @param {{said: HTMLElement, known: any, body: Ended, keep: (body: object) => unknown, plain: boolean, again: () => unknown}} given
 *   `plain`: he wants none; `again`: the same end once more, as the page then stands, without his word
 */
export const withWord = async ({ said, known, body, keep, plain, again }) => {
  if (plain) return keep(body);
  // asked once at a time: a second tap opens no second question
  if (said.dataset.asking) return undefined;
  said.dataset.asking = "yes";
  /** @type {object | null} */
  let closing = null;
  try {
    closing = await word(known, body);
  } catch {
    const without = h("button", { class: "link link--start", type: "button", onclick: again }, t("Lưu không cần vân tay"));
    return said.replaceChildren(banner("warn", "key", t("Chưa xác nhận bằng vân tay, khuôn mặt. Bấm lại nút bên dưới để thử. "), without));
  } finally {
    delete said.dataset.asking;
  }
  return keep(closing ? { ...body, closing } : body);
};
