/** Chế độ cứu hộ: the sealed packets as a file, for when sending does not go; the clerk brings it in. */

import { b64u } from "../core/encoding.js";
import { stamp } from "../core/moments.js";
import { rescueLines } from "../core/rescue.js";
import { t } from "../core/words.js";
import { packets, part } from "../store/outbox.js";
import { banner, go, h, icon } from "./dom.js";
import { workPage } from "./frame.js";

/** @param {any} own */
const rescueFile = async (own) => {
  const all = (await packets()).map((packet) => ({ ...packet, body: b64u(packet.body) }));
  const photo = async (/** @type {string} */ address) => {
    const data = await part(address);
    return data && b64u(data);
  };
  const parts = [];
  for await (const line of rescueLines(own, all, photo)) parts.push(line);
  const day = stamp(Date.now()).slice(0, 16).replaceAll(":", "").replace("T", "-");
  return new File(parts, `cuu-ho-${own.kid.slice(0, 8)}-${day}.tannha`, { type: "application/octet-stream" });
};

/** @param {File} file */
const save = (file) => {
  const address = URL.createObjectURL(file);
  h("a", { href: address, download: file.name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
};

/** The button that saves the file, and says what came of it. @param {any} own @param {HTMLElement} said */
export const rescueButton = (own, said) => {
  const act = async () => {
    button.setAttribute("disabled", "");
    try {
      const file = await rescueFile(own);
      save(file);
      said.replaceChildren(banner("ok", "tick", t("Đã lưu tệp {name} vào mục Tải xuống. Đưa tệp cho văn thư.", { name: file.name })));
    } catch {
      said.replaceChildren(banner("error", "bang", t("Chưa lưu được tệp. Hồ sơ vẫn còn trên máy.")));
    } finally {
      button.removeAttribute("disabled");
    }
  };
  const button = h("button", { class: "btn btn--primary btn--wide btn--tall", type: "button", onclick: act }, icon("lock"), t("Lưu tệp cứu hộ"));
  return button;
};

/** A page of its own: nothing that comes in meanwhile draws it anew. @param {import("./app.js").Context} context */
export const rescuePage = async ({ own }) => {
  // what is practised is sealed for a key that nobody has
  if (own.practice) {
    go("/may/chua-gui", true);
    return [];
  }
  const said = h("div", { "aria-live": "polite" });
  return workPage({
    title: t("Chế độ cứu hộ"),
    back: () => go("/may/chua-gui"),
    children: [
      h("h1", {}, t("Chế độ cứu hộ")),
      h("p", {}, t("Hồ sơ trên máy được chép ra một tệp, vẫn khóa kín: chỉ xã mở được. Đưa tệp cho văn thư (thẻ nhớ, cáp); máy này vẫn giữ nguyên hồ sơ.")),
      said,
    ],
    foot: [rescueButton(own, said)],
  });
};
