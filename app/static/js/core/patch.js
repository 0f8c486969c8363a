/** An amendment as a patch: only what changed, with what was there before. */

import { canonical } from "./encoding.js";

/** What the officer may amend; everything else was said or signed by the citizen and needs a new signing. */
export const AMENDABLE = ["hamlet", "phone", "phone_whose", "why", "signing.place", "signing.signed_at", "fee"];

/**
 * @param {Record<string, any>} was values by path, as the commune has them
 * @param {Record<string, any>} now values by path, as the officer wants them
 */
export const patchOf = (was, now) =>
  AMENDABLE.filter((path) => path in now && canonical(now[path] ?? null) !== canonical(was[path] ?? null)).map((path) => ({
    path,
    was: was[path] ?? null,
    now: now[path] ?? null,
  }));
