/** The officer's own word that a visit is over: by finger or face where this phone opens by them, with no network too. */

import { t } from "../core/words.js";
import { closingChallenge } from "../evidence/closing.js";
import { packets } from "../store/outbox.js";
import { passkeyHere } from "../store/pin.js";
import { passkeyWord } from "../sync/passkey.js";
import { banner, h } from "./dom.js";

/** What of a visit is on this phone: its own records, and those of the case that was made on it. @param {any} known @returns {Promise<string[]>} */
const hashesOf = async (known) => {
  const found = (await packets()).filter((packet) => packet.case === known.id || (known.case && packet.case === known.case)).map((packet) => packet.hash);
  return [...new Set(found)].sort();
};

/** His word, or null where this phone has no passkey of his; throws when he says no. @param {any} known the visit */
const word = async (known) => {
  const id = await passkeyHere();
  if (!id) return null;
  const records = await hashesOf(known);
  return { records, ...(await passkeyWord(await closingChallenge(known.id, records), id)) };
};

/**
 * Asks for his word, then keeps the closing with it; without it only when he wants so.
 * @param {HTMLElement} said @param {any} known @param {object} body @param {(body: object) => unknown} keep
 */
export const withWord = async (said, known, body, keep) => {
  // asked once at a time: a second tap opens no second question
  if (said.dataset.asking) return undefined;
  said.dataset.asking = "yes";
  try {
    const closing = await word(known);
    return await keep(closing ? { ...body, closing } : body);
  } catch {
    const plain = h("button", { class: "link link--start", type: "button", onclick: () => keep(body) }, t("Lưu không cần vân tay"));
    return said.replaceChildren(banner("warn", "key", t("Chưa xác nhận bằng vân tay, khuôn mặt. Bấm lại nút bên dưới để thử. "), plain));
  } finally {
    delete said.dataset.asking;
  }
};
