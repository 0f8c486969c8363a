/** One sealed photo to the commune, in pieces that fit the road. */

import { sha256 } from "../evidence/jws.js";
import { Refused } from "./office.js";

const WRONG_BYTES = 460;
/** What one step should take. */
const STEP_MS = 4000;

/** Resumable: the server's offset is the only truth. @param {import("./round.js").World} world @param {any} own @param {string} beacon @param {{sha256: string, bytes: number}} blob */
export const upload = async ({ clock, office, pieces, store }, own, beacon, blob) => {
  const data = await store.part(blob.sha256);
  if (!data) throw new Refused("damaged", 0);
  const path = `/api/blobs/${blob.sha256}`;
  let answer = await office.tus(own, beacon, "POST", path, { "upload-length": String(blob.bytes) });
  const before = (await store.meta("piece")) || pieces.first;
  let size = before;
  while (answer.offset < blob.bytes) {
    const begun = clock.tick();
    const piece = data.slice(answer.offset, answer.offset + size);
    const headers = { "upload-offset": String(answer.offset), "content-type": "application/offset+octet-stream" };
    try {
      answer = await office.tus(own, beacon, "PATCH", path, headers, piece);
    } catch (error) {
      // a piece that did not get through was perhaps too large for this road: the next try is smaller, also after a restart
      await store.keepMeta("piece", Math.max(pieces.smallest, size >> 1));
      throw error;
    }
    // wrong bytes arrived: the way may have spoiled them, or this phone's own disk; then no upload ever helps
    if (answer.status === WRONG_BYTES && (await sha256(data)) !== blob.sha256) throw new Refused("damaged", answer.status);
    const speed = STEP_MS / Math.max(1, clock.tick() - begun);
    size = Math.min(pieces.largest, Math.max(pieces.smallest, Math.round(size * Math.min(2, Math.max(0.5, speed)))));
  }
  if (size !== before) await store.keepMeta("piece", size);
};
