/** What goes beside the task: the notice first, then each extra by its own consent, off unless the commune asks for it. */

import { sayAloud, speaks, stopSaying } from "../capture/speech.js";
import { addressed } from "../core/names.js";
import { neighbour } from "../core/wizard.js";
import { t } from "../core/words.js";
import { dropSurplus } from "../store/drafts.js";
import { catalogue, go, h, icon } from "./dom.js";
import { handedPage } from "./frame.js";
import { give } from "./giving.js";
import { nextButton, refuseButton } from "./wizard-parts.js";

/** @typedef {import("./wizard.js").Step} Step */

/** Read aloud by the phone, where it speaks Vietnamese. @param {() => string} text */
export const aloudButton = (text) => {
  const button = h("button", { class: "btn btn--wide", type: "button", hidden: true, onclick: () => sayAloud(text()) }, icon("play"), t("Máy đọc to"));
  speaks().then((can) => button.toggleAttribute("hidden", !can));
  return button;
};

/** @param {string} org @returns {string[]} */
export const noticeLines = (org) => catalogue().notice.lines.map((/** @type {string} */ line) => line.replace("{org}", org));

/** @param {Step} step */
export const noticeStep = (step) => {
  const lines = noticeLines(step.own.commune.name);
  const done = () => {
    stopSaying();
    return step.next({ notice: catalogue().notice.version });
  };
  return {
    title: t("Thông báo về thông tin cá nhân"),
    children: [
      h(
        "div",
        { class: "question" },
        h("h1", {}, t("Đọc cho người yêu cầu nghe")),
        h("p", { class: "hint" }, t("Đây là thông báo, không phải xin phép: việc chứng thực cần những thông tin này.")),
      ),
      h("div", { class: "card stack stack--8" }, ...lines.map((line) => h("p", {}, line))),
      aloudButton(() => lines.join(" ")),
    ],
    foot: [refuseButton(step), nextButton(t("Đã đọc"), done, "tick")],
  };
};

/** The citizen says yes or no to each, by himself; no answer is chosen beforehand. @param {Step} step */
export const consentStep = async (step) => {
  const { answers } = step.draft;
  const here = `/may/moi/${step.draft.id}/${step.name}`;
  await give({ path: here, next: here, pin: false });
  const asked = catalogue().extras.filter((/** @type {any} */ one) => answers.extras.includes(one.code));
  const given = { ...answers.consents };
  const done = /** @type {HTMLButtonElement} */ (h("button", { class: "btn btn--primary btn--citizen", type: "button" }, t("Xong, đưa lại cán bộ")));
  done.disabled = !asked.every((/** @type {any} */ one) => one.code in given);
  done.addEventListener("click", async () => {
    await give({ path: here, next: `/may/moi/${step.draft.id}/${neighbour({ ...answers, consents: given }, step.name, 1)}`, pin: true });
    step.again();
  });
  const answer = (/** @type {string} */ code, /** @type {boolean} */ yes, /** @type {HTMLElement} */ group) => async () => {
    given[code] = yes;
    await step.save({ consents: { ...given } });
    if (!yes) Object.assign(step.draft, await dropSurplus(step.draft));
    for (const button of group.querySelectorAll("button")) button.setAttribute("aria-pressed", String(button.dataset.yes === String(yes)));
    done.disabled = !asked.every((/** @type {any} */ one) => one.code in given);
  };
  const choice = (/** @type {any} */ one) => {
    const group = h("div", { class: "stack", role: "group", "aria-label": one.question });
    const button = (/** @type {boolean} */ yes, /** @type {string} */ word) =>
      h(
        "button",
        {
          class: "btn btn--citizen",
          type: "button",
          "data-yes": String(yes),
          "aria-pressed": String(given[one.code] === yes),
          onclick: answer(one.code, yes, group),
        },
        icon(yes ? "tick" : "cross"),
        word,
      );
    group.append(button(true, t("Đồng ý")), button(false, t("Không")));
    return h("section", { class: "stack" }, h("p", {}, h("b", {}, one.question)), group);
  };
  const who = addressed(answers.person.honorific, answers.person.name);
  return {
    whole: handedPage({
      title: t("{who} có đồng ý không?", { who }),
      lines: [
        h("p", {}, t("Không đồng ý thì vẫn được phục vụ như nhau.")),
        answers.others?.length > 0 && h("p", {}, t("Hỏi cả những người cùng ký: chỉ đồng ý khi mọi người đồng ý.")),
        ...asked.map(choice),
      ],
      buttons: [done],
    }),
  };
};

/** Straight to the consent page, the phone still in the citizen's hand. @param {Step} step @param {string} next */
export const stayHanded = async (step, next) => {
  const there = `/may/moi/${step.draft.id}/${next}`;
  await give({ path: there, next: there, pin: false });
  go(there);
};
