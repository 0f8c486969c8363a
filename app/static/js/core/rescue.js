/** The rescue file: what the phone holds, still sealed, a JSON text a line; a head, then each photo before its record. */

export const KIND = "tan-nha-rescue";

/** @typedef {{kind: string, v: number, device: string, records: number}} Head */
/** @typedef {{blob: string, data: string} | {envelope: string, body: string, key: string}} Item */

/**
 * The lines of the file, one by one, so that no more than one photo lies in memory.
 * @param {{kid: string}} own
 * @param {{envelope: string, body: string, key: string, blobs: {sha256: string}[]}[]} packets bodies as base64url
 * @param {(address: string) => Promise<string | undefined>} photo base64url of a sealed photo
 */
export async function* rescueLines(own, packets, photo) {
  yield `${JSON.stringify({ kind: KIND, v: 1, device: own.kid, records: packets.length })}\n`;
  for (const packet of packets) {
    for (const { sha256 } of packet.blobs) {
      const data = await photo(sha256);
      // what is not here is at the commune already, or the record tells that it is missing
      if (data) yield `${JSON.stringify({ blob: sha256, data })}\n`;
    }
    yield `${JSON.stringify({ envelope: packet.envelope, body: packet.body, key: packet.key })}\n`;
  }
}

/** The head of a file; throws for a file of another kind. @param {string} line @returns {Head} */
export const readHead = (line) => {
  const head = parsed(line);
  if (head?.kind !== KIND || head.v !== 1 || typeof head.device !== "string") throw new Error("not_a_rescue_file");
  return head;
};

/** One line after the head; throws where the file is damaged. @param {string} line @returns {Item} */
export const readItem = (line) => {
  const item = parsed(line);
  const texts = (/** @type {string[]} */ ...names) => names.every((name) => typeof item?.[name] === "string");
  if (texts("blob", "data") || texts("envelope", "body", "key")) return item;
  throw new Error("damaged");
};

/** @param {string} line */
const parsed = (line) => {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
};
