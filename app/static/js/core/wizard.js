/** The certification wizard as data: which steps, in which order, what each still needs. No page, no clock. */

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
export const stepsOf = (answers) => [
  { id: "ly-do", group: 1 },
  { id: "noi-o", group: 1 },
  { id: "giay-to", group: 2 },
  { id: "nguoi", group: 2 },
  { id: "gia-tri", group: 2 },
  ...CONDITIONS.map((_, place) => ({ id: `dieu-kien-${place + 1}`, group: 3 })),
  { id: "loai-giay", group: 4 },
  { id: "so-trang", group: 4 },
  { id: "doc", group: 5 },
  { id: "ky-giay", group: 5 },
  ...Array.from({ length: answers.document?.pages ?? 1 }, (_, place) => ({ id: `chup-${place + 1}`, group: 6 })),
  { id: "o-ky", group: 7 },
  { id: "xac-nhan", group: 8 },
  { id: "phi", group: 8 },
  { id: "kiem-tra", group: 9 },
];

/** @param {Answers} answers @param {string} step @param {number} by */
export const neighbour = (answers, step, by) => {
  const steps = stepsOf(answers);
  const place = steps.findIndex((one) => one.id === step);
  return steps[Math.min(steps.length - 1, Math.max(0, place + by))].id;
};

/** Whether a step has its answer. @param {Answers} answers @param {string} step */
export const answered = (answers, step) => {
  const [, name, number] = /^(.*?)(?:-(\d+))?$/.exec(step) ?? [];
  if (name === "dieu-kien") return answers.conditions?.[CONDITIONS[Number(number) - 1]] === true;
  if (name === "chup") return Boolean(answers.photos?.[Number(number) - 1]);
  const check = CHECKS[step];
  return check ? check(answers) : true;
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
  "ky-giay": (a) => Boolean(a.signed_at),
  "o-ky": (a) => Boolean(a.ink?.s?.length) && (!a.ink_is_little || Boolean(a.little_ink)),
  "xac-nhan": (a) => Boolean(a.place && a.signed_at),
  phi: (a) => Boolean(a.fee?.paid) && (a.fee.paid !== "exempt" || Boolean(a.fee.basis)),
};

/** The first step that still lacks something; "kiem-tra" when nothing does. @param {Answers} answers */
export const firstMissing = (answers) => stepsOf(answers).find((step) => !answered(answers, step.id))?.id ?? "kiem-tra";

/**
 * The body of `case.submitted` (docs/protocol.md).
 * @param {Answers} answers
 * @param {{code: string, way: string, wording: {code: string, version: number}}} facts
 */
export const submission = (answers, facts) => ({
  v: 1,
  code: facts.code,
  way: facts.way,
  person: {
    honorific: answers.person.honorific,
    name: answers.person.name,
    number: answers.person.number,
    paper: answers.person.paper,
    birth: answers.person.birth,
    sex: answers.person.sex,
    address: answers.person.address ?? "",
    issued: answers.person.issued || null,
    valid_until: answers.person.valid_until,
    how: answers.person.how ?? "typed",
    warnings: answers.person.warnings ?? [],
  },
  why: { code: answers.why.code, text: answers.why.text ?? "" },
  hamlet: answers.hamlet,
  phone: answers.phone ?? "",
  phone_whose: answers.phone_whose ?? "",
  conditions: CONDITIONS.map((code) => ({ code, answer: answers.conditions[code] === true })),
  document: { ...answers.document },
  signing: { mode: "paper", place: answers.place, signed_at: answers.signed_at },
  ink: answers.ink,
  little_ink: answers.little_ink ?? "",
  paper_held: true,
  wording: facts.wording,
  ...(answers.fee ? { fee: { amount: answers.fee.amount, paid: answers.fee.paid, receipt: answers.fee.receipt ?? "", basis: answers.fee.basis ?? "" } } : {}),
  ...(answers.visit ? { visit: answers.visit } : {}),
  ...(answers.replaces ? { replaces: answers.replaces } : {}),
  ...(answers.spoiled ? { spoiled: answers.spoiled } : {}),
});

/** The step after this one; of a new sheet's conditions only those that lack their answer are asked. @param {Answers} answers @param {string} step */
export const onward = (answers, step) => (answers.spoiled > 0 && step.startsWith("dieu-kien-") ? firstMissing(answers) : neighbour(answers, step, 1));

/**
 * What a record says of the way it was made in: frozen when its draft began, whatever the commune chose since.
 * @param {{code: string, way?: string, wording?: {code: string, version: number}}} draft
 * @param {{way: string, wording: {code: string, version: number}}} commune
 */
export const factsOf = (draft, commune) => {
  const way = draft.way ?? commune.way;
  return { code: draft.code, way, wording: way === commune.way ? commune.wording : (draft.wording ?? commune.wording) };
};

/** The fee of a day, from the dated table of the law. @param {{amount: number, basis: string, from: string, to: string}[]} fees @param {string} isoDay */
export const feeOn = (fees, isoDay) =>
  fees.filter((one) => one.from <= isoDay && (!one.to || isoDay <= one.to)).sort((one, other) => (one.from < other.from ? 1 : -1))[0];

/** What was asked of the sheet itself, and so is asked again of the next one. */
const OF_THE_SHEET = ["not_signed_before", "has_read", "no_blanks"];

/** What a badly signed sheet takes with it: its photos, hour and ink, what was asked of it, and the consent. @param {Answers} answers */
export const spoiledSheet = (answers) => ({
  ...answers,
  conditions: Object.fromEntries(Object.entries(answers.conditions ?? {}).filter(([code]) => !OF_THE_SHEET.includes(code))),
  agreed: undefined,
  photos: [],
  signed_at: "",
  ink: null,
  ink_is_little: false,
  little_ink: "",
  spoiled: (answers.spoiled ?? 0) + 1,
});

/** What another paper of the same person keeps: who, why, where; conditions and paper are asked again. @param {Answers} answers */
export const samePerson = ({ person, why, hamlet, phone, phone_whose, visit }) => ({ person, why, hamlet, phone, phone_whose, visit });

/**
 * The body of `case.declined`: the submission as far as it was filled, and why the officer had to refuse.
 * @param {Answers} answers
 * @param {{code: string, way: string, wording: {code: string, version: number}}} facts
 * @param {{code: string, text: string}} refusal
 */
export const declination = (answers, facts, refusal) => {
  const whole = answered(answers, "nguoi") && answered(answers, "gia-tri");
  const document = answered(answers, "loai-giay") && answered(answers, "so-trang");
  return {
    v: 1,
    code: facts.code,
    way: facts.way,
    refusal,
    ...(answers.asked ? { name: answers.asked } : {}),
    hamlet: answers.hamlet ?? "",
    ...(whole ? { person: submission({ ...answers, why: {}, conditions: {}, photos: [] }, facts).person } : {}),
    ...(document ? { document: { ...answers.document } } : {}),
  };
};
