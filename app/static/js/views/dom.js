/** Elements from data: text is always text, never markup. */

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {Node | string | number | boolean | null | undefined} Child */

/**
 * An element. Properties: `class`, `on<event>` listeners, anything else an attribute (true sets it empty, false leaves it out).
 * @param {string} tag @param {Record<string, any>} [properties] @param {(Child | Child[])[]} children
 */
export const h = (tag, properties = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === false || value === undefined || value === null) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value") /** @type {HTMLInputElement} */ (element).value = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat()) {
    if (child !== null && child !== undefined && typeof child !== "boolean") element.append(child instanceof Node ? child : String(child));
  }
  return element;
};

/** A line icon of the sprite; never without a word beside it. @param {string} name @param {string} [size] */
export const icon = (name, size = "") => {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", `icon ${size}`.trim());
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
};

/** The sign of the product. */
export const sign = () => {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "sign");
  svg.setAttribute("viewBox", "64 64 448 376");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", "#sign-path");
  svg.append(use);
  return svg;
};

/** @param {import("../core/states.js").Chip} chip */
export const chip = ({ tone, icon: name, word }) => h("span", { class: `chip chip--${tone}` }, icon(name, "icon--s"), word);

/** The catalogue of the law's lists, the same for everyone, written into the shell. @returns {any} */
export const catalogue = () => JSON.parse(document.getElementById("catalogue")?.textContent ?? "{}");

/** Goes to another page of the phone. @param {string} path @param {boolean} [replace] */
export const go = (path, replace = false) => {
  history[replace ? "replaceState" : "pushState"]({}, "", path);
  dispatchEvent(new PopStateEvent("popstate"));
};

/** A link inside the phone. @param {string} href @param {Record<string, any>} properties @param {(Child | Child[])[]} children */
export const link = (href, properties, ...children) =>
  h(
    "a",
    {
      ...properties,
      href,
      onclick: (/** @type {MouseEvent} */ event) => {
        event.preventDefault();
        go(href);
      },
    },
    ...children,
  );

/** A labelled field. @param {string} label @param {HTMLElement} input @param {string} [hint] */
export const field = (label, input, hint) => {
  input.id ||= `f-${label.length}-${Math.random().toString(36).slice(2, 8)}`;
  return h("div", { class: "field" }, h("label", { for: input.id }, label), input, hint && h("p", { class: "meta" }, hint));
};

/** @param {Record<string, any>} properties */
export const input = (properties) => /** @type {HTMLInputElement} */ (h("input", { class: "input", autocomplete: "off", ...properties }));

/** For what does not fit one line; Enter still ends it. @param {Record<string, any>} properties */
export const longInput = (properties) => /** @type {HTMLTextAreaElement} */ (h("textarea", { class: "input", autocomplete: "off", rows: 3, ...properties }));

/** A choice of one; `chosen` is called at the tap. @param {string} legend @param {{code: string, text: string, hint?: string}[]} options @param {string | undefined} value @param {(code: string) => void} chosen @param {string} [name] */
export const choices = (legend, options, value, chosen, name = "choice") =>
  h(
    "fieldset",
    { class: "choices" },
    h("legend", { class: "visually-hidden" }, legend),
    options.map((one) =>
      h(
        "label",
        { class: "choice" },
        h("input", { type: "radio", name, value: one.code, checked: one.code === value, onchange: () => chosen(one.code) }),
        h("span", {}, h("b", {}, one.text), one.hint && h("small", {}, one.hint)),
      ),
    ),
  );

/** A choice of one among short words, kept in `values`. @param {string} label @param {Record<string, any>} values @param {string} key @param {string[][]} options code and word @param {() => void} [chosen] */
export const pick = (label, values, key, options, chosen) =>
  h(
    "div",
    { class: "filters", role: "group", "aria-label": label },
    options.map(([code, text]) =>
      h(
        "button",
        {
          class: "filter",
          type: "button",
          "aria-pressed": String(values[key] === code),
          "data-code": code,
          onclick: (/** @type {any} */ event) => {
            values[key] = code;
            for (const other of event.currentTarget.parentElement.children) other.setAttribute("aria-pressed", String(other.dataset.code === code));
            chosen?.();
            // what is said of a field goes when the field is changed, by whichever finger
            event.currentTarget.dispatchEvent(new Event("input", { bubbles: true }));
          },
        },
        text,
      ),
    ),
  );

/** A row of a summary. @param {string} term @param {Child} text @param {HTMLElement} [edit] */
export const row = (term, text, edit) => h("div", {}, h("dt", {}, term), h("dd", {}, text), edit && h("dd", { class: "edit" }, edit));

/** @param {string} tone @param {string} name @param {Child[]} children */
export const banner = (tone, name, ...children) =>
  h("div", { class: `banner banner--${tone} banner--card`, role: "status" }, icon(name), h("span", {}, children));
