/** Bổ sung: a returned case is amended as a patch; a page may be photographed again, the old photo stays as evidence. */

import { clock, isoDay, stamp } from "../core/moments.js";
import { addressed, tidy } from "../core/names.js";
import { patchOf } from "../core/patch.js";
import { readPhone } from "../core/typed.js";
import { t } from "../core/words.js";
import { forgetDraft, keepDraft, keepPhoto, readDraft } from "../store/drafts.js";
import { stub } from "../store/outbox.js";
import { furtherRecord } from "./begin.js";
import { banner, catalogue, choices, field, go, h, icon, input, longInput } from "./dom.js";
import { photoFinder } from "./finder.js";
import { workPage } from "./frame.js";
import { saveFurther } from "./further.js";
import { clockInput, dayInput, signedAt, signedTold } from "./moment-fields.js";
import { returnedPanel } from "./returned.js";
import { lacks, mend, otherTold, phoneTold } from "./saying.js";
import { isOther } from "../core/reasons.js";

/** @param {import("./app.js").Context} context */
export const amendPage = async ({ parts: [id, name, number], again }) => {
  const known = await stub(id);
  if (!known || known.local || known.state !== "returned") {
    if (known && !known.local) await forgetDraft(`case.amended-${id}`);
    go(`/may/da-luu/${id}`, true);
    return [];
  }
  const draft = (await readDraft(`case.amended-${id}`)) ?? (await begun(known));
  return name === "chup" ? photoPage(known, draft, Number(number), again) : formPage(known, draft);
};

/** @param {any} known */
const begun = async (known) => {
  const draft = furtherRecord(known, "case.amended");
  draft.step = "sua";
  await keepDraft(draft);
  return draft;
};

/** @param {any} known @param {any} draft @param {number} place @param {() => void} again */
const photoPage = (known, draft, place, again) => {
  const title = t("Chụp lại trang {n}", { n: place + 1 });
  const kept = retaking === `${draft.id} ${place}` ? null : draft.answers.photos?.[place];
  retaking = "";
  const retake = () => {
    retaking = `${draft.id} ${place}`;
    again();
  };
  const back = () => go(`/may/bo-sung/${known.id}`);
  const taken = async (/** @type {ArrayBuffer} */ jpeg) => {
    await keepPhoto({ ...draft, changed: Date.now() }, place, jpeg);
    again();
  };
  return workPage({
    title,
    back,
    children: [
      h("h1", { class: "h-small" }, title),
      kept
        ? h("tn-photo", { class: "photo", draft: draft.id, place, label: t("Trang {n}, chụp lại", { n: place + 1 }) })
        : photoFinder(t("Để cả trang giấy nằm trong khung"), taken),
    ],
    foot: kept
      ? [
          h("button", { class: "btn btn--tall", type: "button", onclick: retake }, icon("camera"), t("Chụp lại")),
          h("button", { class: "btn btn--primary btn--tall", type: "button", onclick: back }, icon("tick"), t("Rõ, dùng ảnh này")),
        ]
      : [],
  });
};

let retaking = "";

/** @param {any} known @param {any} draft */
const formPage = (known, draft) => {
  const said = h("div", {});
  const typed = { ...draft.answers.typed };
  const text = (/** @type {string} */ name, /** @type {string} */ value, /** @type {Record<string, any>} */ more = {}) =>
    input({ value: typed[name] ?? value, name, ...more });
  const hamlet = text("hamlet", known.hamlet, { maxlength: 80 });
  const phone = text("phone", known.phone, { type: "tel", inputmode: "tel", maxlength: 20 });
  const at = Date.parse(known.signed_at);
  const hour = clockInput({ value: typed.hour ?? clock(at), name: "hour" });
  const date = dayInput({ value: typed.date ?? isoDay(at), name: "date" });
  const place = longInput({ value: typed.place ?? known.place, maxlength: 180, name: "place" });
  let why = typed.why ?? known.why?.code ?? "";
  const whyWords = text("whyWords", known.why?.text ?? "", { maxlength: 200 });
  const keep = async () => {
    draft.answers.typed = {
      hamlet: hamlet.value,
      phone: phone.value,
      hour: hour.value,
      date: date.value,
      place: place.value,
      why,
      whyWords: whyWords.value,
      words: words.value,
    };
    await keepDraft({ ...draft, changed: Date.now() });
  };
  const reasons = choices(t("Lý do"), catalogue().reasons, why, (code) => {
    why = code;
    keep();
  });
  const words = text("words", "", { maxlength: 300 });
  const act = () => {
    const lacking = lacks(said, [
      ...signedTold(date, hour),
      phoneTold(phone),
      [!tidy(place.value), t("Ghi nơi ký."), place],
      [!tidy(hamlet.value), t("Ghi tổ hoặc thôn."), hamlet],
      otherTold(why, whyWords),
    ]);
    if (lacking) return undefined;
    const moment = signedAt(date, hour);
    const now = {
      hamlet: tidy(hamlet.value),
      phone: readPhone(phone.value) ?? "",
      "signing.place": tidy(place.value),
      "signing.signed_at": moment === Math.floor(at / 60_000) * 60_000 ? known.signed_at : stamp(moment),
      why: { code: why, text: isOther(why) ? tidy(whyWords.value) : "" },
    };
    const was = { hamlet: known.hamlet, phone: known.phone, "signing.place": known.place, "signing.signed_at": known.signed_at, why: known.why };
    const photos = (draft.answers.photos ?? []).filter(Boolean);
    const struck = photos.map((/** @type {any} */ photo) => known.photos.find((/** @type {any} */ one) => one.place === photo.index)?.sha256).filter(Boolean);
    const patch = patchOf(was, now);
    if (!patch.length && !photos.length) return mend(said, t("Chưa sửa gì. Sửa mục cần sửa hoặc chụp lại trang, rồi gửi."));
    const body = { v: 1, patch, struck, words: tidy(words.value) };
    return saveFurther({ button, said, draft, body, row: { ...known, state: "submitted", returned: null, hamlet: now.hamlet } });
  };
  const button = h("button", { class: "btn btn--primary btn--tall btn--wide", type: "button", onclick: act }, icon("outbox"), t("Gửi bản bổ sung"));
  const page = workPage({
    title: t("Bổ sung hồ sơ"),
    back: () => go(`/may/da-luu/${known.id}`),
    children: [
      said,
      h("div", { class: "question" }, h("h1", {}, t("Bổ sung hồ sơ")), h("p", { class: "hint" }, `${addressed(known.honorific, known.name)}, ${known.title}`)),
      banner("local", "alert", t("Họ tên, giấy tờ, nội dung và chữ ký không sửa ở đây: nếu sai thì rút hồ sơ và mời ký lại.")),
      returnedPanel(known),
      pages(known, draft),
      field(t("Tổ, thôn"), hamlet),
      field(t("Số điện thoại"), phone),
      field(t("Giờ ký"), hour),
      field(t("Ngày ký"), date),
      field(t("Nơi ký"), place),
      h("h2", {}, t("Vì sao làm tại nhà?")),
      reasons,
      field(t("Ghi rõ lý do"), whyWords),
      field(known.way === "A" ? t("Nói thêm với người ký") : t("Nói thêm với lãnh đạo"), words),
    ],
    foot: [button],
  });
  for (const part of page) if (part instanceof HTMLElement) part.addEventListener("change", keep);
  return page;
};

/** @param {any} known @param {any} draft */
const pages = (known, draft) =>
  h(
    "section",
    { class: "stack stack--8" },
    h("h2", {}, t("Ảnh giấy đã ký")),
    h(
      "ul",
      { class: "stack stack--8" },
      (known.photos ?? []).map((/** @type {any} */ photo) =>
        h(
          "li",
          {},
          h(
            "button",
            { class: "btn btn--wide", type: "button", onclick: () => go(`/may/bo-sung/${known.id}/chup/${photo.place}`) },
            icon(draft.answers.photos?.[photo.place] ? "tick" : "camera"),
            draft.answers.photos?.[photo.place]
              ? t("Đã chụp lại trang {n}, chụp nữa", { n: photo.place + 1 })
              : t("Chụp lại trang {n}", { n: photo.place + 1 }),
          ),
        ),
      ),
    ),
  );
