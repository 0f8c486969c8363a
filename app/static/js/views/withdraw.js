/** Rút hồ sơ: the citizen takes the request back before a decision. */

import { stamp } from "../core/moments.js";
import { addressed, tidy } from "../core/names.js";
import { t } from "../core/words.js";
import { forgetDraft } from "../store/drafts.js";
import { stub } from "../store/outbox.js";
import { begunOr, furtherRecord } from "./begin.js";
import { catalogue, choices, field, go, h, icon, input } from "./dom.js";
import { workPage } from "./frame.js";
import { saveFurther } from "./further.js";
import { dropButton, remember } from "./remember.js";
import { lacks, otherTold } from "./saying.js";

/** @param {import("./app.js").Context} context */
export const withdrawPage = async ({ parts: [id] }) => {
  const known = await stub(id);
  if (!known || !["submitted", "returned"].includes(known.state)) {
    await forgetDraft(`case.withdrawn-${id}`);
    go(`/may/da-luu/${id}`, true);
    return [];
  }
  return formPage(known, await begunOr(furtherRecord(known, "case.withdrawn")));
};

/** @param {any} known @param {any} draft */
const formPage = (known, draft) => {
  const said = h("div", {});
  const words = input({ maxlength: 200, name: "words" });
  let reason = "";
  let paper = "";
  const reasons = choices(t("Lý do rút"), catalogue().withdrawals, "", (code) => {
    reason = code;
  });
  const where = choices(
    t("Giấy gốc"),
    [
      { code: "yes", text: t("Đã trả giấy cho người dân") },
      { code: "no", text: t("Giấy còn ở cán bộ hoặc ở xã") },
    ],
    "",
    (code) => {
      paper = code;
    },
    "paper",
  );
  const act = () => {
    const text = tidy(words.value);
    const unknown = t("Cho biết giấy gốc đang ở đâu.");
    if (lacks(said, [[!reason, t("Chọn lý do rút."), reasons], otherTold(reason, words), [!paper, unknown, where]])) return undefined;
    const body = { v: 1, code: reason, text, paper_returned: paper === "yes", withdrawn_at: stamp(Date.now()) };
    const row = { ...known, state: "withdrawn", holder: paper === "yes" ? "person" : known.holder };
    return saveFurther({ button, said, draft, body, row });
  };
  const button = h("button", { class: "btn btn--refuse btn--tall btn--wide", type: "button", onclick: act }, icon("withdrawn"), t("Rút hồ sơ"));
  const page = workPage({
    title: t("Rút hồ sơ"),
    back: () => go(`/may/da-luu/${known.id}`),
    children: [
      said,
      h(
        "div",
        { class: "question" },
        h("h1", {}, t("Người dân rút hồ sơ?")),
        h("p", { class: "hint" }, `${addressed(known.honorific, known.name)}, ${known.title}. ${t("Chỉ rút được khi chưa ký duyệt.")}`),
      ),
      reasons,
      field(t("Ghi thêm"), words),
      h("h2", {}, t("Giấy gốc đang ở đâu?")),
      where,
      dropButton(draft, `/may/da-luu/${known.id}`),
    ],
    foot: [button],
  });
  return remember(page, draft, "rut");
};
