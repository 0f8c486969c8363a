/** Opening the phone by finger or face: the officer's passkey of this phone beside his PIN. */

import { t } from "../core/words.js";
import { addPasskey, dropPasskey, passkeyHere } from "../store/pin.js";
import { bytesOfKey } from "../store/vault.js";
import { canPasskey, passkeySecret } from "../sync/passkey.js";
import { banner, go, h, icon } from "./dom.js";
import { workPage } from "./frame.js";
import { askPin } from "./pin.js";

/** @param {import("./app.js").Context} context */
export const ownKeyPage = async ({ own, again }) => {
  const said = h("div", { "aria-live": "polite" });
  const children = [h("h1", {}, t("Mở khóa bằng vân tay, khuôn mặt")), said];
  const here = await passkeyHere();
  if (!here && !(await canPasskey())) {
    children.push(banner("warn", "alert", t("Máy này không có vân tay hay khuôn mặt dùng được, hoặc chưa đặt khóa màn hình. Anh/chị dùng mã PIN.")));
    return frame(children, []);
  }
  if (here) {
    const drop = async () => {
      await dropPasskey();
      again();
    };
    children.push(h("p", {}, t("Đang bật. Mã PIN vẫn dùng được.")));
    return frame(children, [h("button", { class: "btn btn--wide btn--tall", type: "button", onclick: drop }, t("Tắt, chỉ dùng mã PIN"))]);
  }
  if (!bytesOfKey()) {
    children.push(h("p", {}, t("Nhập mã PIN trước.")), h("div", { class: "stack" }, await askPin(t("Mã PIN"), async () => again())));
    return frame(children, []);
  }
  const add = async () => {
    button.setAttribute("disabled", "");
    said.replaceChildren();
    const wrong = await tryBoth(own).catch(() => t("Chưa xác nhận. Thử lại, hoặc cứ dùng mã PIN."));
    button.removeAttribute("disabled");
    if (wrong) said.replaceChildren(banner("error", "bang", wrong));
    else again();
  };
  const button = h("button", { class: "btn btn--primary btn--wide btn--tall", type: "button", onclick: add }, icon("key"), t("Bật"));
  children.push(h("p", {}, t("Máy hỏi hai lần, để chắc rằng lần sau mở được. Mã PIN vẫn dùng được.")));
  return frame(children, [button]);
};

/** @param {any[]} children @param {any[]} foot */
const frame = (children, foot) => workPage({ title: t("Mở khóa bằng vân tay, khuôn mặt"), back: () => go("/may/toi"), children, foot });

/** Takes the officer's passkey when it answers the same twice; what is wrong otherwise. @param {any} own */
const tryBoth = async (own) => {
  const first = await passkeySecret();
  if (!first.handle || first.handle !== own.person.handle) return t("Khóa này không phải của anh/chị.");
  if (!first.here) return t("Khóa này nằm ở máy khác. Vào trang của tôi, tạo khóa truy cập trên máy này.");
  const second = first.secret && (await passkeySecret(first.id));
  // some keepers of passkeys answer something else each time: then nobody could open the phone again by them
  if (!first.secret || !second?.secret || first.secret.join() !== second.secret.join()) return t("Khóa này chỉ dùng để đăng nhập được. Anh/chị dùng mã PIN.");
  await addPasskey(first.id, first.secret);
  return "";
};
