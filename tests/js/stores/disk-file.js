/** A phone's disk as a file, and back: bytes in base64url, keys as JWK (a written phone's keys can be read out; a real one's cannot). */

import { b64u, fromB64u } from "../../../app/static/js/core/encoding.js";
import { Disk } from "../simulator/storage.js";

/** While `work` runs, keys are made so that they can be written. @param {() => Promise<any>} work */
export const withOpenKeys = async (work) => {
  const { generateKey } = crypto.subtle;
  crypto.subtle.generateKey = (algorithm, _extractable, uses) => generateKey.call(crypto.subtle, algorithm, true, uses);
  try {
    return await work();
  } finally {
    crypto.subtle.generateKey = generateKey;
  }
};

/** @param {Disk} disk @param {object} facts what a reader must know besides */
export const written = async (disk, facts) => {
  const stores = {};
  for (const [name, { rows, keyPath }] of disk.stores) {
    const kept = await Promise.all([...rows].map(async ([key, value]) => [key, await packed(value)]));
    stores[name] = { keyPath, rows: kept };
  }
  return `${JSON.stringify({ version: disk.version, facts, stores }, null, 1)}\n`;
};

/** @param {string} text */
export const readDisk = async (text) => {
  const { version, facts, stores } = JSON.parse(text);
  const disk = new Disk(version);
  for (const [name, { keyPath, rows }] of Object.entries(stores)) {
    const kept = await Promise.all(rows.map(async ([key, value]) => [key, await unpacked(value)]));
    disk.stores.set(name, { keyPath, rows: new Map(kept) });
  }
  return { disk, facts };
};

const packed = async (value) => {
  if (value instanceof CryptoKey) {
    const { algorithm, usages } = value;
    return { $key: { jwk: await crypto.subtle.exportKey("jwk", value), algorithm: { ...algorithm }, usages: [...usages] } };
  }
  if (value instanceof ArrayBuffer) return { $buffer: b64u(value) };
  if (ArrayBuffer.isView(value)) return { $bytes: b64u(value) };
  if (Array.isArray(value)) return Promise.all(value.map(packed));
  if (!value || typeof value !== "object") return value;
  return Object.fromEntries(await Promise.all(Object.entries(value).map(async ([name, one]) => [name, await packed(one)])));
};

const unpacked = async (value) => {
  if (Array.isArray(value)) return Promise.all(value.map(unpacked));
  if (!value || typeof value !== "object") return value;
  if (value.$key) return crypto.subtle.importKey("jwk", value.$key.jwk, value.$key.algorithm, false, value.$key.usages);
  if (value.$buffer !== undefined) return fromB64u(value.$buffer).buffer;
  if (value.$bytes !== undefined) return fromB64u(value.$bytes);
  return Object.fromEntries(await Promise.all(Object.entries(value).map(async ([name, one]) => [name, await unpacked(one)])));
};
