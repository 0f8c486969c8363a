/** Tôi: who, which phone, when it last spoke with the commune, look, updates, leaving. */

import { unsent } from "../core/drain.js";
import { clockAndDay } from "../core/moments.js";
import { t } from "../core/words.js";
import { meta } from "../store/device.js";
import { packets } from "../store/outbox.js";
import { isKept, roomLeft } from "../store/room.js";
import { status } from "../sync/courier.js";
import { chooseEnglish, chooseVietnamese } from "../sync/language.js";
import { leave } from "../sync/session.js";
import { canPush, subscribed, turnOff, turnOn } from "../sync/push.js";
import { applyUpdate, updateWaits } from "../sync/worker.js";
import { banner, h, icon, link, row } from "./dom.js";
import { homePage, setTheme } from "./frame.js";
import { here } from "./install.js";
import { lockPhone } from "./lock.js";

/** @param {import("./app.js").Context} context */
export const mePage = async ({ own }) => {
  const left = (await packets()).filter(unsent);
  const [room, kept, offset, ledger] = [await roomLeft(), await isKept(), await meta("offset"), await meta("ledger")];
  const free = room === null ? t("Không rõ") : roomWords(room);
  const seen = status.last ? clockAndDay(status.last) : t("Chưa liên lạc từ lúc mở");
  return homePage({
    title: t("Tôi"),
    commune: own.commune.name,
    unsent: left.length,
    children: [
      h("div", { class: "stack stack--4" }, h("h1", {}, own.person.name), h("p", { class: "muted" }, own.person.title)),
      updateWaits() && h("button", { class: "btn btn--wide", type: "button", onclick: applyUpdate }, icon("repeat"), t("Có bản mới. Cập nhật")),
      h(
        "dl",
        { class: "summary summary--plain" },
        row(t("Mã máy"), own.kid.slice(0, 12)),
        row(t("Liên lạc với xã lúc"), seen),
        row(t("Giờ máy so với xã"), offsetWords(offset)),
        !own.practice && row(t("Sổ ký số"), ledgerWords(ledger)),
        row(t("Chỗ trống cho ứng dụng"), free),
        row(t("Máy giữ dữ liệu"), kept ? t("Giữ lâu dài") : t("Máy có thể tự xóa dữ liệu: gửi hồ sơ sớm")),
      ),
      themes(),
      ...languages(),
      ...(await pushTools(own)),
      !own.practice && h("a", { class: "btn btn--wide", href: "/nhat-ky-cong-tac" }, icon("log"), t("Nhật ký công tác (cần mạng)")),
      !here().installed && link("/may/cai-dat", { class: "btn btn--wide" }, icon("phone"), t("Cài ra màn hình chính")),
      !own.practice && link("/may/dung-chung", { class: "btn btn--wide" }, icon("person"), t("Dùng chung máy với người khác")),
      !own.practice && link("/may/tap-thu", { class: "btn btn--wide" }, icon("tick"), t("Tập thử với người không có thật")),
      h("button", { class: "btn btn--wide", type: "button", onclick: lockPhone }, icon("lock"), t("Khóa máy ngay")),
      !own.practice && link("/may/van-tay", { class: "btn btn--wide" }, icon("key"), t("Mở bằng vân tay, khuôn mặt")),
      // what is practised ends first: these act on the real phone and the real commune
      ...(own.practice ? [] : leaving()),
    ],
  });
};

/** Messages while the app is shut: asked for by a tap, once the app is on the home screen. @param {any} own */
const pushTools = async (own) => {
  if (own.practice || !here().installed || !canPush()) return [];
  const said = h("div", { "aria-live": "polite" });
  const on = Boolean(await subscribed());
  const change = async () => {
    try {
      const done = on ? await turnOff() : await turnOn(own.kid);
      if (done === false)
        return said.replaceChildren(banner("warn", "alert", t("Máy chưa cho phép thông báo. Mở cài đặt của máy, cho phép Tận Nhà rồi thử lại.")));
      return said.replaceChildren(banner("ok", "tick", on ? t("Đã tắt thông báo trên máy này.") : t("Máy này sẽ nhận thông báo.")));
    } catch {
      return said.replaceChildren(banner("warn", "alert", t("Chưa bật được thông báo trên máy này. Thử lại khi có mạng.")));
    }
  };
  return [
    said,
    h(
      "button",
      { class: "btn btn--wide", type: "button", onclick: change },
      icon("flag"),
      on ? t("Tắt thông báo trên máy này") : t("Nhận thông báo trên máy này"),
    ),
  ];
};

const leaving = () => [
  h(
    "div",
    { class: "card-tools" },
    link("/may/ma-pin/doi", { class: "btn" }, icon("keys"), t("Đổi mã PIN")),
    h("button", { class: "btn btn--refuse", type: "button", onclick: () => leave() }, icon("leave"), t("Đăng xuất")),
  ),
  h("p", { class: "meta" }, t("Đăng xuất không xóa hồ sơ đang chờ gửi trên máy.")),
];

/** The other language, in its own words; Vietnamese needs no network. */
const languages = () => {
  const said = h("div", { "aria-live": "polite" });
  const [code, name, choose] = document.documentElement.lang === "en" ? ["vi", "Tiếng Việt", chooseVietnamese] : ["en", "English", chooseEnglish];
  const change = () => choose().catch(() => said.replaceChildren(banner("warn", "alert", t("Chưa tải được tiếng Anh. Thử lại khi có mạng."))));
  return [
    said,
    h("button", { class: "link link--start", type: "button", lang: code, onclick: change }, name),
    code === "vi" && h("p", { class: "meta" }, t("Giấy tờ, phiếu in và sổ luôn bằng tiếng Việt.")),
  ];
};

const themes = () =>
  h(
    "section",
    { class: "stack" },
    h("h2", {}, t("Màn hình")),
    h(
      "div",
      { class: "filters" },
      [
        ["light", t("Thường")],
        ["outdoor", t("Ngoài trời")],
        ["evening", t("Buổi tối")],
      ].map(([code, word]) =>
        h(
          "button",
          {
            class: "filter",
            type: "button",
            "aria-current": document.documentElement.dataset.theme === code ? "true" : false,
            onclick: () => setTheme(code),
          },
          word,
        ),
      ),
    ),
  );

/** @param {number | undefined} offset milliseconds that this phone is ahead */
const offsetWords = (offset) => {
  if (offset === undefined) return t("Chưa biết");
  const minutes = Math.round(Math.abs(offset) / 60_000);
  if (minutes < 1) return t("Đúng");
  return offset > 0 ? t("Nhanh {n} phút", { n: minutes }) : t("Chậm {n} phút", { n: minutes });
};

/** @param {import("../sync/watch.js").Held | undefined} ledger */
const ledgerWords = (ledger) => {
  if (status.alarm) return t("Khác với bản đã thấy");
  return ledger ? t("{n} bản ghi, còn nguyên lúc {when}", { n: ledger.size, when: clockAndDay(Date.parse(ledger.at)) }) : t("Chưa đối chiếu");
};

/** @param {number} bytes */
const roomWords = (bytes) => (bytes < 1e9 ? `${Math.round(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1).replace(".", ",")} GB`);
