/** Moments as records and people write them, always on Vietnam's clock whatever the phone says. */

import { t } from "./words.js";

const OFFSET = 7 * 3600_000;

/** @param {number} milliseconds */
const shifted = (milliseconds) => new Date(milliseconds + OFFSET);

/** RFC 3339 with offset and milliseconds. @param {number} milliseconds */
export const stamp = (milliseconds) => shifted(milliseconds).toISOString().replace("Z", "+07:00");

/** As ISO text; "" for what is no moment: a line without a date is still a line. @param {number} milliseconds */
const shown = (milliseconds) => {
  const moment = shifted(milliseconds);
  return Number.isNaN(moment.getTime()) ? "" : moment.toISOString();
};

/** `09:30`. @param {number} milliseconds */
export const clock = (milliseconds) => shown(milliseconds).slice(11, 16);

/** `23/11/2026`. @param {number} milliseconds */
export const day = (milliseconds) => shown(milliseconds).slice(0, 10).split("-").reverse().join("/");

/** `2026-11-23`, for date fields. @param {number} milliseconds */
export const isoDay = (milliseconds) => shown(milliseconds).slice(0, 10);

/** `09:30 23/11/2026`. @param {number} milliseconds */
export const clockAndDay = (milliseconds) => `${clock(milliseconds)} ${day(milliseconds)}`.trim();

/** How long ago, in the largest unit that is full. @param {number} milliseconds */
export const sinceWords = (milliseconds) => {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  if (minutes < 1) return t("vừa xong");
  if (minutes < 60) return t("{n} phút trước", { n: minutes });
  return minutes < 1440 ? t("{n} giờ trước", { n: Math.floor(minutes / 60) }) : t("{n} ngày trước", { n: Math.floor(minutes / 1440) });
};

const WEEK = ["Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"];

/** `Thứ Hai 23/11`. @param {number} milliseconds */
export const weekday = (milliseconds) => `${WEEK[shifted(milliseconds).getUTCDay()]} ${day(milliseconds).slice(0, 5)}`;

/** The moment of a day and an hour on Vietnam's clock. @param {string} isoDate @param {string} hour */
export const momentOf = (isoDate, hour) => Date.parse(`${isoDate}T${hour}:00.000+07:00`);

/** `05/03/1954`, `03/1954` or `1954`. @param {string} birth */
export const birthWords = (birth) => birth.split("-").reverse().join("/");

/** An ISO date, month or year from `dd/mm/yyyy`, `mm/yyyy`, `yyyy`; "" when it is none. @param {string} text */
export const birthFromWords = (text) => {
  const parts = text
    .trim()
    .split(/[/.\- ]+/)
    .reverse();
  if (!/^\d{4}$/.test(parts[0] ?? "") || parts.length > 3) return "";
  const [year, month, date] = [parts[0], parts[1]?.padStart(2, "0"), parts[2]?.padStart(2, "0")];
  const found = [year, month, date].filter(Boolean).join("-");
  const probe = new Date(`${year}-${month ?? "01"}-${date ?? "01"}T00:00:00Z`);
  const same = !Number.isNaN(probe.getTime()) && probe.toISOString().startsWith(found);
  return same ? found : "";
};
