/** What is kept of the act: each one's consent, the photo of each page and print, the ink on the screen. */

import { clock, day } from "../core/moments.js";
import { addressed } from "../core/names.js";
import { neighbour } from "../core/wizard.js";
import { t } from "../core/words.js";
import { keepPhoto, photoOf } from "../store/drafts.js";
import { h, icon } from "./dom.js";
import { photoFinder } from "./finder.js";
import { handedPage } from "./frame.js";
import { give } from "./giving.js";
import { inkPad } from "./ink-pad.js";
import { spoiledButton } from "./wizard-act.js";
import { aloudButton, stayHanded } from "./wizard-extras.js";
import { nextButton, refuseButton } from "./wizard-parts.js";

/** @typedef {import("./wizard.js").Step} Step */

/** The citizen holds the phone: nothing else is reachable, the officer comes back by PIN. @param {Step} step */
export const agreeStep = async (step) => {
  const { person, document: paper } = step.answers;
  const here = `/may/moi/${step.draft.id}/${step.name}`;
  if (!step.answers.agreed) await give({ path: here, next: here, pin: false });
  const back = async (/** @type {object} */ answers, /** @type {string} */ next) => {
    await step.save(answers);
    await give({ path: here, next: `/may/moi/${step.draft.id}/${next}`, pin: true });
    step.again();
  };
  const agreed = async () => {
    const following = neighbour(step.draft.answers, step.name, 1);
    // several signed: the one who is asked takes the phone from the officer
    if (following !== "xin-phep" || step.draft.answers.others?.length) return back({ agreed: true }, following);
    // the consents are asked of the same person, who holds the phone still
    await step.save({ agreed: true });
    return stayHanded(step, following);
  };
  const lines = () => [paper.title, t("{pages} trang, {copies} bản", paper), t("Đã đọc, hoặc đã được nghe đọc hết giấy này?")].join(". ");
  const agree = h("button", { class: "btn btn--primary btn--citizen", type: "button", onclick: () => agreed() }, icon("tick"), t("Tôi đồng ý ký"));
  const not = h(
    "button",
    { class: "btn btn--citizen", type: "button", onclick: () => back({ agreed: false }, "tu-choi") },
    icon("cross"),
    t("Tôi chưa đồng ý"),
  );
  return {
    whole: handedPage({
      title: t("{who} sẽ ký giấy này", { who: addressed(person.honorific, person.name) }),
      lines: [
        h(
          "p",
          { class: "meta" },
          icon("phone", "icon--s"),
          t("Cán bộ đưa máy cho {who}; mắt kém thì đọc cho nghe.", { who: addressed(person.honorific, person.name) }),
        ),
        h("p", {}, h("b", {}, paper.title)),
        h("p", {}, t("{pages} trang, {copies} bản", paper)),
        h("p", {}, t("Đã đọc, hoặc đã được nghe đọc hết giấy này?")),
        aloudButton(lines),
      ],
      buttons: [agree, not, officerButton(() => back({}, "so-trang"))],
    }),
  };
};

/** At the edge, for the officer: the phone comes back by PIN. @param {() => void} act */
const officerButton = (act) => h("button", { class: "link link--start", type: "button", onclick: act }, icon("lock"), t("Cán bộ lấy lại máy"));

/** @param {Step} step */
export const photoStep = (step) => {
  const { pages } = step.answers.document;
  const title = t("Chụp trang {n}/{of} đã ký", { n: step.number, of: pages });
  const words = { title, hint: t("Để cả trang giấy nằm trong khung"), label: t("Trang {n}, đã ký", { n: step.number }) };
  return taking(step, { role: "signed_page", place: step.number - 1 }, words);
};

/** L9: the print as it stands on the paper, from near; never the finger. @param {Step} step */
export const fingerprintStep = (step) => {
  const { person } = step.answers;
  const title = t("Chụp dấu điểm chỉ của {who} trên giấy", { who: addressed(person.honorific, person.name) });
  const words = { title, hint: t("Chụp gần dấu mực trên giấy. Không chụp ngón tay."), label: t("Dấu điểm chỉ trên giấy") };
  return taking(step, { role: "fingerprint", place: step.signer }, words);
};

/** By consent only: the moment itself. @param {Step} step */
export const momentStep = (step) => {
  const words = { title: t("Chụp ảnh lúc ký"), hint: t("Người ký và cán bộ trong khung, không chụp thẻ căn cước."), label: t("Ảnh lúc ký") };
  const taken = taking(step, { role: "moment", place: 0 }, words);
  const skip = () => step.next({ skipped: { ...step.draft.answers.skipped, moment: true } });
  const kept = photoOf(step.draft.answers, "moment", 0);
  return kept ? taken : { ...taken, foot: [refuseButton(step), h("button", { class: "btn btn--tall", type: "button", onclick: skip }, t("Bỏ qua"))] };
};

/**
 * Takes a photo, shows it, takes it again.
 * @param {Step} step @param {{role: string, place: number}} of @param {{title: string, hint: string, label: string}} words
 */
const taking = (step, of, { title, hint, label }) => {
  const this_ = `${step.draft.id} ${of.role} ${of.place}`;
  const taken = async (/** @type {ArrayBuffer} */ jpeg) => {
    step.draft.step = step.name;
    const next = await keepPhoto({ ...step.draft, changed: Date.now() }, of.place, jpeg, of.role);
    // the same page again shows what was kept
    Object.assign(step.draft, next);
    step.again();
  };
  if (!photoOf(step.draft.answers, of.role, of.place) || retaking === this_) {
    retaking = "";
    return { title, children: [h("h1", { class: "h-small" }, title), photoFinder(hint, taken)], foot: [refuseButton(step), spoiledButton(step)] };
  }
  const again = () => {
    retaking = this_;
    step.again();
  };
  return {
    title,
    children: [
      h("h1", { class: "h-small" }, title),
      h("tn-photo", { class: "photo", draft: step.draft.id, "role-of": of.role, place: of.place, label }),
      spoiledButton(step),
    ],
    foot: [
      h("button", { class: "btn btn--tall", type: "button", onclick: again }, icon("camera"), t("Chụp lại")),
      nextButton(t("Rõ, dùng ảnh này"), () => step.next(), "tick"),
    ],
  };
};

let retaking = "";

/** The citizen draws, the phone in his hand; the officer comes back by PIN. @param {Step} step */
export const inkStep = async (step) => {
  const { person } = step.answers;
  const who = addressed(person.honorific, person.name);
  const here = `/may/moi/${step.draft.id}/${step.name}`;
  await give({ path: here, next: here, pin: false });
  const back = async (/** @type {string} */ next) => {
    await give({ path: here, next: `/may/moi/${step.draft.id}/${next}`, pin: true });
    step.again();
  };
  return {
    whole: inkPad({
      title: t("Ký vào ô này"),
      who,
      at: `${day(Date.now())} · ${clock(Date.now())}`,
      ink: step.answers.ink,
      save: (ink, little) => step.save({ ink, ink_is_little: little }),
      done: async (ink, little, reason) => {
        await step.save({ ink, ink_is_little: little, little_ink: reason });
        await back(step.following());
      },
      back: () => back(neighbour(step.draft.answers, step.name, -1)),
    }),
  };
};
