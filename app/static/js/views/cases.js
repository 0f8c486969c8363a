/** Hồ sơ: the officer's own cases, found without marks. */

import { unsent } from "../core/drain.js";
import { fold } from "../core/names.js";
import { t } from "../core/words.js";
import { packets, stubs } from "../store/outbox.js";
import { field, h, input, sign } from "./dom.js";
import { homePage } from "./frame.js";
import { caseRow } from "./home.js";

let typed = "";

/** @param {import("./app.js").Context} context */
export const casesPage = async ({ own }) => {
  const [known, waiting] = await Promise.all([stubs(), packets()]);
  known.sort((one, other) => (one.id < other.id ? 1 : -1));
  const list = h("ul", { class: "cases" });
  const show = () => {
    const wanted = fold(typed);
    const found = known.filter((one) => fold(`${one.name} ${one.code} ${one.title} ${one.hamlet}`).includes(wanted));
    list.replaceChildren(...found.map((one) => h("li", {}, caseRow(one, `/may/da-luu/${one.id}`))));
    if (!found.length) list.replaceChildren(h("li", {}, h("p", { class: "meta pad-y" }, t("Không thấy. Thử gõ không dấu."))));
  };
  const search = input({
    type: "search",
    value: typed,
    enterkeyhint: "search",
    oninput: (/** @type {any} */ event) => {
      typed = event.target.value;
      show();
    },
  });
  show();
  const empty = h("div", { class: "empty" }, sign(), h("h2", {}, t("Chưa có hồ sơ nào")), h("p", {}, t("Hồ sơ anh/chị làm ở nhà dân sẽ nằm ở đây.")));
  return homePage({
    title: t("Hồ sơ"),
    commune: own.commune.name,
    unsent: waiting.filter(unsent).length,
    children: [h("h1", {}, t("Hồ sơ")), ...(known.length ? [field(t("Tìm theo tên, mã, tổ"), search), list] : [empty])],
  });
};
