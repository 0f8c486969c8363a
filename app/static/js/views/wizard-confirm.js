/** The officer's word on hour and place. */

import { clock, isoDay, stamp } from "../core/moments.js";
import { tidy } from "../core/names.js";
import { inVietnamese, t } from "../core/words.js";
import { field, h, longInput } from "./dom.js";
import { clockInput, dayInput, signedAt, signedTold } from "./moment-fields.js";
import { lacks } from "./saying.js";
import { nextButton, refuseButton } from "./wizard-parts.js";

/** @typedef {import("./wizard.js").Step} Step */

/** @param {Step} step */
export const confirmStep = (step) => {
  const { answers, own } = step;
  const said = h("div", {});
  const at = Date.parse(answers.signed_at);
  const hour = clockInput({ value: clock(at), name: "hour" });
  const date = dayInput({ value: isoDay(at), name: "date" });
  const away = answers.point || (answers.place_kind === "counter" ? inVietnamese("trụ sở {office}", { office: own.commune.name }) : "");
  const home = [answers.person.address || answers.hamlet].filter(Boolean).join(", ");
  const place = longInput({
    value:
      answers.place ??
      // what is signed as said is Vietnamese, whatever the screen speaks
      (away
        ? `${away}, ${own.commune.place}`
        : inVietnamese("nhà riêng: {home}", { home: home.includes(own.commune.unit) ? home : `${home}, ${own.commune.place}` })),
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
