/** A word beside the store: when the store is gone and the word is not, the system or a person cleared this phone. */

const NAME = "tn-may";
/** As long as a browser keeps one at all. */
const LONGEST = 400 * 86_400;
const HANDED = "tn-handed";
const SESSION = 12 * 3_600;

const secure = () => (location.protocol === "https:" ? "; Secure" : "");

/** This phone was let in under these ids; no name, nothing of a citizen. @param {string[]} devices */
export const leaveWord = (devices) => {
  // biome-ignore lint/suspicious/noDocumentCookie: what a full phone evicts is IndexedDB, not this; the newer interface is missing on iPhones
  document.cookie = `${NAME}=${devices.join(".")}; Path=/may; Max-Age=${LONGEST}; SameSite=Strict${secure()}`;
};

/**
 * The phone is in a citizen's hand, or is not: while it is, the server shows this browser no page of the officer's, whatever way
 * leads there (back, a tab, an address). As long as the longest session. @param {boolean} away
 */
export const sayHanded = (away) => {
  // biome-ignore lint/suspicious/noDocumentCookie: a page can say it to the server of every later request in no other way
  document.cookie = `${HANDED}=1; Path=/; Max-Age=${away ? SESSION : 0}; SameSite=Lax${secure()}`;
};

/** The ids under which this phone was let in before. @returns {string[]} */
export const earlierDevices = () => {
  const found = new RegExp(`(?:^|; )${NAME}=([\\w-]{43}(?:\\.[\\w-]{43})*)(?:;|$)`).exec(document.cookie)?.[1];
  return found ? found.split(".") : [];
};
