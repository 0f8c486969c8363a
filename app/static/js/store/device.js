/** This phone as the commune knows it: its key, its officer, its commune; and where its chain stands. */

import { get, put } from "./database.js";

/** @returns {Promise<any>} */
export const device = () => get("keys", "device");

/** @param {object} facts with the non-extractable CryptoKey */
export const keepDevice = async (facts) => {
  await put("keys", facts, "device");
};

/** @returns {Promise<{n: number, prev: string}>} */
export const head = () => get("meta", "head");

/** @param {{n: number, prev: string}} value */
export const startChain = (value) => put("meta", value, "head");

/** @param {string} name @returns {Promise<any>} */
export const meta = (name) => get("meta", name);

/** @param {string} name @param {any} value */
export const keepMeta = (name, value) => put("meta", value, name);
