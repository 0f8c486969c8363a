/** The two ends of a delivery: not handed over, with its reason; and keeping what happened, whichever it was. */

import { isoDay, stamp } from "../core/moments.js";
import { tidy } from "../core/names.js";
import { t } from "../core/words.js";
import { finish } from "../store/outbox.js";
import { wake } from "../sync/courier.js";
import { catalogue, choices, field, go, h, input } from "./dom.js";
import { workPage } from "./frame.js";
import { mend } from "./wizard-questions.js";

/** @param {any} known @param {any} draft */
export const failed = (known, draft) => {
  const said = h("div", {});
  let reason = "";
  const words = input({ maxlength: 200, name: "words" });
  const again = input({ type: "date", min: isoDay(Date.now()), name: "again" });
  const list = choices(t("Lý do"), catalogue().failures, "", (chosen) => {
    reason = chosen;
  });
  const button = h(
    "button",
    {
      class: "btn btn--primary btn--tall btn--wide",
      type: "button",
      onclick: () => {
        if (!reason || (reason === "khac" && !tidy(words.value))) return mend(said, t("Chọn lý do; lý do khác thì ghi rõ."));
        const body = { v: 1, reason, text: tidy(words.value), attempted_at: stamp(Date.now()), again_on: again.value || null };
        return save(button, said, known, draft, "delivery.attempted", body, known.state);
      },
    },
    t("Lưu lần chưa giao được"),
  );
  return workPage({
    title: t("Chưa giao được"),
    back: () => go(`/may/tra/${known.id}/ai-nhan`),
    children: [said, h("h1", {}, t("Vì sao chưa giao được?")), list, field(t("Ghi thêm"), words), field(t("Hẹn lại ngày"), again)],
    foot: [button],
  });
};

/** @param {HTMLElement} button @param {HTMLElement} said @param {any} known @param {any} draft @param {string} kind @param {object} body @param {string} state */
export const save = async (button, said, known, draft, kind, body, state) => {
  button.setAttribute("disabled", "");
  try {
    const delivered = kind === "delivery.completed" ? stamp(Date.now()) : known.delivered_at;
    const stubbed = { ...known, local: "saved", state, made_at: stamp(Date.now()), delivered_at: delivered };
    await finish({ ...draft, kind }, body, stubbed, stamp(Date.now()));
    go(`/may/da-luu/${known.id}`, true);
    wake(true);
  } catch {
    button.removeAttribute("disabled");
    mend(said, t("Chưa lưu được. Chưa mất gì. Bấm lại."));
  }
};
