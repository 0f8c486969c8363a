/** Shrinks a photo off the main thread to a JPEG of at most 1600 px and 350 KB; only pixels survive. */

const LONGEST = 1600;
const MOST_BYTES = 350 * 1024;

self.onmessage = async ({ data }) => {
  try {
    const result = await shrink(data.bitmap);
    self.postMessage({ id: data.id, result }, { transfer: [result] });
  } catch (error) {
    self.postMessage({ id: data.id, error: String(error) });
  }
};

/** @param {ImageBitmap} bitmap */
const shrink = async (bitmap) => {
  const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
  const canvas = new OffscreenCanvas(Math.round(bitmap.width * scale), Math.round(bitmap.height * scale));
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d", { alpha: false }));
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  for (const quality of [0.8, 0.7, 0.6, 0.5, 0.4]) {
    const out = await canvas.convertToBlob({ type: "image/jpeg", quality });
    if (out.type !== "image/jpeg") throw new Error("no_jpeg");
    if (out.size <= MOST_BYTES || quality === 0.4) return out.arrayBuffer();
  }
  throw new Error("no_jpeg");
};
