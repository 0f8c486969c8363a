/** Reads QR codes off the main thread; bytes are UTF-8 whatever the code claims (cards carry no ECI). */

import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

let prepared = false;

self.onmessage = async ({ data }) => {
  try {
    if (!prepared) {
      prepareZXingModule({
        overrides: { locateFile: (/** @type {string} */ path, /** @type {string} */ prefix) => (path.endsWith(".wasm") ? data.wasm : prefix + path) },
      });
      prepared = true;
    }
    self.postMessage({ id: data.id, result: await read(data.bitmap, data.harder) });
  } catch (error) {
    self.postMessage({ id: data.id, error: String(error) });
  }
};

/** @param {ImageBitmap} bitmap @param {boolean} harder */
const read = async (bitmap, harder) => {
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
  const options = { tryHarder: harder, tryRotate: harder, tryInvert: harder, tryDownscale: harder, maxNumberOfSymbols: 1 };
  const [found] = await readBarcodes(pixels, { formats: ["QRCode"], ...options });
  return found ? new TextDecoder("utf-8").decode(found.bytes) : "";
};
