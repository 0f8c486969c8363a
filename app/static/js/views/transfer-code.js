/** The code of a transfer, held out to whoever pays: drawn on the phone, with no network. */

import { encode } from "uqr";
import { dong } from "../core/names.js";
import { build, purpose } from "../core/vietqr.js";
import { t } from "../core/words.js";
import { h } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";
/** Free cells round the code (ISO/IEC 18004). */
const QUIET = 4;

/** @param {string} text @param {string} label */
const drawn = (text, label) => {
  const { data, size } = encode(text, { ecc: "M", border: QUIET });
  const picture = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  const cells = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  for (const [name, value] of Object.entries({ viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": label, class: "transfer-code" }))
    picture.setAttribute(name, value);
  path.setAttribute("d", cells.join(""));
  picture.append(path);
  return picture;
};

/** Null where the commune takes no transfers. @param {any} account @param {number} amount @param {string} code of the case */
export const transferPanel = (account, amount, code) => {
  const words = purpose(code);
  const own = account?.number ? build(account, amount, words) : null;
  const text = own ?? account?.given;
  if (!text) return null;
  const typed = own ? t("Số tiền và nội dung có sẵn trong mã.") : t("Người trả tự gõ số tiền và nội dung dưới đây.");
  return h(
    "section",
    { class: "panel stack transfer" },
    h("h2", {}, t("Đưa người trả quét mã này")),
    drawn(text, t("Mã chuyển khoản {amount}, nội dung {words}", { amount: dong(amount), words })),
    h("p", {}, h("b", {}, dong(amount)), " · ", h("b", {}, words)),
    h("p", {}, t("Mã hồ sơ"), " ", h("b", {}, code)),
    h("p", { class: "hint" }, [account.holder, account.bank, account.number].filter(Boolean).join(" · ")),
    h("p", { class: "hint" }, typed),
  );
};
