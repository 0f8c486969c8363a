/** What was done of a case and what comes next; and who holds the original, always said. */

import { isBenefit } from "../core/delivery.js";
import { clockAndDay } from "../core/moments.js";
import { t } from "../core/words.js";
import { h, icon } from "./dom.js";

const ORDER = ["submitted", "approved", "ready", "delivered"];
/** Whoever holds it of these had it from the officer. */
const TAKEN = ["officer", "colleague", "clerk", "certifier", "lost"];

/** @param {any} known @param {any} own */
export const steps = (known, own) => {
  if (!ORDER.includes(known.state) || isBenefit(known)) return null;
  const reached = ORDER.indexOf(known.state);
  const decides = known.way === "A" || (!known.way && own.commune.way === "A") ? t("Cán bộ ký chứng thực") : t("Lãnh đạo ký duyệt");
  const due = known.due_at ? t("Hạn {at}", { at: clockAndDay(Date.parse(known.due_at)) }) : t("Sau khi xã nhận");
  const lines = [
    [t("Đã nhận giấy gốc"), "", TAKEN.includes(known.holder) || reached >= 3],
    [decides, reached >= 1 ? "" : due, reached >= 1],
    [t("Ký, đóng dấu tại xã"), "", reached >= 2],
    [t("Trả tận nhà"), "", reached >= 3],
  ];
  return h(
    "section",
    { class: "stack" },
    h("h2", {}, reached === ORDER.length - 1 ? t("Đã xong mọi việc") : t("Việc tiếp theo")),
    h(
      "ol",
      { class: "next-steps" },
      lines.map(([title, hint, done]) =>
        h(
          "li",
          { class: done ? "done" : "" },
          h("span", { class: "dot" }, done && icon("tick")),
          h("span", {}, h("b", {}, title), hint && h("small", {}, hint)),
        ),
      ),
    ),
  );
};

/** Who holds the original, in every state; of a case declined at the door nobody took it. @param {any} known @param {any} own */
export const holderLine = (known, own) => {
  if (known.state === "declined" && !known.holder) return null;
  const words = {
    officer: t("Cán bộ {name} giữ", { name: own.person.name }),
    colleague: t("{name} còn giữ, chưa giao lại", { name: known.held_by }),
    clerk: t("Văn thư giữ"),
    certifier: t("Người ký chứng thực giữ"),
    person: t("Người dân giữ"),
    lost: t("Hỏng hoặc mất"),
  };
  const who = words[/** @type {keyof typeof words} */ (known.holder)] ?? t("Chưa rõ ai giữ");
  return h("p", {}, isBenefit(known) ? t("Quyết định: {who}", { who }) : t("Giấy gốc: {who}", { who }));
};
