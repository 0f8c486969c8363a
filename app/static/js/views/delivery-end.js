/** The two ends of a delivery: not handed over, with its reason; and keeping what happened, whichever it was. */

import { lastAttempt } from "../core/feed.js";
import { day, stamp } from "../core/moments.js";
import { dong, tidy, within } from "../core/names.js";
import { t } from "../core/words.js";
import { banner, catalogue, choices, field, go, h, input } from "./dom.js";
import { workPage } from "./frame.js";
import { dayInput, dayTold, dayTyped } from "./moment-fields.js";
import { dropButton, remember } from "./remember.js";
import { saveFurther } from "./further.js";
import { lacks, otherTold } from "./saying.js";

/** @param {any} known @param {any} draft */
export const failed = (known, draft) => {
  const said = h("div", {});
  let reason = "";
  const words = input({ maxlength: 200, name: "words" });
  const again = dayInput({ name: "again" });
  const list = choices(t("Lý do"), catalogue().failures, "", (chosen) => {
    reason = chosen;
  });
  const button = h(
    "button",
    {
      class: "btn btn--primary btn--tall btn--wide",
      type: "button",
      onclick: () => {
        const dated = again.value.trim() ? [dayTold(again)] : [];
        if (lacks(said, [[!reason, t("Chọn lý do chưa giao được."), list], otherTold(reason, words), ...dated])) return undefined;
        const when = dayTyped(again);
        const body = { v: 1, reason, text: tidy(words.value), attempted_at: stamp(Date.now()), again_on: when || null };
        const here = { reason, text: body.text, at: body.attempted_at, again_on: body.again_on };
        return save({ button, said, draft, kind: "delivery.attempted", body, row: { ...known, attempted_here: here } });
      },
    },
    t("Lưu lần chưa giao được"),
  );
  const page = workPage({
    title: t("Chưa giao được"),
    back: () => go(`/may/tra/${known.id}/ai-nhan`),
    children: [said, h("h1", {}, t("Vì sao chưa giao được?")), list, field(t("Ghi thêm"), words), field(t("Hẹn lại ngày"), again), dropButton(draft, "/may")],
    foot: [button],
  });
  return remember(page, draft, "chua-giao");
};

/** Who received, in one line. @param {any} who */
export const givenTo = (who) => {
  const kind = catalogue().recipients.find((/** @type {any} */ one) => one.code === who.who)?.text ?? "";
  return [who.name, within(kind), who.relation].filter(Boolean).join(", ");
};

/** The newest hand-over that failed, as long as the thing is still to be carried home. @param {any} known */
export const attemptPanel = (known) => {
  const last = lastAttempt(known);
  if (!last || known.delivered_at || known.state === "delivered") return null;
  const reason = catalogue().failures.find((/** @type {any} */ one) => one.code === last.reason)?.text ?? "";
  return banner(
    "warn",
    "clock",
    h("b", {}, t("Chưa giao được {day}. ", { day: day(Date.parse(last.at)) })),
    `${[reason, last.text].filter(Boolean).join(": ")}.`,
    last.again_on ? ` ${t("Hẹn lại {day}.", { day: day(Date.parse(last.again_on)) })}` : "",
  );
};

/** What is to be paid at this hand-over, or null (L15). @param {any} known */
export const feeDue = (known) => (known.fee?.paid === "later" && known.state === "ready" ? known.fee : null);

/** Said before anything is signed. @param {any} known */
export const feePanel = (known) => {
  const due = feeDue(known);
  return due && banner("warn", "bang", h("b", {}, t("Thu phí {amount} khi trả.", { amount: dong(due.amount) })));
};

/** @param {{button: HTMLElement, said: HTMLElement, draft: any, kind: string, body: object, row: any}} what */
export const save = ({ draft, kind, ...what }) => saveFurther({ ...what, draft: { ...draft, kind } });
