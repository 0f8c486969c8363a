/** The officer's word on hour and place, everything once more, and the finish. */

import { birthWords, clock, day, isoDay, momentOf, stamp } from "../core/moments.js";
import { addressed, dong, grouped, tidy, within } from "../core/names.js";
import { factsOf, firstMissing, submission } from "../core/wizard.js";
import { t } from "../core/words.js";
import { finish, markStub } from "../store/outbox.js";
import { wake } from "../sync/courier.js";
import { keepSame } from "./begin.js";
import { banner, catalogue, field, go, h, icon, longInput, row } from "./dom.js";
import { clockInput, dayInput, signedAt, signedTold } from "./moment-fields.js";
import { edit, nextButton, refuseButton } from "./wizard-parts.js";
import { lacks, notKept } from "./saying.js";

/** @typedef {import("./wizard.js").Step} Step */

/** @param {Step} step */
export const confirmStep = (step) => {
  const { answers, own } = step;
  const said = h("div", {});
  const at = Date.parse(answers.signed_at);
  const hour = clockInput({ value: clock(at), name: "hour" });
  const date = dayInput({ value: isoDay(at), name: "date" });
  const home = [answers.person.address || answers.hamlet].filter(Boolean).join(", ");
  const place = longInput({
    value: answers.place ?? t("nhà riêng: {home}", { home: home.includes(own.commune.unit) ? home : `${home}, ${own.commune.place}` }),
    maxlength: 180,
    name: "place",
  });
  const act = () => {
    if (lacks(said, [...signedTold(date, hour), [!tidy(place.value), t("Ghi nơi ký."), place]])) return undefined;
    return step.next({ signed_at: stamp(signedAt(date, hour)), place: tidy(place.value) });
  };
  return {
    title: t("Ký lúc nào, ở đâu?"),
    children: [
      said,
      h("div", { class: "question" }, h("h1", {}, t("Ký lúc nào, ở đâu?")), h("p", { class: "hint" }, t("Giờ, phút và nơi ký sẽ in trên lời chứng."))),
      field(t("Giờ ký"), hour, t("Theo 24 giờ, ví dụ 15:30.")),
      field(t("Ngày ký"), date),
      field(t("Nơi ký"), place, t("Sau chữ “Tại” trên lời chứng.")),
    ],
    foot: [refuseButton(step), nextButton(t("Tiếp tục"), act)],
  };
};

/** @param {Step} step */
export const checkStep = (step) => {
  const { answers, draft, own } = step;
  const missing = firstMissing(answers);
  if (missing !== "kiem-tra") {
    go(`/may/moi/${draft.id}/${missing}`, true);
    return { whole: [] };
  }
  const said = h("div", {});
  const button = nextButton(t("Hoàn tất và lưu trên máy"), async () => {
    button.setAttribute("disabled", "");
    const facts = factsOf(draft, own.commune);
    const line = { ...stubOf(draft), way: facts.way, holder: "officer", id_number: answers.person.number };
    try {
      await finish(draft, submission(answers, facts), line, stamp(Date.now()));
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
  const ink = /** @type {any} */ (h("tn-ink", { class: "ink-box", label: t("Chữ ký trên màn hình") }));
  customElements.whenDefined("tn-ink").then(() => ink.show(answers.ink));
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
    h(
      "section",
      { class: "stack stack--8" },
      h("h2", {}, t("Giấy sẽ chứng thực")),
      h(
        "dl",
        { class: "summary" },
        line(t("Loại giấy"), paper.title, "loai-giay"),
        line(t("Số trang, số bản"), t("{pages} trang, {copies} bản", paper), "so-trang"),
        row(t("Cách làm"), wayWords(factsOf(draft, own.commune).way)),
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
      ink,
      h(
        "dl",
        { class: "summary" },
        line(t("Giờ ký"), `${clock(at)} ${t("ngày")} ${day(at)}`, "xac-nhan"),
        line(t("Nơi ký"), answers.place, "xac-nhan"),
        line(t("Điều kiện"), t("6 câu: đều đạt"), "dieu-kien-1"),
        answers.spoiled > 0 && row(t("Tờ ký hỏng"), String(answers.spoiled)),
        line(t("Phí"), [dong(answers.fee.amount), within(paidWords), answers.fee.receipt].filter(Boolean).join(", "), "phi"),
      ),
    ),
    h("p", { class: "meta" }, icon("lock"), t("Hoàn tất rồi thì máy này không mở lại được ảnh và chữ ký; chỉ xã mở được.")),
  ];
};
