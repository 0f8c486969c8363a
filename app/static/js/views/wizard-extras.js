/** What goes beside the task: the notice first, then each extra by its own consent, off unless the commune asks for it. */

import { openMicrophone } from "../capture/camera.js";
import { position } from "../capture/position.js";
import { sayAloud, speaks, stopSaying } from "../capture/speech.js";
import { record } from "../capture/voice.js";
import { addressed } from "../core/names.js";
import { alsoKey } from "../core/signers.js";
import { neighbour } from "../core/wizard.js";
import { t } from "../core/words.js";
import { dropSurplus, keepPhoto, readPhoto } from "../store/drafts.js";
import { hand } from "../store/hand.js";
import { banner, catalogue, go, h, icon } from "./dom.js";
import { handedPage } from "./frame.js";
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
  await hand({ path: here, next: here, pin: false }, Date.now());
  const asked = catalogue().extras.filter((/** @type {any} */ one) => answers.extras.includes(one.code));
  const given = { ...answers.consents };
  const done = /** @type {HTMLButtonElement} */ (h("button", { class: "btn btn--primary btn--citizen", type: "button" }, t("Xong, đưa lại cán bộ")));
  done.disabled = !asked.every((/** @type {any} */ one) => one.code in given);
  done.addEventListener("click", async () => {
    await hand({ path: here, next: `/may/moi/${step.draft.id}/${neighbour({ ...answers, consents: given }, step.name, 1)}`, pin: true }, Date.now());
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
    const group = h("div", { class: "row", role: "group", "aria-label": one.question });
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

const GLANCE = 300;
const SECOND = 1000;

/** The read-back, at most twenty seconds. @param {Step} step */
export const voiceStep = (step) => {
  const said = h("div", { "aria-live": "polite" });
  const kept = step.draft.answers.also?.[alsoKey("voice", 0)];
  /** @type {{stop: () => void} | null} */
  let running = null;
  const button = h("button", { class: "btn btn--wide btn--tall", type: "button" }, icon("play"), kept ? t("Ghi lại") : t("Bắt đầu ghi"));
  const begin = async () => {
    if (running) return running.stop();
    try {
      const recording = record(await openMicrophone());
      running = recording;
      button.lastChild?.replaceWith(t("Dừng ghi"));
      const begun = performance.now();
      const lasted = () => Math.floor((performance.now() - begun) / SECOND);
      const tell = () => said.replaceChildren(banner("local", "play", t("Đã ghi {n} giây, tự dừng sau 20 giây.", { n: lasted() })));
      tell();
      // who goes on closes the microphone, and what was heard since is nobody's
      const watch = setInterval(() => (button.isConnected ? tell() : recording.stop()), GLANCE);
      const bytes = await recording.done.finally(() => clearInterval(watch));
      if (!button.isConnected) return undefined;
      running = null;
      if (lasted() < 1) return again(t("Đoạn ghi ngắn quá, nghe không được. Ghi lại."));
      Object.assign(step.draft, await keepPhoto({ ...step.draft, changed: Date.now() }, 0, bytes, "voice"));
      step.again();
    } catch {
      running = null;
      return again(t("Máy chưa cho ghi âm. Bỏ qua bước này vẫn làm tiếp được."));
    }
    return undefined;
  };
  const again = (/** @type {string} */ words) => {
    button.lastChild?.replaceWith(t("Bắt đầu ghi"));
    said.replaceChildren(banner("warn", "alert", words));
    return undefined;
  };
  button.addEventListener("click", begin);
  return {
    title: t("Ghi âm lúc đọc lại"),
    children: [
      h(
        "div",
        { class: "question" },
        h("h1", {}, t("Ghi âm lúc đọc lại")),
        h("p", { class: "hint" }, t("Đọc ý chính của giấy, hỏi có đúng ý không, để nghe câu trả lời.")),
      ),
      said,
      kept && audio(step),
      button,
    ],
    foot: [
      refuseButton(step),
      nextButton(kept ? t("Tiếp tục") : t("Bỏ qua"), () => step.next(kept ? {} : { skipped: { ...step.draft.answers.skipped, voice: true } })),
    ],
  };
};

/** The recording again, for the officer. @param {Step} step */
const audio = (step) => {
  const player = /** @type {HTMLAudioElement} */ (h("audio", { controls: true, "aria-label": t("Đoạn ghi âm") }));
  readPhoto(step.draft, step.draft.answers.also[alsoKey("voice", 0)]).then((blob) => {
    player.src = URL.createObjectURL(blob);
  });
  return player;
};

/** Where the phone is, once, rounded to what it knows. @param {Step} step */
export const positionStep = (step) => {
  const said = h("div", { "aria-live": "polite" });
  const kept = step.draft.answers.position;
  const look = async () => {
    said.replaceChildren(banner("local", "clock", t("Đang lấy vị trí…")));
    try {
      const found = await position();
      // a place that is found late changes no page that came since
      if (said.isConnected) await step.next({ position: found });
    } catch {
      said.replaceChildren(banner("warn", "alert", t("Chưa lấy được vị trí. Ra chỗ thoáng thử lại, hoặc bỏ qua.")));
    }
  };
  const skip = () => step.next(kept ? {} : { skipped: { ...step.draft.answers.skipped, position: true } });
  return {
    title: t("Ghi vị trí"),
    children: [
      h(
        "div",
        { class: "question" },
        h("h1", {}, t("Ghi vị trí lúc ký")),
        h("p", { class: "hint" }, t("Người yêu cầu đã đồng ý. Lãnh đạo xem được, không in ra giấy.")),
      ),
      said,
      kept && h("p", {}, t("Đã ghi, sai số {n} m.", { n: kept.within })),
      h("button", { class: "btn btn--wide btn--tall", type: "button", onclick: look }, icon("route"), kept ? t("Lấy lại vị trí") : t("Lấy vị trí")),
    ],
    foot: [refuseButton(step), h("button", { class: "btn btn--tall", type: "button", onclick: skip }, kept ? t("Tiếp tục") : t("Bỏ qua"))],
  };
};

/** Straight to the consent page, the phone still in the citizen's hand. @param {Step} step @param {string} next */
export const stayHanded = async (step, next) => {
  const there = `/may/moi/${step.draft.id}/${next}`;
  await hand({ path: there, next: there, pin: false }, Date.now());
  go(there);
};
