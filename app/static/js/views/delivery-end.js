/** The two ends of a delivery: not handed over, with its reason; and keeping what happened, whichever it was. */

import { carried, DIED, heardAgain, isBenefit } from "../core/delivery.js";
import { lastAttempt } from "../core/feed.js";
import { day, stamp } from "../core/moments.js";
import { dong, tidy, within } from "../core/names.js";
import { t } from "../core/words.js";
import { markStub, stubs } from "../store/outbox.js";
import { QUIET } from "./delivery-panels.js";
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
  const when = field(t("Hẹn lại ngày"), again);
  const condolence = h("div", { hidden: true }, banner("local", "lotus", h("b", {}, t("Xin chia buồn cùng gia đình. ")), QUIET()));
  const list = choices(t("Lý do"), catalogue().failures, "", (chosen) => {
    reason = chosen;
    when.hidden = chosen === DIED;
    condolence.hidden = chosen !== DIED;
  });
  const button = h(
    "button",
    {
      class: "btn btn--primary btn--tall btn--wide",
      type: "button",
      onclick: async () => {
        const dated = again.value.trim() && reason !== DIED ? [dayTold(again)] : [];
        if (lacks(said, [[!reason, t("Chọn lý do chưa giao được."), list], otherTold(reason, words), ...dated])) return undefined;
        const on = reason === DIED ? "" : dayTyped(again);
        const body = { v: 1, reason, text: tidy(words.value), attempted_at: stamp(Date.now()), again_on: on || null };
        const here = { reason, text: body.text, at: body.attempted_at, again_on: body.again_on };
        await save({ button, said, draft, kind: "delivery.attempted", body, row: { ...known, attempted_here: here } });
        if (button.hasAttribute("disabled")) await (reason === DIED ? hush(known) : unhush(known));
        return undefined;
      },
    },
    t("Lưu lần chưa giao được"),
  );
  const page = workPage({
    title: t("Chưa giao được"),
    back: () => go(`/may/tra/${known.id}/ai-nhan`),
    children: [said, h("h1", {}, t("Vì sao chưa giao được?")), list, condolence, field(t("Ghi thêm"), words), when, dropButton(draft, "/may")],
    foot: [button],
  });
  return remember(page, draft, "chua-giao");
};

/** Whatever else is carried to the same person is asked for no more. @param {any} known */
const hush = async (known) => {
  const others = (await stubs()).filter((one) => known.identity && one.id !== known.id && one.identity === known.identity && carried(one));
  for (const one of others) await markStub(one.id, { quiet: true });
};

/** It was told by mistake that the person died: his other results are brought again. @param {any} known */
export const unhush = async (known) => {
  for (const one of heardAgain(known, await stubs())) await markStub(one.id, { quiet: false });
};

/** Who received, in one line. @param {any} who @param {any} [known] */
export const givenTo = (who, known) => {
  const own = who.who === "self" && known && isBenefit(known);
  const kind = own ? t("Chính người hưởng") : (catalogue().recipients.find((/** @type {any} */ one) => one.code === who.who)?.text ?? "");
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
    last.again_on ? " " : "",
    last.again_on ? t("Hẹn lại {day}.", { day: day(Date.parse(last.again_on)) }) : "",
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
