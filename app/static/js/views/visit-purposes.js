/** What a visit is for, where several things may be done at once; and at which kind of place. */

import { t } from "../core/words.js";
import { catalogue, h } from "./dom.js";

/** Several among short words, kept in `chosen`, in the order of the list. @param {string} label @param {string[]} chosen @param {() => void} changed @param {{code: string, text: string}[]} [list] */
export const pickMany = (label, chosen, changed, list = catalogue().purposes) => {
  const all = list.map((one) => one.code);
  const press = (/** @type {any} */ event) => {
    const code = event.currentTarget.dataset.code;
    const now = all.filter((/** @type {string} */ one) => (one === code ? !chosen.includes(one) : chosen.includes(one)));
    chosen.splice(0, chosen.length, ...now);
    event.currentTarget.setAttribute("aria-pressed", String(chosen.includes(code)));
    changed();
    event.currentTarget.dispatchEvent(new Event("input", { bubbles: true }));
  };
  return h(
    "div",
    { class: "filters", role: "group", "aria-label": label },
    list.map((one) =>
      h("button", { class: "filter", type: "button", "aria-pressed": String(chosen.includes(one.code)), "data-code": one.code, onclick: press }, one.text),
    ),
  );
};

/** Home, a point of the commune's list, the office. @param {string[]} points @param {any} [known] */
export const placeField = (points, known) => {
  const words = Object.fromEntries(catalogue().places.map((/** @type {any} */ one) => [one.code, one.text]));
  // what was planned there stays, though the commune lists it no more
  const listed = [...new Set([...points, known?.point].filter(Boolean))];
  const options = [
    ["home", words.home],
    ...listed.map((name) => [`point:${name}`, t("{kind}: {name}", { kind: words.point, name })]),
    ["counter", words.counter],
  ];
  const select = /** @type {HTMLSelectElement} */ (
    h(
      "select",
      { class: "input", name: "place" },
      options.map(([code, word]) => h("option", { value: code }, word)),
    )
  );
  select.value = known?.point ? `point:${known.point}` : (known?.place_kind ?? "home");
  return select;
};

/** As a record says it; nothing for a home. @param {string} value */
export const placeChosen = (value) => {
  if (value === "home") return {};
  return value.startsWith("point:") ? { place_kind: "point", point: value.slice(6) } : { place_kind: value };
};
