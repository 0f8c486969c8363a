/** Handing over at the door, offline: who receives, the ink, check, saved. */

import { clock, day, stamp } from "../core/moments.js";
import { addressed, dong, tidy } from "../core/names.js";
import { t } from "../core/words.js";
import { keepDraft, readDraft } from "../store/drafts.js";
import { hand } from "../store/hand.js";
import { stub } from "../store/outbox.js";
import { newDelivery } from "./begin.js";
import { attemptPanel, failed, feeDue, feePanel, givenTo, save } from "./delivery-end.js";
import { catalogue, choices, field, go, h, icon, input, row } from "./dom.js";
import { frame, thing } from "./delivery-frame.js";
import { toCarry } from "./home.js";
import { inkPad } from "./ink-pad.js";
import { dropButton, remember } from "./remember.js";
import { lacks, mend } from "./saying.js";
import { capitalsFor } from "./capitals.js";

/** @param {import("./app.js").Context} context */
export const deliveryPage = async ({ parts: [id, name], again }) => {
  const known = await stub(id);
  const draft = (await readDraft(`tra-${id}`)) ?? (known && toCarry(known) ? newDelivery(known, "ai-nhan") : null);
  if (!known || !draft) {
    go(`/may/da-luu/${id}`, true);
    return [];
  }
  const named = draft.answers.recipient && (name !== "xong" || draft.answers.at);
  if (["o-ky", "xong"].includes(name) && !named) {
    go(`/may/tra/${id}/ai-nhan`, true);
    return [];
  }
  const page = { "ai-nhan": recipient, "o-ky": ink, xong: check, "chua-giao": failed }[name] ?? recipient;
  return page(known, draft, again);
};

/** @param {any} known @param {any} draft @param {string} step @param {object} [answers] */
const on = async (known, draft, step, answers = {}) => {
  Object.assign(draft.answers, answers, { typed: {} });
  Object.assign(draft, { step, changed: Date.now() });
  await keepDraft(draft);
  go(`/may/tra/${known.id}/${step}`);
};

/** @param {any} known @param {any} draft */
const recipient = (known, draft) => {
  const { recipients, papers } = catalogue();
  const said = h("div", {});
  let who = draft.answers.recipient?.who ?? "";
  const name = input({ value: draft.answers.recipient?.name ?? "", maxlength: 120, autocapitalize: "words", name: "recipient" });
  const relation = input({ value: draft.answers.recipient?.relation ?? "", maxlength: 60, name: "relation" });
  const more = h(
    "div",
    { class: "stack", hidden: who === "" || who === "self" },
    field(t("Họ và tên người nhận"), name),
    capitalsFor(name),
    field(t("Quan hệ"), relation, t("Ví dụ: con gái")),
  );
  const paper = /** @type {HTMLSelectElement} */ (
    h(
      "select",
      { class: "input", name: "paper" },
      papers.map((/** @type {any} */ one) => h("option", { value: one.code, selected: one.code === draft.answers.recipient?.paper }, one.text)),
    )
  );
  const list = choices(t("Người nhận"), recipients, who, (chosen) => {
    who = chosen;
    more.hidden = chosen === "self";
  });
  const act = () => {
    const self = who === "self";
    const found = { who, name: self ? known.name : tidy(name.value), relation: self ? "" : tidy(relation.value), paper: paper.value };
    const lacking = lacks(said, [
      [!who, t("Chọn ai nhận kết quả."), list],
      [who && !found.name, t("Ghi họ và tên người nhận."), name],
      [who && !self && !found.relation, t("Ghi quan hệ của người nhận."), relation],
    ]);
    if (lacking) return undefined;
    return on(known, draft, "o-ky", { recipient: found });
  };
  const page = frame(known, "ai-nhan", {
    title: t("Ai nhận kết quả?"),
    children: [
      said,
      attemptPanel(known),
      feePanel(known),
      h(
        "div",
        { class: "question" },
        h("h1", {}, t("Ai nhận kết quả?")),
        h("p", { class: "hint" }, `${thing(known)}, ${addressed(known.honorific, known.name)}`),
      ),
      list,
      more,
      field(t("Giấy tờ người nhận xuất trình"), paper),
      dropButton(draft, "/may"),
    ],
    foot: [
      h("button", { class: "btn btn--refuse btn--tall", type: "button", onclick: () => go(`/may/tra/${known.id}/chua-giao`) }, t("Không giao được")),
      h("button", { class: "btn btn--primary btn--tall", type: "button", onclick: act }, t("Tiếp tục")),
    ],
  });
  return remember(page, draft, "ai-nhan");
};

/** The recipient draws, the phone in his hand; the officer comes back by PIN. @param {any} known @param {any} draft @param {() => void} again */
const ink = async (known, draft, again) => {
  const here = `/may/tra/${known.id}/o-ky`;
  await hand({ path: here, next: here, pin: false }, Date.now());
  const back = async (/** @type {string} */ next) => {
    await hand({ path: here, next: `/may/tra/${known.id}/${next}`, pin: true }, Date.now());
    again();
  };
  return inkPad({
    title: t("Ký nhận vào ô này"),
    who: draft.answers.recipient.name,
    at: `${day(Date.now())} · ${clock(Date.now())}`,
    ink: draft.answers.ink,
    save: async (made) => {
      draft.answers.ink = made;
      await keepDraft({ ...draft, step: "o-ky", changed: Date.now() });
    },
    done: async (made, _little, reason) => {
      Object.assign(draft.answers, { ink: made, little_ink: reason, at: stamp(Date.now()) });
      await keepDraft({ ...draft, step: "xong", changed: Date.now() });
      await back("xong");
    },
    back: () => back("ai-nhan"),
  });
};

/** @param {any} known @param {any} draft */
const check = (known, draft) => {
  const { recipient: who } = draft.answers;
  const said = h("div", {});
  const due = feeDue(known);
  let paid = draft.answers.paid ?? "";
  const fee =
    due &&
    choices(
      t("Thu phí"),
      catalogue().paid.filter((/** @type {any} */ one) => ["cash", "transfer"].includes(one.code)),
      paid,
      (code) => {
        paid = code;
      },
    );
  const done = h(
    "button",
    {
      class: "btn btn--primary btn--tall btn--wide",
      type: "button",
      onclick: () => {
        if (due && !paid) return mend(said, t("Phí {amount} chưa thu: chọn cách thu.", { amount: dong(due.amount) }), fee ?? undefined);
        const body = {
          v: 1,
          recipient: who,
          handed: [{ what: thing(known), copies: known.copies ?? 1 }],
          delivered_at: draft.answers.at,
          place: known.place || known.hamlet,
          ink: draft.answers.ink,
          little_ink: draft.answers.little_ink ?? "",
          ...(due ? { fee: { ...due, paid } } : {}),
        };
        const paper = known.state === "ready" ? { state: "delivered", holder: "person" } : {};
        return save({
          button: done,
          said,
          draft,
          kind: "delivery.completed",
          body,
          row: { ...known, ...paper, delivered_at: stamp(Date.now()), given_to: givenTo(who) },
        });
      },
    },
    icon("given"),
    t("Đã giao, lưu trên máy"),
  );
  const view = /** @type {any} */ (h("tn-ink", { class: "ink-box", label: t("Chữ ký người nhận") }));
  customElements.whenDefined("tn-ink").then(() => view.show(draft.answers.ink));
  const page = frame(known, "xong", {
    title: t("Kiểm tra và lưu"),
    children: [
      said,
      h("h1", {}, t("Kiểm tra và lưu")),
      due && h("section", { class: "panel panel--local" }, h("h2", {}, icon("bang"), t("Thu phí {amount}", { amount: dong(due.amount) })), fee),
      h(
        "dl",
        { class: "summary summary--plain" },
        row(t("Giao"), t("{title}, {copies} bản", { title: thing(known), copies: known.copies ?? 1 })),
        known.number && row(t("Số chứng thực"), known.number),
        row(t("Người nhận"), givenTo(who)),
        row(t("Lúc"), `${clock(Date.parse(draft.answers.at))} ${day(Date.parse(draft.answers.at))}`),
      ),
      view,
    ],
    foot: [done],
  });
  return remember(page, draft, "xong");
};
