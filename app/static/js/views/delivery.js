/** Handing over at the door, offline: who receives, what was explained, the ink or the print, check, saved. */

import { asksAll, carried, deliveryBody, stepsOf, wantedRoles } from "../core/delivery.js";
import { clock, day, stamp } from "../core/moments.js";
import { t } from "../core/words.js";
import { keepDraft, keepRoles, photoOf, readDraft } from "../store/drafts.js";
import { stub } from "../store/outbox.js";
import { newDelivery } from "./begin.js";
import { failed, givenTo, save, unhush } from "./delivery-end.js";
import { feeTaken } from "./delivery-fee.js";
import { frame, neighbourOf, thing } from "./delivery-frame.js";
import { fingerPage, momentPage, toldPage } from "./delivery-told.js";
import { authorisationPage, recipientPage } from "./delivery-who.js";
import { go, h, icon, link, row } from "./dom.js";
import { give } from "./giving.js";
import { inkPad } from "./ink-pad.js";
import { remember } from "./remember.js";
import { mend } from "./saying.js";

/** @param {import("./app.js").Context} context */
export const deliveryPage = async ({ own, parts: [id, name], again }) => {
  const known = await stub(id);
  const draft = (await readDraft(`tra-${id}`)) ?? (known && carried(known) ? newDelivery(known, "ai-nhan") : null);
  if (!known || !draft) {
    go(`/may/da-luu/${id}`, true);
    return [];
  }
  const steps = stepsOf(known, draft.answers);
  const lacking = steps.slice(0, Math.max(steps.indexOf(name), 0)).find((one) => !answered(draft, one));
  if (lacking) {
    go(`/may/tra/${id}/${lacking}`, true);
    return [];
  }
  const page = {
    "ai-nhan": recipientPage,
    "giay-uy-quyen": authorisationPage,
    "noi-dung": toldPage,
    "o-ky": ink,
    "diem-chi": fingerPage,
    anh: momentPage,
    xong: check,
    "chua-giao": failed,
  }[name];
  return (page ?? recipientPage)(known, draft, name === "o-ky" ? again : own);
};

/** Whether a step was answered. @param {any} draft @param {string} step */
const answered = ({ answers }, step) =>
  /** @type {Record<string, () => boolean>} */ ({
    "ai-nhan": () => Boolean(answers.recipient),
    "giay-uy-quyen": () => Boolean(photoOf(answers, "authorisation", 0)),
    "noi-dung": () => Boolean(answers.mode && answers.reading),
    "o-ky": () => Boolean(answers.ink && answers.at),
    "diem-chi": () => Boolean(photoOf(answers, "fingerprint", 0)),
  })[step]?.() ?? true;

/** The recipient draws, the phone in his hand; the officer comes back by PIN. @param {any} known @param {any} draft @param {() => void} again */
const ink = async (known, draft, again) => {
  const here = `/may/tra/${known.id}/o-ky`;
  await give({ path: here, next: here, pin: false });
  const back = async (/** @type {string} */ next) => {
    await give({ path: here, next: `/may/tra/${known.id}/${next}`, pin: true });
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
    back: () => back(neighbourOf(known, draft, "o-ky", -1)),
  });
};

/** @param {any} known @param {any} draft @param {any} own */
const check = (known, draft, own) => {
  const { recipient: who } = draft.answers;
  const said = h("div", {});
  const fee = feeTaken(known, draft, own.commune.account);
  // ink says the moment itself; without it the moment is that of saving
  const at = draft.answers.at && drawn(known, draft) ? draft.answers.at : stamp(Date.now());
  const keep = async () => {
    const lacking = fee?.lacking();
    if (lacking) return mend(said, lacking, fee?.list);
    const answers = { ...draft.answers, at };
    const more = { what: thing(known), place: known.place || known.hamlet, ...fee?.told() };
    const paper = known.state === "ready" ? { state: "delivered", holder: "person" } : {};
    await save({
      button: done,
      said,
      draft: await keepRoles(draft, wantedRoles(draft.answers)),
      kind: "delivery.completed",
      body: deliveryBody(known, answers, more),
      row: { ...known, ...paper, delivered_at: stamp(Date.now()), given_to: givenTo(who, known) },
    });
    if (done.hasAttribute("disabled")) await unhush(known);
    return undefined;
  };
  const done = h("button", { class: "btn btn--primary btn--tall btn--wide", type: "button", onclick: keep }, icon("given"), t("Đã giao, lưu trên máy"));
  const page = frame(known, draft, "xong", {
    title: t("Kiểm tra và lưu"),
    children: [
      said,
      h("h1", {}, t("Kiểm tra và lưu")),
      fee?.node,
      h(
        "dl",
        { class: "summary summary--plain" },
        row(t("Giao"), t("{title}, {copies} bản", { title: thing(known), copies: known.copies ?? 1 })),
        known.number && row(t("Số chứng thực"), known.number),
        row(t("Người nhận"), givenTo(who, known)),
        row(t("Lúc"), `${clock(Date.parse(at))} ${day(Date.parse(at))}`),
      ),
      ...seen(known, draft),
      momentButton(known, draft, own),
    ],
    foot: [done],
  });
  return remember(page, draft, "xong");
};

/** @param {any} known @param {any} draft */
const drawn = (known, draft) => !asksAll(known) || draft.answers.mode === "paper";

/** The ink and the photos, once more before they are sealed; each leads back to where it is taken again. @param {any} known @param {any} draft */
const seen = (known, draft) => {
  const roles = asksAll(known) ? wantedRoles(draft.answers) : [];
  const words = { authorisation: t("Giấy ủy quyền"), fingerprint: t("Dấu điểm chỉ trên phiếu"), moment: t("Ảnh lúc giao") };
  const steps = { authorisation: "giay-uy-quyen", fingerprint: "diem-chi", moment: "anh" };
  const photos = roles.map((role) => {
    const one = /** @type {"moment"} */ (role);
    const photo = h("tn-photo", { class: "photo", draft: draft.id, "role-of": role, place: 0, label: words[one] });
    return h(
      "div",
      { class: "stack stack--8" },
      photo,
      link(`/may/tra/${known.id}/${steps[one]}`, { class: "link" }, icon("camera", "icon--s"), t("Chụp lại")),
    );
  });
  if (!drawn(known, draft)) return photos;
  const view = /** @type {any} */ (h("tn-ink", { class: "ink-box", label: t("Chữ ký người nhận") }));
  customElements.whenDefined("tn-ink").then(() => view.show(draft.answers.ink));
  return [view, ...photos];
};

/** @param {any} known @param {any} draft @param {any} own */
const momentButton = (known, draft, own) =>
  asksAll(known) &&
  !draft.answers.consented &&
  (own.commune.extras ?? []).includes("moment") &&
  link(`/may/tra/${known.id}/anh`, { class: "btn btn--wide" }, icon("camera"), t("Chụp ảnh lúc giao, nếu người nhận đồng ý"));
