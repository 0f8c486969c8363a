/** Quét: an identity card begins a case, a certificate's code finds its case; any other code is named. */

import { unsent } from "../core/drain.js";
import { parseCard } from "../core/identity-card.js";
import { problemWords } from "../core/problem-words.js";
import { ticketIn } from "../core/tickets.js";
import { t } from "../core/words.js";
import { packets, stubs } from "../store/outbox.js";
import { newCase } from "./begin.js";
import { banner, go, h } from "./dom.js";
import { codeFinder } from "./finder.js";
import { homePage } from "./frame.js";
import { personOf } from "./wizard-person.js";

/** @param {import("./app.js").Context} context */
export const scanPage = async ({ own }) => {
  const known = await stubs();
  const said = h("div", { "aria-live": "polite" });
  const say = (/** @type {string} */ text) => said.replaceChildren(banner("warn", "alert", text));
  const found = async (/** @type {string} */ text) => {
    const read = parseCard(text);
    if ("card" in read) {
      await newCase(own, { person: personOf(read.card) });
      return true;
    }
    const upper = text.toUpperCase();
    const ticket = ticketIn(text, location.origin);
    const match = known.find(
      (one) =>
        (ticket && one.ticket === ticket) ||
        upper.includes(one.code) ||
        (one.dossier && text.includes(one.dossier)) ||
        (one.certificate && upper.includes(`/K/${one.certificate}`)),
    );
    if (match) {
      go(`/may/da-luu/${match.id}`);
      return true;
    }
    if (ticket) say(t("Tờ hẹn này chưa gắn. Mở hồ sơ, chạm Gắn tờ hẹn."));
    else if (text.startsWith(location.origin.toUpperCase()) || text.startsWith(location.origin))
      say(t("Đây là mã trên lời chứng. Mở trang Kiểm tra giấy để xem."));
    else say(problemWords(read.code));
    return false;
  };
  const left = (await packets()).filter(unsent).length;
  return homePage({
    title: t("Quét"),
    commune: own.commune.name,
    unsent: left,
    children: [
      h("h1", {}, t("Quét")),
      h("p", { class: "hint" }, t("Mã trên thẻ căn cước: làm hồ sơ mới. Mã trên giấy của hồ sơ: mở hồ sơ đó.")),
      said,
      codeFinder(t("Đưa mã vào khung"), found),
    ],
  });
};
