/** A witness or an interpreter: named of his own will; the law asks for neither (L9). */

import { tidy } from "../core/names.js";
import { t } from "../core/words.js";
import { catalogue, choices, field, go, h, input } from "./dom.js";
import { capitalsFor } from "./capitals.js";
import { nextButton } from "./wizard-parts.js";
import { lacks } from "./saying.js";

/** @typedef {import("./wizard.js").Step} Step */

const MOST = 4;

/** @param {Step} step */
export const helpersStep = (step) => {
  const helpers = step.draft.answers.helpers ?? [];
  const said = h("div", {});
  let role = "";
  const name = input({ maxlength: 120, name: "helper-name", autocapitalize: "words", spellcheck: "false" });
  const number = input({ maxlength: 20, name: "helper-number", class: "input id-number", lang: "en" });
  const relation = input({ maxlength: 60, name: "helper-relation" });
  const free = /** @type {HTMLInputElement} */ (h("input", { type: "checkbox", name: "helper-free" }));
  const list = choices(
    t("Người này là"),
    catalogue().helpers,
    role,
    (code) => {
      role = code;
    },
    "helper-role",
  );
  const done = () => go(`/may/moi/${step.draft.id}/${step.draft.step}`);
  const add = async () => {
    const digits = number.value.toUpperCase().replace(/[\s.]/g, "");
    const lacking = lacks(said, [
      [!role, t("Chọn người làm chứng hay người phiên dịch."), list],
      [!tidy(name.value), t("Ghi họ và tên."), name],
      [!/^[0-9A-Z]{0,20}$/.test(digits), t("Số giấy tờ chỉ gồm chữ và số; không có thì để trống."), number],
      [!free.checked, t("Người có quyền lợi liên quan thì không làm chứng, phiên dịch được. Hỏi rồi đánh dấu."), free],
    ]);
    if (lacking) return undefined;
    await step.save({ helpers: [...helpers, { role, name: tidy(name.value), number: digits, relation: tidy(relation.value), no_interest: true }] });
    return done();
  };
  const drop = async (/** @type {number} */ place) => {
    await step.save({ helpers: helpers.filter((/** @type {any} */ _, /** @type {number} */ one) => one !== place) });
    step.again();
  };
  const present = helpers.map((/** @type {any} */ one, /** @type {number} */ place) =>
    h(
      "p",
      { class: "row row--wrap" },
      h(
        "b",
        {},
        `${one.name}, ${catalogue()
          .helpers.find((/** @type {any} */ known) => known.code === one.role)
          ?.text.toLowerCase()}`,
      ),
      h("button", { class: "link", type: "button", onclick: () => drop(place) }, t("Bỏ người này")),
    ),
  );
  const form =
    helpers.length < MOST
      ? [
          list,
          field(t("Họ và tên"), name),
          capitalsFor(name),
          field(t("Số giấy tờ"), number, t("Không có thì để trống.")),
          field(t("Quan hệ với người yêu cầu"), relation, t("Ví dụ: hàng xóm")),
          h("label", { class: "choice" }, free, h("span", {}, t("Không có quyền lợi liên quan đến giấy này"))),
        ]
      : [];
  return {
    title: t("Người làm chứng, phiên dịch"),
    children: [
      said,
      h(
        "div",
        { class: "question" },
        h("h1", {}, t("Người làm chứng, phiên dịch")),
        h("p", { class: "hint" }, t("Tự nguyện: luật không buộc phải có. Chỉ ghi khi có người giúp và người ấy đồng ý.")),
      ),
      ...present,
      ...form,
    ],
    foot: [h("button", { class: "btn btn--tall", type: "button", onclick: done }, t("Không ghi, quay lại")), nextButton(t("Ghi người này"), add, "tick")],
  };
};
