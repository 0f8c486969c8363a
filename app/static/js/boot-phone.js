/** The phone: what its page needs, and the service worker that lets it start with no network. */

import "./views/photo.js";
import "./views/app.js";
import { registerWorker } from "./sync/worker.js";

registerWorker();
