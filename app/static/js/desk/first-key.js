/** A person's first passkey, made where he was asked for it: what he had chosen and written stays. */

import { t } from "../core/words.js";
import { postJson } from "../sync/office.js";
import { banner, h, icon } from "../views/dom.js";
import { createPasskey, saying } from "./passkeys.js";

/** @param {HTMLElement} said where the outcome is told */
export const firstKey = (said) => {
  const button = h(
    "button",
    {
      class: "btn btn--wide",
      type: "button",
      onclick: async () => {
        button.setAttribute("disabled", "");
        try {
          const { nonce, options } = await postJson("/toi/khoa/hoi");
          await postJson("/toi/khoa", { nonce, answer: await createPasskey(options) });
          said.replaceChildren(banner("ok", "key", t("Đã có khóa trên máy này. Bấm lại nút xác nhận bên dưới.")));
        } catch (error) {
          said.replaceChildren(banner("error", "bang", saying(error)), firstKey(said));
        }
      },
    },
    icon("key"),
    t("Tạo khóa truy cập trên máy này"),
  );
  return button;
};
