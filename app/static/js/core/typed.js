/** Days and hours as people type them with a pad of digits; the same whatever language the browser speaks. */

import { birthFromWords } from "./moments.js";

/** Puts the slashes of `25/11/2026` where only digits were typed. @param {string} text */
export const spacedDay = (text) => (/^\d{4}-/.test(text) ? text : text.replace(/^(\d\d)(\d)/, "$1/$2").replace(/^(\d\d\/\d\d)(\d)/, "$1/$2"));

/** Puts the colon of `15:58` where only digits were typed. @param {string} text */
export const spacedClock = (text) => text.replace(/^([01]\d|2[0-3])(\d)/, "$1:$2").replace(/^([3-9])(\d)/, "$1:$2");

/** An ISO date of `25/11/2026`, or of an ISO date that an older draft kept; "" when it is no whole day. @param {string} text */
export const readDay = (text) => {
  const iso = /^\d{4}-\d\d-\d\d$/.test(text.trim()) ? text.trim().split("-").reverse().join("/") : text;
  const found = birthFromWords(iso);
  return found.length === "2026-11-25".length ? found : "";
};

const SOON = 100 * 86_400_000;

/** The coming day of `27/11` or `27/11/2026`, today included; "" when there is none. @param {string} text @param {string} today ISO date */
export const readComing = (text, today) => {
  const [, date, month] = /^(\d{1,2})[/.\- ](\d{1,2})$/.exec(text.trim()) ?? [];
  if (date === undefined) {
    const found = readDay(text);
    return found >= today ? found : "";
  }
  const year = Number(today.slice(0, 4));
  const [now, next] = [year, year + 1].map((one) => readDay(`${date}/${month}/${one}`));
  if (now >= today) return now;
  // over the turn of the year the next one is meant; a day that is just over is a slip, and is asked again
  return next && Date.parse(next) - Date.parse(today) <= SOON ? next : "";
};

/** The digits of a telephone number, "" where none was typed, null where it is no number that one can call. @param {string} text */
export const readPhone = (text) => {
  const digits = text.replace(/[ .()-]/g, "");
  return digits === "" || /^(\+\d{9,14}|\d{8,12})$/.test(digits) ? digits : null;
};

/** `09:05` of `9:05`, `9.05`, `9h05` or `0905`; "" when it is no hour of a day. @param {string} text */
export const readClock = (text) => {
  const [, hour, minute] = /^(\d{1,2})[:.hg ]?(\d\d)$/.exec(text.trim()) ?? [];
  return hour !== undefined && Number(hour) < 24 && Number(minute) < 60 ? `${hour.padStart(2, "0")}:${minute}` : "";
};
