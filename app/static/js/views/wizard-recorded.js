/** What the phone takes by consent: the voice of the read-back, the place. Both may be left out, and late ones change nothing. */

import { openMicrophone } from "../capture/camera.js";
import { position } from "../capture/position.js";
import { record } from "../capture/voice.js";
import { alsoKey } from "../core/signers.js";
import { t } from "../core/words.js";
import { keepPhoto, readPhoto } from "../store/drafts.js";
import { banner, h, icon } from "./dom.js";
import { nextButton, refuseButton } from "./wizard-parts.js";

/** @typedef {import("./wizard.js").Step} Step */

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
