/** A name typed in small letters at the desk: its capitals are offered, never set silently. */

import { capitalsFor } from "../views/capitals.js";

for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("input[autocapitalize=words]"))) input.after(capitalsFor(input));
