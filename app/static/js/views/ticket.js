/** Gắn tờ hẹn: the slip that was printed in advance is scanned at the door, and from then on opens this case for its person. */

import { stamp } from "../core/moments.js";
import { addressed } from "../core/names.js";
import { bindable, ticketIn, typedTicket } from "../core/tickets.js";
import { t } from "../core/words.js";
import { forgetDraft } from "../store/drafts.js";
import { stub, stubs } from "../store/outbox.js";
import { begunOr, furtherRecord } from "./begin.js";
import { banner, field, go, h, icon, input } from "./dom.js";
import { codeFinder } from "./finder.js";
import { workPage } from "./frame.js";
import { saveFurther } from "./further.js";

/** @param {import("./app.js").Context} context */
export const ticketPage = async ({ parts: [id] }) => {
  const known = await stub(id);
  if (!known || !bindable(known)) {
    await forgetDraft(`ticket.bound-${id}`);
    go(known ? `/may/da-luu/${id}` : "/may", true);
    return [];
  }
  const used = new Set((await stubs()).map((one) => one.ticket).filter(Boolean));
  return formPage(known, await begunOr(furtherRecord(known, "ticket.bound")), used);
};

/** @param {any} known @param {any} draft @param {Set<string>} used codes that this phone has bound */
const formPage = (known, draft, used) => {
  const said = h("div", { "aria-live": "polite" });
  const typed = input({ maxlength: 20, name: "code", autocapitalize: "characters", autocomplete: "off", spellcheck: "false" });
  const say = (/** @type {string} */ text) => said.replaceChildren(banner("warn", "alert", text));
  const bind = (/** @type {string} */ code, /** @type {string} */ otherwise) => {
    if (!code || used.has(code)) {
      say(code ? t("Tờ này đã gắn với hồ sơ khác. Lấy tờ mới.") : otherwise);
      return false;
    }
    const body = { v: 1, code, bound_at: stamp(Date.now()) };
    saveFurther({ button, said, draft, body, row: { ...known, ticket: code } });
    return true;
  };
  const found = async (/** @type {string} */ text) => {
    const code = ticketIn(text, location.origin);
    // whoever types is not told of a card that the camera happens to see
    return !code && typed.value ? false : bind(code, t("Không phải tờ hẹn của xã. Quét mã trên tờ hẹn in sẵn."));
  };
  const button = h(
    "button",
    { class: "btn btn--primary btn--tall btn--wide", type: "button", onclick: () => bind(typedTicket(typed.value), t("Mã có 12 ký tự, in cạnh ô QR.")) },
    icon("tick"),
    t("Gắn mã đã gõ"),
  );
  return workPage({
    title: t("Gắn tờ hẹn"),
    back: () => go(`/may/da-luu/${known.id}`),
    children: [
      h(
        "div",
        { class: "question" },
        h("h1", {}, t("Quét mã trên tờ hẹn")),
        h(
          "p",
          { class: "hint" },
          `${addressed(known.honorific, known.name)}, ${known.title}. ${t("Ghi giờ, ngày hẹn bằng bút, rồi đưa tờ cho người dân giữ. Không cần mạng.")}`,
        ),
      ),
      said,
      codeFinder(t("Đưa mã vào khung"), found),
      field(t("Hoặc gõ mã trên tờ"), typed),
    ],
    foot: [button],
  });
};
