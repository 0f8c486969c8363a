/** Ghi hướng dẫn: what people were guided through and who did it, what was explained. Nobody's name is asked. */

import { stamp } from "../core/moments.js";
import { fold } from "../core/names.js";
import { t } from "../core/words.js";
import { finishAs, stub } from "../store/outbox.js";
import { begunOr, guidanceRecord } from "./begin.js";
import { catalogue, field, go, h, icon, input, pick } from "./dom.js";
import { workPage } from "./frame.js";
import { keepOnce } from "./further.js";
import { dropButton, keepTyped, remember } from "./remember.js";
import { lacks } from "./saying.js";
import { pickMany, placeChosen, placeField } from "./visit-purposes.js";

const MOST_PEOPLE = 500;

/** @typedef {Record<string, {mode: string, reason: string}>} Ways how each service was done */

/** @param {import("./app.js").Context} context */
export const guidedPage = async ({ own, parts: [at = "moi"] }) => {
  const known = at === "moi" ? null : await stub(at, "visits");
  const draft = await begunOr(guidanceRecord(at));
  const typed = draft.answers.typed?.[at] ?? {};
  const keep = (/** @type {string} */ name, /** @type {string} */ value) => keepTyped(draft, at, name, value);
  const back = known ? `/may/luot/${at}` : "/may";
  const said = h("div", {});
  const points = own.commune.points ?? [];
  // only places of the commune's lists: what somebody wrote of a visit could tell a home
  const place = placeField(points, points.includes(known?.point) ? known : null);
  const hamlet = hamletField(own.commune.hamlets ?? [], known?.hamlet ?? "");
  const people = input({ value: "1", inputmode: "numeric", maxlength: 3, name: "people" });
  const services = chosenOf(typed.services);
  const topics = chosenOf(typed.topics);
  /** @type {Ways} */
  const ways = JSON.parse(typed.ways ?? "{}");
  const how = h("div", { class: "stack" });
  const showWays = () => how.replaceChildren(...services.map((code) => way(code, ways, () => keep("ways", JSON.stringify(ways)))));
  showWays();
  const lists = catalogue().guided;
  const many = pickMany(
    t("Hướng dẫn việc gì?"),
    services,
    () => {
      keep("services", services.join(" "));
      showWays();
    },
    lists.services,
  );
  const told = pickMany(t("Đã giải thích thêm gì?"), topics, () => keep("topics", topics.join(" ")), lists.topics);
  const act = () => {
    const at = placeChosen(place.value);
    const counter = at.place_kind === "counter";
    const count = Number(people.value);
    const open = services.find((code) => !ways[code]?.mode || (ways[code].mode === "done_for" && !ways[code].reason));
    const lacking = lacks(said, [
      [!services.length && !topics.length, t("Chọn ít nhất một việc hoặc một nội dung đã giải thích."), many],
      [open, t("Mỗi việc: người dân tự làm hay cán bộ làm giúp. Làm giúp thì chọn lý do."), how],
      [!counter && hamlet && !hamlet.value, t("Chọn thôn, tổ."), hamlet],
      [!(Number.isInteger(count) && count >= 1 && count <= MOST_PEOPLE), t("Số người từ 1 đến 500."), people],
    ]);
    if (lacking) return undefined;
    const body = {
      v: 1,
      given_at: stamp(Date.now()),
      place_kind: "home",
      ...at,
      hamlet: counter ? "" : (hamlet?.value ?? ""),
      people: count,
      services: services.map((code) => ({ service: code, ...done(ways[code]) })),
      topics: [...topics],
    };
    return keepOnce(button, said, () => finishAs(draft, body, null, stamp(Date.now())), back);
  };
  const button = h("button", { class: "btn btn--primary btn--tall btn--wide", type: "button", onclick: act }, icon("tick"), t("Lưu lần hướng dẫn"));
  const page = workPage({
    title: t("Ghi hướng dẫn"),
    back: () => go(back),
    children: [
      said,
      h("h1", {}, t("Hướng dẫn việc gì?")),
      h("p", { class: "muted" }, t("Không ghi tên người dân. Để người dân tự làm; chỉ làm giúp khi họ không tự làm được.")),
      many,
      how,
      h("h2", {}, t("Đã giải thích thêm gì?")),
      told,
      h("h2", {}, t("Ở đâu, mấy người?")),
      field(t("Nơi phục vụ"), place),
      hamlet && field(t("Tổ, thôn"), hamlet),
      field(t("Số người"), people, t("Hướng dẫn cả nhóm thì ghi số người.")),
      dropButton(draft, back),
    ],
    foot: [button],
  });
  return remember(page, draft, at, "");
};

/** @param {string | undefined} text codes, spaced */
const chosenOf = (text) => (text ?? "").split(" ").filter(Boolean);

/** A reason only where it was done for somebody. @param {{mode: string, reason: string}} way */
const done = ({ mode, reason }) => (mode === "done_for" ? { mode, reason } : { mode });

/** One of the commune's hamlets, the visit's where it is listed; null where the commune lists none. @param {{name: string}[]} hamlets @param {string} wanted */
const hamletField = (hamlets, wanted) => {
  if (!hamlets.length) return null;
  const select = /** @type {HTMLSelectElement} */ (
    h(
      "select",
      { class: "input", name: "hamlet" },
      [["", t("Chọn thôn, tổ")], ...hamlets.map(({ name }) => [name, name])].map(([value, word]) => h("option", { value }, word)),
    )
  );
  select.value = hamlets.find(({ name }) => fold(name) === fold(wanted))?.name ?? "";
  return select;
};

/** Who did it, and why where it was the officer. @param {string} code @param {Ways} ways @param {() => void} changed */
const way = (code, ways, changed) => {
  ways[code] ??= { mode: "", reason: "" };
  const { services, modes, reasons } = catalogue().guided;
  const pairs = (/** @type {any[]} */ list) => list.map((one) => [one.code, one.text]);
  const title = services.find((/** @type {any} */ one) => one.code === code)?.text ?? code;
  const why = h(
    "div",
    { class: "stack stack--8", hidden: ways[code].mode !== "done_for" },
    h("p", { class: "label" }, t("Làm giúp vì")),
    pick(t("Làm giúp vì"), ways[code], "reason", pairs(reasons), changed),
  );
  const mode = pick(title, ways[code], "mode", pairs(modes), () => {
    why.hidden = ways[code].mode !== "done_for";
    changed();
  });
  return h("section", { class: "card stack stack--8" }, h("h3", {}, title), mode, why);
};
