/** Names and numbers of people as they are shown and searched. */

import { t } from "./words.js";

/** For search: no marks, đ as d, lower case, single spaces. @param {string} text */
export const fold = (text) => text.normalize("NFD").toLowerCase().replace(/\p{M}/gu, "").replace(/[đð]/g, "d").trim().replace(/\s+/g, " ");

/** `001 154 000 017`. @param {string} number */
export const grouped = (number) => (number.match(/.{1,3}/g) ?? []).join(" ");

/** `10.000 đồng`. @param {number} amount */
export const dong = (amount) => `${String(amount).replace(/\B(?=(\d{3})+$)/g, ".")} ${t("đồng")}`;

/** @param {string} honorific @param {string} name */
export const addressed = (honorific, name) => {
  const words = /** @type {Record<string, string>} */ ({ ong: t("Ông"), ba: t("Bà"), cu: t("Cụ") });
  return `${words[honorific] ?? ""} ${name}`.trim();
};

/** Each word of a name with its capital; the rest as it was typed. @param {string} name */
export const capitalised = (name) => name.replace(/(^|[\s-])(\p{Ll})/gu, (_, before, letter) => before + letter.toLocaleUpperCase("vi"));

/** A phrase that stands inside a sentence. @param {string} text */
export const within = (text) => (/^\p{Lu}\p{Lu}/u.test(text) ? text : text.charAt(0).toLocaleLowerCase("vi") + text.slice(1));

/** Text as it is kept: NFC, single spaces. @param {string} text */
export const tidy = (text) => text.normalize("NFC").replace(/\s+/g, " ").trim();
