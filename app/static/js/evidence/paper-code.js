/** What the code of a certificate says by itself; `app/evidence/certificate_code.py` tells how it is made. */

import { hex, joined, utf8 } from "../core/encoding.js";

/** @typedef {import("../core/encoding.js").Bytes} Bytes */
/** @typedef {{id: string, jwk: JsonWebKey}} CodeKey `id`: the first four bytes of SHA-256 over its SPKI, hex */
/** @typedef {{number: string, at: number, name: string, title: string, pages: number}} Said */

const DOMAIN = "tan-nha/code/1\n";
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const ID = 4;
const HEAD = 68;
const CURVE = { name: "ECDSA", namedCurve: "P-256" };

/** BASE32 without padding (RFC 4648 §6); null when it is none. @param {string} text @returns {Bytes | null} */
export const fromBase32 = (text) => {
  const out = [];
  let held = 0;
  let bits = 0;
  for (const letter of text) {
    const value = LETTERS.indexOf(letter);
    if (value < 0) return null;
    held = (held << 5) | value;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    out.push((held >> bits) & 255);
    held &= (1 << bits) - 1;
  }
  return held === 0 && bits < 5 ? Uint8Array.from(out) : null;
};

/** What the part behind `#` says, proven by one of these keys; null when none of them signed it. @param {string} text @param {CodeKey[]} keys @returns {Promise<Said | null>} */
export const readCode = async (text, keys) => {
  const bytes = fromBase32(text);
  const key = bytes && keys.find((one) => one.id === hex(bytes.slice(0, ID)));
  if (!key) return null;
  const payload = bytes.slice(HEAD);
  const made = await crypto.subtle.importKey("jwk", key.jwk, CURVE, false, ["verify"]);
  const sound = await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, made, bytes.slice(ID, HEAD), joined(utf8(DOMAIN), payload));
  if (!sound) return null;
  const [version, number, at, , name, title, pages] = JSON.parse(new TextDecoder().decode(payload));
  return version === 1 ? { number, at: at * 1000, name, title, pages } : null;
};

const END = utf8("%%EOF");
const MOST = 9;

/**
 * Hashes of a PDF and of the earlier versions inside it, the whole first: what is added to such a file stands behind its last end mark.
 * @param {Bytes} file
 */
export const versions = (file) => {
  const ends = [file.length];
  for (let at = file.length - END.length; at >= 0 && ends.length < MOST; at -= 1) {
    if (!END.every((byte, place) => file[at + place] === byte)) continue;
    // the line end behind the mark, in whichever way it was written, belongs to the version
    for (let end = at + END.length; end < file.length && end <= at + END.length + 2; end += 1) {
      ends.push(end);
      if (file[end] !== 13 && file[end] !== 10) break;
    }
  }
  return Promise.all(ends.slice(0, MOST).map(async (end) => hex(await crypto.subtle.digest("SHA-256", file.slice(0, end)))));
};
