/**
 * The public tus client, unchanged, brings blobs to a server with a phone's own permission; driven by tests/faults/test_tus_client.py.
 * Standard input: `{origin, kid, jwk, address, data, chunk, stop, url}`; standard output: what became of it.
 */

import { readFileSync } from "node:fs";
import { Upload } from "tus-js-client";
import { b64u, fromB64u } from "../../app/static/js/core/encoding.js";
import { permission } from "../../app/static/js/evidence/record.js";
import { random } from "../../app/static/js/evidence/sealing.js";

const asked = JSON.parse(readFileSync(0, "utf8"));
const key = await crypto.subtle.importKey("jwk", asked.jwk, { name: "ECDSA", namedCurve: "P-256" }, false, ["sign"]);
const { beacon } = await (await fetch(`${asked.origin}/api/beacon`)).json();
const calls = [];

/** Every call has a permission of its own. */
const allow = async (request) => {
  const call = { beacon, htm: request.getMethod(), htu: new URL(request.getURL()).pathname, jti: b64u(random(12)) };
  request.setHeader("Authorization", `TN ${await permission({ kid: asked.kid, key }, call)}`);
};

const noted = (request, response) => {
  calls.push([request.getMethod(), response.getStatus(), Number(response.getHeader("Upload-Offset"))]);
};

const ended = new Promise((done) => {
  const upload = new Upload(Buffer.from(fromB64u(asked.data)), {
    endpoint: `${asked.origin}/api/blobs/${asked.address}`,
    uploadUrl: asked.url || null,
    chunkSize: asked.chunk,
    retryDelays: [0],
    onBeforeRequest: allow,
    onAfterResponse: noted,
    onSuccess: () => done({ whole: true, url: upload.url }),
    onError: (error) => done({ whole: false, status: error.originalResponse?.getStatus() ?? 0 }),
    // the road breaks after so many bytes
    onChunkComplete: (_size, accepted) => {
      if (asked.stop && accepted >= asked.stop) upload.abort().then(() => done({ whole: false, status: 0, url: upload.url }));
    },
  });
  upload.start();
});

process.stdout.write(JSON.stringify({ ...(await ended), calls }));
