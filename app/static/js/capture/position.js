/** Where the phone is, once; the only file that asks for it. */

const PATIENCE = 20_000;
const FRESH = 60_000;
/** Records carry whole numbers: millionths of a degree. */
export const E6 = 1_000_000;

/** @returns {Promise<{lat: number, lon: number, within: number}>} */
export const position = () =>
  new Promise((found, failed) => {
    const told = (/** @type {GeolocationPosition} */ { coords }) =>
      found({ lat: Math.round(coords.latitude * E6), lon: Math.round(coords.longitude * E6), within: Math.ceil(coords.accuracy) });
    navigator.geolocation.getCurrentPosition(told, failed, { enableHighAccuracy: true, timeout: PATIENCE, maximumAge: FRESH });
  });
