/** Bytes and text: strict base64url, hex, and canonical JSON (RFC 8785, restricted as docs/protocol.md says). */

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

const KEY = /^[A-Za-z0-9_.-]+$/;
const LARGEST = 2 ** 53;

/** @param {string} text @returns {Bytes} */
export const utf8 = (text) => /** @type {Bytes} */ (new TextEncoder().encode(text));

/** @param {ArrayBuffer | Bytes} data */
export const hex = (data) => [...new Uint8Array(data)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** @param {ArrayBuffer | Bytes} data */
export const b64u = (data) => {
  let text = "";
  for (const byte of new Uint8Array(data)) text += String.fromCharCode(byte);
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
};

/** @param {string} text @returns {Bytes} */
export const fromB64u = (text) => {
  if (typeof text !== "string" || !/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) throw new Error("bad_encoding");
  const raw = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  const data = Uint8Array.from(raw, (letter) => letter.charCodeAt(0));
  if (b64u(data) !== text) throw new Error("bad_encoding");
  return data;
};

/** @param {(ArrayBuffer | Bytes)[]} parts @returns {Bytes} */
export const joined = (...parts) => {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let place = 0;
  for (const part of parts) {
    out.set(new Uint8Array(part), place);
    place += part.byteLength;
  }
  return out;
};

/**
 * Canonical JSON text; throws for floats, huge integers, text that is not NFC, odd keys.
 * @param {unknown} value
 * @returns {string}
 */
export const canonical = (value) => {
  if (value === null || typeof value === "boolean") return JSON.stringify(value);
  if (typeof value === "number") return whole(value);
  if (typeof value === "string") return nfc(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object") throw new Error("bad_encoding");
  const object = /** @type {Record<string, unknown>} */ (value);
  const parts = Object.keys(object)
    .sort()
    .map((key) => `${named(key)}:${canonical(object[key])}`);
  return `{${parts.join(",")}}`;
};

/** @param {string} text @returns {any} */
export const fromCanonical = (text) => {
  const value = JSON.parse(text);
  if (canonical(value) !== text) throw new Error("bad_encoding");
  return value;
};

/** @param {number} value */
const whole = (value) => {
  if (!Number.isInteger(value) || Math.abs(value) >= LARGEST || Object.is(value, -0)) throw new Error("bad_encoding");
  return String(value);
};

/** @param {string} value */
const nfc = (value) => {
  if (value.normalize("NFC") !== value || /[\ud800-\udfff]/u.test(value)) throw new Error("bad_encoding");
  return JSON.stringify(value);
};

/** @param {string} key */
const named = (key) => {
  if (!KEY.test(key)) throw new Error("bad_encoding");
  return JSON.stringify(key);
};
