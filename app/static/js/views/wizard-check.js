/** Everything once more, and the finish. */

import { birthWords, clock, day, isoDay, momentOf, stamp } from "../core/moments.js";
import { addressed, dong, grouped, within } from "../core/names.js";
import { alsoKey, factsOf, modeOf, signersOf } from "../core/signers.js";
import { submission } from "../core/submission.js";
import { firstMissing } from "../core/wizard.js";
import { t } from "../core/words.js";
import { dropSurplus } from "../store/drafts.js";
import { finish, markStub } from "../store/outbox.js";
import { wake } from "../sync/courier.js";
import { keepSame } from "./begin.js";
import { banner, catalogue, go, h, icon, row } from "./dom.js";
import { modeWords } from "./wizard-act.js";
import { edit, nextButton, refuseButton } from "./wizard-parts.js";
import { notKept } from "./saying.js";

/** @typedef {import("./wizard.js").Step} Step */

/** @param {Step} step */
export const checkStep = (step) => {
  const { draft, own } = step;
  const { answers } = draft;
  const missing = firstMissing(answers);
  if (missing !== "kiem-tra") {
    go(`/may/moi/${draft.id}/${missing}`, true);
    return { whole: [] };
  }
  const said = h("div", {});
  const button = nextButton(t("Hoàn tất và lưu trên máy"), async () => {
    button.setAttribute("disabled", "");
    const facts = factsOf(draft, own.commune, isoDay(Date.parse(answers.signed_at)));
    const line = { ...stubOf(draft), way: facts.way, holder: "officer", id_number: answers.person.number };
    try {
      await finish(await dropSurplus(draft), submission(answers, facts), line, stamp(Date.now()));
      if (answers.visit) await markStub(answers.visit, { case: draft.case }, "visits").catch(() => null);
    } catch (error) {
      button.removeAttribute("disabled");
      return notKept(said, error);
    }
    // the case is kept: that the next paper of the same person must be typed anew is no failure of this one
    await keepSame(draft.case, answers).catch(() => null);
    navigator.vibrate?.([30, 40, 30]);
    go(`/may/da-luu/${draft.case}`, true);
    return wake(true);
  });
  return {
    title: t("Kiểm tra lại"),
    children: [h("h1", {}, t("Kiểm tra lại")), said, warnings(answers), ...summary(step)],
    foot: [refuseButton(step), button],
  };
};

/** What the phone may know of a finished case. @param {import("../store/drafts.js").Draft} draft */
export const stubOf = (draft) => ({
  id: draft.case,
  code: draft.code,
  local: "saved",
  state: "submitted",
  made_at: stamp(Date.now()),
  hamlet: draft.answers.hamlet ?? "",
  honorific: draft.answers.person?.honorific ?? "",
  name: draft.answers.person?.name ?? "",
  title: draft.answers.document?.title ?? "",
});

/** @param {any} answers */
const warnings = (answers) => {
  const found = [];
  if (answers.person.warnings?.length) found.push(banner("warn", "alert", t("Số căn cước, năm sinh và giới tính chưa khớp nhau. So lại với thẻ.")));
  const until = answers.person.valid_until;
  const left = Math.ceil((momentOf(until, "00:00") - Date.now()) / 86_400_000);
  if (until !== "none" && left < 60)
    found.push(
      banner("warn", "alert", h("b", {}, t("Thẻ còn giá trị {n} ngày. ", { n: left })), t("Thẻ ghi có giá trị đến {day}.", { day: birthWords(until) })),
    );
  return found.length ? h("div", { class: "stack" }, found) : null;
};

/** @param {string} way */
const wayWords = (way) => (way === "A" ? t("Cách A: cán bộ đi nhà ký chứng thực") : t("Cách B: cán bộ tiếp nhận, lãnh đạo ký duyệt"));

/** @param {Step} step */
const summary = ({ answers, draft, own }) => {
  const { person, document: paper } = answers;
  const change = (/** @type {string} */ step, /** @type {string} */ what) =>
    h("button", { class: "link", type: "button", onclick: () => edit(draft.id, step) }, t("Sửa"), h("span", { class: "visually-hidden" }, ` ${what}`));
  const line = (/** @type {string} */ term, /** @type {any} */ text, /** @type {string} */ step) => row(term, text, change(step, term));
  const sex = person.sex === "nu" ? t("nữ") : t("nam");
  const reason = catalogue().reasons.find((/** @type {any} */ one) => one.code === answers.why.code)?.text ?? "";
  const shown = catalogue().papers.find((/** @type {any} */ one) => one.code === person.paper)?.text ?? "";
  const paidWords = catalogue().paid.find((/** @type {any} */ one) => one.code === answers.fee.paid)?.text ?? "";
  const at = Date.parse(answers.signed_at);
  return [
    h(
      "section",
      { class: "stack stack--8" },
      h("h2", {}, t("Người yêu cầu")),
      h(
        "dl",
        { class: "summary" },
        line(t("Họ và tên"), addressed(person.honorific, person.name), "nguoi"),
        line(shown, h("span", { class: "id-number" }, grouped(person.number)), "nguoi"),
        line(t("Ngày sinh, giới tính"), `${birthWords(person.birth)}, ${sex}`, "nguoi"),
        line(t("Nơi thường trú"), person.address || t("chưa ghi"), "nguoi"),
        line(t("Lý do làm tại nhà"), answers.why.text || reason, "ly-do"),
        line(t("Nơi ở, điện thoại"), [answers.hamlet, answers.phone].filter(Boolean).join(" · "), "noi-o"),
      ),
    ),
    answers.others?.length > 0 &&
      h(
        "section",
        { class: "stack stack--8" },
        h("h2", {}, t("Cùng ký")),
        h(
          "dl",
          { class: "summary" },
          answers.others.map((/** @type {any} */ one, /** @type {number} */ place) =>
            line(addressed(one.person.honorific, one.person.name), h("span", { class: "id-number" }, grouped(one.person.number)), `nguoi.${place + 2}`),
          ),
        ),
      ),
    h(
      "section",
      { class: "stack stack--8" },
      h("h2", {}, t("Giấy sẽ chứng thực")),
      h(
        "dl",
        { class: "summary" },
        line(t("Loại giấy"), paper.title, "loai-giay"),
        line(t("Số trang, số bản"), t("{pages} trang, {copies} bản", paper), "so-trang"),
        row(t("Cách làm"), wayWords(draft.way ?? own.commune.way)),
      ),
    ),
    h(
      "section",
      { class: "stack" },
      h("h2", {}, t("Bằng chứng lúc ký")),
      h(
        "div",
        { class: "photos" },
        answers.photos.map((/** @type {any} */ photo) =>
          h("tn-photo", { class: "photo", draft: draft.id, place: photo.index, label: t("Trang {n}, đã ký", { n: photo.index + 1 }) }),
        ),
      ),
      signersOf(answers).flatMap((one, place) => signature(draft, one, place)),
      h(
        "dl",
        { class: "summary" },
        line(t("Giờ ký"), `${clock(at)} ${t("ngày")} ${day(at)}`, "xac-nhan"),
        line(t("Nơi ký"), answers.place, "xac-nhan"),
        line(t("Điều kiện"), t("6 câu: đều đạt"), "dieu-kien-1"),
        line(
          t("Người làm chứng, phiên dịch"),
          (answers.helpers ?? []).map((/** @type {any} */ one) => one.name).join(", ") || t("không có (tự nguyện)"),
          "nguoi-giup",
        ),
        answers.spoiled > 0 && row(t("Tờ ký hỏng"), String(answers.spoiled)),
        line(t("Phí"), [dong(answers.fee.amount), within(paidWords), answers.fee.receipt].filter(Boolean).join(", "), "phi"),
      ),
    ),
    h("p", { class: "meta" }, icon("lock"), t("Hoàn tất rồi thì máy này không mở lại được ảnh và chữ ký; chỉ xã mở được.")),
  ];
};

/** What a signer left: the ink, or the photo of his print. @param {import("../store/drafts.js").Draft} draft @param {any} one @param {number} place */
const signature = (draft, one, place) => {
  const said = signersOf(draft.answers).length > 1 && h("p", {}, h("b", {}, addressed(one.person.honorific, one.person.name)), `: ${modeWords(one)}`);
  if (modeOf(one) === "neither") return said || h("p", {}, h("b", {}, t("Không ký, không điểm chỉ được")));
  if (modeOf(one) === "fingerprint") {
    const index = draft.answers.also?.[alsoKey("fingerprint", place)]?.index;
    const label = t("Dấu điểm chỉ trên giấy");
    return [said || h("p", {}, modeWords(one)), h("tn-photo", { class: "photo", draft: draft.id, "role-of": "fingerprint", place: index, label })];
  }
  const ink = /** @type {any} */ (h("tn-ink", { class: "ink-box", label: t("Chữ ký trên màn hình") }));
  customElements.whenDefined("tn-ink").then(() => ink.show(one.ink));
  return [said, ink];
};
