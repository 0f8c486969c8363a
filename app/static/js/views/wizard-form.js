/** The paper itself, filled from the card and printed by a printer that one carries; what the card gave is never typed again. */

import { parseCard } from "../core/identity-card.js";
import { filled } from "../core/forms.js";
import { birthWords } from "../core/moments.js";
import { tidy } from "../core/names.js";
import { problemWords } from "../core/problem-words.js";
import { inVietnamese, t } from "../core/words.js";
import { banner, catalogue, field, go, h, icon, input } from "./dom.js";
import { codeFinder } from "./finder.js";
import { nextButton } from "./wizard-parts.js";

/** @typedef {import("./wizard.js").Step} Step */

/** The form of a kind of document; none where the paper is brought along. @param {string} kind @returns {import("../core/forms.js").Form | undefined} */
export const formOf = (kind) => catalogue().forms.find((/** @type {any} */ one) => one.kind === kind);

/** @param {Step} step */
export const formStep = (step) => {
  const { answers } = step.draft;
  const form = formOf(answers.document?.kind);
  const back = () => go(`/may/moi/${step.draft.id}/so-trang`);
  const leave = async () => {
    await step.save({ form: typed() });
    back();
  };
  if (!form) return { title: t("Mẫu giấy"), children: [h("p", {}, t("Loại giấy này không có mẫu."))], foot: [nextButton(t("Quay lại"), back)] };
  const { person } = answers;
  const card = { name: person.name, birth: birthWords(person.birth), number: person.number, address: person.address };
  const kept = { ...answers.form, ...card };
  const said = h("div", { "aria-live": "polite" });
  const finder = h("div", {});
  const fields = form.asked
    .filter((one) => !(one.name in card))
    .map((one) => ({ ...one, input: input({ value: kept[one.name] ?? "", maxlength: one.most, name: one.name }) }));
  const typed = () => Object.fromEntries(fields.map((one) => [one.name, tidy(one.input.value)]));
  const values = () => ({ ...typed(), ...card });
  const scanned = async (/** @type {string} */ text) => {
    const read = parseCard(text);
    if (!("card" in read)) {
      said.replaceChildren(banner("warn", "alert", problemWords(read.code)));
      return false;
    }
    const { name, number, birth, address } = read.card;
    const of = { other_name: name, other_number: number, other_birth: birthWords(birth), other_address: address };
    for (const one of fields) if (one.name in of) one.input.value = of[/** @type {keyof typeof of} */ (one.name)];
    finder.replaceChildren();
    said.replaceChildren();
    return true;
  };
  const look = () => finder.replaceChildren(codeFinder(t("Đưa mã trên thẻ vào khung"), scanned));
  const sheet = h("section", { class: "sheet-print" });
  const print = async () => {
    await step.save({ form: typed() });
    sheet.replaceChildren(...page(form, values(), step.own.commune.unit));
    window.print();
  };
  return {
    title: t("In mẫu giấy"),
    children: [
      said,
      h(
        "div",
        { class: "question" },
        h("h1", {}, t("In mẫu giấy đã điền")),
        h("p", { class: "hint" }, t("Cần máy in mang theo. Chỗ để trống in thành dòng chấm.")),
      ),
      h("p", {}, h("b", {}, `${person.name}, ${card.birth}`)),
      fields.some((one) => one.name === "other_name") &&
        h("button", { class: "btn btn--wide", type: "button", onclick: look }, icon("scan"), t("Quét thẻ người được ủy quyền")),
      finder,
      fields.map((one) => field(one.words, one.input)),
      sheet,
    ].flat(),
    foot: [h("button", { class: "btn btn--tall", type: "button", onclick: leave }, t("Xong, quay lại hồ sơ")), nextButton(t("In giấy"), print, "print")],
  };
};

/** @param {import("../core/forms.js").Form} form @param {Record<string, string>} values @param {string} place */
const page = (form, values, place) => [
  h("p", { class: "sheet-mid" }, h("b", {}, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), h("br"), h("b", {}, "Độc lập - Tự do - Hạnh phúc")),
  h(
    "p",
    { class: "sheet-mid" },
    form.title.map((line) => h("b", { class: "sheet-title" }, line)),
  ),
  ...filled(form, values).map((line) => h("p", {}, line)),
  h("p", { class: "sheet-place" }, `${place}, ngày ...... tháng ...... năm ..........`),
  h("p", { class: "sheet-sign" }, h("b", {}, form.signer), h("br"), inVietnamese("(Ký hoặc điểm chỉ, ghi rõ họ tên)")),
];
