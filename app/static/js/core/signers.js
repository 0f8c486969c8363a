/** Who signs a paper, one or several, and how; which wording follows from it. No page, no clock. */

/** @typedef {import("./wizard.js").Answers} Answers */

/** What is asked of everyone who signs; whether the sheet has blanks is asked once. */
export const ASKED_OF_EACH = ["same_person", "not_signed_before", "has_read", "lucid", "free_will"];
/** As many sign one paper at once (app/domain/signing.py). */
export const MOST_TOGETHER = 10;
/** What belongs to one of those who sign; everything else belongs to the paper. */
const OF_SIGNER = ["person", "conditions", "agreed", "mode", "finger", "ink", "ink_is_little", "little_ink"];

/** Everyone who signs this paper, the one who asked first. @param {Answers} answers @returns {Answers[]} */
export const signersOf = (answers) => [answers, ...(answers.others ?? [])];

/** How one of them signs. @param {Answers} signer */
export const modeOf = (signer) => signer.mode ?? "paper";

/** A step's own name, its number, and which signer it asks (0: the one who asked): `dieu-kien-3.2` is of the second. @param {string} step */
export const readStep = (step) => {
  const [, name, number, signer] = /^(.*?)(?:-(\d+))?(?:\.(\d+))?$/.exec(step) ?? [];
  return { name, number: Number(number ?? 1), signer: Number(signer ?? 1) - 1 };
};

/** @param {string} id @param {number} signer */
export const idOf = (id, signer) => (signer ? `${id}.${signer + 1}` : id);

/** The answers as one signer's step sees them. @param {Answers} answers @param {number} signer @returns {Answers} */
export const viewOf = (answers, signer) => {
  if (!signer) return answers;
  const bare = Object.fromEntries(Object.entries(answers).filter(([name]) => !OF_SIGNER.includes(name)));
  return { ...bare, ...answers.others?.[signer - 1] };
};

/** What a signer's step answered, put where it belongs. @param {Answers} answers @param {number} signer @param {Answers} said @returns {Answers} */
export const putAnswers = (answers, signer, said) => {
  if (!signer) return said;
  const own = Object.entries(said).filter(([name]) => OF_SIGNER.includes(name));
  const rest = Object.entries(said).filter(([name]) => !OF_SIGNER.includes(name));
  const others = [...(answers.others ?? [])];
  others[signer - 1] = { ...others[signer - 1], ...Object.fromEntries(own) };
  return { ...Object.fromEntries(rest), others };
};

/** A photo that is not of a page lies under its role and place. @param {string} role @param {number} place */
export const alsoKey = (role, place) => `${role} ${place}`;

/** Every sealed part of a draft, in order of role and index, as an envelope names them. @param {Answers} answers @returns {any[]} */
export const partsOf = (answers) =>
  [...(answers.photos ?? []), ...Object.values(answers.also ?? {})]
    .filter(Boolean)
    .sort((one, other) => (one.role < other.role ? -1 : one.role > other.role ? 1 : one.index - other.index || 0));

/** The wordings of one signer and of several: signed, fingerprinted, neither; A ordinary, B one-stop (app/domain/signing.py). */
const CODES = {
  A: { one: { paper: "W1", fingerprint: "W5", neither: "W6" }, several: { paper: "W3", fingerprint: "W9", neither: "W11" } },
  B: { one: { paper: "W2", fingerprint: "W7", neither: "W8" }, several: { paper: "W4", fingerprint: "W10", neither: "W12" } },
};

/** Among several, the one who could do least decides. @param {string} way @param {Answers} answers */
export const wordingCode = (way, answers) => {
  const modes = signersOf(answers).map(modeOf);
  const hardest = ["neither", "fingerprint", "paper"].find((one) => modes.includes(one)) ?? "paper";
  const table = /** @type {any} */ (CODES)[way][modes.length > 1 ? "several" : "one"];
  return table[hardest];
};

/** @typedef {{code: string, version: number, from: string, to: string}} Form */

/**
 * The version of a wording that began last before a day, and whether it is over (L11). A phone that never heard of any uses
 * the first version of each, which the commune always knows.
 * @param {Form[] | undefined} forms @param {string} code @param {string} isoDay
 */
export const wordingOn = (forms, code, isoDay) => {
  const begun = (forms ?? [{ code, version: 1, from: "", to: "" }]).filter((one) => one.code === code && one.from <= isoDay);
  const newest = begun.sort((one, other) => (one.from === other.from ? other.version - one.version : one.from < other.from ? 1 : -1))[0];
  if (!newest) return { problem: "no_wording", to: "" };
  return newest.to && newest.to < isoDay ? { problem: "wording_expired", to: newest.to } : { ref: { code, version: newest.version } };
};

/**
 * What a record says of the way it was made in: frozen when its draft began, whatever the commune chose since; the wording
 * follows from the way, from who signed how, and from the day.
 * @param {{code: string, way?: string, answers: Answers}} draft
 * @param {{way: string, wordings?: Form[]}} commune
 * @param {string} isoDay of the signing
 */
export const factsOf = (draft, commune, isoDay) => {
  const way = draft.way ?? commune.way;
  const code = wordingCode(way, draft.answers);
  return { code: draft.code, way, wording: wordingOn(commune.wordings, code, isoDay).ref ?? { code, version: 1 } };
};
