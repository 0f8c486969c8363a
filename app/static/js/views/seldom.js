/** The pages that are opened once, or when something is wrong: loaded as one, after the first screen. */

export { enrolPage, notEnrolledPage } from "./enrol.js";
export { ownKeyPage } from "./own-key.js";
export { setPinPage } from "./pin-set.js";
export { fullPage, readyPage } from "./ready.js";
export { rescuePage } from "./rescue.js";
export { sharedPhonePage } from "./shared-phone.js";
