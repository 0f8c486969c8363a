/** What the QR on an identity card says: parsed by type, not by position; never kept raw, never trusted. */

const PROVINCES = new Set(
  (
    "001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 040 042 " +
    "044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084 086 087 " +
    "089 091 092 093 094 095 096"
  ).split(" "),
);
/** @type {Record<string, string>} */
const SEXES = { nam: "nam", nữ: "nu" };

/**
 * @typedef {{number: string, old_number: string, name: string, birth: string, sex: string, address: string,
 *   issued: string, warnings: string[]}} Card
 */

/**
 * The card behind a scanned text, or why it is none.
 * @param {string} text
 * @returns {{card: Card} | {code: "not_a_card" | "health_insurance_code"}}
 */
export const parseCard = (text) => {
  const parts = text
    .replace(/^\uFEFF/, "")
    .normalize("NFC")
    .split("|")
    .map((part) => part.trim());
  if (!/^\d{12}$/.test(parts[0]) || parts.length < 6) {
    const insured = parts.length >= 5 && parts.some((part) => /^(?:[0-9a-f]{2}){6,}$/i.test(part));
    return { code: insured ? "health_insurance_code" : "not_a_card" };
  }
  const number = parts[0];
  const rest = parts.slice(1);
  const old = /^(\d{9}|\d{12})?$/.test(rest[0]) ? /** @type {string} */ (rest.shift()) : "";
  const name = rest.shift() ?? "";
  const sex = rest.map((part) => SEXES[part.toLowerCase()]).find(Boolean) ?? "";
  const dates = rest.map(dateOf).filter(Boolean);
  const address = rest.find((part) => part && !(part.toLowerCase() in SEXES) && !/^\d+$/.test(part)) ?? "";
  const birth = dates[0] ?? "";
  const warnings = [...numberWarnings(number, birth, sex), ...textWarnings(text, name)];
  return { card: { number, old_number: old, name, birth, sex, address, issued: dates[1] ?? "", warnings } };
};

/** Where number, birth year and sex contradict each other. @param {string} number @param {string} birth @param {string} sex */
export const numberWarnings = (number, birth, sex) => {
  const found = [];
  const century = Number(number[3]);
  if (!PROVINCES.has(number.slice(0, 3))) found.push("unknown_province");
  if (!birth || Number(birth.slice(0, 4)) !== 1900 + 100 * Math.floor(century / 2) + Number(number.slice(4, 6))) found.push("id_year");
  if (sex !== ["nam", "nu"][century % 2]) found.push("id_sex");
  return found;
};

/** Cards issued at sixty or later do not expire. @param {string} birth @param {string} issued */
export const noExpiryImplied = (birth, issued) => Boolean(birth && issued) && Number(issued.slice(0, 4)) - Number(birth.slice(0, 4)) >= 60;

/** @param {string} text */
const dateOf = (text) => {
  const match = /^(\d\d)(\d\d)(\d{4})$/.exec(text);
  if (!match) return "";
  const [, date, month, year] = match;
  if (Number(year) < 1890 || Number(year) > 2100) return "";
  if (month === "00") return year;
  if (date === "00") return Number(month) <= 12 ? `${year}-${month}` : "";
  const iso = `${year}-${month}-${date}`;
  const probe = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(probe.getTime()) && probe.toISOString().startsWith(iso) ? iso : "";
};

/** @param {string} text @param {string} name */
const textWarnings = (text, name) => {
  const found = [];
  if (/[\u0080-\u009f\ufffd]|Ã.|á»/.test(text)) found.push("encoding");
  if (!/^\p{L}[^\d_|]{1,119}$/u.test(name)) found.push("name");
  return found;
};
