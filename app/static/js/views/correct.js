/** Sửa lần trả: a hand-over noted by mistake is put right by the officer on the same day. */

import { isoDay, stamp } from "../core/moments.js";
import { addressed, tidy } from "../core/names.js";
import { t } from "../core/words.js";
import { forgetDraft } from "../store/drafts.js";
import { stub } from "../store/outbox.js";
import { begunOr, furtherRecord } from "./begin.js";
import { banner, catalogue, choices, field, go, h, icon, input } from "./dom.js";
import { workPage } from "./frame.js";
import { saveFurther } from "./further.js";
import { dropButton, remember } from "./remember.js";
import { lacks, otherTold } from "./saying.js";

const OTHER_PERSON = "nham_nguoi";

/** Whether the officer himself may still correct it. @param {any} known */
export const correctable = (known) =>
  known.state === "delivered" && known.local !== "held" && Boolean(known.delivered_at) && isoDay(Date.parse(known.delivered_at)) === isoDay(Date.now());

/** @param {import("./app.js").Context} context */
export const correctPage = async ({ parts: [id] }) => {
  const known = await stub(id);
  if (!known) {
    go("/may", true);
    return [];
  }
  const back = () => go(`/may/da-luu/${id}`);
  if (!correctable(known)) {
    await forgetDraft(`delivery.corrected-${id}`);
    return tooLatePage(back);
  }
  return formPage(known, await begunOr(furtherRecord(known, "delivery.corrected")), back);
};

/** @param {() => void} back */
const tooLatePage = (back) =>
  workPage({
    title: t("Sửa lần trả"),
    back,
    children: [h("h1", {}, t("Không sửa trên máy được nữa")), banner("warn", "alert", t("Chỉ sửa được trong ngày trả. Nhờ văn thư sửa tại Giấy tờ tại xã."))],
  });

/** @param {any} known @param {any} draft @param {() => void} back */
const formPage = (known, draft, back) => {
  const said = h("div", {});
  const words = input({ maxlength: 200, name: "words" });
  let reason = "";
  const list = choices(t("Lý do"), catalogue().corrections, "", (code) => {
    reason = code;
    button.replaceChildren(icon("repeat"), code === OTHER_PERSON ? t("Sửa, ghi lại người nhận") : t("Sửa: cán bộ vẫn giữ giấy"));
  });
  const act = () => {
    const text = tidy(words.value);
    if (lacks(said, [[!reason, t("Chọn lý do sửa."), list], otherTold(reason, words)])) return undefined;
    const body = { v: 1, reason, text, corrected_at: stamp(Date.now()) };
    // who really has the paper is written down at once; until then it stands among what is to be carried
    const next = reason === OTHER_PERSON ? `/may/tra/${known.id}/ai-nhan` : undefined;
    const row = { ...known, state: "ready", delivered_at: "", holder: "officer", given_to: "", corrected: body };
    return saveFurther({ button, said, draft, body, row, next });
  };
  const button = h("button", { class: "btn btn--primary btn--tall btn--wide", type: "button", onclick: act }, icon("repeat"), t("Sửa: cán bộ vẫn giữ giấy"));
  const page = workPage({
    title: t("Sửa lần trả"),
    back,
    children: [
      said,
      h(
        "div",
        { class: "question" },
        h("h1", {}, t("Lần trả này ghi nhầm?")),
        h("p", { class: "hint" }, `${addressed(known.honorific, known.name)}, ${known.title}. ${t("Lần ghi cũ vẫn được giữ, kèm lý do.")}`),
      ),
      list,
      field(t("Ghi thêm"), words),
      dropButton(draft, `/may/da-luu/${known.id}`),
    ],
    foot: [button],
  });
  return remember(page, draft, "sua-tra");
};
