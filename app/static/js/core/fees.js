/** Fees and exemptions as the commune told them, by the day of the signing. */

/** The grounds on which no fee is taken that day. @param {{title: string, basis: string, start: string, end: string}[] | undefined} told @param {string} isoDay */
export const exemptionsOn = (told, isoDay) => (told ?? []).filter((one) => one.start <= isoDay && (!one.end || isoDay <= one.end));

/** The commune's fees in the shape of the table of the law, or that table when it told none. @template T @param {{amount: number, basis: string, start: string}[] | undefined} told @param {T[]} law */
export const feesTold = (told, law) => told?.map(({ start, ...one }) => ({ ...one, from: start, to: "" })) ?? law;
