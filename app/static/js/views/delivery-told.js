/** What is handed over and explained, read aloud, and how the recipient acknowledges it; the slip may be printed here. */

import { isBenefit } from "../core/delivery.js";
import { birthWords } from "../core/moments.js";
import { dong } from "../core/names.js";
import { t } from "../core/words.js";
import { keepDraft, keepPhoto, refuseMoment } from "../store/drafts.js";
import { frame, on, thing } from "./delivery-frame.js";
import { slipSheet } from "./delivery-slip.js";
import { catalogue, choices, go, h, icon, row } from "./dom.js";
import { photoPage } from "./delivery-who.js";
import { photoFinder } from "./finder.js";
import { remember } from "./remember.js";
import { lacks } from "./saying.js";

/** @param {any} known @param {any} draft @param {any} own */
export const toldPage = (known, draft, own) => {
  const { answers } = draft;
  const said = h("div", {});
  const explained = new Set(answers.explained ?? []);
  let { mode, reading } = answers;
  const ticks = isBenefit(known) && explaining(explained);
  const readings = choices(t("Đọc cho nghe"), catalogue().readings, reading, (code) => (reading = code), "reading");
  const modes = choices(t("Cách ký nhận"), MODES(), mode, (code) => (mode = code), "mode");
  const sheet = h("section", { class: "sheet-print" });
  const print = () => {
    sheet.replaceChildren(...slipSheet(known, answers.recipient, own));
    window.print();
  };
  const act = () => {
    const lacking = lacks(said, [
      [ticks && explained.size < catalogue().explained.length, t("Giải thích đủ các mục, rồi đánh dấu."), ticks || undefined],
      [!reading, t("Chọn đã đọc cho nghe hay không cần."), readings],
      [!mode, t("Chọn ký hay điểm chỉ."), modes],
    ]);
    if (lacking) return undefined;
    return on(known, draft, "noi-dung", { explained: [...explained], reading, mode });
  };
  const page = frame(known, draft, "noi-dung", {
    title: t("Giao và giải thích"),
    children: [
      said,
      h("div", { class: "question" }, h("h1", {}, t("Giao và giải thích")), h("p", { class: "hint" }, thing(known))),
      h(
        "dl",
        { class: "summary summary--plain" },
        row(t("Giao"), t("{copies} bản chính", { copies: known.copies ?? 1 })),
        ...(known.decision ? decisionRows(known.decision) : []),
      ),
      ticks && h("h2", {}, t("Đã giải thích những gì?")),
      ticks,
      h("h2", {}, t("Đọc lại cho người nhận nghe")),
      readings,
      h("h2", {}, t("Nhận bằng cách nào?")),
      modes,
      h("button", { class: "btn btn--wide", type: "button", onclick: print }, icon("print"), t("In phiếu giao nhận")),
      sheet,
    ],
    foot: [h("button", { class: "btn btn--primary btn--tall btn--wide", type: "button", onclick: act }, t("Tiếp tục"))],
  });
  return remember(page, draft, "noi-dung");
};

const MODES = () => [
  { code: "paper", text: t("Ký trên màn hình"), hint: t("Và ký trên phiếu, nếu có phiếu giấy") },
  { code: "fingerprint", text: t("Điểm chỉ trên phiếu"), hint: t("Rồi chụp dấu trên phiếu, không chụp ngón tay") },
  { code: "neither", text: t("Không ký, không điểm chỉ được"), hint: t("Chỉ khi cả hai đều không làm được") },
];

/** The amount is shown here for the first time; the group only to who asks for it. @param {any} of */
const decisionRows = (of) => {
  const group = h(
    "span",
    {},
    h(
      "button",
      { class: "link", type: "button", onclick: () => group.replaceChildren(of.group_words, of.note ? h("p", {}, of.note) : "") },
      t("Xem nhóm hưởng"),
    ),
  );
  return [
    row(t("Loại"), of.kind_words),
    of.amount ? row(t("Mức hưởng"), t("{amount} mỗi tháng", { amount: dong(of.amount) })) : null,
    row(t("Từ tháng"), birthWords(of.from_month.slice(0, 7))),
    of.paid_at ? row(t("Nhận tiền"), of.paid_at) : null,
    of.group_words ? row(t("Nhóm hưởng"), group) : null,
  ].filter((one) => one !== null);
};

/** Nothing is ticked beforehand; who explained all of it says so by one tap. @param {Set<string>} explained */
const explaining = (explained) => {
  const boxes = catalogue().explained.map((/** @type {any} */ one) => {
    const box = /** @type {HTMLInputElement} */ (h("input", { type: "checkbox", value: one.code, checked: explained.has(one.code) }));
    box.addEventListener("change", () => (box.checked ? explained.add(one.code) : explained.delete(one.code)));
    return { box, code: one.code, label: h("label", { class: "choice" }, box, h("span", {}, h("b", {}, one.text))) };
  });
  const all = (/** @type {Event} */ event) => {
    for (const { box, code } of boxes) {
      box.checked = true;
      explained.add(code);
    }
    event.currentTarget?.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const button = h("button", { class: "btn btn--wide", type: "button", onclick: all }, icon("ticks"), t("Đã giải thích tất cả"));
  return h(
    "div",
    { class: "stack" },
    button,
    h(
      "fieldset",
      { class: "choices" },
      h("legend", { class: "visually-hidden" }, t("Đã giải thích những gì?")),
      boxes.map((/** @type {any} */ one) => one.label),
    ),
  );
};

/** A fingerprint on the slip: which finger, and the print photographed from near. @param {any} known @param {any} draft */
export const fingerPage = (known, draft) => {
  draft.answers.finger ??= catalogue().fingers[0].code;
  const select = /** @type {HTMLSelectElement} */ (
    h(
      "select",
      { class: "input", id: "finger", name: "finger" },
      catalogue().fingers.map((/** @type {any} */ one) => h("option", { value: one.code, selected: one.code === draft.answers.finger }, one.text)),
    )
  );
  select.addEventListener("change", async () => {
    draft.answers.finger = select.value;
    await keepDraft({ ...draft, changed: Date.now() });
  });
  const above = [h("div", { class: "field" }, h("label", { for: "finger" }, t("Điểm chỉ bằng ngón nào?")), select)];
  return photoPage(known, draft, {
    step: "diem-chi",
    role: "fingerprint",
    title: t("Chụp dấu điểm chỉ trên phiếu"),
    hint: t("Chụp gần dấu trên phiếu, đủ sáng"),
    above,
  });
};

/** A photo of the moment, only by the recipient's own yes and where the commune asks for it at all. @param {any} known @param {any} draft */
export const momentPage = (known, draft) => {
  const title = t("Người nhận đồng ý cho chụp ảnh lúc giao?");
  const place = h("div", {});
  const leave = () => go(`/may/tra/${known.id}/xong`);
  const taken = async (/** @type {ArrayBuffer} */ jpeg) => {
    await keepPhoto({ ...draft, answers: { ...draft.answers, consented: true }, changed: Date.now() }, 0, jpeg, "moment");
    leave();
  };
  const agree = h(
    "button",
    { class: "btn btn--wide btn--tall", type: "button", onclick: () => place.replaceChildren(photoFinder(t("Chụp người nhận và giấy vừa giao"), taken)) },
    t("Người nhận đồng ý"),
  );
  const refuse = async () => {
    await refuseMoment(draft);
    leave();
  };
  const no = h("button", { class: "btn btn--tall btn--wide", type: "button", onclick: refuse }, t("Không chụp"));
  const hint = h("p", { class: "hint" }, t("Không đồng ý thì vẫn nhận kết quả như thường."));
  return frame(known, draft, "xong", { title: t("Ảnh lúc giao"), children: [h("h1", { class: "h-small" }, title), hint, agree, place], foot: [no] });
};
