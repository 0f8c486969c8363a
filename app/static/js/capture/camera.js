/** The only file that touches camera and microphone: inside the page, so that the system camera cannot kill the app. */

/** @type {MediaStream | null} */
let stream = null;

/** Which opening the camera is of; whether a page asked for it and did not close it. */
let turn = 0;
let wanted = false;

/** As long as a viewfinder may stand without a result: a running camera keeps the screen awake, and an awake phone does not lock. */
export const LONGEST = 180_000;

/** Shows the back camera in a video element; false when it was closed or opened elsewhere meanwhile; throws camera_denied. @param {HTMLVideoElement} video */
export const openCamera = async (video) => {
  closeCamera();
  const asked = turn;
  wanted = true;
  try {
    const back = { facingMode: "environment", width: { ideal: 1920 }, height: { ideal: 1080 } };
    const given = await navigator.mediaDevices.getUserMedia({ video: back, audio: false });
    // closed, or opened elsewhere, while the person or the system took its time
    if (asked !== turn) {
      stop(given);
      return false;
    }
    stream = given;
  } catch {
    throw new Error("camera_denied");
  }
  video.srcObject = stream;
  video.muted = true;
  video.playsInline = true;
  await video.play();
  return true;
};

/** @param {MediaStream | null} given */
const stop = (given) => {
  for (const track of given?.getTracks() ?? []) track.stop();
};

export const closeCamera = () => {
  turn += 1;
  wanted = false;
  stop(stream);
  stream = null;
};

/** The microphone, for one short recording; who stops it closes it. */
export const openMicrophone = () => navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true }, video: false });

/** Whether a page looks, or is about to. */
export const cameraIsWanted = () => wanted || cameraIsOpen();

export const cameraIsOpen = () => Boolean(stream?.getVideoTracks().some((track) => track.readyState === "live"));

/** Whether the lamp can be lit. */
export const hasTorch = () => Boolean(/** @type {any} */ (stream?.getVideoTracks()[0]?.getCapabilities?.())?.torch);

/** @param {boolean} lit */
export const torch = (lit) => stream?.getVideoTracks()[0]?.applyConstraints(/** @type {any} */ ({ advanced: [{ torch: lit }] }));

/** The present picture as pixels. @param {HTMLVideoElement} video */
export const frame = (video) => createImageBitmap(video);
