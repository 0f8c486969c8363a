/** The desk's pages: each element mounts itself where its page has it. */

import "./desk/along.js";
import "./desk/after-print.js";
import "./desk/authority-form.js";
import "./desk/capitals.js";
import "./desk/card-form.js";
import "./desk/confirm.js";
import "./desk/copy.js";
import "./desk/fields.js";
import "./desk/file-box.js";
import "./desk/handed.js";
import "./desk/passkeys.js";
import "./desk/case-page.js";
import "./desk/later-act.js";
import "./desk/scan-box.js";
import "./desk/sign-together.js";
import "./desk/unlock.js";
import "./desk/lock.js";
import "./desk/menu.js";
import "./desk/pages-box.js";
import "./desk/purge.js";
import "./desk/push.js";
import "./desk/rescue-box.js";
import "./desk/restored.js";
import "./desk/spot.js";
import "./desk/stay.js";
import "./desk/together.js";
