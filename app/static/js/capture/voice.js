/** A short recording: Opus where the phone has it, at most twenty seconds, the microphone closed at its end. */

const MOST = 20_000;
const RATE = 24_000;
const KINDS = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"];

/** @param {MediaStream} stream @returns {{stop: () => void, done: Promise<ArrayBuffer>}} */
export const record = (stream) => {
  const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
  const recorder = new MediaRecorder(stream, { ...(mimeType ? { mimeType } : {}), audioBitsPerSecond: RATE });
  /** @type {Blob[]} */
  const parts = [];
  recorder.addEventListener("dataavailable", ({ data }) => parts.push(data));
  const stop = () => recorder.state !== "inactive" && recorder.stop();
  const timer = setTimeout(stop, MOST);
  const done = new Promise((kept, failed) => {
    recorder.addEventListener("error", failed);
    recorder.addEventListener("stop", () => {
      clearTimeout(timer);
      for (const track of stream.getTracks()) track.stop();
      new Blob(parts).arrayBuffer().then(kept, failed);
    });
  });
  recorder.start();
  return { stop, done: /** @type {Promise<ArrayBuffer>} */ (done) };
};
