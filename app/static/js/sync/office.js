/** The only file that calls fetch: the commune's server, spoken to by the device's key or by the person's session. */

import { b64u } from "../core/encoding.js";
import { permission } from "../evidence/record.js";
import { random } from "../evidence/sealing.js";

const TIMEOUT = 30_000;
/** A call that lasts longer stands still: what it holds up is tried anew, in smaller pieces. */
const LONGEST = 300_000;
/** Try later; nothing is wrong with what was sent. */
const TRANSIENT = [429, 502, 503, 504, 507];

/** A refusal with the server's code; `offline` when nobody answered. */
export class Refused extends Error {
  /** @param {string} code @param {number} status @param {any} [answer] */
  constructor(code, status, answer) {
    super(code);
    this.code = code;
    this.status = status;
    this.answer = answer;
  }
}

/** A session that rested answers nothing until its person confirms. */
const LOCKED = 423;
/** @type {(() => Promise<void>) | null} */
let askPerson = null;

/** What a page does when its session is locked; the call is made once more afterwards. @param {() => Promise<void>} ask */
export const whenLocked = (ask) => {
  askPerson = ask;
};

/** @param {string} path @param {RequestInit} [options] */
const call = async (path, options = {}) => {
  const response = await send(path, options);
  if (response.status !== LOCKED || !askPerson) return response;
  await askPerson();
  return send(path, options);
};

/** What is sent may take its time: a road of one kilobyte a second is still a road. @param {any} body text or bytes */
export const patience = (body) => Math.min(LONGEST, TIMEOUT + (body?.length ?? body?.byteLength ?? 0));

/** @param {string} path @param {RequestInit} options */
const send = async (path, options) => {
  try {
    return await fetch(path, { ...options, signal: AbortSignal.timeout(patience(options.body)), redirect: "error", cache: "no-store" });
  } catch {
    throw new Refused("offline", 0);
  }
};

/** An answer that stops in its middle is none, as one that never began. @template T @param {Promise<T>} rest @returns {Promise<T>} */
const whole = (rest) =>
  rest.catch((error) => {
    throw error instanceof SyntaxError ? error : new Refused("offline", 0);
  });

/** @param {Response} response */
const read = async (response) => {
  const json = response.headers.get("content-type")?.includes("json");
  // why is worth telling, and no reason to fail over where it cannot be read
  if (TRANSIENT.includes(response.status)) throw new Refused("later", response.status, json ? await response.json().catch(() => undefined) : undefined);
  // a captive portal answers 200 with a page of its own: that is no answer of ours
  if (!json) throw new Refused(response.ok ? "offline" : "busy", response.status);
  const answer = await whole(response.json());
  if (!response.ok) throw new Refused(answer.code ?? "busy", response.status, answer);
  return answer;
};

/** By session. @param {string} path */
export const getJson = async (path) => read(await call(path, { headers: { accept: "application/json" } }));

/** By session: the exact bytes of a picture. @param {string} path */
export const getBytes = async (path) => {
  const response = await call(path);
  if (!response.ok) throw new Refused("not_found", response.status);
  return whole(response.arrayBuffer());
};

/** By session. @param {string} path @param {object} [value] */
export const postJson = async (path, value = {}) => read(await call(path, json("POST", value)));

/** By session: what a form holds; where it led to. @param {string} path @param {URLSearchParams} fields @returns {Promise<{ to: string }>} */
export const postForm = async (path, fields) => read(await call(path, { method: "POST", body: fields, headers: { accept: "application/json" } }));

/** By session: bytes as they are. @param {string} path @param {Uint8Array<ArrayBuffer>} data */
export const postBytes = async (path, data) =>
  read(await call(path, { method: "POST", body: data, headers: { "content-type": "application/octet-stream", accept: "application/json" } }));

/** @param {string} method @param {object} value @param {Record<string, string>} [headers] @returns {RequestInit} */
const json = (method, value, headers = {}) => ({
  method,
  body: JSON.stringify(value),
  headers: { "content-type": "application/json", accept: "application/json", ...headers },
});

/** @param {any} device @param {string} beacon @param {string} htm @param {string} htu */
const allowed = async (device, beacon, htm, htu) => ({
  authorization: `TN ${await permission(device, { beacon, htm, htu, jti: b64u(random(12)) })}`,
});

/** By the device's key: works with no session. @param {any} device @param {string} beacon @param {string} path @param {object} value */
export const postAs = async (device, beacon, path, value) => read(await call(path, json("POST", value, await allowed(device, beacon, "POST", path))));

/** One tus step. @param {any} device @param {string} beacon @param {string} method @param {string} path @param {Record<string, string>} headers @param {ArrayBuffer} [data] */
export const tus = async (device, beacon, method, path, headers, data) => {
  const own = await allowed(device, beacon, method, path);
  const response = await call(path, { method, body: data, headers: { "tus-resumable": "1.0.0", ...headers, ...own } });
  const text = response.headers.get("upload-offset");
  const offset = text === null ? -1 : Number(text);
  if (TRANSIENT.includes(response.status)) throw new Refused("later", response.status);
  if (!response.ok && response.status !== 409 && response.status !== 460) throw new Refused("busy", response.status);
  if (offset < 0) throw new Refused("offline", response.status);
  return { status: response.status, offset };
};
