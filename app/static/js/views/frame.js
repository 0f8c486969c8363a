/** The two frames of the phone: home pages with strip and tabs, pages of work with a bar and steps. */

import { t } from "../core/words.js";
import { keepMeta } from "../store/device.js";
import { status } from "../sync/courier.js";
import { h, icon, link, sign } from "./dom.js";

const TABS = () => [
  { path: "/may", icon: "today", word: t("Hôm nay") },
  { path: "/may/ho-so", icon: "folder", word: t("Hồ sơ") },
  { path: "/may/quet", icon: "scan", word: t("Quét"), extra: "tab--scan" },
  { path: "/may/chua-gui", icon: "outbox", word: t("Chưa gửi") },
  { path: "/may/toi", icon: "person", word: t("Tôi") },
];

/** Light, outdoor, evening: kept on the phone. @param {string} theme */
export const setTheme = async (theme) => {
  document.documentElement.dataset.theme = theme;
  await keepMeta("theme", theme);
};

const outdoors = () => document.documentElement.dataset.theme === "outdoor";

/** @param {Event} event */
const toggleOutdoor = async (event) => {
  const tool = /** @type {HTMLElement} */ (event.currentTarget);
  await setTheme(outdoors() ? "light" : "outdoor");
  tool.setAttribute("aria-pressed", String(outdoors()));
};

/** @param {{title: string, commune: string, unsent: number, children: any[]}} page */
export const homePage = ({ title, commune, unsent, children }) => {
  document.title = `${title} · Tận Nhà`;
  const tool = h("button", { class: "strip-tool", type: "button", "aria-pressed": String(outdoors()), onclick: toggleOutdoor }, icon("sun"), t("Ngoài trời"));
  return [
    h("header", { class: "strip" }, sign(), h("span", {}, commune), tool),
    alarmBanner(),
    netBanner(),
    h("main", { class: "main main--tight" }, children),
    tabs(unsent),
  ];
};

/** The ledger that the commune shows does not go on from what this phone saw: whoever holds the phone must tell somebody. */
const alarmBanner = () => {
  if (!status.alarm) return null;
  const kept = t(" Hồ sơ trên máy giữ nguyên và vẫn gửi.");
  const words =
    {
      unsigned: t("Máy chủ của xã khôi phục từ bản sao lưu mà chưa ai xác nhận. Báo quản trị viên hoặc lãnh đạo."),
      unproven: t("Ba ngày nay máy chủ không chứng minh được sổ ký số còn nguyên. Báo quản trị viên."),
    }[status.alarm] ?? t("Sổ ký số trên máy chủ khác với bản máy này đã thấy. Báo ngay lãnh đạo và quản trị viên. Đừng đổi máy, đừng xóa ứng dụng.");
  return h("div", { class: "banner banner--error", role: "alert" }, icon("bang"), h("span", {}, words, kept));
};

/** Only while it is true. */
const netBanner = () => {
  if (!status.online) {
    return h("div", { class: "banner", role: "status" }, icon("no-net"), h("span", {}, t("Không có mạng. Anh/chị cứ làm tiếp, hồ sơ lưu trên máy.")));
  }
  if (status.device !== "active") {
    const said =
      status.device === "suspended"
        ? t("Máy này đang tạm ngừng. Hồ sơ trên máy vẫn gửi về xã và chờ đối chiếu. Mang máy đến gặp quản trị viên.")
        : t("Máy này đã bị ngừng. Hồ sơ trên máy vẫn gửi về xã và chờ đối chiếu. Mang máy đến gặp quản trị viên.");
    return h("div", { class: "banner banner--error", role: "status" }, icon("bang"), h("span", {}, said));
  }
  if (status.signedOut) {
    const door = h("a", { href: "/dang-nhap?next=/may" }, t("Đăng nhập"));
    return h(
      "div",
      { class: "banner banner--warn", role: "status" },
      icon("key"),
      h("span", {}, t("Cần đăng nhập lại để xem hồ sơ mới. Việc gửi vẫn chạy, hồ sơ không mất. "), door),
    );
  }
  return null;
};

/** @param {number} unsent */
const tabs = (unsent) =>
  h(
    "nav",
    { class: "tabs", "aria-label": t("Mục chính") },
    TABS().map((tab) =>
      link(
        tab.path,
        { class: `tab ${tab.extra ?? ""}`, "aria-current": location.pathname === tab.path ? "page" : false },
        icon(tab.icon),
        tab.word,
        tab.path === "/may/chua-gui" && unsent > 0 && h("span", { class: "tab-count" }, unsent),
      ),
    ),
  );

/**
 * @param {{title: string, back?: () => void, pause?: () => void, step?: {now: number, of: number, word: string},
 *   children: any[], foot?: any[]}} page
 */
export const workPage = ({ title, back, pause, step, children, foot }) => {
  document.title = `${title} · Tận Nhà`;
  return [
    h("div", { class: "strip strip--line" }),
    h(
      "header",
      { class: "bar" },
      back ? h("button", { class: "bar-tool", type: "button", onclick: back }, icon("back"), t("Quay lại")) : h("span"),
      pause && h("button", { class: "bar-tool", type: "button", onclick: pause }, icon("pause"), t("Tạm dừng")),
    ),
    step && stepLine(step),
    h("main", { class: "main" }, children),
    foot?.length && h("div", { class: foot.length === 2 ? "foot foot--pair" : "foot" }, foot),
  ];
};

/** @param {{now: number, of: number, word: string}} step */
const stepLine = ({ now, of, word }) =>
  h(
    "div",
    { class: "steps" },
    h("p", {}, h("span", {}, t("Bước {now}/{of}: {word}", { now, of, word }))),
    h(
      "div",
      { class: "segments", "aria-hidden": "true" },
      Array.from({ length: of }, (_, place) => h("i", { class: place < now ? "done" : "" })),
    ),
  );

/** The screen that the citizen holds: large, nothing else reachable. @param {{title: string, lines: any[], buttons: any[]}} page */
export const handedPage = ({ title, lines, buttons }) => {
  // the heading may name him; what the phone lists of its pages may not
  document.title = `${t("Đưa máy cho người dân")} · Tận Nhà`;
  return [
    h("div", { class: "strip strip--line" }),
    h("main", { class: "main handed" }, h("h1", {}, title), lines),
    h("div", { class: "handed-foot" }, buttons),
  ];
};

/** Before anybody is let in: the product's name, what is to be read, and at most one button. @param {any[]} children @param {HTMLElement} [button] */
export const doorPage = (children, button) => [
  h("header", { class: "strip" }, sign(), h("span", {}, "Tận Nhà")),
  h("main", { class: "main" }, children),
  button && h("div", { class: "foot" }, button),
];
