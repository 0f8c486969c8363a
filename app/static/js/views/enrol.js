/** Ghi nhận máy: how a phone is let in, once, by an invitation. */

import { problemWords } from "../core/problem-words.js";
import { t } from "../core/words.js";
import { earlierDevices } from "../store/sentinel.js";
import { enrol, me } from "../sync/enrol.js";
import { Refused } from "../sync/office.js";
import { mustInstall } from "../core/platform.js";
import { banner, go, h, icon, link, row, sign } from "./dom.js";
import { codeFinder } from "./finder.js";
import { doorPage } from "./frame.js";
import { here, installPage } from "./install.js";
import { otherNames } from "./other-names.js";
import { sharePage } from "./shared-phone.js";

/** The invitation is taken out of the address at once and kept in memory only. */
let invitation = "";

export const notEnrolledPage = async () => {
  const others = await otherNames();
  // a place that was made for one more officer, who was not let in after all
  if (others) return doorPage([h("h1", {}, t("Ai dùng máy?")), others, scanInvitation()]);
  return doorPage([
    earlierDevices().length > 0 && clearedWords(earlierDevices()),
    h(
      "div",
      { class: "empty" },
      sign(),
      h("h1", {}, t("Máy này chưa được ghi nhận")),
      h("p", {}, t("Đăng nhập được rồi, điện thoại mang đi nhà dân còn cần một mã riêng.")),
      h("p", {}, t("Nhờ quản trị viên của xã mở Người và máy, bấm Mời máy ở dòng tên anh/chị, rồi quét mã đó bằng chính máy này.")),
    ),
    scanInvitation(),
    h("a", { class: "btn btn--wide", href: "/toi" }, t("Vào trang của tôi")),
    link("/may/cai-dat", { class: "btn btn--wide" }, icon("phone"), t("Cài ra màn hình chính")),
    link("/may/tap-thu", { class: "btn btn--wide" }, icon("tick"), t("Tập thử với người không có thật")),
  ]);
};

/** The truth to who comes back to an empty phone. @param {string[]} devices */
const clearedWords = (devices) =>
  h(
    "div",
    { class: "banner banner--error" },
    icon("alert"),
    h(
      "span",
      {},
      h("b", {}, t("Dữ liệu của máy này đã bị xóa. ")),
      t(
        "Máy từng được ghi nhận (mã {code}). Hồ sơ xã đã nhận thì còn ở xã; hồ sơ chưa gửi lúc bị xóa thì mất. Ghi nhận lại máy, rồi so với danh sách ở xã: Người và máy.",
        {
          code: devices.map((one) => one.slice(0, 12)).join(", "),
        },
      ),
    ),
  );

/** The invitation's code, read by the page itself: an installed app is not what the system's camera opens. */
export const scanInvitation = () => {
  const place = h("div", { class: "stack" });
  const found = async (/** @type {string} */ text) => {
    const start = `${location.origin}/may/ghi-nhan#`;
    if (!text.startsWith(start)) return false;
    invitation = text.slice(start.length);
    go("/may/ghi-nhan");
    return true;
  };
  const open = () => place.replaceChildren(codeFinder(t("Đưa mã mời vào khung"), found));
  place.append(h("button", { class: "btn btn--primary btn--wide btn--tall", type: "button", onclick: open }, icon("scan"), t("Quét mã mời máy")));
  return place;
};

/** @param {import("./app.js").Context} context */
export const enrolPage = async ({ own }) => {
  if (location.hash.length > 1) {
    invitation = location.hash.slice(1);
    history.replaceState({}, "", location.pathname);
  }
  if (own?.practice) return doorPage([h("h1", {}, t("Ghi nhận máy này")), banner("warn", "alert", problemWords("practising"))], home());
  if (own) return sharePage(own, invitation);
  if (!invitation) return notEnrolledPage();
  // what an iPhone keeps for a tab is not there in the installed app, and goes after a week
  if (mustInstall(here())) return installPage();
  try {
    return askPage(await me());
  } catch (error) {
    const code = error instanceof Refused ? error.code : "";
    const said = code === "not_signed_in" ? t("Đăng nhập trên máy này trước đã.") : problemWords(code || "offline");
    const door = h("a", { class: "btn btn--primary btn--wide btn--tall", href: "/dang-nhap" }, t("Đăng nhập"));
    return doorPage([h("h1", {}, t("Ghi nhận máy này")), banner("warn", "key", said), h("p", {}, t("Đăng nhập xong, quét lại mã mời."))], door);
  }
};

/** @param {any} found */
const askPage = ({ person, org }) => {
  const said = h("div", { "aria-live": "polite" });
  const button = h(
    "button",
    {
      class: "btn btn--primary btn--wide btn--tall",
      type: "button",
      onclick: async () => {
        button.setAttribute("disabled", "");
        try {
          await enrol(invitation);
          invitation = "";
          location.assign("/may");
        } catch (error) {
          button.removeAttribute("disabled");
          said.replaceChildren(banner("error", "bang", problemWords(error instanceof Refused ? error.code : "key_not_kept")));
        }
      },
    },
    icon("phone"),
    t("Ghi nhận máy này"),
  );
  return doorPage(
    [
      h("h1", {}, t("Ghi nhận máy này")),
      said,
      h("dl", { class: "summary summary--plain" }, row(t("Người dùng máy"), person.name), row(t("Công việc"), person.title), row(t("Nơi làm việc"), org.name)),
      h("p", {}, t("Máy sẽ tạo một khóa riêng, không sao chép được. Mỗi hồ sơ được ký bằng khóa này.")),
      h("p", { class: "meta" }, t("Đặt khóa màn hình cho điện thoại trước khi dùng.")),
    ],
    button,
  );
};

const home = () => h("button", { class: "btn btn--primary btn--wide btn--tall", type: "button", onclick: () => go("/may") }, t("Về trang Hôm nay"));
