/** The act on paper, in front of the officer: by hand, by fingerprint, or by neither (L9); everyone of a paper at once (L10). */

import { birthWords, clock, isoDay, stamp } from "../core/moments.js";
import { addressed } from "../core/names.js";
import { modeOf, signersOf, wordingCode, wordingOn } from "../core/signers.js";
import { t } from "../core/words.js";
import { tearSheet } from "../store/drafts.js";
import { agreed } from "./asking.js";
import { banner, catalogue, choices, go, h, icon } from "./dom.js";
import { mend } from "./saying.js";
import { nextButton, refuseButton } from "./wizard-parts.js";

/** @typedef {import("./wizard.js").Step} Step */

const WORDS = () => ({
  paper: { h: t("Mời ký trên giấy, trước mặt cán bộ"), p: t("Nhìn người yêu cầu ký. Chữ ký trên giấy là chữ ký được chứng thực.") },
  fingerprint: { h: t("Mời điểm chỉ trên giấy, trước mặt cán bộ"), p: t("Lăn mực, in rõ dấu lên giấy. Sau đó chụp dấu trên giấy, không chụp ngón tay.") },
  neither: { h: t("Không ký, không điểm chỉ được"), p: t("Đọc hết giấy, hỏi lại từng ý, người yêu cầu tỏ rõ là đồng ý. Lời chứng sẽ ghi đúng như vậy.") },
  several: { h: t("Mời mọi người cùng ký trên giấy"), p: t("Nhìn từng người ký hoặc điểm chỉ, cùng một lúc, trước mặt cán bộ.") },
});

/** How a signer signs, in words. @param {any} signer */
export const modeWords = (signer) => {
  if (modeOf(signer) === "neither") return t("không ký, không điểm chỉ được");
  if (modeOf(signer) === "paper") return t("ký tên");
  return t("điểm chỉ {finger}", { finger: catalogue().fingers.find((/** @type {any} */ one) => one.code === signer.finger)?.text ?? "" });
};

/** @param {Step} step */
export const paperStep = (step) => {
  const { answers } = step.draft;
  const signers = signersOf(answers);
  const words = WORDS()[signers.length > 1 ? "several" : /** @type {"paper"} */ (modeOf(answers))];
  const lacking = wordingLacks(step);
  const done = signers.every((one) => modeOf(one) === "neither") ? t("Đã đọc, đã đồng ý") : t("Đã ký xong");
  return {
    title: t("Mời ký trên giấy"),
    children: [
      h("div", { class: "question" }, h("h1", {}, words.h), h("p", { class: "hint" }, words.p)),
      lacking,
      !lacking && banner("local", "clock", t("Bấm “{done}” ngay khi ký: giờ này sẽ in trên lời chứng.", { done })),
      signers.map((one, place) => how(step, one, place)),
      answers.spoiled > 0 && banner("warn", "repeat", t("Đã bỏ {n} tờ ký hỏng. Xé hoặc gạch chéo tờ hỏng.", { n: answers.spoiled })),
      answers.signed_at && h("p", {}, t("Đã ghi giờ ký: {at}", { at: clock(Date.parse(answers.signed_at)) })),
      answers.signed_at && spoiledButton(step),
      !answers.signed_at && h("p", { class: "meta" }, t("Ký hỏng thì bấm “Ký hỏng, làm tờ khác” ở trang sau.")),
    ].flat(),
    foot: [refuseButton(step), !lacking && nextButton(done, () => step.next({ signed_at: stamp(Date.now() - (Date.now() % 60_000)) }), "signed")].filter(
      Boolean,
    ),
  };
};

/** One who signs, what he does, and the way to say that he does otherwise. @param {Step} step @param {any} one @param {number} place */
const how = (step, one, place) => {
  const alone = signersOf(step.draft.answers).length === 1;
  const change = () => go(`/may/moi/${step.draft.id}/cach-ky${place ? `.${place + 1}` : ""}`);
  const plain = alone && modeOf(one) === "paper";
  if (step.draft.answers.signed_at) return alone ? null : h("p", {}, h("b", {}, addressed(one.person.honorific, one.person.name)), `: ${modeWords(one)}`);
  if (plain) return h("button", { class: "btn btn--wide", type: "button", onclick: change }, icon("finger"), t("Không ký được"));
  return h(
    "p",
    { class: "row row--wrap" },
    h("span", {}, h("b", {}, addressed(one.person.honorific, one.person.name)), `: ${modeWords(one)}`),
    h("button", { class: "link", type: "button", onclick: change }, t("Đổi cách ký")),
  );
};

/** L11: without a wording in force nothing is signed; why is said before the pen is taken. @param {Step} step */
const wordingLacks = ({ draft, own }) => {
  const found = wordingOn(own.commune.wordings, wordingCode(draft.way ?? own.commune.way, draft.answers), isoDay(Date.now()));
  if ("ref" in found) return null;
  const why =
    found.problem === "wording_expired"
      ? t("Mẫu lời chứng cho cách ký này hết hiệu lực ngày {day}.", { day: birthWords(found.to) })
      : t("Máy chưa có mẫu lời chứng cho cách ký này.");
  return banner("error", "bang", h("b", {}, why), t(" Khoan ký. Gọi về xã: quản trị viên xác nhận mẫu mới, rồi máy nối mạng một lần."));
};

/** @param {Step} step */
export const modeStep = (step) => {
  const { person } = step.answers;
  const said = h("div", {});
  let mode = step.answers.mode ?? "";
  let finger = step.answers.finger ?? "";
  const fingers = h(
    "div",
    { class: "stack", hidden: mode !== "fingerprint" },
    h("h2", {}, t("Điểm chỉ bằng ngón nào?")),
    choices(
      t("Điểm chỉ bằng ngón nào?"),
      catalogue().fingers,
      finger,
      (code) => {
        finger = code;
      },
      "finger",
    ),
  );
  const options = [
    { code: "paper", text: t("Ký tên"), hint: t("Ký được, dù run tay, chữ xấu") },
    { code: "fingerprint", text: t("Điểm chỉ"), hint: t("Không ký được; ngón trỏ phải trước, không được thì ngón khác") },
    { code: "neither", text: t("Không ký, không điểm chỉ được"), hint: t("Chỉ khi cả hai đều không làm được") },
  ];
  const list = choices(t("Cách ký"), options, mode, (code) => {
    mode = code;
    fingers.hidden = code !== "fingerprint";
  });
  const act = async () => {
    if (!mode) return mend(said, t("Chọn một cách."), list);
    if (mode === "fingerprint" && !finger) return mend(said, t("Chọn ngón tay."), fingers);
    const none = mode === "paper" ? {} : { ink: null, ink_is_little: false, little_ink: "" };
    await step.save({ mode, finger: mode === "fingerprint" ? finger : "", ...none });
    return go(`/may/moi/${step.draft.id}/ky-giay`);
  };
  return {
    title: t("Ký bằng cách nào?"),
    children: [
      said,
      h("div", { class: "question" }, h("h1", {}, t("{who} ký bằng cách nào?", { who: addressed(person.honorific, person.name) }))),
      list,
      fingers,
    ],
    foot: [refuseButton(step), nextButton(t("Tiếp tục"), act)],
  };
};

/** The torn sheet takes its photos, hour and ink with it; how many there were is kept. @param {Step} step */
export const spoiledButton = (step) =>
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
