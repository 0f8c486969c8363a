/** The bodies of `case.submitted` and `case.declined` from the wizard's answers (docs/protocol.md). */

import { ASKED_OF_EACH, modeOf } from "./signers.js";
import { CONDITIONS, answered } from "./wizard.js";

/** @typedef {import("./wizard.js").Answers} Answers */

/**
 * The body of `case.submitted` (docs/protocol.md).
 * @param {Answers} answers
 * @param {{code: string, way: string, wording: {code: string, version: number}}} facts
 */
export const submission = (answers, facts) => ({
  v: 1,
  code: facts.code,
  way: facts.way,
  person: citizen(answers.person),
  why: { code: answers.why.code, text: answers.why.text ?? "" },
  hamlet: answers.hamlet,
  phone: answers.phone ?? "",
  phone_whose: answers.phone_whose ?? "",
  conditions: CONDITIONS.map((code) => ({ code, answer: answers.conditions[code] === true })),
  document: { ...answers.document },
  signing: { ...act(answers), place: answers.place, signed_at: answers.signed_at, ...elsewhere(answers) },
  ...drawn(answers),
  paper_held: true,
  wording: facts.wording,
  ...(answers.fee ? { fee: { amount: answers.fee.amount, paid: answers.fee.paid, receipt: answers.fee.receipt ?? "", basis: answers.fee.basis ?? "" } } : {}),
  ...(answers.visit ? { visit: answers.visit } : {}),
  ...(answers.replaces ? { replaces: answers.replaces } : {}),
  ...(answers.spoiled ? { spoiled: answers.spoiled } : {}),
  ...(answers.others?.length ? { others: answers.others.map(coSigner) } : {}),
  ...(answers.helpers?.length ? { helpers: answers.helpers } : {}),
  ...(answers.reading ? { reading: answers.reading } : {}),
  ...(answers.notice ? { notice: answers.notice } : {}),
  ...(answers.extras?.length ? { consents: answers.extras.map((/** @type {string} */ what) => ({ what, given: answers.consents?.[what] === true })) } : {}),
  ...(answers.position && answers.consents?.position === true ? { position: answers.position } : {}),
});

/** A place of service other than the home is counted apart. @param {Answers} answers */
const elsewhere = ({ place_kind }) => (place_kind && place_kind !== "home" ? { place_kind } : {});

/** @param {any} person */
const citizen = (person) => ({
  honorific: person.honorific,
  name: person.name,
  number: person.number,
  paper: person.paper,
  birth: person.birth,
  sex: person.sex,
  address: person.address ?? "",
  issued: person.issued || null,
  valid_until: person.valid_until,
  how: person.how ?? "typed",
  warnings: person.warnings ?? [],
});

/** @param {Answers} signer */
const act = (signer) => ({ mode: modeOf(signer), ...(modeOf(signer) === "fingerprint" ? { finger: signer.finger } : {}) });

/** Who does not sign by hand draws nothing on the screen. @param {Answers} signer */
const drawn = (signer) => (modeOf(signer) === "paper" ? { ink: signer.ink, little_ink: signer.little_ink ?? "" } : { little_ink: "" });

/** @param {Answers} one */
const coSigner = (one) => ({
  person: citizen(one.person),
  conditions: ASKED_OF_EACH.map((code) => ({ code, answer: one.conditions?.[code] === true })),
  ...act(one),
  ...drawn(one),
});

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
