/** The act itself: the citizen's screen, the signature on paper, the photo of each page, the ink on the screen. */

import { clock, day, stamp } from "../core/moments.js";
import { addressed } from "../core/names.js";
import { t } from "../core/words.js";
import { keepPhoto, tearSheet } from "../store/drafts.js";
import { hand } from "../store/hand.js";
import { agreed } from "./asking.js";
import { banner, go, h, icon } from "./dom.js";
import { photoFinder } from "./finder.js";
import { handedPage } from "./frame.js";
import { inkPad } from "./ink-pad.js";
import { nextButton, refuseButton } from "./wizard-parts.js";

/** @typedef {import("./wizard.js").Step} Step */

/** The citizen holds the phone: nothing else is reachable, the officer comes back by PIN. @param {Step} step */
export const readStep = async (step) => {
  const { person, document: paper } = step.answers;
  const here = `/may/moi/${step.draft.id}/doc`;
  if (!step.answers.agreed) await hand({ path: here, next: here, pin: false }, Date.now());
  const back = async (/** @type {object} */ answers, /** @type {string} */ next) => {
    await step.save(answers);
    await hand({ path: here, next: `/may/moi/${step.draft.id}/${next}`, pin: true }, Date.now());
    step.again();
  };
  const agree = h(
    "button",
    { class: "btn btn--primary btn--citizen", type: "button", onclick: () => back({ agreed: true }, "ky-giay") },
    icon("tick"),
    t("Tôi đồng ý ký"),
  );
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
      ],
      buttons: [agree, not, officerButton(() => back({}, "so-trang"))],
    }),
  };
};

/** At the edge, for the officer: the phone comes back by PIN. @param {() => void} act */
const officerButton = (act) => h("button", { class: "link link--start", type: "button", onclick: act }, icon("lock"), t("Cán bộ lấy lại máy"));

/** @param {Step} step */
export const paperStep = (step) => ({
  title: t("Mời ký trên giấy"),
  children: [
    h(
      "div",
      { class: "question" },
      h("h1", {}, t("Mời ký trên giấy, trước mặt cán bộ")),
      h("p", { class: "hint" }, t("Nhìn người yêu cầu ký. Chữ ký trên giấy là chữ ký được chứng thực.")),
    ),
    banner("local", "clock", t("Bấm “Đã ký xong” ngay khi ký: giờ này sẽ in trên lời chứng.")),
    step.answers.spoiled > 0 && banner("warn", "repeat", t("Đã bỏ {n} tờ ký hỏng. Xé hoặc gạch chéo tờ hỏng.", { n: step.answers.spoiled })),
    step.answers.signed_at && h("p", {}, t("Đã ghi giờ ký: {at}", { at: clock(Date.parse(step.answers.signed_at)) })),
    step.answers.signed_at && spoiledButton(step),
    !step.answers.signed_at && h("p", { class: "meta" }, t("Ký hỏng thì bấm “Ký hỏng, làm tờ khác” ở trang sau.")),
  ],
  foot: [refuseButton(step), nextButton(t("Đã ký xong"), () => step.next({ signed_at: stamp(Date.now() - (Date.now() % 60_000)) }), "signed")],
});

/** The torn sheet takes its photos, hour and ink with it; how many there were is kept. @param {Step} step */
const spoiledButton = (step) =>
  h(
    "button",
    {
      class: "btn btn--wide",
      type: "button",
      onclick: async () => {
        if (!(await agreed(t("Bỏ tờ này?"), t("Ảnh đã chụp và chữ ký trên màn hình của tờ này sẽ bỏ theo."), t("Bỏ tờ này, làm tờ khác")))) return;
        go(`/may/moi/${step.draft.id}/${await tearSheet(step.draft)}`);
      },
    },
    icon("repeat"),
    t("Ký hỏng, làm tờ khác"),
  );

/** @param {Step} step */
export const photoStep = (step) => {
  const place = step.number - 1;
  const kept = step.answers.photos?.[place];
  const { pages } = step.answers.document;
  const title = t("Chụp trang {n}/{of} đã ký", { n: step.number, of: pages });
  const taken = async (/** @type {ArrayBuffer} */ jpeg) => {
    step.draft.step = `chup-${step.number}`;
    const next = await keepPhoto({ ...step.draft, changed: Date.now() }, place, jpeg);
    // the same page again shows what was kept
    Object.assign(step.draft, next);
    Object.assign(step.answers, next.answers);
    step.again();
  };
  if (!kept || retaking === `${step.draft.id} ${place}`) {
    retaking = "";
    return {
      title,
      children: [h("h1", { class: "h-small" }, title), photoFinder(t("Để cả trang giấy nằm trong khung"), taken)],
      foot: [refuseButton(step), spoiledButton(step)],
    };
  }
  return {
    title,
    children: [h("h1", { class: "h-small" }, title), picture(step, kept), spoiledButton(step)],
    foot: [
      h(
        "button",
        {
          class: "btn btn--tall",
          type: "button",
          onclick: () => {
            retaking = `${step.draft.id} ${place}`;
            step.again();
          },
        },
        icon("camera"),
        t("Chụp lại"),
      ),
      nextButton(t("Rõ, dùng ảnh này"), () => step.next(), "tick"),
    ],
  };
};

let retaking = "";

/** A kept photo, for the officer's eyes. @param {Step} step @param {any} photo */
const picture = (step, photo) =>
  h("tn-photo", { class: "photo", draft: step.draft.id, place: photo.index, label: t("Trang {n}, đã ký", { n: photo.index + 1 }) });

/** The citizen draws, the phone in his hand; the officer comes back by PIN. @param {Step} step */
export const inkStep = async (step) => {
  const { person } = step.answers;
  const who = addressed(person.honorific, person.name);
  const here = `/may/moi/${step.draft.id}/o-ky`;
  await hand({ path: here, next: here, pin: false }, Date.now());
  const back = async (/** @type {string} */ next) => {
    await hand({ path: here, next: `/may/moi/${step.draft.id}/${next}`, pin: true }, Date.now());
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
      back: () => back(`chup-${step.answers.document.pages}`),
    }),
  };
};
