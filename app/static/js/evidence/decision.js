/** A decision as bytes: sheet digest, leaves, Merkle root (RFC 6962), challenge. What is shown is what is hashed. */

import { b64u, canonical, hex, joined, utf8 } from "../core/encoding.js";
import { sha256 } from "./jws.js";

/** @typedef {import("../core/encoding.js").Bytes} Bytes */
/** @typedef {{case: string, revision: number, digest: string, act: string, why: object | null, interest: string | null}} Leaf */

/** @param {string} sheet canonical text */
export const sheetDigest = (sheet) => sha256(utf8(`tan-nha/sheet/1\n${sheet}`));

/** @param {Leaf} leaf */
export const leafText = (leaf) => canonical(leaf);

/** @param {string[]} texts leaves in order of case id */
export const leavesRoot = async (texts) => hex(await root(await Promise.all(texts.map((text) => leafHash(utf8(text))))));

/** @param {string} statement canonical text */
export const challenge = async (statement) => b64u(await crypto.subtle.digest("SHA-256", joined(utf8("tan-nha/decision/1\n"), utf8(statement))));

/** What the passkey signs over where content is destroyed. @param {string} statement canonical text */
export const purgeChallenge = async (statement) => b64u(await crypto.subtle.digest("SHA-256", utf8(`tan-nha/purge/1\n${statement}`)));

/** @param {Bytes} data */
export const leafHash = async (data) => new Uint8Array(await crypto.subtle.digest("SHA-256", joined(new Uint8Array([0]), data)));

/** @param {Bytes[]} leaves @returns {Promise<Bytes>} */
const root = async (leaves) => {
  if (leaves.length === 1) return leaves[0];
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  const parts = [new Uint8Array([1]), await root(leaves.slice(0, split)), await root(leaves.slice(split))];
  return new Uint8Array(await crypto.subtle.digest("SHA-256", joined(...parts)));
};

const WHY = "tan-nha/why/1\n";

/** Hash of salted words, with the point on a photo and further facts. @param {{salt: string, words: string, mark: object | null, facts: object | null}} why */
export const whyHash = ({ salt, words, mark, facts }) => sha256(utf8(WHY + canonical({ salt, words, mark, facts })));
