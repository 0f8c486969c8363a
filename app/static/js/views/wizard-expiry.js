/** Until when the identity paper is valid: the code does not carry it, the card does. */

import { noExpiryImplied } from "../core/identity-card.js";
import { birthWords, isoDay } from "../core/moments.js";
import { readDay } from "../core/typed.js";
import { t } from "../core/words.js";
import { choices, field, h } from "./dom.js";
import { dayInput } from "./moment-fields.js";
import { nextButton, refuseButton } from "./wizard-parts.js";
import { mend } from "./saying.js";

/** @typedef {import("./wizard.js").Step} Step */

/** @param {Step} step */
export const expiryStep = (step) => {
  const { person } = step.answers;
  const said = h("div", {});
  const implied = noExpiryImplied(person.birth, person.issued);
  let code = person.valid_until === "none" ? "none" : person.valid_until ? "date" : "";
  const until = dayInput({ value: code === "date" ? person.valid_until : "", name: "until" });
  const dated = h("div", { hidden: code !== "date" }, field(t("Thẻ ghi có giá trị đến"), until));
  const options = [
    { code: "none", text: t("Không thời hạn"), hint: implied ? t("Thẻ cấp khi đã đủ 60 tuổi") : "" },
    { code: "date", text: t("Có ngày hết hạn") },
  ];
  const list = choices(t("Có giá trị đến"), implied ? options : [...options].reverse(), code, (chosen) => {
    code = chosen;
    dated.hidden = chosen !== "date";
  });
  const act = () => {
    if (code === "none") return step.next({ person: { ...person, valid_until: "none" } });
    const last = readDay(until.value);
    if (!last) return mend(said, t("Chọn Không thời hạn, hoặc ghi ngày in trên thẻ, ví dụ 25/11/2030."), code === "date" ? until : list);
    if (last < isoDay(Date.now())) return mend(said, t("Giấy tờ hết hạn ngày {day}. Dùng VNeID hoặc giấy tờ khác còn hạn.", { day: birthWords(last) }), until);
    return step.next({ person: { ...person, valid_until: last } });
  };
  return {
    title: t("Thẻ có giá trị đến khi nào?"),
    children: [
      said,
      h("div", { class: "question" }, h("h1", {}, t("Thẻ có giá trị đến khi nào?")), h("p", { class: "hint" }, t("Xem dòng “Có giá trị đến” trên thẻ."))),
      list,
      dated,
    ],
    foot: [refuseButton(step), nextButton(t("Tiếp tục"), act)],
  };
};
