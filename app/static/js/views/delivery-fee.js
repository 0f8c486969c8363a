/** The fee that was put off, taken with the result: by which way, by which receipt; the code of a transfer to be held out (L15). */

import { dong, tidy } from "../core/names.js";
import { t } from "../core/words.js";
import { feeDue } from "./delivery-end.js";
import { catalogue, choices, field, h, icon, input } from "./dom.js";
import { transferPanel } from "./transfer-code.js";

/** Null where nothing is due. @param {any} known @param {any} draft @param {any} account of the commune */
export const feeTaken = (known, draft, account) => {
  const due = feeDue(known);
  if (!due) return null;
  let paid = draft.answers.paid ?? "";
  const receipt = input({ maxlength: 40, name: "receipt", value: due.receipt ?? "" });
  const more = h("div", { hidden: !paid }, field(t("Số biên lai"), receipt, t("Chưa có biên lai thì để trống.")));
  const transfer = h("div", { hidden: paid !== "transfer" }, transferPanel(account, due.amount, known.code));
  const ways = catalogue().paid.filter((/** @type {any} */ one) => ["cash", "transfer"].includes(one.code));
  const list = choices(t("Thu phí"), ways, paid, (code) => {
    paid = code;
    more.hidden = false;
    transfer.hidden = code !== "transfer";
  });
  return {
    list,
    lacking: () => (paid ? "" : t("Phí {amount} chưa thu: chọn cách thu.", { amount: dong(due.amount) })),
    told: () => ({ fee: { ...due, paid, receipt: tidy(receipt.value) } }),
    node: h(
      "section",
      { class: "panel panel--local stack" },
      h("h2", {}, icon("bang"), t("Thu phí {amount}", { amount: dong(due.amount) })),
      list,
      transfer,
      more,
    ),
  };
};
