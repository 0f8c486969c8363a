/** The page on which anybody checks a paper. It works without this; this checks what the code says by itself, and files. */

import { scriptUrl } from "./capture/workers.js";
import "./public/paper-file.js";
import "./public/paper-said.js";

// the page is of use without it, and on some browsers there is none
navigator.serviceWorker?.register(scriptUrl("/K/sw.js"), { scope: "/K/", updateViaCache: "none" }).catch(() => {});
