/** Ids and codes; randomness and the clock come as arguments. */

import { hex } from "./encoding.js";

const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** UUIDv7 (RFC 9562). @param {number} now @param {Uint8Array<ArrayBuffer>} random 10 bytes */
export const uuid7 = (now, random) => {
  const time = Math.floor(now).toString(16).padStart(12, "0");
  const bytes = new Uint8Array(random);
  bytes[0] = 0x70 | (bytes[0] & 0x0f);
  bytes[2] = 0x80 | (bytes[2] & 0x3f);
  const rest = hex(bytes);
  return `${time.slice(0, 8)}-${time.slice(8)}-${rest.slice(0, 4)}-${rest.slice(4, 8)}-${rest.slice(8)}`;
};

/** `VD-7K4Q`. @param {string} prefix @param {Uint8Array} random 4 bytes */
export const caseCode = (prefix, random) => `${prefix}-${[...random].map((byte) => LETTERS[byte & 31]).join("")}`;
