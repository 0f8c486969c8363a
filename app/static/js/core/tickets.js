/** Codes of appointment slips that were printed in advance: read from their QR, or typed as they stand on the slip. */

const LETTERS = "[0-9A-HJKMNP-TV-Z]{12}";

/** The code in the address of a slip of this commune's server; "" for anything else. @param {string} text @param {string} origin */
export const ticketIn = (text, origin) => {
  const upper = text.trim().toUpperCase();
  const start = `${origin.toUpperCase()}/T/`;
  return upper.startsWith(start) ? typedTicket(upper.slice(start.length)) : "";
};

/** A typed code, forgiving case, spaces, dashes and letters that look alike; "" when it is none. @param {string} text */
export const typedTicket = (text) => {
  const code = text
    .toUpperCase()
    .replace(/[\s.–-]/g, "")
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");
  return new RegExp(`^${LETTERS}$`).test(code) ? code : "";
};

/** `7K4Q-M2XD-9HTP`. @param {string} code */
export const ticketShown = (code) => (code.match(/.{4}/g) ?? []).join("-");

/** Whether a slip may still be bound: its person has something to wait for. @param {{ticket?: string, state: string, local?: string}} known */
export const bindable = (known) => !known.ticket && known.local !== "held" && ["submitted", "returned", "approved", "ready"].includes(known.state);
