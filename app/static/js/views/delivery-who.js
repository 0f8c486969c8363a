/** Who receives: himself, or somebody else with what gives him the right; the paper that he shows. */

import { parseCard } from "../core/identity-card.js";
import { addressed, tidy } from "../core/names.js";
import { isBenefit, otherCard } from "../core/delivery.js";
import { problemWords } from "../core/problem-words.js";
import { t } from "../core/words.js";
import { keepPhoto } from "../store/drafts.js";
import { capitalsFor } from "./capitals.js";
import { attemptPanel, feePanel } from "./delivery-end.js";
import { carriedPanel } from "./delivery-panels.js";
import { frame, on, thing } from "./delivery-frame.js";
import { banner, catalogue, choices, field, go, h, icon, input } from "./dom.js";
import { codeFinder, photoFinder } from "./finder.js";
import { dropButton, remember } from "./remember.js";
import { lacks, warn } from "./saying.js";

/** @param {any} known @param {any} draft */
export const recipientPage = (known, draft) => {
  const { recipients, papers } = catalogue();
  const before = draft.answers.recipient ?? {};
  const said = h("div", {});
  const card = { number: before.number ?? "", how: before.how ?? "" };
  let who = before.who ?? "";
  const name = input({ value: before.name ?? "", maxlength: 120, autocapitalize: "words", name: "recipient" });
  const relation = input({ value: before.relation ?? "", maxlength: 60, name: "relation" });
  const right = input({ value: before.right ?? "", maxlength: 120, name: "right" });
  const by = field(t("Theo giấy nào"), right, t("Ví dụ: Giấy ủy quyền số 12, ngày 20/11/2026"));
  const more = h("div", { class: "stack" }, field(t("Họ và tên người nhận"), name), capitalsFor(name), field(t("Quan hệ"), relation, t("Ví dụ: con gái")), by);
  const show = () => {
    more.hidden = who === "" || who === "self";
    by.hidden = !["authorised", "guardian"].includes(who);
  };
  const paper = /** @type {HTMLSelectElement} */ (
    h(
      "select",
      { class: "input", name: "paper" },
      papers.map((/** @type {any} */ one) => h("option", { value: one.code, selected: one.code === before.paper }, one.text)),
    )
  );
  const scan = scanner(known, card, () => who, name);
  const list = choices(t("Người nhận"), recipientsOf(known, recipients), who, (chosen) => {
    // the card of one recipient is not another's
    if (who && who !== chosen) scan.forget();
    who = chosen;
    show();
  });
  let looked = false;
  show();
  const act = () => {
    const self = who === "self";
    const found = { who, name: self ? known.name : tidy(name.value), relation: self ? "" : tidy(relation.value), paper: paper.value };
    const lacking = lacks(said, [
      [!who, t("Chọn ai nhận kết quả."), list],
      [who && !found.name, t("Ghi họ và tên người nhận."), name],
      [who && !self && !found.relation, t("Ghi quan hệ của người nhận."), relation],
    ]);
    if (lacking) return undefined;
    if (!looked && otherCard(known, who, card.number)) {
      looked = true;
      return warn(said, `${OTHER_CARD()} ${t("Đúng là người đó thì bấm Tiếp tục lần nữa.")}`);
    }
    const shown = card.number ? card : {};
    const by_right = !by.hidden && tidy(right.value) ? { right: tidy(right.value) } : {};
    return on(known, draft, "ai-nhan", { recipient: { ...found, ...shown, ...by_right } });
  };
  const page = frame(known, draft, "ai-nhan", {
    title: t("Ai nhận kết quả?"),
    children: [
      said,
      attemptPanel(known),
      carriedPanel(known),
      feePanel(known),
      h(
        "div",
        { class: "question" },
        h("h1", {}, t("Ai nhận kết quả?")),
        h("p", { class: "hint" }, `${thing(known)}, ${addressed(known.honorific, known.name)}`),
      ),
      list,
      more,
      field(t("Giấy tờ người nhận xuất trình"), paper),
      scan.root,
      dropButton(draft, "/may"),
    ],
    foot: [
      h("button", { class: "btn btn--refuse btn--tall", type: "button", onclick: () => go(`/may/tra/${known.id}/chua-giao`) }, t("Không giao được")),
      h("button", { class: "btn btn--primary btn--tall", type: "button", onclick: act }, t("Tiếp tục")),
    ],
  });
  return remember(page, draft, "ai-nhan");
};

/** Of a decision nobody asked: the one who has it is its beneficiary. @param {any} known @param {any[]} recipients */
const recipientsOf = (known, recipients) => recipients.map((one) => (one.code === "self" && isBenefit(known) ? { ...one, text: t("Chính người hưởng") } : one));

const OTHER_CARD = () => t("Số trên thẻ khác số trong hồ sơ. Xem kỹ có đúng người không.");

/** The card that is shown may be read; whether it is the right one is said at once. @param {any} known @param {{number: string, how: string}} card @param {() => string} who @param {HTMLInputElement} name */
const scanner = (known, card, who, name) => {
  const told = h("div", { "aria-live": "polite" });
  const place = h("div", {});
  const found = async (/** @type {string} */ text) => {
    const read = parseCard(text);
    if (!("card" in read)) {
      told.replaceChildren(banner("warn", "alert", problemWords(read.code)));
      return false;
    }
    Object.assign(card, { number: read.card.number, how: "scan" });
    if (who() !== "self") name.value = read.card.name;
    const other = otherCard(known, who(), read.card.number);
    const words = other ? OTHER_CARD() : t("Đã đọc thẻ: {name}", { name: read.card.name });
    told.replaceChildren(other ? banner("error", "bang", words) : banner("ok", "tick", words));
    place.replaceChildren();
    return true;
  };
  const look = () => place.replaceChildren(codeFinder(t("Đưa mã trên thẻ vào khung"), found));
  const button = h("button", { class: "btn btn--wide", type: "button", onclick: look }, icon("scan"), t("Quét thẻ người nhận"));
  const forget = () => {
    if (card.number) name.value = "";
    Object.assign(card, { number: "", how: "" });
    told.replaceChildren();
  };
  return { root: h("div", { class: "stack" }, button, place, told), forget };
};

/** The paper of whoever is authorised, photographed: one tap, looked at again before saving. @param {any} known @param {any} draft */
export const authorisationPage = (known, draft) =>
  photoPage(known, draft, {
    step: "giay-uy-quyen",
    role: "authorisation",
    title: t("Chụp giấy ủy quyền"),
    hint: t("Đặt giấy trên mặt phẳng, thấy đủ bốn góc"),
  });

/** @param {any} known @param {any} draft @param {{step: string, role: string, title: string, hint: string, above?: any[]}} of */
export const photoPage = (known, draft, { step, role, title, hint, above = [] }) => {
  const taken = async (/** @type {ArrayBuffer} */ jpeg) => on(known, await keepPhoto({ ...draft, changed: Date.now() }, 0, jpeg, role), step);
  return frame(known, draft, step, { title, children: [h("h1", { class: "h-small" }, title), ...above, photoFinder(hint, taken)], foot: [] });
};
