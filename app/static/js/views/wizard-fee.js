/** The fee of the document: from the dated table, once however many signatures, nothing more for coming home (L15). */

import { exemptionsOn, feesTold } from "../core/fees.js";
import { isoDay } from "../core/moments.js";
import { dong, tidy } from "../core/names.js";
import { feeOn } from "../core/wizard.js";
import { t } from "../core/words.js";
import { catalogue, choices, field, h, input } from "./dom.js";
import { nextButton, refuseButton } from "./wizard-parts.js";
import { lacks } from "./saying.js";
import { transferPanel } from "./transfer-code.js";

/** @typedef {import("./wizard.js").Step} Step */

/** The exemptions that the commune recorded: nobody exempts by a word of his own (L15). @param {{title: string, basis: string}[]} listed @param {string} basis @param {(code: string) => void} chosen */
const grounds = (listed, basis, chosen) => {
  const options = listed.map((one) => ({ code: one.basis, text: one.title, hint: one.basis }));
  return choices(t("Ai được miễn"), options, basis, chosen, "ground");
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
  const listed = exemptionsOn(commune.exemptions, day);
  let basis = listed.some((one) => one.basis === kept.basis) ? kept.basis : "";
  const receiptField = h("div", { hidden: !["cash", "transfer"].includes(paid) }, field(t("Số biên lai"), receipt, t("Chưa có biên lai thì để trống.")));
  const basisField = h(
    "div",
    { class: "stack", hidden: paid !== "exempt" },
    grounds(listed, basis, (code) => {
      basis = code;
    }),
  );
  const transfer = h("div", { hidden: paid !== "transfer" }, transferPanel(commune.account, fee.amount, step.draft.code));
  const ways = catalogue().paid.filter((/** @type {any} */ one) => one.code !== "exempt" || listed.length > 0);
  const list = choices(t("Thu phí"), ways, paid, (code) => {
    paid = code;
    receiptField.hidden = !["cash", "transfer"].includes(code);
    basisField.hidden = code !== "exempt";
    transfer.hidden = code !== "transfer";
  });
  const act = () => {
    const exempt = paid === "exempt";
    if (
      lacks(said, [
        [!paid, t("Chọn cách thu phí."), list],
        [exempt && !basis, t("Chọn trường hợp được miễn."), basisField],
      ])
    )
      return undefined;
    const taken = ["cash", "transfer"].includes(paid);
    return step.next({ fee: { amount: exempt ? 0 : fee.amount, paid, receipt: taken ? tidy(receipt.value) : "", basis: exempt ? basis : "" } });
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
      transfer,
      receiptField,
      basisField,
      listed.length === 0 && h("p", { class: "hint" }, t("Xã chưa ghi trường hợp miễn phí nào.")),
    ],
    foot: [refuseButton(step), nextButton(t("Tiếp tục"), act)],
  };
};
