/** Handing over at the door, offline: who receives, the ink, check, saved. */

import { clock, day, stamp } from "../core/moments.js";
import { addressed, tidy } from "../core/names.js";
import { t } from "../core/words.js";
import { keepDraft, readDraft } from "../store/drafts.js";
import { stub } from "../store/outbox.js";
import { newDelivery } from "./begin.js";
import { failed, save } from "./delivery-end.js";
import { catalogue, choices, field, go, h, icon, input, row } from "./dom.js";
import { workPage } from "./frame.js";
import { inkPad } from "./ink-pad.js";
import { mend } from "./wizard-questions.js";

const STEPS = ["ai-nhan", "o-ky", "xong"];

/** @param {import("./app.js").Context} context */
export const deliveryPage = async ({ parts: [id, name] }) => {
  const known = await stub(id);
  const draft = (await readDraft(`tra-${id}`)) ?? (known?.state === "ready" && !known.local ? await newDelivery(known, {}, "ai-nhan") : null);
  if (!known || !draft) {
    go(`/may/da-luu/${id}`, true);
    return [];
  }
  const page = { "ai-nhan": recipient, "o-ky": ink, xong: check, "chua-giao": failed }[name] ?? recipient;
  return page(known, draft);
};

/** @param {any} known @param {any} draft @param {string} step @param {object} [answers] */
const on = async (known, draft, step, answers = {}) => {
  Object.assign(draft.answers, answers);
  Object.assign(draft, { step, changed: Date.now() });
  await keepDraft(draft);
  go(`/may/tra/${known.id}/${step}`);
};

/** @param {any} known @param {string} step @param {any} page */
const frame = (known, step, page) =>
  workPage({
    ...page,
    back: () => (STEPS.indexOf(step) > 0 ? go(`/may/tra/${known.id}/${STEPS[STEPS.indexOf(step) - 1]}`) : go("/may")),
    pause: () => go("/may"),
    step: { now: STEPS.indexOf(step) + 1, of: STEPS.length, word: [t("Người nhận"), t("Ký nhận"), t("Kiểm tra")][STEPS.indexOf(step)] },
  });

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
    if (!who || !found.name || (!self && !found.relation)) return mend(said, t("Chọn người nhận; người khác nhận thì ghi tên và quan hệ."));
    return on(known, draft, "o-ky", { recipient: found });
  };
  return frame(known, "ai-nhan", {
    title: t("Ai nhận kết quả?"),
    children: [
      said,
      h(
        "div",
        { class: "question" },
        h("h1", {}, t("Ai nhận kết quả?")),
        h("p", { class: "hint" }, `${known.title}, ${addressed(known.honorific, known.name)}`),
      ),
      list,
      more,
      field(t("Giấy tờ người nhận xuất trình"), paper),
    ],
    foot: [
      h("button", { class: "btn btn--refuse btn--tall", type: "button", onclick: () => on(known, draft, "chua-giao") }, t("Không giao được")),
      h("button", { class: "btn btn--primary btn--tall", type: "button", onclick: act }, t("Tiếp tục")),
    ],
  });
};

/** @param {any} known @param {any} draft */
const ink = (known, draft) =>
  inkPad({
    title: t("Ký nhận vào ô này"),
    who: draft.answers.recipient.name,
    at: `${day(Date.now())} · ${clock(Date.now())}`,
    ink: draft.answers.ink,
    save: async (made) => {
      draft.answers.ink = made;
      await keepDraft({ ...draft, step: "o-ky", changed: Date.now() });
    },
    done: (made, _little, reason) => on(known, draft, "xong", { ink: made, little_ink: reason, at: stamp(Date.now()) }),
    back: () => go(`/may/tra/${known.id}/ai-nhan`),
  });

/** @param {any} known @param {any} draft */
const check = (known, draft) => {
  const { recipient: who } = draft.answers;
  const said = h("div", {});
  const done = h(
    "button",
    {
      class: "btn btn--primary btn--tall btn--wide",
      type: "button",
      onclick: () =>
        save(
          done,
          said,
          known,
          draft,
          "delivery.completed",
          {
            v: 1,
            recipient: who,
            handed: [{ what: known.title, copies: known.copies ?? 1 }],
            delivered_at: draft.answers.at,
            place: known.place || known.hamlet,
            ink: draft.answers.ink,
            little_ink: draft.answers.little_ink ?? "",
          },
          "delivered",
        ),
    },
    icon("given"),
    t("Đã giao, lưu trên máy"),
  );
  const recipients = catalogue().recipients.find((/** @type {any} */ one) => one.code === who.who)?.text ?? "";
  const view = /** @type {any} */ (h("tn-ink", { class: "ink-box", label: t("Chữ ký người nhận") }));
  customElements.whenDefined("tn-ink").then(() => view.show(draft.answers.ink));
  return frame(known, "xong", {
    title: t("Kiểm tra và lưu"),
    children: [
      said,
      h("h1", {}, t("Kiểm tra và lưu")),
      h(
        "dl",
        { class: "summary summary--plain" },
        row(t("Giao"), t("{title}, {copies} bản", { title: known.title, copies: known.copies ?? 1 })),
        row(t("Số chứng thực"), known.number),
        row(t("Người nhận"), [who.name, recipients, who.relation].filter(Boolean).join(", ")),
        row(t("Lúc"), `${clock(Date.parse(draft.answers.at))} ${day(Date.parse(draft.answers.at))}`),
      ),
      view,
    ],
    foot: [done],
  });
};
