/** A phone that officers share: who they are, and how one more is let in. Each has key, PIN, cases of his own and sees nothing of the others'. */

import { t } from "../core/words.js";
import { makePlace, officers } from "../store/officers.js";
import { storeInUse } from "../store/database.js";
import { shut } from "../store/vault.js";
import { me } from "../sync/enrol.js";
import { dropKey } from "../sync/keeper.js";
import { handOn } from "../sync/push.js";
import { leave } from "../sync/session.js";
import { banner, go, h, icon } from "./dom.js";
import { scanInvitation } from "./enrol.js";
import { doorPage, workPage } from "./frame.js";
import { officerButton } from "./other-names.js";
import { notKept } from "./saying.js";

/** @typedef {import("../store/officers.js").Officer} Officer */

export const sharedPhonePage = async () => {
  const found = await officers();
  return workPage({
    title: t("Dùng chung máy"),
    back: () => go("/may/toi"),
    children: [
      h("h1", {}, t("Dùng chung máy")),
      h("p", {}, t("Mỗi người có mã PIN và hồ sơ riêng; không ai xem được hồ sơ của người khác. Hồ sơ của ai cũng tự gửi khi có mạng.")),
      h("div", { class: "stack stack--8" }, found.flatMap(officerPart)),
      h("h2", {}, t("Thêm người")),
      h("p", {}, t("Quản trị viên bấm Mời máy ở dòng tên người đó. Người đó đăng nhập trên máy này, rồi quét mã mời.")),
      scanInvitation(),
    ],
  });
};

/** @param {Officer} one */
const officerPart = (one) =>
  one.store === storeInUse()
    ? h("p", {}, icon("tick"), " ", t("{name}: đang dùng", { name: one.name }))
    : officerButton(one.store, t("Đổi sang {name}", { name: one.name }));

/** An invitation on a phone that has an officer: his own phone already, or one more of whoever is signed in. @param {any} own @param {string} invitation */
export const sharePage = async (own, invitation) => {
  const signedIn = await me().catch(() => null);
  const known = (await officers()).find((one) => one.person === signedIn?.person.id);
  if (known && known.store !== storeInUse()) return knownPage(known);
  if (!invitation || !signedIn || known) return ownPage(own, Boolean(invitation && signedIn));
  return askPage(own, signedIn.person, invitation);
};

/** @param {Officer} known */
const knownPage = (known) =>
  doorPage([
    h("h1", {}, t("Máy này đã được ghi nhận")),
    h("p", {}, known.name),
    officerButton(known.store, t("Đổi sang {name}", { name: known.name }), "btn--primary"),
  ]);

/** @param {any} own @param {boolean} other whether the way for somebody else is to be said */
const ownPage = (own, other) =>
  doorPage(
    [
      h("h1", {}, t("Máy này đã được ghi nhận")),
      h("p", {}, own.person.name),
      other && banner("warn", "key", t("Mã mời của người khác? Đăng xuất, người đó đăng nhập trên máy này, rồi quét lại mã mời.")),
      other && h("button", { class: "btn btn--wide btn--tall", type: "button", onclick: () => leave("/may/dung-chung") }, icon("leave"), t("Đăng xuất")),
    ],
    h("button", { class: "btn btn--primary btn--wide btn--tall", type: "button", onclick: () => go("/may") }, t("Về trang Hôm nay")),
  );

/** @param {any} own @param {any} person @param {string} invitation */
const askPage = (own, person, invitation) => {
  const said = h("div", { "aria-live": "polite" });
  const share = async () => {
    await makePlace();
    await handOn().catch(() => {});
    // whose phone it was gave it away: his own opens by his PIN again
    shut();
    dropKey();
    // the page starts anew in the new place, and reads the invitation again
    history.replaceState({}, "", `/may/ghi-nhan#${invitation}`);
    location.reload();
  };
  return doorPage(
    [
      h("h1", {}, t("Dùng chung máy?")),
      h("p", {}, t("Máy này đang dùng: {name}. {other} sẽ có mã PIN và hồ sơ riêng trên máy này.", { name: own.person.name, other: person.name })),
      h("p", {}, t("Không ai xem được hồ sơ của người khác. Khi máy khóa, màn hình hiện tên mọi người dùng máy.")),
      said,
      h("button", { class: "btn btn--wide btn--tall", type: "button", onclick: () => go("/may") }, t("Không, quay lại")),
    ],
    h(
      "button",
      { class: "btn btn--primary btn--wide btn--tall", type: "button", onclick: () => share().catch((error) => notKept(said, error)) },
      icon("phone"),
      t("Dùng chung máy này"),
    ),
  );
};
