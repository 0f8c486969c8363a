/** What a hand-over says: who receives, what was handed and explained, how it was received. No page, no clock. */

import { lastAttempt } from "./feed.js";

export const DIED = "da_mat";

/** What says nothing of an absence: as the commune counts. */
const NOT_ABSENT = [DIED, "sai_sot"];

/** What lies with the officer to be brought home: a finished paper or decision, or the written refusal that was printed. @param {any} one */
export const carried = (one) =>
  (!one.local || one.local === "saved") &&
  ((one.state === "ready" && one.holder === "officer") || (["refused", "declined"].includes(one.state) && one.refusal_printed && !one.delivered_at));

/** Nobody asks at this door: it was told, here or to a colleague, that the person died. A later word from the door says otherwise. @param {any} one */
export const quiet = (one) => {
  const here = one.attempted_here && (!one.attempted || Date.parse(one.attempted_here.at) > Date.parse(one.attempted.at));
  return here ? lastAttempt(one)?.reason === DIED : Boolean(one.quiet);
};

/** Whether the card that was read is not that of the person who is said to receive himself. @param {any} known @param {string} who @param {string} number */
export const otherCard = (known, who, number) => who === "self" && Boolean(number && known.identity) && known.identity !== number;

/** Of what is carried, what stays quiet no more after a later word from the door where `known` was told to be of one who died; nothing where another of his results still says that he died. @param {any} known @param {any[]} all @returns {any[]} */
export const heardAgain = (known, all) => {
  if (lastAttempt(known)?.reason !== DIED) return [];
  const his = all.filter((one) => known.identity && one.id !== known.id && one.identity === known.identity && carried(one));
  return his.some((one) => lastAttempt(one)?.reason === DIED) ? [] : his.filter((one) => one.quiet);
};

/** @param {any} one */
export const isBenefit = (one) => one.task === "benefit";

/** Certified papers and decisions: what was explained and how it was received is asked; the letter of a refusal is only signed for. @param {any} one */
export const asksAll = (one) => one.state === "ready";

/** Whether it failed so often that the rule of suspension is named: as the commune counts, and what this phone noted since. @param {any} one */
export const warned = (one) => {
  const newer = one.attempted_here && (!one.attempted || Date.parse(one.attempted_here.at) > Date.parse(one.attempted.at));
  const count = (one.failed?.count ?? 0) + (newer && !NOT_ABSENT.includes(one.attempted_here.reason) ? 1 : 0);
  return isBenefit(one) && (Boolean(one.failed?.warned) || count >= 3);
};

/** The steps of this hand-over, in order. @param {any} known @param {any} answers @returns {string[]} */
export const stepsOf = (known, answers) => {
  if (!asksAll(known)) return ["ai-nhan", "o-ky", "xong"];
  const who = answers.recipient?.who === "authorised" ? ["giay-uy-quyen"] : [];
  const how = answers.mode === "fingerprint" ? ["diem-chi"] : answers.mode === "neither" ? [] : ["o-ky"];
  return ["ai-nhan", ...who, "noi-dung", ...how, "xong"];
};

/** The photos that these answers want; an older one of another answer stays behind. @param {any} answers @returns {string[]} */
export const wantedRoles = (answers) => [
  ...(answers.recipient?.who === "authorised" ? ["authorisation"] : []),
  ...(answers.mode === "fingerprint" ? ["fingerprint"] : []),
  ...(answers.consented ? ["moment"] : []),
];

/** The body of delivery.completed. @param {any} known @param {any} answers @param {{what: string, place: string, fee?: any}} more */
export const deliveryBody = (known, answers, { what, place, fee }) => {
  const mode = answers.mode ?? "";
  const all = asksAll(known);
  const base = {
    v: 1,
    recipient: answers.recipient,
    delivered_at: answers.at,
    place,
    little_ink: (all && mode !== "paper" ? "" : answers.little_ink) ?? "",
    ...(fee ? { fee } : {}),
  };
  if (!all) return { ...base, handed: [{ what, copies: known.copies ?? 1 }], ink: answers.ink };
  return {
    ...base,
    handed: [{ what, copies: known.copies ?? 1, ...(known.pages && !isBenefit(known) ? { sheets: known.pages } : {}), original: true }],
    mode,
    ...(mode === "paper" ? { ink: answers.ink } : {}),
    ...(mode === "fingerprint" ? { finger: answers.finger } : {}),
    reading: answers.reading,
    explained: isBenefit(known) ? [...answers.explained].sort() : [],
    ...(answers.consented ? { consents: [{ what: "moment", given: true }] } : {}),
  };
};
