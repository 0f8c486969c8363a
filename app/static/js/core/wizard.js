/** The certification wizard as data: which steps, in which order, what each still needs. No page, no clock. */

import { ASKED_OF_EACH, alsoKey, idOf, modeOf, readStep, signersOf, viewOf } from "./signers.js";

/** @typedef {{[key: string]: any}} Answers */

export const CONDITIONS = ["same_person", "not_signed_before", "has_read", "lucid", "free_will", "no_blanks"];
export const GROUPS = 9;
const FOREIGN = ["ho_chieu", "giay_to_xnc", "giay_to_di_lai_qt"];

/** Papers of the population register carry twelve digits; the others their own number. @param {string} paper @param {string} number */
export const numberFits = (paper, number) => (FOREIGN.includes(paper) ? /^[0-9A-Z]{6,20}$/.test(number) : /^\d{12}$/.test(number));

/** Whether number, birth and sex can be held against each other. @param {string} paper */
export const isNational = (paper) => !FOREIGN.includes(paper);

/**
 * Every step of these answers, in order: its id (as in the address) and its part of nine.
 * @param {Answers} answers
 * @returns {{id: string, group: number}[]}
 */
export const stepsOf = (answers) => {
  const signers = signersOf(answers);
  const each = (/** @type {(signer: Answers, place: number) => {id: string, group: number}[]} */ steps, from = 0) =>
    signers.flatMap((one, place) => (place < from ? [] : steps(one, place).map((step) => ({ ...step, id: idOf(step.id, place) }))));
  const identity = [
    { id: "giay-to", group: 2 },
    { id: "nguoi", group: 2 },
    { id: "gia-tri", group: 2 },
  ];
  const asked = (/** @type {string[]} */ codes) => codes.map((_, place) => ({ id: `dieu-kien-${place + 1}`, group: 3 }));
  return [
    { id: "ly-do", group: 1 },
    { id: "noi-o", group: 1 },
    { id: "thong-bao", group: 1 },
    ...identity,
    ...asked(CONDITIONS),
    { id: "loai-giay", group: 4 },
    { id: "so-trang", group: 4 },
    ...each(() => [...identity, ...asked(ASKED_OF_EACH)], 1),
    ...each(() => [{ id: "doc", group: 5 }]),
    ...(answers.extras?.length ? [{ id: "xin-phep", group: 5 }] : []),
    ...wanted(answers, "voice", { id: "ghi-am", group: 5 }),
    ...each((one) => (modeOf(one) === "paper" ? [] : [{ id: "cach-ky", group: 5 }])),
    { id: "ky-giay", group: 5 },
    ...wanted(answers, "moment", { id: "anh-luc-ky", group: 6 }),
    ...Array.from({ length: answers.document?.pages ?? 1 }, (_, place) => ({ id: `chup-${place + 1}`, group: 6 })),
    ...each((one) => (modeOf(one) === "fingerprint" ? [{ id: "dau-tay", group: 6 }] : [])),
    ...each((one) => (modeOf(one) === "paper" ? [{ id: "o-ky", group: 7 }] : [])),
    { id: "xac-nhan", group: 8 },
    ...wanted(answers, "position", { id: "vi-tri", group: 8 }),
    { id: "phi", group: 8 },
    { id: "kiem-tra", group: 9 },
  ];
};

/** A step that comes only with the citizen's yes. @param {Answers} answers @param {string} extra @param {{id: string, group: number}} step */
const wanted = (answers, extra, step) => (answers.consents?.[extra] === true ? [step] : []);

/** @param {Answers} answers @param {string} step @param {number} by */
export const neighbour = (answers, step, by) => {
  const steps = stepsOf(answers);
  const place = steps.findIndex((one) => one.id === step);
  return steps[Math.min(steps.length - 1, Math.max(0, place + by))].id;
};

/** Whether a step has its answer. @param {Answers} answers @param {string} step */
export const answered = (answers, step) => {
  const { name, number, signer } = readStep(step);
  const own = viewOf(answers, signer);
  if (name === "dieu-kien") return own.conditions?.[CONDITIONS[number - 1]] === true;
  if (name === "chup") return Boolean(answers.photos?.[number - 1]);
  if (name === "dau-tay") return Boolean(answers.also?.[alsoKey("fingerprint", signer)]);
  const check = CHECKS[name];
  return check ? check(own) : true;
};

/** @type {Record<string, (answers: Answers) => boolean>} */
const CHECKS = {
  "ly-do": (a) => Boolean(a.why?.code) && (a.why.code !== "ly_do_khac" || Boolean(a.why.text)),
  "noi-o": (a) => Boolean(a.hamlet),
  "giay-to": (a) => Boolean(a.person?.paper),
  nguoi: (a) => numberFits(a.person?.paper, a.person?.number ?? "") && Boolean(a.person?.name && a.person?.birth && a.person?.sex),
  "gia-tri": (a) => Boolean(a.person?.valid_until),
  "loai-giay": (a) => Boolean(a.document?.kind && a.document?.title),
  "so-trang": (a) => a.document?.pages >= 1 && a.document?.copies >= 1,
  doc: (a) => a.agreed === true,
  "thong-bao": (a) => Boolean(a.notice),
  "xin-phep": (a) => a.extras.every((/** @type {string} */ one) => one in (a.consents ?? {})),
  "ghi-am": (a) => Boolean(a.also?.[alsoKey("voice", 0)] || a.skipped?.voice),
  "anh-luc-ky": (a) => Boolean(a.also?.[alsoKey("moment", 0)] || a.skipped?.moment),
  "vi-tri": (a) => Boolean(a.position || a.skipped?.position),
  "cach-ky": (a) => modeOf(a) !== "fingerprint" || Boolean(a.finger),
  "ky-giay": (a) => Boolean(a.signed_at),
  "o-ky": (a) => Boolean(a.ink?.s?.length) && (!a.ink_is_little || Boolean(a.little_ink)),
  "xac-nhan": (a) => Boolean(a.place && a.signed_at),
  phi: (a) => Boolean(a.fee?.paid) && (a.fee.paid !== "exempt" || Boolean(a.fee.basis)),
};

/** The sealed parts that these answers still want; others were photographed or recorded before an answer was changed. @param {Answers} answers */
export const wantedParts = (answers) => {
  const wanted = new Set(stepsOf(answers).map((one) => one.id));
  const photos = (answers.photos ?? []).slice(0, answers.document?.pages ?? 1);
  const also = Object.entries(answers.also ?? {}).filter(([key]) => {
    const [role, place] = key.split(" ");
    return wanted.has(role === "fingerprint" ? idOf("dau-tay", Number(place)) : role === "voice" ? "ghi-am" : "anh-luc-ky");
  });
  return { photos, also: Object.fromEntries(also) };
};

/** The first step that still lacks something; "kiem-tra" when nothing does. @param {Answers} answers */
export const firstMissing = (answers) => stepsOf(answers).find((step) => !answered(answers, step.id))?.id ?? "kiem-tra";

/** The step after this one; of a new sheet's conditions only those that lack their answer are asked. @param {Answers} answers @param {string} step */
export const onward = (answers, step) => (answers.spoiled > 0 && step.startsWith("dieu-kien-") ? firstMissing(answers) : neighbour(answers, step, 1));

/** The fee of a day, from the dated table of the law. @param {{amount: number, basis: string, from: string, to: string}[]} fees @param {string} isoDay */
export const feeOn = (fees, isoDay) =>
  fees.filter((one) => one.from <= isoDay && (!one.to || isoDay <= one.to)).sort((one, other) => (one.from < other.from ? 1 : -1))[0];

/**
 * The kinds of document of a day: the commune's word stands in place of the shipped one, its own stand behind (L8).
 * @template {{code: string, from?: string, to?: string}} T @param {T[]} shipped @param {T[] | undefined} own @param {string} isoDay @returns {T[]}
 */
export const kindsOn = (shipped, own, isoDay) => {
  const changed = own ?? [];
  const known = [
    ...shipped.map((one) => changed.find((other) => other.code === one.code) ?? one),
    ...changed.filter((one) => !shipped.some((other) => other.code === one.code)),
  ];
  return known.filter((one) => (one.from ?? "") <= isoDay && (!one.to || isoDay <= one.to));
};

/** What was asked of the sheet itself, and so is asked again of the next one. */
const OF_THE_SHEET = ["not_signed_before", "has_read", "no_blanks"];

/** What a badly signed sheet takes of one who signed it. @param {Answers} signer @returns {Answers} */
const unsigned = (signer) => ({
  ...signer,
  conditions: Object.fromEntries(Object.entries(signer.conditions ?? {}).filter(([code]) => !OF_THE_SHEET.includes(code))),
  agreed: undefined,
  ink: null,
  ink_is_little: false,
  little_ink: "",
});

/** What a badly signed sheet takes with it: its photos, hour and ink, what was asked of it, and the consent. @param {Answers} answers */
export const spoiledSheet = (answers) => ({
  ...unsigned(answers),
  ...(answers.others ? { others: answers.others.map(unsigned) } : {}),
  photos: [],
  also: {},
  skipped: {},
  signed_at: "",
  spoiled: (answers.spoiled ?? 0) + 1,
});

/** What another paper of the same person keeps: who, why, where; conditions and paper are asked again. @param {Answers} answers */
export const samePerson = ({ person, why, hamlet, phone, phone_whose, visit, notice, place_kind, point }) => ({
  person,
  why,
  hamlet,
  phone,
  phone_whose,
  visit,
  notice,
  place_kind,
  point,
});
