/** The fee of the document: from the dated table, once however many signatures, nothing more for coming home (L15). */

import { exemptionsOn, feesTold } from "../core/fees.js";
import { isoDay } from "../core/moments.js";
import { dong, tidy } from "../core/names.js";
import { feeOn } from "../core/wizard.js";
import { t } from "../core/words.js";
import { catalogue, choices, field, h, input } from "./dom.js";
import { nextButton, refuseButton } from "./wizard-parts.js";
import { lacks } from "./saying.js";

/** @typedef {import("./wizard.js").Step} Step */

/** The exemptions of the commune to choose from, typing only for another. @param {{title: string, basis: string}[]} listed @param {HTMLInputElement} basis */
const grounds = (listed, basis) => {
  const other = field(listed.length ? t("Hoặc theo văn bản khác") : t("Miễn theo văn bản nào?"), basis);
  if (!listed.length) return [other];
  const options = listed.map((one) => ({ code: one.basis, text: one.title, hint: one.basis }));
  const chosen = (/** @type {string} */ code) => {
    basis.value = code;
  };
  return [choices(t("Ai được miễn"), options, basis.value, chosen, "ground"), other];
};

/** @param {Step} step */
export const feeStep = (step) => {
  const kept = step.answers.fee ?? {};
  const { commune } = step.own;
  const day = isoDay(Date.parse(step.answers.signed_at));
  const fee = feeOn(feesTold(commune.fees, catalogue().fees), day);
  const said = h("div", {});
  let paid = kept.paid ?? "";
  const receipt = input({ value: kept.receipt ?? "", maxlength: 40, name: "receipt" });
  const basis = input({ value: kept.basis ?? "", maxlength: 200, name: "basis" });
  const receiptField = h("div", { hidden: !["cash", "transfer"].includes(paid) }, field(t("Số biên lai"), receipt, t("Chưa có biên lai thì để trống.")));
  const basisField = h("div", { class: "stack", hidden: paid !== "exempt" }, grounds(exemptionsOn(commune.exemptions, day), basis));
  const list = choices(t("Thu phí"), catalogue().paid, paid, (code) => {
    paid = code;
    receiptField.hidden = !["cash", "transfer"].includes(code);
    basisField.hidden = code !== "exempt";
  });
  const act = () => {
    const exempt = paid === "exempt";
    if (
      lacks(said, [
        [!paid, t("Chọn cách thu phí."), list],
        [exempt && !tidy(basis.value), t("Ghi văn bản cho miễn phí."), basis],
      ])
    )
      return undefined;
    const taken = ["cash", "transfer"].includes(paid);
    return step.next({ fee: { amount: exempt ? 0 : fee.amount, paid, receipt: taken ? tidy(receipt.value) : "", basis: exempt ? tidy(basis.value) : "" } });
  };
  return {
    title: t("Phí chứng thực"),
    children: [
      said,
      h(
        "div",
        { class: "question" },
        h("h1", {}, t("Thu phí {amount}?", { amount: dong(fee.amount) })),
        h("p", { class: "hint" }, t("Một giấy một lần, bao nhiêu chữ ký cũng vậy. Đến tận nhà không thu thêm. ({basis})", { basis: fee.basis })),
      ),
      list,
      receiptField,
      basisField,
    ],
    foot: [refuseButton(step), nextButton(t("Tiếp tục"), act)],
  };
};
