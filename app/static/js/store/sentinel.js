/** A word beside the store: when the store is gone and the word is not, the system or a person cleared this phone. */

const NAME = "tn-may";
/** As long as a browser keeps one at all. */
const LONGEST = 400 * 86_400;

/** This phone was let in under this id; no name, nothing of a citizen. @param {string} device */
export const leaveWord = (device) => {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: what a full phone evicts is IndexedDB, not this; the newer interface is missing on iPhones
  document.cookie = `${NAME}=${device}; Path=/may; Max-Age=${LONGEST}; SameSite=Strict${secure}`;
};

/** The id under which this phone was let in before; "" where there was none. */
export const earlierDevice = () => new RegExp(`(?:^|; )${NAME}=([\\w-]{43})`).exec(document.cookie)?.[1] ?? "";
