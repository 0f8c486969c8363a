/** When the app itself does not start: what waits on the phone can still be sent or carried away; nothing of it is touched. */

import { unsent } from "../core/drain.js";
import { t } from "../core/words.js";
import { all, REAL, useStore } from "../store/database.js";
import { device } from "../store/device.js";
import { others, useOfficers } from "../store/officers.js";
import { packets } from "../store/outbox.js";
import { news, status, wake } from "../sync/courier.js";
import { forgetShell } from "../sync/worker.js";
import { banner, h, icon } from "./dom.js";
import { rescueButton } from "./rescue.js";

/** Fills the page. @param {unknown} reason what stopped the start, for who is asked for help */
export const firstAid = async (reason) => {
  const said = h("div", { "aria-live": "polite" });
  useStore(REAL);
  await useOfficers(false).catch(reportError);
  const own = await device().catch(() => null);
  const left = await packets().then(
    (all) => all.filter(unsent).length,
    () => null,
  );
  // a colleague's records on a phone that is shared are no reason less not to delete anything
  const theirs = async () => (await others().catch(() => [])).reduce((sum, one) => sum + one.left, 0);
  const begun = await all("drafts").then(
    (found) => found.length,
    () => 0,
  );
  const send = async () => {
    said.replaceChildren(h("p", { class: "muted" }, t("Đang gửi…")));
    await wake(true);
    const rest = (await packets()).filter(unsent).length + (await theirs());
    const ok = rest === 0;
    said.replaceChildren(banner(ok ? "ok" : "warn", ok ? "tick" : "alert", ok ? t("Đã gửi hết.") : sendWords(rest)));
  };
  const renew = async () => {
    if (!(await forgetShell())) said.replaceChildren(banner("warn", "alert", t("Không có mạng tới xã. Chưa xóa gì.")));
  };
  /** What goes wrong here too is said: there is no page after this one. @param {() => Promise<void>} act @param {string} words */
  const orSay = (act, words) => () =>
    act().catch((error) => said.replaceChildren(banner("error", "bang", words, h("br"), h("span", { class: "meta" }, String(error).slice(0, 200)))));
  document.title = `${t("Ứng dụng không mở được")} · Tận Nhà`;
  const page = h(
    "main",
    { class: "main" },
    h("h1", {}, t("Ứng dụng không mở được")),
    banner("warn", "alert", leftWords(left === null ? null : left + (await theirs()), begun)),
    said,
    h("button", { class: "btn btn--primary btn--wide btn--tall", type: "button", onclick: () => location.reload() }, icon("repeat"), t("Mở lại")),
    own && left
      ? h(
          "button",
          { class: "btn btn--wide btn--tall", type: "button", onclick: orSay(send, t("Chưa gửi được, chưa xóa gì. Bấm Lưu tệp cứu hộ, đưa tệp cho văn thư.")) },
          icon("outbox"),
          t("Gửi ngay"),
        )
      : null,
    own ? rescueButton(own, said) : null,
    h(
      "button",
      {
        class: "btn btn--wide btn--tall",
        type: "button",
        onclick: orSay(renew, t("Chưa tải lại được. Hồ sơ trên máy không đổi.")),
      },
      icon("phone"),
      t("Tải lại ứng dụng từ máy chủ (cần mạng)"),
    ),
    h("p", { class: "meta" }, t("Vẫn không được: gọi quản trị viên, đọc dòng này."), h("br"), String(reason).slice(0, 200)),
  );
  document.querySelector("tn-phone")?.replaceChildren(page);
  document.documentElement.dataset.failed = "";
  page.querySelector("h1")?.setAttribute("tabindex", "-1");
  news.addEventListener("change", () => page.setAttribute("data-sending", status.sending));
};

/** @param {number | null} left @param {number} begun */
const leftWords = (left, begun) => {
  if (left === null) return t("Chưa đọc được dữ liệu trên máy. Không xóa ứng dụng, không xóa dữ liệu; hồ sơ có thể vẫn còn nguyên.");
  if (!left && !begun) return t("Trên máy không còn gì chưa gửi.");
  return t("Hồ sơ trên máy còn nguyên: {n} mục chưa gửi, {begun} việc đang làm dở. Không xóa ứng dụng.", { n: left, begun });
};

/** @param {number} left */
const sendWords = (left) => (status.online ? t("Còn {n} mục chưa gửi được.", { n: left }) : t("Không có mạng. Còn {n} mục chưa gửi.", { n: left }));
