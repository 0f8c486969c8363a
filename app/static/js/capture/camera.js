/** The only file that touches the camera: inside the page, so that the system camera cannot kill the app. */

/** @type {MediaStream | null} */
let stream = null;

/** As long as a viewfinder may stand without a result: a running camera keeps the screen awake, and an awake phone does not lock. */
export const LONGEST = 180_000;

/** Shows the back camera in a video element; throws camera_denied. @param {HTMLVideoElement} video */
export const openCamera = async (video) => {
  closeCamera();
  try {
    const wanted = { facingMode: "environment", width: { ideal: 1920 }, height: { ideal: 1080 } };
    stream = await navigator.mediaDevices.getUserMedia({ video: wanted, audio: false });
  } catch {
    throw new Error("camera_denied");
  }
  video.srcObject = stream;
  video.muted = true;
  video.playsInline = true;
  await video.play();
};

export const closeCamera = () => {
  for (const track of stream?.getTracks() ?? []) track.stop();
  stream = null;
};

export const cameraIsOpen = () => Boolean(stream?.getVideoTracks().some((track) => track.readyState === "live"));

/** Whether the lamp can be lit. */
export const hasTorch = () => Boolean(/** @type {any} */ (stream?.getVideoTracks()[0]?.getCapabilities?.())?.torch);

/** @param {boolean} lit */
export const torch = (lit) => stream?.getVideoTracks()[0]?.applyConstraints(/** @type {any} */ ({ advanced: [{ torch: lit }] }));

/** The present picture as pixels. @param {HTMLVideoElement} video */
export const frame = (video) => createImageBitmap(video);
