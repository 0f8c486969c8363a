/** The phone: what its page needs, and the service worker that lets it start with no network. */

import { readLanguage } from "./sync/language.js";
import { registerWorker } from "./sync/worker.js";

/** Whatever breaks the start, the way to what lies on the phone stays open. @param {unknown} reason */
const failed = async (reason) => {
  const { firstAid } = await import("./views/first-aid.js");
  await firstAid(reason);
};

const start = async () => {
  await readLanguage();
  const { startPhone } = await import("./views/app.js");
  await startPhone();
};

registerWorker();
start().catch(failed);
