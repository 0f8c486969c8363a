/** Sao chép tin nhắn: the text beside a button goes to the clipboard, to be pasted into a message. */

import { t } from "../core/words.js";
import { clip } from "../capture/clip.js";

for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("[data-copy]"))) {
  button.addEventListener("click", async () => {
    const field = /** @type {HTMLTextAreaElement} */ (document.getElementById(button.dataset.copy ?? ""));
    const said = button.parentElement?.querySelector("[data-said]");
    const done = await clip(field.value);
    if (!done) field.select();
    if (said) said.textContent = done ? t("Đã chép. Mở Zalo rồi dán vào.") : t("Chưa chép được. Giữ vào đoạn chữ rồi chọn Sao chép.");
  });
}
