/** One visit: who, what for, the way there, and what may be done with it. */

import { weekday } from "../core/moments.js";
import { addressed } from "../core/names.js";
import { mapLink } from "../core/round.js";
import { t } from "../core/words.js";
import { newCase } from "./begin.js";
import { catalogue, go, h, icon, link } from "./dom.js";
import { workPage } from "./frame.js";
import { here } from "./install.js";
import { visitChip } from "./visit-row.js";

/** What is to be done there, in words. @param {any} known @returns {string} */
const purposes = (known) => {
  const wanted = known.purposes?.length ? known.purposes : [known.purpose];
  return catalogue()
    .purposes.filter((/** @type {any} */ one) => wanted.includes(one.code))
    .map((/** @type {any} */ one) => one.text)
    .join(", ");
};

/** Where people are served other than at home. @param {any} known */
const placeWords = (known) => {
  const kind = catalogue().places.find((/** @type {any} */ one) => one.code === known.place_kind);
  return !kind || kind.code === "home" ? "" : [kind.text, known.point].filter(Boolean).join(": ");
};

/** How it ended, when it did. @param {any} known */
const ended = (known) => {
  if (known.state === "planned") return null;
  const calm = { stopped: t("Cán bộ khác báo người này đã mất. Không cần đến nữa."), cancelled: t("Xã đã hủy lượt này. Không cần đến nữa.") };
  return [
    h("p", { class: "chips" }, visitChip(known), known.outcome?.words && h("span", { class: "muted" }, known.outcome.words)),
    known.state in calm && h("p", {}, calm[/** @type {keyof typeof calm} */ (known.state)]),
  ];
};

/** @param {any} own @param {any} known */
export const showPage = (own, known) => {
  const { hamlet, phone, place_kind, point } = known;
  const answers = { hamlet, phone, visit: known.id, person: { honorific: known.honorific, name: known.name }, place_kind, point };
  const open = known.state === "planned";
  const begin = h(
    "button",
    { class: "btn btn--primary btn--wide btn--tall", type: "button", onclick: () => newCase(own, answers) },
    icon("plus"),
    t("Làm hồ sơ chứng thực"),
  );
  const call = phone && h("a", { class: "btn btn--wide", href: `tel:${phone}` }, icon("call"), t("Gọi {phone}", { phone }));
  const way = mapLink(hamlet, own.commune.hamlets ?? [], own.commune.place, here().system === "iphone");
  const tool = (/** @type {string} */ path, /** @type {string} */ name, /** @type {string} */ word) =>
    open && h("button", { class: "btn btn--wide", type: "button", onclick: () => go(`/may/luot/${known.id}/${path}`) }, icon(name), word);
  return workPage({
    title: t("Lượt đến nhà"),
    back: () => go("/may"),
    children: [
      h(
        "div",
        { class: "stack stack--4" },
        h("h1", {}, addressed(known.honorific, known.name)),
        h("p", { class: "muted" }, [purposes(known), hamlet, weekday(Date.parse(known.on_date)), known.at_time].filter(Boolean).join(" · ")),
        placeWords(known) && h("p", {}, placeWords(known)),
        known.note && h("p", {}, known.note),
      ),
      ended(known),
      call,
      open && h("a", { class: "btn btn--wide", href: way, rel: "noreferrer" }, icon("route"), t("Chỉ đường đến thôn, tổ")),
      known.case && h("a", { class: "btn btn--wide", href: `/may/da-luu/${known.case}` }, icon("folder"), t("Xem hồ sơ của lượt này")),
      tool("xong", "tick", t("Kết thúc lượt này")),
      open && link(`/may/huong-dan/${known.id}`, { class: "btn btn--wide" }, icon("listen"), t("Ghi hướng dẫn")),
      tool("sua", "pencil", t("Sửa tên, ngày, giờ")),
      tool("chuyen", "people", t("Chuyển người khác đi")),
    ].flat(),
    foot: open && !known.case ? [begin] : [],
  });
};
