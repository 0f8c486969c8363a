/** A word beside the store: when the store is gone and the word is not, the system or a person cleared this phone. */

const NAME = "tn-may";
/** As long as a browser keeps one at all. */
const LONGEST = 400 * 86_400;

/** This phone was let in under these ids; no name, nothing of a citizen. @param {string[]} devices */
export const leaveWord = (devices) => {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: what a full phone evicts is IndexedDB, not this; the newer interface is missing on iPhones
  document.cookie = `${NAME}=${devices.join(".")}; Path=/may; Max-Age=${LONGEST}; SameSite=Strict${secure}`;
};

/** The ids under which this phone was let in before. @returns {string[]} */
export const earlierDevices = () => {
  const found = new RegExp(`(?:^|; )${NAME}=([\\w-]{43}(?:\\.[\\w-]{43})*)(?:;|$)`).exec(document.cookie)?.[1];
  return found ? found.split(".") : [];
};
