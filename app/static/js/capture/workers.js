/** Bridges to the workers: reading codes, shrinking photos, sending for other officers. Script addresses pass one Trusted Types policy. */

const here = /** @type {any} */ (globalThis);

/** @type {{createScriptURL: (url: string) => any}} */
const policy = here.trustedTypes?.createPolicy("app", {
  createScriptURL: (/** @type {string} */ url) => {
    if (/^\/(sw\.js|K\/sw\.js|static\/dist\/(scan|photo|others)-worker-[A-Z0-9]+\.js)$/i.test(url)) return url;
    throw new TypeError("blocked script");
  },
}) ?? { createScriptURL: (/** @type {string} */ url) => url };

/** @param {string} url */
export const scriptUrl = (url) => policy.createScriptURL(url);

/** Addresses of the built files, written into the page by the server. @returns {Record<string, string>} */
export const assets = () => JSON.parse(document.getElementById("assets")?.textContent ?? "{}");

/** @type {Map<string, Worker>} */
const workers = new Map();
let next = 0;

/** @param {string} name @param {object} message @param {Transferable[]} transfer @returns {Promise<any>} */
export const askWorker = (name, message, transfer) => {
  const worker = workers.get(name) ?? new Worker(scriptUrl(assets()[name]), { type: "module" });
  workers.set(name, worker);
  const id = ++next;
  return new Promise((done, failed) => {
    // a worker that could not be loaded answers nothing
    const broken = () => {
      workers.delete(name);
      end();
      failed(new Error("worker"));
    };
    const end = () => {
      worker.removeEventListener("message", hear);
      worker.removeEventListener("error", broken);
    };
    const hear = (/** @type {MessageEvent} */ event) => {
      if (event.data.id !== id) return;
      end();
      if (event.data.error) failed(new Error(event.data.error));
      else done(event.data.result);
    };
    worker.addEventListener("message", hear);
    worker.addEventListener("error", broken);
    worker.postMessage({ ...message, id, wasm: new URL(assets().wasm ?? "", location.origin).href }, transfer);
  });
};

/** The text of a code in this picture, or "". @param {ImageBitmap} bitmap @param {boolean} harder */
export const readCode = (bitmap, harder) => askWorker("scan-worker", { bitmap, harder }, [bitmap]);

/** A JPEG of at most 1600 px. @param {ImageBitmap} bitmap @returns {Promise<ArrayBuffer>} */
export const toJpeg = (bitmap) => askWorker("photo-worker", { bitmap }, [bitmap]);
